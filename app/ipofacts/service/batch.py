"""Batches: many articles in one request, answered line by line, in order, as soon as they are read."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterator

from ipofacts.problems import Problem, ProblemError
from ipofacts.service.pool import Pool
from ipofacts.service.reading import read_id
from ipofacts.service.worker import Answer, Counting

NDJSON = "application/x-ndjson"


async def answers(pool: Pool, pieces: Iterator[bytes], counting: Counting, limit: int) -> AsyncIterator[bytes]:
    """One line an article. No more are in the pool's hands at a time than it takes, so other requests get their turn.

    ``limit`` is the size in bytes of the largest article accepted.
    """
    reading: deque[asyncio.Task[Answer]] = deque()
    try:
        for piece in pieces:
            reading.append(asyncio.create_task(_answer(pool, piece, counting, limit)))
            if len(reading) >= pool.width:
                yield (await reading.popleft()).line()
        while reading:
            yield (await reading.popleft()).line()
    finally:
        for task in reading:
            task.cancel()


async def _answer(pool: Pool, piece: bytes, counting: Counting, limit: int) -> Answer:
    """The answer to one article, whatever happens."""
    if len(piece) > limit:
        name = await asyncio.to_thread(read_id, piece)
        return Answer(name, problem=Problem("too-large", f"At most {limit} bytes are accepted for one article; shorten it."))
    try:
        done = await pool.answer("extract", piece, counting)
    except ProblemError as error:
        done = Answer(None, problem=error.problem)
    if done.problem and done.id is None:
        return Answer(read_id(piece), problem=done.problem)
    return done
