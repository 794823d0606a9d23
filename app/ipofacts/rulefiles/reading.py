"""Rule files of a room, read through all layers and validated by the room's pydantic model."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from ipofacts.rulefiles.folders import Folder, content, has, names, place, unreadable
from ipofacts.rulefiles.layers import Layers, Merged, Root, roots_of
from ipofacts.rulefiles.parsing import parse
from ipofacts.rulefiles.problems import Mark, Marks, RuleFileError, RuleProblem, Step, problem_at

Model = TypeVar("Model", bound=BaseModel)

_PACKAGE = Path(__file__).resolve().parents[1]


class RuleModel(BaseModel):
    """Base of everything read from a rule file: unknown keys are errors, nothing can be changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True)
class RuleFile(Generic[Model]):
    """One rule file, merged over all layers: its path below the rules folder, its content, where each part is written.

    ``replaced`` leads from the id of a rule to the place of the lower layer's rule that it replaces.
    """

    name: str
    content: Model
    marks: Marks
    replaced: dict[str, Mark] = field(default_factory=dict)

    def problem(self, where: Sequence[Step], message: str) -> RuleProblem:
        """A problem at a place of this file, named by keys and indices (``("rules", 3, "id")``)."""
        return problem_at(self.marks, where, message)

    def line(self, where: Sequence[Step]) -> int:
        """The line, from 1, on which a part of this file stands."""
        return self.problem(where, "").line

    def file(self, where: Sequence[Step]) -> str:
        """The file, as it is named to the user, in which a part stands."""
        return self.problem(where, "").path


def shipped() -> Path:
    """The folder of the rules that come with the package: inside an installed wheel, or beside a source checkout."""
    inside = _PACKAGE / "_shipped" / "rules"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "rules"


def over_shipped(rules: Path | str | Layers | None) -> Root:
    """The shipped rules, with a user's folder laid over them if one is named; layers are taken as they are.

    The folder of the shipped rules itself isn't laid over itself.
    """
    if isinstance(rules, Layers):
        return rules
    own = rules and Path(rules).resolve() != shipped().resolve()
    return Layers((shipped(), Path(rules))) if rules and own else shipped()


def read_folder(root: Root, room: str, model: type[Model]) -> list[RuleFile[Model]]:
    """All rule files of one room (``room`` is a folder below the root), in the order of their names.

    Raises RuleFileError with the problems of all files together.
    """
    files: list[RuleFile[Model]] = []
    problems: list[RuleProblem] = []
    for name in sorted({name for folder in roots_of(root) for name in names(folder, room)}):
        try:
            files.append(read_file(root, Path(name), model))
        except RuleFileError as error:
            problems.extend(error.problems)
    if problems:
        raise RuleFileError(problems)
    return files


def read_file(root: Root, path: Path, model: type[Model]) -> RuleFile[Model]:
    """One rule file by its path below the root, merged over all layers and validated. Raises RuleFileError."""
    name = path.as_posix()
    merged: Merged | None = None
    for number, folder in enumerate(roots_of(root)):
        if not has(folder, name):
            continue
        shown = name if number == 0 else str(place(folder) / name)
        data, marks = parse(_content(folder, name, shown), shown)
        if merged is None:
            merged = Merged(data, marks, {})
        else:
            merged.lay(data, marks)
    if merged is None:
        raise RuleFileError([RuleProblem(name, 1, 1, "there is no such rule file")])
    try:
        validated = model.model_validate(merged.data)
    except ValidationError as error:
        raise RuleFileError([_explain(merged.marks, detail) for detail in error.errors()]) from None
    return RuleFile(name, validated, merged.marks, merged.replaced)


def version(root: Root) -> str:
    """The content hash of the rules: equal rules give an equal version, wherever they lie."""
    digest = hashlib.sha256()
    for folder in roots_of(root):
        for name in names(folder):
            digest.update(name.encode() + b"\0" + content(folder, name) + b"\0")
    return digest.hexdigest()[:16]


def _content(folder: Folder, name: str, shown: str) -> bytes:
    try:
        return content(folder, name)
    except OSError:
        raise RuleFileError([unreadable(shown)]) from None


def _explain(marks: Marks, detail: Any) -> RuleProblem:
    """A pydantic error as a rule author reads it."""
    where, kind = tuple(detail["loc"]), detail["type"]
    label = next((step for step in reversed(where) if isinstance(step, str)), "the file")
    if kind == "extra_forbidden":
        message = f"unknown key {label!r}; check its spelling or remove it"
    elif kind == "missing":
        message = f"the key {label!r} is missing; add it"
    elif kind == "value_error":
        message = str(detail["msg"]).removeprefix("Value error, ")
    elif kind in _NEEDED:
        message = f"{label}: {_NEEDED[kind].format(**detail.get('ctx', {}))}"
    else:
        message = f"{label}: {detail['msg'][0].lower()}{detail['msg'][1:]}"
    return problem_at(marks, where, message)


# What pydantic misses, in the words of a rule file.
_NEEDED = {
    "string_type": "a word or text must stand here; write it in quotes if it is a number",
    "string_too_short": "nothing is written here; write it or remove it",
    "list_type": "a list must stand here: [one, two]",
    "too_short": "at least {min_length} must stand here, not {actual_length}",
    "model_type": "keys with values must stand here (key: value)",
    "dict_type": "keys with values must stand here (key: value)",
    "int_type": "a whole number must stand here",
    "int_parsing": "a whole number must stand here",
    "greater_than_equal": "not below {ge}",
    "less_than_equal": "not above {le}",
    "literal_error": "write {expected}",
}
