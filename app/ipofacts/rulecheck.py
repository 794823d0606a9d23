"""Rule folders checked whole: the files of every room are loaded as the extractor would, and all problems are given together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ipofacts.names import NameFinder
from ipofacts.offerings import OfferingFinder
from ipofacts.rulefiles import RuleFileError, RuleProblem
from ipofacts.rules import RuleBook
from ipofacts.text import Cleaner
from ipofacts.values import ValueFinder


def check_rules(root: Path) -> list[RuleProblem]:
    """Everything wrong with the rule files below ``root``, by file and line; empty if they can be used."""
    if not root.is_dir():
        return [RuleProblem(str(root), 1, 1, "no such folder; name a folder of rule files")]
    rooms: tuple[Callable[[Path], object], ...] = (Cleaner, ValueFinder, NameFinder, RuleBook, OfferingFinder)
    problems: set[RuleProblem] = set()
    for room in rooms:
        try:
            room(root)
        except RuleFileError as error:
            problems.update(error.problems)
    return sorted(problems)
