"""Rule folders laid over each other: a user's folder over the shipped one.

A file of the upper folder with the same relative path is merged into the lower one: mappings key by key, lists of rules by
``id`` (same id: the upper rule replaces the lower; a new one is added), other lists by adding what is new, and everything else
by replacing.
``off: [id, …]`` at the top of an upper file removes rules by id. Other files of the upper folder are added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ipofacts.rulefiles.folders import Folder, frozen, names, place
from ipofacts.rulefiles.problems import Mark, Marks, RuleFileError, RuleProblem, Where, problem_at

OFF = "off"


@dataclass(frozen=True)
class Layers:
    """Rule folders from the lowest (shipped) to the uppermost."""

    roots: tuple[Folder, ...]


Root = Path | Layers


def roots_of(root: Root) -> tuple[Folder, ...]:
    """The folders of a root, the lowest first."""
    return root.roots if isinstance(root, Layers) else (root,)


def files_of(root: Root) -> set[str]:
    """The files of the uppermost folder, as they are named to the user."""
    *lower, upper = roots_of(root)
    return {str(place(upper) / name) if lower else name for name in names(upper)}


def together(root: Root, *rooms: Callable[[Root], Any]) -> list[Any]:
    """What each room makes of the rule files of a root. Raises RuleFileError with the problems of all rooms together."""
    made: list[Any] = []
    problems: set[RuleProblem] = set()
    for room in rooms:
        try:
            made.append(room(root))
        except RuleFileError as error:
            problems.update(error.problems)
        except re.error as error:
            told = f"a word holds marks that stand for others in a pattern, such as ( [ ^ - ({error.msg})"
            problems.add(RuleProblem(str(place(roots_of(root)[-1])), 1, 1, told))
    if problems:
        raise RuleFileError(sorted(problems))
    return made


def freeze(root: Root) -> Layers:
    """The rules as they are now, whatever becomes of the files. Raises RuleFileError for what can't be read."""
    if missing := missing_folders(root):
        raise RuleFileError(missing)
    return Layers(tuple(frozen(folder) for folder in roots_of(root)))


@dataclass
class Merged:
    """Plain data merged from several files, and where each part is written; ``replaced``: id to the place of the lower rule."""

    data: Any
    marks: Marks
    replaced: dict[str, Mark]

    def lay(self, data: Any, marks: Marks) -> None:
        """Put an upper file over what stands. Raises RuleFileError for an id in ``off`` that nothing has."""
        off = data.pop(OFF, None) if isinstance(data, dict) else None
        if off is not None and not (isinstance(off, list) and all(isinstance(name, str) for name in off)):
            raise RuleFileError([problem_at(marks, (OFF,), "off is a list of rule ids: off: [issue-price.stated]")])
        problems = list(_twice(data, marks))
        self.data = self._merge(self.data, data, (), (), marks)
        problems += [
            problem_at(marks, (OFF, index), f"there is no rule {name!r} to switch off")
            for index, name in enumerate(off or ())
            if not self._remove(str(name))
        ]
        if problems:
            raise RuleFileError(problems)

    def _merge(self, low: Any, high: Any, where: Where, above: Where, marks: Marks) -> Any:
        """``where`` is the place in the merged data, ``above`` the same place in the upper file."""
        if isinstance(low, dict) and isinstance(high, dict):
            for key, value in high.items():
                if key in low:
                    low[key] = self._merge(low[key], value, (*where, key), (*above, key), marks)
                else:
                    low[key] = value
                    self._graft((*where, key), (*above, key), marks)
            return low
        if isinstance(low, list) and isinstance(high, list):
            for index, item in enumerate(high):
                self._merge_item(low, item, where, (*above, index), marks)
            return low
        self._graft(where, above, marks)
        return high

    def _merge_item(self, low: list[Any], item: Any, where: Where, above: Where, marks: Marks) -> None:
        name = item.get("id") if isinstance(item, dict) else None
        place = next(
            (i for i, old in enumerate(low) if name is not None and isinstance(old, dict) and old.get("id") == name), len(low)
        )
        if place < len(low):
            self.replaced[str(name)] = self.marks[(*where, place)]
            low[place] = item
        elif name is None and item in low:
            return
        else:
            low.append(item)
        self._graft((*where, place), above, marks)

    def _graft(self, where: Where, above: Where, marks: Marks) -> None:
        """Take over the places of an upper node and all below it."""
        for steps in [steps for steps in self.marks if steps[: len(where)] == where]:
            del self.marks[steps]
        for steps, mark in marks.items():
            if steps[: len(above)] == above:
                self.marks[(*where, *steps[len(above) :])] = mark

    def _remove(self, name: str) -> bool:
        for key, value in self.data.items() if isinstance(self.data, dict) else ():
            if not isinstance(value, list):
                continue
            for index, item in enumerate(value):
                if isinstance(item, dict) and item.get("id") == name:
                    self._cut((key,), index)
                    del value[index]
                    return True
        return False

    def _cut(self, where: Where, index: int) -> None:
        """Forget the places of one list item and move those after it up."""
        kept: Marks = {}
        depth = len(where)
        for steps, mark in self.marks.items():
            place = steps[depth] if len(steps) > depth and steps[:depth] == where else None
            if place == index:
                continue
            moved = isinstance(place, int) and place > index
            kept[(*where, int(place) - 1, *steps[depth + 1 :]) if moved and place is not None else steps] = mark
        self.marks = kept


def _twice(data: Any, marks: Marks) -> Iterator[RuleProblem]:
    """Ids that stand twice in one file: laid over another, the second would replace the first in silence."""
    for key, value in data.items() if isinstance(data, dict) else ():
        seen: set[str] = set()
        for index, item in enumerate(value if isinstance(value, list) else ()):
            name = item.get("id") if isinstance(item, dict) else None
            if isinstance(name, str) and name in seen:
                yield problem_at(
                    marks, (key, index, "id"), f"the id {name!r} stands twice in this file; give this rule another"
                )
            seen.add(str(name))


def missing_folders(root: Root) -> list[RuleProblem]:
    """A problem for every folder that isn't there."""
    missing = [str(folder) for folder in roots_of(root) if isinstance(folder, Path) and not folder.is_dir()]
    return [RuleProblem(name, 1, 1, "no such folder; name a folder of rule files") for name in missing]
