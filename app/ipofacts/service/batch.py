"""Batches: many articles in one request, answered line by line, in order, as soon as they are read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from ipofacts.problems import Problem, ProblemError
from ipofacts.service.intake import Intake
from ipofacts.service.pool import Asked, Pool
from ipofacts.service.reading import read_id
from ipofacts.service.worker import Answer

NDJSON = "application/x-ndjson"
Pace = Callable[[], Awaitable[None]]


class Batch:
    """One batch on its way.

    ``limit`` is the size in bytes of the largest article; ``pace`` waits until the next article may be read, and raises
    ProblemError if none will be.
    """

    def __init__(self, pool: Pool, intake: Intake, asked: Asked, limit: int, pace: Pace) -> None:
        self._pool, self._intake, self._limit, self._pace = pool, intake, limit, pace
        self._asked = replace(asked, batched=True)
        self._reading: asyncio.Queue[asyncio.Task[Answer] | ProblemError | None] = asyncio.Queue()
        self._room = asyncio.Semaphore(pool.width)

    async def lines(self) -> AsyncGenerator[bytes]:
        """One line an article. No more are in the pool's hands at a time than it takes, so other requests get their turn.

        What keeps the rest from being read is the last line. Raises ProblemError if nothing at all can be read.
        """
        feeding = asyncio.create_task(self._feed())
        begun = False
        try:
            while reading := await self._reading.get():
                if isinstance(reading, ProblemError):
                    if not begun:
                        raise reading
                    yield Answer(None, problem=reading.problem).line()
                else:
                    begun = True
                    yield (await reading).line()
                    self._room.release()
            await feeding
        finally:
            feeding.cancel()
            while not self._reading.empty():
                if isinstance(left := self._reading.get_nowait(), asyncio.Task):
                    left.cancel()
            await self._intake.close()

    async def _feed(self) -> None:
        """Hands articles to the pool as long as there is room for answers."""
        try:
            async with aclosing(self._intake.pieces()) as pieces:
                async for piece in pieces:
                    await self._pace()
                    await self._room.acquire()
                    self._reading.put_nowait(asyncio.create_task(self._answer(piece)))
        except ProblemError as error:
            self._reading.put_nowait(error)
        finally:
            self._reading.put_nowait(None)

    async def _answer(self, piece: bytes) -> Answer:
        """The answer to one article, whatever happens."""
        if len(piece) > self._limit:
            told = Problem("too-large", f"At most {self._limit} bytes are accepted for one article; shorten it.")
            return Answer(await asyncio.to_thread(read_id, piece), problem=told)
        try:
            done = await self._pool.answer(self._asked, piece)
        except ProblemError as error:
            done = Answer(None, problem=error.problem)
        if done.problem and done.id is None:
            return Answer(await asyncio.to_thread(read_id, piece), problem=done.problem)
        return done


class NdjsonResponse(Response):
    """One JSON object a line."""

    media_type = NDJSON


class Streamed(NdjsonResponse):
    """Lines sent as they come. It ends early when the client hangs up, or takes nothing for ``patience`` seconds."""

    def __init__(self, first: bytes, rest: AsyncGenerator[bytes], gone: asyncio.Event, patience: float) -> None:
        self.status_code, self.background = 200, None
        self._first, self._rest, self._gone, self._patience = first, rest, gone, patience
        self.init_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - as ASGI wants it
        """Sends the answer."""
        sending = asyncio.create_task(self._send(send))
        leaving = asyncio.create_task(self._gone.wait())
        try:
            await asyncio.wait((sending, leaving), return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                sending.result()
        finally:
            for task in (sending, leaving):
                task.cancel()
            await asyncio.gather(sending, leaving, return_exceptions=True)
            await self._rest.aclose()

    async def _send(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        line: bytes | None = self._first
        while line is not None:
            if line:
                async with asyncio.timeout(self._patience):
                    await send({"type": "http.response.body", "body": line, "more_body": True})
            line = await anext(self._rest, None)
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def streamed(batch: Batch, gone: asyncio.Event, patience: float) -> Streamed:
    """The answer to a batch, begun once its first line is known. Raises ProblemError until then."""
    lines = batch.lines()
    try:
        first = await anext(lines, b"")
    except BaseException:
        await lines.aclose()
        raise
    return Streamed(first, lines, gone, patience)
