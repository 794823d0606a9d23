"""What can be wrong with rule files, and how it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

Step = str | int
Where = tuple[Step, ...]


class Mark(NamedTuple):
    """Where a part of a rule file is written: the file as it is named to the user, line and column from 0."""

    file: str
    line: int
    column: int


Marks = dict[Where, Mark]


@dataclass(frozen=True, slots=True, order=True)
class RuleProblem:
    """One thing wrong in one rule file; ``line`` and ``column`` count from 1."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class RuleFileError(Exception):
    """Rule files that can't be used; ``problems`` holds everything found, not the first only."""

    def __init__(self, problems: Sequence[RuleProblem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


def problem_at(marks: Marks, where: Sequence[Step], message: str) -> RuleProblem:
    """A problem at the node named by ``where`` (keys and indices), or at the nearest one above it that is written somewhere."""
    steps = tuple(where)
    while steps and steps not in marks:
        steps = steps[:-1]
    mark = marks[steps]
    return RuleProblem(mark.file, mark.line + 1, mark.column + 1, message)
