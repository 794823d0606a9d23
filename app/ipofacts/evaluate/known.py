"""Failures that are known: differences that samples still show, kept in a file of their own and held strictly.

The file is JSON, ``{"id of the sample": ["fact of company", …]}``. A difference that it doesn't hold is new; one that it holds
and that no longer shows is gone, and its mark must go too: silence about either is an error.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ipofacts.evaluate.differences import told
from ipofacts.evaluate.golden import GoldenError
from ipofacts.evaluate.report import Report

Marks = dict[str, list[str]]
_MARKS = TypeAdapter(Marks)


@dataclass(frozen=True, slots=True)
class Known:
    """How the differences of a report stand to the marks: ``new`` ones, those ``gone``, each ``id: fact of company``."""

    new: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the marks tell the differences exactly."""
        return not self.new and not self.gone


def marks_of(report: Report) -> Marks:
    """The marks that would tell all differences of a report."""
    return {
        result.sample.id: sorted({_mark(told(result, outcome)) for outcome in result.wrong})
        for result in report.results
        if result.wrong
    }


def _mark(difference: dict[str, object]) -> str:
    return f"{difference['fact']} of {difference['company']}"


def read_marks(path: Path) -> Marks:
    """The marks of a file. Raises GoldenError if it can't be read."""
    try:
        return _MARKS.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        reason = error.strerror if isinstance(error, OSError) else error.errors()[0]["msg"]
        raise GoldenError([f"{path}: no file of known failures ({reason}); --write-known writes one"]) from None


def write_marks(path: Path, marks: Marks) -> None:
    """Marks written one sample a line, in the order of the ids."""
    lines = (f"  {json.dumps(name)}: {json.dumps(facts, ensure_ascii=False)}" for name, facts in sorted(marks.items()))
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def compare_known(report: Report, marks: Marks) -> Known:
    """The differences of a report against the marks of those that are known."""
    found, known = _flat(marks_of(report)), _flat(marks)
    return Known(tuple(sorted(found - known)), tuple(sorted(known - found)))


def _flat(marks: Marks) -> set[str]:
    return {f"{name}: {fact}" for name, facts in marks.items() for fact in facts}
