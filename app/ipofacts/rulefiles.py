"""Rule files: found, read and validated, strictly and with positions.

Every room reads its trade knowledge from YAML files below ``rules/`` through this module. Scalars resolve as in YAML 1.2's core
schema, duplicate keys and unquoted codes (``000651``) are errors, and the pydantic model of the room refuses unknown keys. All
problems of a file are reported at once, each with path, line, column and what to write instead.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

Model = TypeVar("Model", bound=BaseModel)
Step = str | int
Where = tuple[Step, ...]

_PACKAGE = Path(__file__).resolve().parent
_INTEGER = re.compile(r"-?(?:0|[1-9]\d*)")
_DECIMAL = re.compile(r"-?\d+\.\d+")
_AMBIGUOUS = re.compile(r"[0-9]+:[0-9]+|0[0-9]+|[yY]es|[nN]o|[oO]n|[oO]ff|~")
_WORDS = {"true": True, "false": False, "null": None, "": None}


class RuleModel(BaseModel):
    """Base of everything read from a rule file: unknown keys and silently converted values are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


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


@dataclass(frozen=True)
class RuleFile(Generic[Model]):
    """One rule file: its path below the rules folder, its validated content, and where each part of it is written."""

    path: Path
    name: str
    content: Model
    marks: dict[Where, tuple[int, int]]

    def problem(self, where: Sequence[Step], message: str) -> RuleProblem:
        """A problem at a place of this file, named by keys and indices (``("rules", 3, "id")``)."""
        return _problem(self.name, self.marks, where, message)

    def line(self, where: Sequence[Step]) -> int:
        """The line, from 1, on which a part of this file stands."""
        return self.problem(where, "").line


def shipped() -> Path:
    """The folder of the rules that come with the package: inside an installed wheel, or beside a source checkout."""
    inside = _PACKAGE / "_shipped" / "rules"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "rules"


def read_folder(root: Path, room: str, model: type[Model]) -> list[RuleFile[Model]]:
    """All rule files of one room (``room`` is a folder below ``root``), in the order of their names.

    Raises RuleFileError with the problems of all files together.
    """
    files: list[RuleFile[Model]] = []
    problems: list[RuleProblem] = []
    for path in sorted((root / room).glob("*.yaml")):
        try:
            files.append(read_file(root, path, model))
        except RuleFileError as error:
            problems.extend(error.problems)
    if problems:
        raise RuleFileError(problems)
    return files


def read_file(root: Path, path: Path, model: type[Model]) -> RuleFile[Model]:
    """One rule file, validated; ``path`` may be relative to ``root``. Raises RuleFileError."""
    path = root / path
    name = path.relative_to(root).as_posix()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = "is not UTF-8" if isinstance(error, UnicodeDecodeError) else "can't be read"
        raise RuleFileError([RuleProblem(name, 1, 1, f"{reason}; save the file as UTF-8 text")]) from None
    data, marks = _parse(name, text)
    try:
        content = model.model_validate(data)
    except ValidationError as error:
        raise RuleFileError([_explain(name, marks, detail) for detail in error.errors()]) from None
    return RuleFile(path, name, content, marks)


def version(*roots: Path) -> str:
    """The content hash of rule folders: equal rules give an equal version, wherever they lie."""
    digest = hashlib.sha256()
    for root in roots:
        for path in sorted(root.rglob("*.yaml")):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _parse(name: str, text: str) -> tuple[Any, dict[Where, tuple[int, int]]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        reason = getattr(error, "problem", None) or "not YAML"
        raise RuleFileError([RuleProblem(name, line + 1, column + 1, f"not readable as YAML: {reason}")]) from None
    marks: dict[Where, tuple[int, int]] = {(): (0, 0)}
    problems: list[RuleProblem] = []
    data = _plain(node, (), marks, problems, name)
    if problems:
        raise RuleFileError(problems)
    return data, marks


def _plain(node: Any, where: Where, marks: dict[Where, tuple[int, int]], problems: list[RuleProblem], name: str) -> Any:
    """A YAML node as plain Python; positions go to ``marks``, what is ambiguous or double to ``problems``."""
    if node is None:
        return None
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            step = (*where, key)
            if key in found:
                problems.append(_at(name, key_node, f"the key {key!r} stands twice; keep one"))
            marks[step] = (key_node.start_mark.line, key_node.start_mark.column)
            found[key] = _plain(value_node, step, marks, problems, name)
        return found
    if isinstance(node, yaml.SequenceNode):
        items = []
        for index, child in enumerate(node.value):
            marks[(*where, index)] = (child.start_mark.line, child.start_mark.column)
            items.append(_plain(child, (*where, index), marks, problems, name))
        return items
    return _scalar(node, problems, name)


def _scalar(node: Any, problems: list[RuleProblem], name: str) -> Any:
    value: str = node.value
    if node.style:  # quoted or block: exactly as written
        return value
    if _AMBIGUOUS.fullmatch(value):
        problems.append(_at(name, node, f'write "{value}" in quotes: without them it may be read as another value'))
        return value
    if _DECIMAL.fullmatch(value):
        problems.append(_at(name, node, f'write "{value}" in quotes: decimals are kept exactly as written'))
        return value
    if _INTEGER.fullmatch(value):
        return int(value)
    return _WORDS.get(value, value)


def _at(name: str, node: Any, message: str) -> RuleProblem:
    return RuleProblem(name, node.start_mark.line + 1, node.start_mark.column + 1, message)


def _problem(name: str, marks: dict[Where, tuple[int, int]], where: Sequence[Step], message: str) -> RuleProblem:
    """A problem at the node named by ``where``, or at the nearest node above it that stands in the file."""
    steps = tuple(where)
    while steps not in marks:
        steps = steps[:-1]
    line, column = marks[steps]
    return RuleProblem(name, line + 1, column + 1, message)


def _explain(name: str, marks: dict[Where, tuple[int, int]], detail: Any) -> RuleProblem:
    """A pydantic error as a rule author reads it."""
    where, kind = tuple(detail["loc"]), detail["type"]
    label = str(where[-1]) if where else "file"
    if kind == "extra_forbidden":
        message = f"unknown key {label!r}; check its spelling or remove it"
    elif kind == "missing":
        message = f"the key {label!r} is missing; add it"
    elif kind == "value_error":
        message = str(detail["msg"]).removeprefix("Value error, ")
    else:
        message = f"{label}: {detail['msg'][0].lower()}{detail['msg'][1:]}"
    return _problem(name, marks, where, message)
