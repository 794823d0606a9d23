"""Rule folders checked whole: the files of every room are loaded as the extractor would, all problems given together."""

from __future__ import annotations

from collections.abc import Callable

from ipofacts.names import NameFinder
from ipofacts.offerings import OfferingFinder
from ipofacts.rulefiles import Root, RuleFileError, RuleProblem, missing_folders
from ipofacts.rules import RuleBook
from ipofacts.rules.deadwords import DeadWords
from ipofacts.rules.reading import Reader
from ipofacts.rules.spelling import misspelt
from ipofacts.text import Cleaner
from ipofacts.values import ValueFinder


def check_rules(root: Root) -> list[RuleProblem]:
    """Everything wrong with the rule files of a folder or layers of them, by file and line; empty if they can be used."""
    if missing := missing_folders(root):
        return missing
    rooms: tuple[Callable[[Root], object], ...] = (Cleaner, ValueFinder, NameFinder, RuleBook, OfferingFinder)
    problems: set[RuleProblem] = set()
    for room in rooms:
        try:
            room(root)
        except RuleFileError as error:
            problems.update(error.problems)
    return sorted(problems or misspelt(root, Cleaner(root)) or DeadWords(root, Reader(root)).problems())
