"""The rules of a running service replaced: proved, warmed, swapped, or left as they are."""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Literal

from pydantic import BaseModel, Field

from ipofacts.problems import Detail, Problem, places
from ipofacts.rulefiles import RuleFileError, RuleProblem, freeze, over_shipped
from ipofacts.service.metrics import Metrics
from ipofacts.service.pool import Pool, UnsoundError
from ipofacts.service.settings import Settings

_log = logging.getLogger("ipofacts.rules")
_MOST_LOGGED = 20


class RuleComplaint(BaseModel):
    """One thing that speaks against changed rules."""

    path: str = Field(description="The rule file.", examples=["mine/facts/pe_ratio.yaml"])
    line: int = Field(description="The line, from 1.", examples=[5])
    column: int = Field(description="The column, from 1.", examples=[9])
    message: str = Field(description="What is wrong, and what to do.", examples=["unknown key 'rang'; check its spelling"])


class Reload(BaseModel):
    """How the rules were last reloaded."""

    outcome: Literal["taken", "refused", "failed"] = Field(
        description="taken: in force; refused: something is wrong with them; failed: no engine could start with them."
    )
    at: datetime = Field(description="When it was decided.")
    rules_version: str | None = Field(default=None, description="The version that was taken.")
    problems: list[RuleComplaint] = Field(default_factory=list, description="What speaks against them.")

    def problem(self, retry_after: int) -> Problem | None:
        """The problem to answer with, if the rules were not taken; ``retry_after`` in seconds."""
        if self.outcome == "taken":
            return None
        details = [Detail(loc=[p.path, p.line, p.column], msg=p.message, type="rule_problem") for p in self.problems]
        if self.outcome == "refused":
            return Problem("rules-refused", errors=details)
        return Problem("reload-failed", errors=details, retry_after=retry_after)


class Reloader:
    """Reloads the rules of a pool, one reload at a time; ``last`` tells how the last one ended.

    Whoever asks while a reload is under way gets the next one, which all who ask before it begins share.
    """

    def __init__(self, settings: Settings, metrics: Metrics, pool: Pool) -> None:
        self._settings, self._metrics, self._pool = settings, metrics, pool
        self._turn = asyncio.Lock()
        self._next: asyncio.Task[Reload] | None = None
        self._under_way: set[asyncio.Task[Reload]] = set()
        self.last: Reload | None = None

    async def reload(self) -> Reload:
        """Takes the rules as they are on disk now, if all is well with them; else everything stays as it is."""
        return await asyncio.shield(self._ask())

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Reloads on SIGHUP meanwhile, where there is such a signal and this is the thread that gets it."""
        if not hasattr(signal, "SIGHUP") or threading.current_thread() is not threading.main_thread():
            yield
            return
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, self._ask)
        try:
            yield
        finally:
            loop.remove_signal_handler(signal.SIGHUP)

    async def close(self) -> None:
        """Gives up what is under way."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def _ask(self) -> asyncio.Task[Reload]:
        if self._next is None:
            self._next = asyncio.create_task(self._in_turn())
            self._under_way.add(self._next)
            self._next.add_done_callback(self._under_way.discard)
        return self._next

    async def _in_turn(self) -> Reload:
        async with self._turn:
            self._next = None
            self.last = await self._tried()
            self._tell(self.last)
            return self.last

    def _tell(self, done: Reload) -> None:
        self._metrics.reloads.labels(done.outcome).inc()
        if done.outcome == "taken":
            _log.info("rules taken; version %s", done.rules_version)
        else:
            _log.error("rules %s; those before them stay; %d problems", done.outcome, len(done.problems))
        for problem in done.problems[:_MOST_LOGGED]:
            _log.error("%s:%d:%d: %s", problem.path, problem.line, problem.column, problem.message)

    async def _tried(self) -> Reload:
        try:
            rules = await asyncio.to_thread(freeze, over_shipped(self._settings.rules))
            version = await self._pool.take(rules)
        except RuleFileError as error:
            return _told("refused", error.problems)
        except UnsoundError:
            return _told("refused", [self._about("with these rules the example of the reference is not read as it says")])
        except Exception as error:  # whatever it is, the rules in force stay
            _log.error("rules could not be reloaded: %s at %s", type(error).__name__, places(error))
            return _told("failed", [self._about("no engine could start with these rules; see the log")])
        return Reload(outcome="taken", at=datetime.now(UTC), rules_version=version)

    def _about(self, message: str) -> RuleProblem:
        return RuleProblem(str(self._settings.rules or "rules"), 1, 1, message)


def _told(outcome: Literal["refused", "failed"], problems: Sequence[RuleProblem]) -> Reload:
    complaints = [RuleComplaint(path=p.path, line=p.line, column=p.column, message=p.message) for p in problems]
    return Reload(outcome=outcome, at=datetime.now(UTC), problems=complaints)
