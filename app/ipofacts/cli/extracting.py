"""``ipofacts extract``: articles in, one answer each, in order."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from ipofacts import __version__
from ipofacts.cli.inputs import FIELDS, STDIN, Item, Source, read, sources
from ipofacts.cli.journal import ErrorFile, Journal, JournalError
from ipofacts.cli.outputs import ENDINGS, TABULAR, WRITERS, Done
from ipofacts.cli.reporting import INTERRUPTED, OK, UNUSABLE, counted, say
from ipofacts.cli.tabular import write_table
from ipofacts.cli.watching import watched
from ipofacts.extractor import Extractor
from ipofacts.parallel import Lost, Workers
from ipofacts.problems import Problem, ProblemError
from ipofacts.rulefiles import RuleFileError
from ipofacts.schema import Article
from ipofacts.service.worker import Answer
from ipofacts.tables.columns import Table

_RESUMABLE = (*TABULAR, "jsonl")
_MOST_SAID = 20  # problems named on standard error


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked for. ``columns`` hold FIELD=NAME each; without ``form`` the ending of ``output`` says it."""

    files: list[str]
    published: str | None = None
    columns: tuple[str, ...] = ()
    form: str | None = None
    table: Table = "offerings"
    output: Path | None = None
    workers: int = 1
    resume: bool = False
    errors: Path | None = None
    rules: Path | None = None


class _MisuseError(Exception):
    """Something asked for can't be done; says what to do."""


def run(job: Job) -> int:
    """Reads the files' articles and writes an answer each; returns the exit code."""
    tally = _Tally()
    try:
        form, columns = _form(job), _columns(job)
        found, nothing = sources(job.files, [path for path in (job.output, job.errors) if path])
        for name in nothing:
            say(f"{name}: no such file" if not Path(name).is_dir() else f"{name}: no articles in this folder")
            tally.unusable = True
        extractor = Extractor(job.rules)
        items = (item for source in found for item in read(source, job.published, columns))
        _write(job, form, columns, found, items, extractor, tally)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        again = "; go on with --resume" if job.output and form in _RESUMABLE and not _is_special(job.output) else ""
        say(f"stopped after {counted(tally.done, 'article')}{again}")
        return INTERRUPTED
    except RuleFileError as error:
        say(f"the rules can't be used:\n{error}")
        return UNUSABLE
    except OSError as error:
        say(f"{error.filename or 'output'}: {error.strerror}")
        return UNUSABLE
    except (_MisuseError, JournalError, ImportError) as error:
        say(str(error))
        return UNUSABLE
    return tally.code()


class _Tally:
    """Counts answers, and names those that are problems: in a file of their own, or on standard error."""

    def __init__(self) -> None:
        self.unusable = False
        self.done = self.problems = self.said = 0
        self.file: ErrorFile | None = None

    def watch(self, answers: Iterable[Done]) -> Iterator[Done]:
        for done in answers:
            self.done += 1
            if done.answer.problem:
                self.problems += 1
                self._tell(done, done.answer.problem)
            yield done

    def _tell(self, done: Done, problem: Problem) -> None:
        if self.file:
            self.file.write(self.done, done.item.place, {"id": done.answer.id, "problem": problem.document()})
            return
        self.said += 1
        if self.said <= _MOST_SAID:
            say(f"{done.item.place}: {problem.told}")

    def code(self) -> int:
        if self.said > _MOST_SAID:
            say(f"{self.said - _MOST_SAID} more could not be read; --errors FILE names them all")
        elif self.problems and self.file:
            say(f"{counted(self.problems, 'article')} could not be read")
        return UNUSABLE if self.problems or self.unusable else OK


class _Reading:
    """Makes the answer to an item; pickles, so that workers can."""

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor

    def __call__(self, item: Item) -> Answer:
        if item.article is None:
            return Answer(item.id, problem=item.problem)
        found = self._extractor.attempt(item.article)
        if isinstance(found, ProblemError):
            return Answer(item.article.id, problem=found.problem)
        return Answer(item.article.id, payload=found.to_bytes(), offerings=len(found.offerings))


def _answers(items: Iterator[Item], extractor: Extractor, workers: int) -> Iterator[Done]:
    """The answers in the order of the items."""
    reading = _Reading(extractor)
    if workers == 1:
        yield from (Done(item, reading(item)) for item in items)
        return
    with Workers(reading, workers) as pool:
        for item, answer in pool.in_order(items):
            yield Done(item, _lost(item) if isinstance(answer, Lost) else answer)


def _lost(item: Item) -> Answer:
    return Answer(item.article.id if item.article else item.id, problem=Problem("engine-failed"))


def _write(
    job: Job,
    form: str,
    columns: dict[str, str],
    found: list[Source],
    items: Iterator[Item],
    extractor: Extractor,
    tally: _Tally,
) -> None:
    """Writes all answers where and as they are wanted."""
    with ExitStack() as stack:
        journal: Journal | None = None
        if job.output and form in _RESUMABLE and not _is_special(job.output):
            journal = Journal(job.output, _note(job, columns, found, extractor), job.resume)
            stack.callback(journal.close)
            tally.done, tally.problems = journal.done, journal.problems
        elif job.resume:
            raise _MisuseError("--resume goes with --output FILE that ends in .jsonl, .csv or .parquet")
        if job.errors:
            tally.file = ErrorFile(job.errors, tally.done)
            stack.callback(tally.file.close)
        shown = stack.enter_context(watched(found, tally.done, to_terminal=job.output is None))
        answers = shown(tally.watch(_answers(islice(items, tally.done, None), extractor, job.workers)))
        if journal and job.output:
            for done in answers:
                journal.write(done.answer.line())
            journal.close()
            _finish(journal, job, form)
        elif form in TABULAR:
            raise _MisuseError(f"--format {form} goes with --output FILE")
        else:
            with _sink(job.output) as sink:
                WRITERS[form](sink, answers)


def _finish(journal: Journal, job: Job, form: str) -> None:
    """The answers so far become the output, in one step."""
    if job.output is None:
        return
    if form == "jsonl":
        journal.part.replace(job.output)
    else:
        whole = job.output.with_name(job.output.name + ".new")
        write_table(journal.part, whole, form, job.table)
        whole.replace(job.output)
    journal.remove()


def _note(job: Job, columns: dict[str, str], found: list[Source], extractor: Extractor) -> dict[str, Any]:
    """What must be the same for a run to go on with what another began."""
    if job.resume and any(source.name == STDIN for source in found):
        raise _MisuseError("--resume needs files: standard input can't be read twice")
    stats = [(source.name, Path(source.name).stat()) for source in found if source.name != STDIN]
    return {
        "files": [[name, stat.st_size, stat.st_mtime_ns] for name, stat in stats],
        "columns": columns,
        "published": job.published,
        "rules": extractor.rules_version,
        "ipofacts": __version__,
    }


@contextmanager
def _sink(output: Path | None) -> Iterator[Any]:
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with output.open("wb") as sink:
            yield sink


def _form(job: Job) -> str:
    """The form of the output. Raises _MisuseError."""
    if job.published is not None and not _is_date(job.published):
        raise _MisuseError("--published is not a date; write YYYY-MM-DD, for example 2026-01-08")
    return job.form or ENDINGS.get(job.output.suffix.lower() if job.output else "", "jsonl")


def _columns(job: Job) -> dict[str, str]:
    """Field -> column. Raises _MisuseError."""
    named: dict[str, str] = {}
    for given in job.columns:
        field, equals, column = given.partition("=")
        if field not in FIELDS or not equals or not column:
            raise _MisuseError(f"--column {given}: write FIELD=NAME; an article has {', '.join(FIELDS)}")
        named[field] = column
    return named


def _is_special(output: Path) -> bool:
    """Whether the output is no file that could be replaced: a pipe, a terminal."""
    return output.exists() and not output.is_file()


def _is_date(published: str) -> bool:
    try:
        Article(text="-", published=published)
    except ValueError:
        return False
    return True
