"""Engines: worker processes that read articles, each one article at a time, outside the event loop."""

from __future__ import annotations

import asyncio

from ipofacts.rulefiles import Layers, RuleProblem
from ipofacts.service import proof, worker
from ipofacts.service.helper import Helper
from ipofacts.service.logs import Form

_WARM_TIMEOUT = 120.0


class Engine(Helper):
    """A process that reads articles. It is never mended: a broken engine is retired and another takes its place.

    Whoever gives it articles holds it meanwhile; a retired engine takes no more of them.
    """

    def __init__(self, rules: Layers, log_level: str = "info", log_format: Form = "text") -> None:
        super().__init__()
        self._given = (rules, log_level, log_format)
        self.hello: worker.Hello | None = None
        self.retired = False
        self._started = False
        self._held = 0
        self._idle = asyncio.Event()

    async def prove(self) -> list[RuleProblem]:
        """Starts the process and proves its rules there: what speaks against them. If nothing does, ``warm`` makes it ready.

        Raises BrokenExecutor, OSError, TimeoutError.
        """
        async with asyncio.timeout(_WARM_TIMEOUT):
            await self.begin()
            self._started = True
            return await self.run(proof.prove, *self._given)

    async def warm(self) -> worker.Hello:
        """Starts the process and waits until it has read the example. Raises BrokenExecutor, OSError, TimeoutError."""
        async with asyncio.timeout(_WARM_TIMEOUT):
            if not self._started:
                await self.begin()
                await self.run(worker.start, *self._given)
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
