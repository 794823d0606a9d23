"""Who gets the next free engine: single articles before those of batches, each in the order in which they came."""

from __future__ import annotations

import asyncio
from collections import deque

from ipofacts.service.engine import Engine

_IN_A_ROW = 4  # single articles served before a batch that waits gets one in
_WEIGHT = 0.1  # of the newest article in the running mean


class Turns:
    """Free slots of engines, and the articles that wait for one."""

    def __init__(self) -> None:
        self._free: deque[Engine] = deque()
        self._single: deque[asyncio.Future[Engine]] = deque()
        self._batched: deque[asyncio.Future[Engine]] = deque()
        self._row = 0
        self._mean: float | None = None

    @property
    def waiting(self) -> int:
        """Articles that wait now."""
        return len(self._single) + len(self._batched)

    def expected_wait(self, engines: int) -> float:
        """Seconds that a single article, coming now, would wait for one of so many engines, by what articles took of late."""
        ahead = len(self._single) + min(len(self._batched), len(self._single) // _IN_A_ROW)
        return 0.0 if not ahead or self._mean is None else ahead * self._mean / max(1, engines)

    def took(self, seconds: float) -> None:
        """Tells how long an engine was busy with an article."""
        self._mean = seconds if self._mean is None else self._mean + _WEIGHT * (seconds - self._mean)

    async def next(self, batched: bool) -> Engine:
        """A free slot of an engine that isn't retired, when it is one's turn."""
        while self._free:
            engine = self._free.popleft()
            if not engine.retired:
                return engine
        turn: asyncio.Future[Engine] = asyncio.get_running_loop().create_future()
        queue = self._batched if batched else self._single
        queue.append(turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.give(turn.result())
            elif turn in queue:
                queue.remove(turn)
            raise

    def give(self, engine: Engine) -> None:
        """Returns a slot; it goes to who waits first. Slots of retired engines are forgotten."""
        if engine.retired:
            return
        while queue := self._next_queue():
            turn = queue.popleft()
            if not turn.done():
                self._row = self._row + 1 if queue is self._single else 0
                turn.set_result(engine)
                return
        self._free.append(engine)

    def _next_queue(self) -> deque[asyncio.Future[Engine]] | None:
        if self._batched and (not self._single or self._row >= _IN_A_ROW):
            return self._batched
        return self._single or self._batched or None
