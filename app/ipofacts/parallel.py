"""Work spread over processes: lazy, in order, no more under way than the workers need, and none lost with a worker that dies.

Processes are spawned, never forked, so that threads and locks of the present process don't matter to them.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import connection, parent_process
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

Given = TypeVar("Given")
Result = TypeVar("Result")

CHUNK = 8  # items handed over together: fewer would make the way between processes dear, more would let workers wait
_AHEAD = 3  # chunks under way a worker, so that none waits for the slowest
_NEVER_STARTED = (
    "the worker processes ended before they could start. A script that uses workers must do its work below "
    'if __name__ == "__main__": because every worker imports it'
)

_work: Callable[[Any], Any] | None = None


class Lost:
    """Stands in the place of the result of an item over which workers died, twice."""


class Workers(Generic[Given, Result]):
    """``count`` processes that all do ``work``, which must pickle. Close it, or use it in a ``with``.

    ``work`` shall not raise: an exception in a worker ends the iteration.
    """

    def __init__(self, work: Callable[[Given], Result], count: int) -> None:
        if count < 1:
            raise ValueError("there must be at least one worker")
        if getattr(multiprocessing.current_process(), "_inheriting", False):  # a worker imports the script that started it
            raise RuntimeError(_NEVER_STARTED)
        # By a file: a process that dies while it starts never reads what is sent to it, and sending more than a pipe
        # holds would wait for it without end.
        self._folder = TemporaryDirectory(prefix="ipofacts-", ignore_cleanup_errors=True)
        self._pickled = Path(self._folder.name) / "work.pickle"
        self._pickled.write_bytes(pickle.dumps(work))
        self._count = count
        self._alive = False
        self._pool = self._start()

    def in_order(self, items: Iterable[Given], chunk: int = CHUNK) -> Iterator[tuple[Given, Result | Lost]]:
        """Each item with its result, in the order of the items, of which only those under way are taken."""
        pieces = iter(items)
        under_way: deque[tuple[list[Given], Future[list[Result]]]] = deque()
        while piece := list(islice(pieces, chunk)):
            under_way.append((piece, self._submit(piece)))
            if len(under_way) >= self._count * _AHEAD:
                yield from self._finish(*under_way.popleft())
        while under_way:
            yield from self._finish(*under_way.popleft())

    def close(self) -> None:
        """Ends the processes after what they do now; what waits is dropped."""
        self._pool.shutdown(cancel_futures=True)
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _start(self) -> ProcessPoolExecutor:
        spawn = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._count, mp_context=spawn, initializer=_begin, initargs=(self._pickled,))

    def _submit(self, piece: Sequence[Given]) -> Future[list[Result]]:
        try:
            return self._pool.submit(_do, piece)
        except BrokenExecutor as error:
            failed: Future[list[Result]] = Future()
            failed.set_exception(error)
            return failed

    def _finish(self, piece: Sequence[Given], future: Future[list[Result]]) -> Iterator[tuple[Given, Result | Lost]]:
        """The results of a chunk; if its worker died, of its items one by one, so that only the culprit is lost."""
        try:
            results = future.result()
        except BrokenExecutor:
            self._see_that_workers_start()
            for item in piece:
                yield item, self._alone(item)
            return
        self._alive = True
        yield from zip(piece, results, strict=True)

    def _see_that_workers_start(self) -> None:
        """Raises RuntimeError if no worker ever did anything: another pool would end as this one did, and so on without end."""
        if self._alive:
            return
        self._restart()
        try:
            self._pool.submit(os.getpid).result()
        except BrokenExecutor:
            raise RuntimeError(_NEVER_STARTED) from None
        self._alive = True

    def _restart(self) -> None:
        self._pool.shutdown(cancel_futures=True)
        self._pool = self._start()

    def _alone(self, item: Given) -> Result | Lost:
        """The result of one item, tried twice: the first time another item may bring the worker down."""
        for _ in range(2):
            try:
                return self._submit([item]).result()[0]
            except BrokenExecutor:
                self._restart()
        return Lost()


def attach() -> None:
    """Ties the present process to the one that started it: it ends with that one, and leaves the terminal's signals to it."""
    for name in ("SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    _die_with_parent()


def _begin(pickled: Path) -> None:
    global _work
    attach()
    _work = pickle.loads(pickled.read_bytes())  # noqa: S301 - pickled by the process that started this one


def _do(items: Sequence[Any]) -> list[Any]:
    if _work is None:
        raise RuntimeError("a worker begins before it works")
    return [_work(item) for item in items]


def _die_with_parent() -> None:
    """A process whose starter was killed has nobody left to answer."""
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(0)

    threading.Thread(target=watch, daemon=True, name="parent-watch").start()
