"""Engines: worker processes that read articles, each one article at a time, outside the event loop."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from ipofacts.service import worker

_WARM_TIMEOUT = 120.0


class Engine:
    """One worker process. It is never mended: a broken engine is retired and another takes its place."""

    def __init__(self, rules: Path | None) -> None:
        self._executor = ProcessPoolExecutor(
            max_workers=1, mp_context=multiprocessing.get_context("spawn"), initializer=worker.start, initargs=(rules,)
        )
        self.hello: worker.Hello | None = None
        self.retired = False

    async def warm(self) -> worker.Hello:
        """Starts the process and waits until it has read the example. Raises BrokenProcessPool, TimeoutError."""
        self.hello = await asyncio.wait_for(asyncio.wrap_future(self._executor.submit(worker.hello)), _WARM_TIMEOUT)
        return self.hello

    async def answer(self, task: worker.Task, body: bytes, counting: worker.Counting) -> worker.Answer:
        """Reads one article. Raises BrokenProcessPool if the process dies meanwhile."""
        return await asyncio.wrap_future(self._executor.submit(worker.answer, task, body, counting))

    def kill(self) -> None:
        """Ends the process at once; whoever waits for it gets BrokenProcessPool."""
        self.retired = True
        if self.hello:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.hello.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        self._executor.shutdown(wait=False)

    async def close(self) -> None:
        """Ends the process after the article it reads."""
        self.retired = True
        await asyncio.to_thread(self._executor.shutdown, cancel_futures=True)
