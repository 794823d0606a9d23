"""Rows of a table put together again whose ends were wrapped to lines of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from ipofacts.text.draft import Draft, Edit
from ipofacts.text.wraps import width

_LINE = re.compile(r"[^\n]+")
# A date and its weekday are one cell.
_CELL = re.compile("\\d{1,4}[-/.]\\d{1,2}(?:[-/.]\\d{1,2})? \\(?(?:\u5468|\u661f\u671f)\\S{1,2}|\\S+")
_FEWEST_CELLS, _FEWEST_TORN, _FEW_TWICE, _SLACK = 4, 2, 4, 3
# Of the last column, remarks, a row may have several words.
_FEWEST_RAGGED, _MOST_WORDS = 5, 3

Span = tuple[int, int]


def torn_rows(draft: Draft, is_header: Callable[[str, Sequence[Span]], bool]) -> Iterator[Edit]:
    """The line breaks within the rows under each header, out.

    A row is torn if it lacks cells that the line behind it has, and if the rows of its table break off at one column, hardly
    any of them twice; then so are others that reach the column.
    """
    text = draft.text
    lines = [match.span() for match in _LINE.finditer(text)]
    number = 0
    while number < len(lines):
        cells = _cells(text, lines[number]) if text.count(" ", *lines[number]) >= _FEWEST_CELLS - 1 else []
        number += 1
        if len(cells) >= _FEWEST_CELLS and is_header(text, cells):
            first, number = number, _end(lines, number)
            pairs = [pair for pair in pairwise(lines[first:number]) if _goes_on(draft, *pair, len(cells))]
            widths = [_posted(draft, line) for line, _ in pairs if _lacks(text, line, len(cells))]
            column = max(widths, default=0)
            if len(widths) >= _FEWEST_TORN and column - min(widths) <= _SLACK:
                torn = [pair for pair in pairs if abs(column - _posted(draft, pair[0])) <= _SLACK]
                twice = {line for line, _ in torn} & {behind for _, behind in torn}
                if len(twice) * _FEW_TWICE <= len(torn):
                    yield from ((end, start, "") for (_, end), (start, _) in torn)


def _end(lines: Sequence[Span], number: int) -> int:
    """The number of the first line that does not follow the one before it at once."""
    while number < len(lines) and lines[number][0] - lines[number - 1][1] == 1:
        number += 1
    return number


def _goes_on(draft: Draft, line: Span, behind: Span, columns: int) -> bool:
    """Whether a line and the shorter one behind it may be one row."""
    most = columns + 1 + (_MOST_WORDS if columns > _FEWEST_RAGGED else 0)
    have, more = len(_cells(draft.text, line)), len(_cells(draft.text, behind))
    return have > 1 and have + more <= most and _posted(draft, behind) < _posted(draft, line)


def _lacks(text: str, line: Span, columns: int) -> bool:
    return len(_cells(text, line)) < columns


def _cells(text: str, line: Span) -> list[Span]:
    return [match.span() for match in _CELL.finditer(text, *line)]


def _posted(draft: Draft, line: Span) -> int:
    """The columns that a line took when it was posted."""
    return width(draft.posted_line(*line))
