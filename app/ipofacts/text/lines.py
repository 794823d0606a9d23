"""The lines of clean text, and what can be told of one by its look alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")
_PROSE = re.compile("[\u3002!?;][\u201d)]?(?:$|[^\\s])|,[^,]{2,80},")
_SHORTEST_PROSE, _LONG = 30, 90


@dataclass(frozen=True, slots=True)
class Line:
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
            prose = len(line) >= _SHORTEST_PROSE and bool(_PROSE.search(line) or (len(line) > _LONG and "|" not in line))
            yield Line(offset + start, offset + start + len(line), line, prose)
