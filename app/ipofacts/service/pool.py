"""The engines of the service, handed out first come, first served.

A stuck engine is killed, a broken one replaced; articles that merely waited behind it are read by another.
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

from ipofacts.problems import Problem, ProblemError, places
from ipofacts.rulefiles import Layers, RuleFileError, freeze, over_shipped
from ipofacts.service.engine import Engine
from ipofacts.service.logs import fields
from ipofacts.service.metrics import Metrics
from ipofacts.service.settings import Settings
from ipofacts.service.turns import Turns
from ipofacts.service.worker import Answer, Counting, Hello, Task

_log = logging.getLogger("ipofacts.engine")
_SLOTS = 2  # one article being read and one handed over already, so that an engine never idles between two
_ATTEMPTS = 2
_LONGEST_PAUSE = 30.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of an article, and by whom: articles of a batch let single ones go first."""

    task: Task = "extract"
    counting: Counting = "codepoints"
    request_id: str | None = None
    batched: bool = False


class UnsoundError(Exception):
    """An engine with these rules fails the self-check."""


class Pool:
    """``settings.engines`` engines, kept running; each offers ``_SLOTS`` slots in the queue of free ones.

    All engines read the rules as they were at one moment: one that is replaced later never meets half-written files.
    """

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self._settings, self._metrics = settings, metrics
        self._engines: set[Engine] = set()
        self._turns = Turns()
        self._starts: set[asyncio.Task[None]] = set()
        self._drains: set[asyncio.Task[None]] = set()
        self._rules: Layers | None = None
        self.loaded_at: datetime | None = None

    @property
    def width(self) -> int:
        """How many articles the pool takes at a time."""
        return self._settings.engines * _SLOTS

    @property
    def sound(self) -> list[Hello]:
        """What the engines said that are warm and passed their self-check."""
        return [engine.hello for engine in self._engines if engine.hello and engine.hello.sound]

    def open(self) -> None:
        """Starts all engines in the background; until they are warm, articles wait. Raises RuleFileError."""
        self._rules, self.loaded_at = freeze(over_shipped(self._settings.rules)), datetime.now(UTC)
        for _ in range(self._settings.engines):
            self._start_one()

    async def close(self) -> None:
        """Stops all engines, letting each finish the article it reads."""
        for start in self._starts:
            start.cancel()
        await asyncio.gather(*self._starts, return_exceptions=True)
        await asyncio.gather(*(engine.close() for engine in self._engines), *self._drains)
        self._engines.clear()

    async def take(self, rules: Layers) -> str:
        """Puts engines with other rules in the place of those that run, which finish what they were given; returns the version.

        The first of them proves the rules. Nothing changes before all are warm. Raises RuleFileError with what speaks against
        the rules, UnsoundError, BrokenExecutor, OSError, TimeoutError.
        """
        engines: list[Engine] = []
        try:
            engines.extend(self._new(rules) for _ in range(self._settings.engines))
            version = await _proved(engines)
        except BaseException:
            for engine in engines:
                engine.kill()
            raise
        for start in self._starts:
            start.cancel()
        before, self._engines = self._engines, set(engines)
        self._metrics.in_force(version)
        self._rules, self.loaded_at = rules, datetime.now(UTC)
        for engine in engines:
            self._keep(engine)
        for engine in before:
            self._drain(engine)
        return version

    @property
    def waiting(self) -> int:
        """Articles that wait for an engine."""
        return self._turns.waiting

    async def answer(self, asked: Asked, body: bytes) -> Answer:
        """Reads one article, once more if its engine breaks. Raises ProblemError if no engine comes free in time."""
        started = time.perf_counter()
        self._admit(asked)
        for _ in range(_ATTEMPTS):
            engine = await self._next_engine(asked.batched)
            try:
                done = await self._read(engine, asked, body)
            except BrokenExecutor:
                self._replace(engine, "broke")
                continue
            break
        else:
            done = Answer(None, problem=self._later("engine-failed"))
        self._metrics.read(done, time.perf_counter() - started)
        return done

    def _admit(self, asked: Asked) -> None:
        """Refuses at once what would wait too long; articles of a batch have time. Raises ProblemError."""
        wait = self._turns.expected_wait(len(self._engines))
        if wait > self._settings.max_wait and not asked.batched:
            raise ProblemError(Problem("too-busy", retry_after=max(self._settings.retry_after, math.ceil(wait))))

    async def _read(self, engine: Engine, asked: Asked, body: bytes) -> Answer:
        """Raises BrokenExecutor."""
        engine.hold()
        started = time.perf_counter()
        try:
            work = engine.answer(asked.task, body, asked.counting, asked.request_id)
            done = await asyncio.wait_for(work, self._settings.article_timeout)
            self._turns.took(sum(done.seconds.values()) or time.perf_counter() - started)
        except TimeoutError:
            self._replace(engine, "is stuck")
            return Answer(None, problem=self._later("too-slow"))
        finally:
            engine.release()
            self._turns.give(engine)
        return done

    async def _next_engine(self, batched: bool) -> Engine:
        started = time.perf_counter()
        try:
            async with asyncio.timeout(None if batched else self._settings.article_timeout):
                engine = await self._turns.next(batched)
        except TimeoutError:
            raise ProblemError(self._later("not-ready")) from None
        self._metrics.wait_seconds.observe(time.perf_counter() - started)
        return engine

    def _later(self, kind: str) -> Problem:
        return Problem(kind, retry_after=self._settings.retry_after)

    def _replace(self, engine: Engine, what: str) -> None:
        engine.kill()
        if engine not in self._engines:
            return
        _log.warning("an engine %s; it is replaced", what, extra=fields(pid=engine.hello.pid if engine.hello else None))
        self._metrics.restarts.inc()
        self._engines.discard(engine)
        self._start_one()

    def _new(self, rules: Layers) -> Engine:
        return Engine(rules, self._settings.log_level, self._settings.log_format)

    def _keep(self, engine: Engine) -> None:
        """Offers a warm engine, and replaces it as soon as it ends by itself."""
        engine.lost = lambda: self._replace(engine, "ended")
        for _ in range(_SLOTS):
            self._turns.give(engine)

    def _drain(self, engine: Engine) -> None:
        engine.retired = True
        drain = asyncio.create_task(engine.drain())
        self._drains.add(drain)
        drain.add_done_callback(self._drains.discard)

    def _start_one(self) -> None:
        start = asyncio.create_task(self._keep_starting())
        self._starts.add(start)
        start.add_done_callback(self._starts.discard)

    async def _keep_starting(self) -> None:
        """Starts one engine, however many tries it takes."""
        pause = 1.0
        while self._rules and not await self._started(self._rules):
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _started(self, rules: Layers) -> bool:
        engine: Engine | None = None
        try:
            engine = self._new(rules)
            hello = await engine.warm()
        except (BrokenExecutor, OSError) as error:  # OSError: no memory, no file left, no answer in time
            _log.error("an engine did not start: %s", type(error).__name__, extra=fields(at=places(error)))
            if engine:
                engine.kill()
            return False
        except asyncio.CancelledError:
            if engine:
                engine.kill()
            raise
        if not hello.sound:
            _log.error("an engine failed its self-check", extra=fields(rules_version=hello.rules_version))
        self._engines.add(engine)
        self._metrics.in_force(hello.rules_version)
        self._keep(engine)
        return True


async def _proved(engines: list[Engine]) -> str:
    """The version of the rules, once the first engine has proved them and all are warm. Raises RuleFileError, UnsoundError."""
    if problems := await engines[0].prove():
        raise RuleFileError(problems)
    hellos = await asyncio.gather(*(engine.warm() for engine in engines))
    if not all(hello.sound for hello in hellos):
        raise UnsoundError
    return hellos[0].rules_version
