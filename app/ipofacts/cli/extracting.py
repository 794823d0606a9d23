"""``ipofacts extract``: articles in, one answer each, in order."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ipofacts.cli.inputs import Item, missing, read
from ipofacts.cli.outputs import WRITERS
from ipofacts.cli.reporting import FAILED, OK, UNUSABLE, say
from ipofacts.problems import KINDS, Problem
from ipofacts.rulefiles import RuleFileError
from ipofacts.schema import Article
from ipofacts.service import worker
from ipofacts.service.worker import Answer

_AHEAD = 4  # articles handed over a worker, so that none waits for the slowest
Reader = Callable[[bytes], Callable[[], Answer]]


def run(files: Sequence[str], published: str | None, form: str, output: Path | None, workers: int, rules: Path | None) -> int:
    """Reads the files' articles and writes an answer each; returns the exit code."""
    if published is not None and not _is_date(published):
        say("--published is not a date; write YYYY-MM-DD, for example 2026-01-08")
        return UNUSABLE
    absent = missing(files)
    for name in absent:
        say(f"{name}: no such file")
    items = (item for name in files if name not in absent for item in read(name, published))
    tally = _Tally(bool(absent))
    try:
        with _sink(output) as sink, _reader(workers, rules) as reader:
            WRITERS[form](sink, tally.watch(_answers(items, reader, workers * _AHEAD)))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except RuleFileError as error:
        say(f"the rules can't be used:\n{error}")
        return UNUSABLE
    except BrokenExecutor:
        say("a worker stopped; run again with --workers 1 to see at which article")
        return FAILED
    except OSError as error:
        say(f"{error.filename or 'output'}: {error.strerror}")
        return UNUSABLE
    return UNUSABLE if tally.problems else OK


class _Tally:
    """Passes answers on, naming those that are problems on standard error."""

    def __init__(self, problems: bool) -> None:
        self.problems = problems

    def watch(self, answers: Iterable[tuple[Item, Answer]]) -> Iterator[Answer]:
        for item, answer in answers:
            if answer.problem:
                self.problems = True
                say(f"{item.place}: {told(answer.problem)}")
            yield answer


def told(problem: Problem) -> str:
    """A problem in one line."""
    wrong = "; ".join(f"{'.'.join(map(str, error.loc[1:]))} {error.msg}".strip() for error in problem.errors)
    return f"{KINDS[problem.kind].title}: {wrong or problem.detail or KINDS[problem.kind].detail}"


def _answers(items: Iterable[Item], reader: Reader, ahead: int) -> Iterator[tuple[Item, Answer]]:
    """The answers in the order of the items, no more than ``ahead`` of them under way."""
    under_way: deque[tuple[Item, Callable[[], Answer]]] = deque()
    for item in items:
        under_way.append((item, _start(item, reader)))
        if len(under_way) >= ahead:
            first, answer = under_way.popleft()
            yield first, answer()
    for first, answer in under_way:
        yield first, answer()


def _start(item: Item, reader: Reader) -> Callable[[], Answer]:
    if item.article is None:
        failed = Answer(item.id, problem=item.problem)
        return lambda: failed
    return reader(item.article.model_dump_json(exclude_none=True).encode())


@contextmanager
def _reader(workers: int, rules: Path | None) -> Iterator[Reader]:
    """What reads articles: the present process, or a pool of others."""
    if workers == 1:
        worker.load(rules)
        yield lambda body: lambda: worker.answer("extract", body)
        return
    _refuse_broken_rules(rules)
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawn, initializer=worker.start, initargs=(rules,)) as pool:

        def submit(body: bytes) -> Callable[[], Answer]:
            future: Future[Answer] = pool.submit(worker.answer, "extract", body)
            return future.result

        yield submit


def _refuse_broken_rules(rules: Path | None) -> None:
    """Broken rules are told here, once, rather than by every worker."""
    worker.load(rules)


@contextmanager
def _sink(output: Path | None) -> Iterator[BinaryIO]:
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with output.open("wb") as sink:
            yield sink


def _is_date(published: str) -> bool:
    try:
        Article(text="-", published=published)
    except ValueError:
        return False
    return True
