"""A batch as it comes in: read ahead of the answers up to a bound, cut into the articles it holds.

Beyond the bound nothing is read before answers are taken, so a batch of any length needs the same memory.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator

from starlette.types import Receive

from ipofacts.problems import Problem, ProblemError
from ipofacts.service.reading import BOM, split_array
from ipofacts.service.settings import Settings


class Intake:
    """The body of one request. ``gone`` is set when the client hangs up.

    Lines have ``settings.body_timeout`` each to arrive; time in which we don't read doesn't count. An array has it once.
    """

    def __init__(self, receive: Receive, settings: Settings) -> None:
        self._receive, self._settings = receive, settings
        self._chunks: deque[bytes] = deque()
        self._size = 0
        self._ended = False
        self._late = False
        self._by_line = False
        self._news, self._room = asyncio.Event(), asyncio.Event()
        self._pump = asyncio.create_task(self._pumping())
        self.gone = asyncio.Event()

    async def pieces(self) -> AsyncGenerator[bytes]:
        """The articles as JSON bytes, in order: elements of an array, or the lines that aren't blank.

        Only an array is checked here, and whole, before its first element; whether a piece is an article is for its reader to
        say. Raises ProblemError.
        """
        head = await self._head()
        if head.startswith(b"["):
            for piece in await self._elements(head):
                yield piece
        else:
            self._by_line = True
            async for line in self._lines(head):
                yield line

    async def close(self) -> None:
        """Reads no more."""
        self._pump.cancel()
        await asyncio.gather(self._pump, return_exceptions=True)

    async def _head(self) -> bytes:
        """The first chunks up to one in which something stands, without what is blank. Raises ProblemError."""
        head, blanks = b"", 0
        while not head and (chunk := await self._next()):
            head = chunk.removeprefix(BOM).lstrip()
            blanks += len(chunk) - len(head)
            if blanks > self._settings.max_batch_bytes:
                raise ProblemError(self._too_large())
        return head

    async def _elements(self, head: bytes) -> list[bytes]:
        parts, size, chunk = [head], len(head), head
        while chunk:
            if size > self._settings.max_batch_bytes:
                raise ProblemError(self._too_large())
            chunk = await self._next()
            parts.append(chunk)
            size += len(chunk)
        return await asyncio.to_thread(split_array, b"".join(parts))

    async def _lines(self, chunk: bytes) -> AsyncGenerator[bytes]:
        """Lines that aren't blank. One longer than the bound is cut off there, which its reader finds too large."""
        begun: list[bytes] = []
        size = 0
        while chunk:
            *ended, rest = chunk.split(b"\n")
            for end in ended:
                if line := b"".join([*begun, end]).strip():
                    yield line
                begun, size = [], 0
            if size <= self._settings.max_batch_bytes:
                begun.append(rest)
                size += len(rest)
            chunk = await self._next()
        if line := b"".join(begun).strip():
            yield line

    async def _next(self) -> bytes:
        """The next chunk, empty at the end. Raises ProblemError if it comes too late."""
        while not self._chunks:
            if self._late:
                raise ProblemError(Problem("body-timeout"))
            if self._ended:
                return b""
            self._news.clear()
            await self._news.wait()
        chunk = self._chunks.popleft()
        self._size -= len(chunk)
        self._room.set()
        return chunk

    async def _pumping(self) -> None:
        try:
            await self._read_all()
        except TimeoutError:
            self._late = True
        finally:
            self._ended = True
            self._news.set()
        if not self._late:
            await self._wait_for_the_end()

    async def _read_all(self) -> None:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._settings.body_timeout
        more = True
        while more:
            if self._size >= self._settings.max_batch_bytes:
                self._room.clear()
                await self._room.wait()
                deadline = loop.time() + self._settings.body_timeout
            async with asyncio.timeout_at(deadline):
                message = await self._receive()
            if message["type"] == "http.disconnect":
                self.gone.set()
                return
            chunk, more = message.get("body", b""), message.get("more_body", False)
            if self._by_line and b"\n" in chunk:
                deadline = loop.time() + self._settings.body_timeout
            if chunk:
                self._chunks.append(chunk)
                self._size += len(chunk)
                self._news.set()

    async def _wait_for_the_end(self) -> None:
        """After the body a client can only hang up."""
        while not self.gone.is_set():
            if (await self._receive())["type"] == "http.disconnect":
                self.gone.set()

    def _too_large(self) -> Problem:
        limit = self._settings.max_batch_bytes
        return Problem("too-large", f"At most {limit} bytes are accepted for an array; send NDJSON, an article a line.")
