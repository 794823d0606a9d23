"""A process beside this one, which calls functions for it, one after another.

Calls and answers go over a pair of sockets, so nothing here ever waits for that process but who asked for an answer, however it
starts, stops or dies. What multiprocessing itself writes to a process that starts must fit into the buffer of a pipe: it waits
until all of it is read, in the event loop, and if the process dies meanwhile without end. So a process starts with next to
nothing; whatever it works with comes with calls.
"""

from __future__ import annotations

import asyncio
import atexit
import logging
import multiprocessing
import pickle
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from multiprocessing.context import SpawnProcess
from typing import Any, TypeVar
from weakref import WeakSet

from ipofacts.parallel import attach
from ipofacts.problems import places
from ipofacts.service.logs import fields

Result = TypeVar("Result")

_log = logging.getLogger("ipofacts.engine")
_LAST_WORK = 10.0  # seconds for what is done when nobody waits for it any more
_LENGTH = struct.Struct("!Q")  # of the message that follows, in bytes


class Helper:
    """One process, started by ``begin``. ``lost`` is called once if it ends without being told to."""

    def __init__(self) -> None:
        self.lost: Callable[[], None] | None = None
        self._process: SpawnProcess | None = None
        self._link: _Link | None = None
        self._ended = False

    async def begin(self) -> None:
        """Starts the process. Raises OSError, BrokenExecutor."""
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                self._process = multiprocessing.get_context("spawn").Process(target=_work, args=(theirs,), daemon=True)
                self._process.start()
                _running.add(self)
        except BaseException:
            ours.close()
            raise
        ours.setblocking(False)
        self._link = await _linked(ours, self._over)
        if self._ended:  # killed meanwhile
            self._link.close()
            raise BrokenExecutor

    async def run(self, function: Callable[..., Result], *given: object) -> Result:
        """What a function gives there. Raises BrokenExecutor if it fails, or the process has ended or ends meanwhile."""
        if self._ended or self._link is None:
            raise BrokenExecutor
        done, result = await self._link.ask(pickle.dumps((function, given)))
        if done:
            answer: Result = result
            return answer
        _log.error("a function failed in an engine", extra=fields(**result))
        raise BrokenExecutor

    def kill(self) -> None:
        """Ends the process at once; whoever waits for it gets BrokenExecutor."""
        if self._ended:
            return
        self._ended = True
        if self._link:
            self._link.close()
        if self._process and self._process.pid:
            self._process.kill()
            threading.Thread(target=self._process.join, daemon=True).start()

    async def close(self) -> None:
        """Ends the process after what it was given; one that doesn't end then is killed."""
        if not self._ended and self._link and self._process:
            self._ended = True
            self._link.finish()
            await asyncio.to_thread(self._process.join, _LAST_WORK)
            self._ended = False
        self.kill()

    def _over(self) -> None:
        """The process has ended, or is to end."""
        if not self._ended and self.lost:
            self.lost()


_running: WeakSet[Helper] = WeakSet()


@atexit.register
def _kill_all() -> None:
    """Processes that nobody closed; multiprocessing would wait for them."""
    for helper in _running:
        if helper._process and helper._process.is_alive():
            helper._process.kill()


class _Link(asyncio.Protocol):
    """Our end of the sockets: answers come in the order of the calls."""

    def __init__(self, over: Callable[[], None]) -> None:
        self._over = over
        self._asked: deque[asyncio.Future[Any]] = deque()
        self._come = bytearray()
        self._transport: Any = None
        self._closed = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def ask(self, message: bytes) -> asyncio.Future[Any]:
        """The answer that will come. Raises BrokenExecutor."""
        if self._closed:
            raise BrokenExecutor
        answer = asyncio.get_running_loop().create_future()
        self._asked.append(answer)
        self._transport.write(_LENGTH.pack(len(message)) + message)
        return answer

    def data_received(self, data: bytes) -> None:
        self._come += data
        while len(self._come) >= _LENGTH.size:
            end = _LENGTH.size + _LENGTH.unpack_from(self._come)[0]
            if len(self._come) < end:
                return
            message = bytes(memoryview(self._come)[_LENGTH.size : end])
            del self._come[:end]
            answer = self._asked.popleft()
            if not answer.done():  # who asked may have left
                answer.set_result(pickle.loads(message))  # noqa: S301 - by a process of ours

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - as asyncio calls it
        self._closed = True
        for answer in self._asked:
            if not answer.done():
                answer.set_exception(BrokenExecutor())
        self._asked.clear()
        self._over()

    def finish(self) -> None:
        """Asks nothing more; what was asked is still answered."""
        if not self._closed:
            self._transport.write_eof()

    def close(self) -> None:
        """Waits for nothing more."""
        self._transport.abort()


async def _linked(ours: socket.socket, over: Callable[[], None]) -> _Link:
    loop = asyncio.get_running_loop()
    connect: Any = loop.create_unix_connection if hasattr(socket, "AF_UNIX") else loop.create_connection
    _, link = await connect(lambda: _Link(over), sock=ours)
    found: _Link = link
    return found


def _work(channel: socket.socket) -> None:
    """What the process does: it calls what it is told to until nobody is there any more."""
    attach()
    with channel, channel.makefile("rwb") as stream:
        while len(head := stream.read(_LENGTH.size)) == _LENGTH.size:
            message = _called(stream.read(_LENGTH.unpack(head)[0]))
            stream.write(_LENGTH.pack(len(message)) + message)
            stream.flush()


def _called(message: bytes) -> bytes:
    """Whether a function could be called, and its result; else what went wrong, without the words of the exception."""
    try:
        function, given = pickle.loads(message)  # noqa: S301 - by the process that started this one
        return pickle.dumps((True, function(*given)))
    except Exception as error:
        return pickle.dumps((False, {"error": type(error).__name__, "at": places(error)}))
