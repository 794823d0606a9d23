"""YAML read strictly: scalars as in YAML 1.2, duplicate keys and ambiguous scalars are errors, every node has its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from ipofacts.rulefiles.problems import Mark, Marks, RuleFileError, RuleProblem, Where

# Deeper than any model of a rule file.
DEEPEST = 20
_INTEGER = re.compile(r"-?(?:0|[1-9]\d*)")
_DECIMAL = re.compile(r"-?\d+\.\d+")
_AMBIGUOUS = re.compile(r"[0-9]+:[0-9]+|0[0-9]+|[yY]es|[nN]o|[oO]n|[oO]ff|~")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS = {"true": True, "false": False, "null": None, "": None}


def parse(content: bytes, name: str) -> tuple[Any, Marks]:
    """The plain data of a YAML file and where each part is written; raises RuleFileError.

    ``name`` is what the file is called in problems.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise RuleFileError([RuleProblem(name, 1, 1, "is not UTF-8; save the file as UTF-8 text")]) from None
    try:
        problems = list(_unsafe(text, name))
        node = None if problems else yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        reason = getattr(error, "problem", None) or "it holds characters that no text has"
        raise RuleFileError([RuleProblem(name, line + 1, column + 1, f"not readable as YAML: {reason}")]) from None
    if problems:
        raise RuleFileError(problems)
    reader = _Reader(name)
    data = reader.plain(node, ())
    if reader.problems:
        raise RuleFileError(reader.problems)
    return data, reader.marks


def _unsafe(text: str, name: str) -> Iterator[RuleProblem]:
    """What must be found before the tree is built: levels cost stack, aliases may cost endless time. Raises yaml.YAMLError."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            yield _at(event, name, f"an alias (*{event.anchor}) stands here; write out what it means")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                yield _at(event, name, f"lists and keys stand more than {DEEPEST} deep in each other; no rule file needs that")
                return


def _at(node: Any, name: str, message: str) -> RuleProblem:
    return RuleProblem(name, node.start_mark.line + 1, node.start_mark.column + 1, message)


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.marks: Marks = {(): Mark(name, 0, 0)}
        self.problems: list[RuleProblem] = []

    def plain(self, node: Any, where: Where) -> Any:
        if node is None:
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            return [self._item(child, (*where, index)) for index, child in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: Any, where: Where) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._complain(key_node, "a key is one word; write word: value")
                continue
            key = str(key_node.value)
            if key in found:
                self._complain(key_node, f"the key {key!r} stands twice; keep one")
            self._mark(key_node, (*where, key))
            found[key] = self.plain(value_node, (*where, key))
        return found

    def _item(self, node: Any, where: Where) -> Any:
        self._mark(node, where)
        return self.plain(node, where)

    def _scalar(self, node: Any) -> Any:
        value: str = node.value
        if node.style:  # quoted or block: exactly as written
            return value
        if _AMBIGUOUS.fullmatch(value):
            self._complain(node, f'write "{value}" in quotes: without them it may be read as another value')
        elif _DECIMAL.fullmatch(value):
            self._complain(node, f'write "{value}" in quotes: decimals are kept exactly as written')
        elif _INTEGER.fullmatch(value):
            return int(value)
        return _WORDS.get(value, value)

    def _mark(self, node: Any, where: Where) -> None:
        self.marks[where] = Mark(self.name, node.start_mark.line, node.start_mark.column)

    def _complain(self, node: Any, message: str) -> None:
        self.problems.append(_at(node, self.name, message))
