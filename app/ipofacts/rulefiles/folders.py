"""Rule folders, on disk or as they were at one moment: an engine that starts later then reads what was checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ipofacts.rulefiles.problems import RuleFileError, RuleProblem


@dataclass(frozen=True, eq=False)
class Frozen:
    """A rule folder held in memory: where it lies, and the bytes of its YAML files by their names below it."""

    path: Path
    files: Mapping[str, bytes]


Folder = Path | Frozen


def place(folder: Folder) -> Path:
    """Where a folder lies, or lay when it was frozen."""
    return folder.path if isinstance(folder, Frozen) else folder


def names(folder: Folder, room: str = "") -> list[str]:
    """The names of a folder's YAML files, in order: all of them, or those directly in the folder ``room`` below it."""
    if isinstance(folder, Frozen):
        return sorted(name for name in folder.files if not room or name.rpartition("/")[0] == room)
    found = (folder / room).glob("*.yaml") if room else folder.rglob("*.yaml")
    return sorted(path.relative_to(folder).as_posix() for path in found)


def has(folder: Folder, name: str) -> bool:
    """Whether the folder has a file of that name."""
    return name in folder.files if isinstance(folder, Frozen) else (folder / name).is_file()


def content(folder: Folder, name: str) -> bytes:
    """The bytes of one file. Raises OSError."""
    return folder.files[name] if isinstance(folder, Frozen) else (folder / name).read_bytes()


def frozen(folder: Folder) -> Frozen:
    """The folder as it is now. Raises RuleFileError for files that can't be read."""
    files: dict[str, bytes] = {}
    problems: list[RuleProblem] = []
    for name in names(folder):
        try:
            files[name] = content(folder, name)
        except OSError:
            problems.append(unreadable(str(place(folder) / name)))
    if problems:
        raise RuleFileError(problems)
    return Frozen(place(folder), files)


def unreadable(shown: str) -> RuleProblem:
    """The problem of a file that is there but can't be read."""
    return RuleProblem(shown, 1, 1, "can't be read; save the file as UTF-8 text")
