"""The lines of clean text, and what can be told of one by its look alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

_LINE = re.compile(r"[^\n]+")
_STOP = re.compile("[\u3002!?;][\u201d)]?(?:$|[^\\s])")
_COMMA = re.compile(r",(?:(?<!\d,)|(?!\d))")
_SHORTEST_PROSE, _LONG = 30, 90


class Line(NamedTuple):
    """One line without the blanks around it. ``prose``: it holds a sentence rather than a headline, label or menu."""

    start: int
    end: int
    text: str
    prose: bool


def lines_of(text: str, offset: int = 0) -> Iterator[Line]:
    """The lines that are not blank; ``offset`` is added to their places."""
    for match in _LINE.finditer(text):
        line = match[0].strip()
        if line:
            start = match.start() + match[0].index(line[0])
            yield Line(offset + start, offset + start + len(line), line, len(line) >= _SHORTEST_PROSE and _is_prose(line))


def _is_prose(line: str) -> bool:
    if _STOP.search(line) or (len(line) > _LONG and "|" not in line):
        return True
    return line.count(",") >= 2 and sum(1 for _ in islice(_COMMA.finditer(line), 2)) == 2
