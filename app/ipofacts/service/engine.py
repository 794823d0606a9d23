"""Engines: worker processes that read articles, each one article at a time, outside the event loop."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from typing import TypeVar

from ipofacts.rulefiles import Layers
from ipofacts.service import worker
from ipofacts.service.logs import Form

Result = TypeVar("Result")

_WARM_TIMEOUT = 120.0


class Helper:
    """One process beside this one, made ready by ``initializer``."""

    def __init__(self, initializer: Callable[..., None], *given: object) -> None:
        self._executor = ProcessPoolExecutor(
            max_workers=1, mp_context=multiprocessing.get_context("spawn"), initializer=initializer, initargs=given
        )
        self._pid: int | None = None
        self._ended = False

    async def run(self, function: Callable[..., Result], *given: object) -> Result:
        """What a function gives there. Raises BrokenExecutor if the process has ended or ends meanwhile."""
        if self._ended:
            raise BrokenExecutor
        return await asyncio.wrap_future(self._executor.submit(function, *given))

    async def begin(self) -> None:
        """Starts the process. Raises BrokenExecutor."""
        self._pid = await self.run(os.getpid)

    def kill(self) -> None:
        """Ends the process at once; whoever waits for it gets BrokenExecutor."""
        if self._ended:
            return
        self._ended = True
        if self._pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        self._executor.shutdown(wait=False)

    async def close(self) -> None:
        """Ends the process after what it does now."""
        self._ended = True
        await asyncio.to_thread(self._executor.shutdown, cancel_futures=True)


class Engine(Helper):
    """A process that reads articles. It is never mended: a broken engine is retired and another takes its place.

    Whoever gives it articles holds it meanwhile; a retired engine takes no more of them.
    """

    def __init__(self, rules: Layers, log_level: str = "info", log_format: Form = "text") -> None:
        super().__init__(worker.start, rules, log_level, log_format)
        self.hello: worker.Hello | None = None
        self.retired = False
        self._held = 0
        self._idle = asyncio.Event()

    async def warm(self) -> worker.Hello:
        """Starts the process and waits until it has read the example. Raises BrokenExecutor, TimeoutError."""
        async with asyncio.timeout(_WARM_TIMEOUT):
            await self.begin()
            self.hello = await self.run(worker.hello)
        return self.hello

    async def answer(self, task: worker.Task, body: bytes, counting: worker.Counting, request_id: str | None) -> worker.Answer:
        """Reads one article. Raises BrokenExecutor if the process dies meanwhile."""
        return await self.run(worker.answer, task, body, counting, request_id)

    def hold(self) -> None:
        """Keeps the engine from being drained until it is released."""
        self._held += 1

    def release(self) -> None:
        """The opposite of ``hold``."""
        self._held -= 1
        if self.retired and not self._held:
            self._idle.set()

    async def drain(self) -> None:
        """Takes no more articles, waits for those it was given, and ends the process."""
        self.retired = True
        if self._held:
            await self._idle.wait()
        await self.close()

    def kill(self) -> None:
        """Ends the process at once; whoever waits for it gets BrokenExecutor."""
        self.retired = True
        super().kill()

    async def close(self) -> None:
        """Ends the process after the article it reads."""
        self.retired = True
        await super().close()
