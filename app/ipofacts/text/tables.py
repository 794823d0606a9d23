"""Tables and lists of labels written out, so that every cell stands beside what it is called.

``公司 发行价(港元)`` over ``甲乙 24.80`` becomes ``公司:甲乙,发行价:24.80港元``; labels and values on alternate lines, or
parted by a bar or leaders, become ``label:value``. Headers and units that are put in have no length in the raw text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from ipofacts.text.draft import Draft, Edit
from ipofacts.text.files import TableRules
from ipofacts.text.rows import torn_rows

Cell = tuple[int, int]
Row = list[Cell]

_LINE = re.compile(r"[^\n ][^\n]*")
_FRAME = re.compile("[\u2500-\u257f\\-=+|:\\s\u2014_]+")
_BRACKETS = re.compile(r"\(([^()\n]{1,20})\)$")
_EMPTY = re.compile("[-\u2014/*\u2013\\s]*|n/?a", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"[+-]?[\d,]*\.?\d+(?:\s?[-~]\s?[\d,]*\.?\d+)?")
_COMPACT = re.compile("[^\u3002;!?]{1,40}")
_NO_LABEL = re.compile("[\\d\u3002,;!?:\u201c\u201d]")
_LEADERS = re.compile("(?:\u2026{2,40}|\\.{4,80}|\u00b7{4,80})")
_COLUMN = re.compile(r"\S+")
_WIDE_COLUMN = re.compile(r"\S+(?: \S+)*")
# In a row a date and its weekday are one cell.
_ROW_COLUMN = re.compile("\\d{1,4}[-/.]\\d{1,2}(?:[-/.]\\d{1,2})? \\(?(?:\u5468|\u661f\u671f)\\S{1,2}|\\S+")
_BAR, _TAB, _BOX, _STROKE = "|", "\t", "\u2502", " / "
# Fewer strokes in a line part alternatives, not cells.
_FEWEST_STROKES = 3
_CLOCK = re.compile(r"\d:\d\d")
_LONGEST_LABEL, _LONGEST_LONE_LABEL, _LONGEST_LINE, _LONG_LEADER = 20, 12, 400, 4
_LONGEST_HEADER = 160
# Under so many headers and more, rows may have remarks in several words, or lack a few cells.
_FEWEST_RAGGED = 5
_ENDS_SENTENCE = frozenset("\u3002!?;,\u201d")


class Tables:
    """Finds tables in the lines of a draft and writes them out."""

    def __init__(self, rules: TableRules, is_junk: Callable[[str], bool]) -> None:
        """``is_junk`` tells lines that a page puts between the rows of a table: calls to open an app, to scan a code."""
        self._is_junk = is_junk
        self._endings = tuple(rules.labels)
        self._exact = frozenset(rules.exact)
        self._heads = frozenset(rules.heads)
        self._units = frozenset(rules.units)
        self._unit_of = rules.unit_of
        units = "|".join(sorted(map(re.escape, rules.units), key=len, reverse=True))
        self._unit_in_label = re.compile(
            rf"\(({units})\)(?=:([ ]?[+-]?[\d,]*\.?\d+(?:[-~][\d,]*\.?\d+)?)(?=[\s,;)\u3002]|$))", re.MULTILINE
        )

    def apply(self, drafts: Sequence[Draft]) -> None:
        """Writes out the tables of each draft."""
        for draft in drafts:
            draft.replace(torn_rows(draft, self._is_header))
            draft.replace(self._edits(draft.text))
            if "):" in draft.text:
                draft.replace(_unit_moves(self._unit_in_label, draft.text))

    def is_label(self, cell: str) -> bool:
        """Whether a cell names a value: it ends as labels do, and holds neither figures nor a sentence."""
        name = cell.strip()
        if name.endswith(")"):
            name = _BRACKETS.sub("", name)
        if name not in self._exact and not name.endswith(self._endings):
            return False
        return 2 <= len(name) <= _LONGEST_LABEL and not _NO_LABEL.search(name)

    def is_row(self, line: str) -> bool:
        """Whether a line is ``label:value``, or several of them."""
        label, colon, value = line[: _LONGEST_LABEL + 20].partition(":")
        return bool(colon and value) and self.is_label(label)

    def _edits(self, text: str) -> list[Edit]:
        lines = [match.span() for match in _LINE.finditer(text) if not match[0].isspace()]
        if len(lines) < 2:
            return []
        edits: list[Edit] = []
        loose: list[Cell] = []
        marks = [mark for mark in (_TAB, _BOX, _BAR, _STROKE) if mark in text]
        parted = [(_delimiter(text, line, marks), line) for line in lines]
        if marks:
            parted = [(mark, line) for mark, line in parted if mark or not self._is_junk(text[slice(*line)])]
        for mark, group in groupby(parted, key=itemgetter(0)):
            block = [line for _, line in group]
            if mark:
                edits += self._delimited(text, block, mark)
            else:
                loose += block
        edits += self._columns(text, loose)
        edits.sort()
        return edits

    def _delimited(self, text: str, lines: list[Cell], mark: str) -> Iterator[Edit]:
        """Tables whose cells are parted by a bar, a box line, a tab or strokes."""
        rows: list[tuple[Cell, Row]] = []
        for line in lines:
            if _FRAME.fullmatch(text, *line):
                yield (*line, "")
            else:
                rows.append((line, _split(text, line, mark)))
        written = list(self._written_out(text, rows))
        yield from written
        if mark == _BOX and not written:
            yield from ((start, end, " ") for line, _ in rows for start, end in _bars(text, line))

    def _columns(self, text: str, lines: list[Cell]) -> Iterator[Edit]:
        """Tables whose columns are parted by blanks, pairs on alternate lines, and lines of a label and a value."""
        index = 0
        while index < len(lines):
            used = 0
            start, end = lines[index]
            if end - start > _LONGEST_HEADER or text[end - 1] in _ENDS_SENTENCE:
                index += 1
                continue
            for take in (self._blank_table, self._alternate, self._single):
                edits, used = take(text, lines, index)
                if used:
                    yield from edits
                    break
            index += used or 1

    def _blank_table(self, text: str, lines: list[Cell], index: int) -> tuple[list[Edit], int]:
        if text.count(" ", *lines[index]) < 2:
            return [], 0
        for column in (_COLUMN, _WIDE_COLUMN):
            header = _cells(text, lines[index], column)
            if len(header) < 3 or not self._is_header(text, header):
                continue
            rows = [(lines[index], header)]
            used = 1
            for number, line in enumerate(lines[index + 1 :], 2):
                cells = _cells(text, line, _ROW_COLUMN if column is _COLUMN else column)
                if len(cells) > len(header) > _FEWEST_RAGGED:
                    # What has no header of its own belongs to the last: remarks.
                    cells = [*cells[: len(header) - 1], (cells[len(header) - 1][0], cells[-1][1])]
                if len(cells) == len(header) and line[1] - line[0] <= _LONGEST_LINE:
                    rows.append((line, cells))
                    used = number
                elif len(header) > _FEWEST_RAGGED < len(cells):
                    continue
                elif not self._is_junk(text[slice(*line)]):
                    break
            if len(rows) > 1:
                return list(self._written_out(text, rows)), used
        return [], 0

    def _alternate(self, text: str, lines: list[Cell], index: int) -> tuple[list[Edit], int]:
        """Labels and values on alternate lines; one pair alone must be beyond doubt."""
        pairs: list[tuple[Cell, Cell]] = []
        while index + 1 < len(lines) and self._is_pair(text, lines[index], lines[index + 1]):
            pairs.append((lines[index], lines[index + 1]))
            index += 2
        figures = sum(any(char.isdigit() for char in text[start:end]) for _, (start, end) in pairs)
        if not figures or (len(pairs) == 1 and not _beyond_doubt(text, *pairs[0])):
            return [], 0
        return [edit for label, value in pairs for edit in self._pair(text, label, value)], 2 * len(pairs)

    def _is_pair(self, text: str, label: Cell, value: Cell) -> bool:
        if label[1] - label[0] > _LONGEST_LABEL + 20 or not self.is_label(text[slice(*label)]):
            return False
        written = text[slice(*value)]
        return bool(_COMPACT.fullmatch(written)) and ":" not in written[:-6] and not self.is_label(written)

    def _single(self, text: str, lines: list[Cell], index: int) -> tuple[list[Edit], int]:
        """``label……value`` and ``label value`` on one line, the latter for figures only."""
        start, end = lines[index]
        if end - start > 80:
            return [], 0
        leader = _LEADERS.search(text, start, end)
        if leader and leader.end() < end and self._leads(text[start : leader.start()], leader[0]):
            return list(self._pair(text, (start, leader.start()), (leader.end(), end))), 1
        cells = _cells(text, lines[index], _COLUMN) if text.find(" ", start, end) >= 0 else []
        if len(cells) >= 2 and self._are_pairs(text, cells) and all(text[cell[0]].isdigit() for cell in cells[1::2]):
            return list(self._pairs(text, lines[index], cells)), 1
        return [], 0

    def _leads(self, label: str, leader: str) -> bool:
        """Whether leaders part a label from its value; long ones do so behind any short text."""
        return 1 < len(label) <= _LONGEST_LABEL and (len(leader) >= _LONG_LEADER or self.is_label(label))

    def _written_out(self, text: str, rows: list[tuple[Cell, Row]]) -> Iterator[Edit]:
        """The rows under a header, each cell behind its header; rows of label and value as pairs; others as they are."""
        header: Row | None = None
        two_columns = all(len(cells) == 2 for _, cells in rows)
        lenient = two_columns and 2 * sum(self._are_pairs(text, cells) for _, cells in rows) >= max(len(rows), 3)
        for index, (line, cells) in enumerate(rows):
            following = rows[index + 1][1] if index + 1 < len(rows) else []
            if two_columns and self._heads.issuperset(text[slice(*cell)] for cell in cells):
                header, lenient = None, True
                yield (*line, "")
            elif self._is_header(text, cells) and len(cells) == len(following) and not self._is_header(text, following):
                header = cells
                yield (*line, "")
            elif (lenient or self._are_pairs(text, cells)) and (header is None or len(cells) != len(header)):
                yield from self._pairs(text, line, cells)
            elif header and len(cells) == len(header):
                yield from self._row(text, line, header, cells)

    def _is_header(self, text: str, cells: Sequence[Cell]) -> bool:
        """Whether most cells are labels and none is a figure. Two cells must both be labels."""
        names = [text[start:end] for start, end in cells]
        labels = sum(map(self.is_label, names))
        return len(cells) >= 2 and labels >= max(2, 0.6 * len(cells)) and not any(map(_BARE_NUMBER.fullmatch, names))

    def _are_pairs(self, text: str, cells: Row) -> bool:
        labels, values = cells[::2], cells[1::2]
        named = len(labels) == len(values) and all(self.is_label(text[start:end]) for start, end in labels)
        return named and not any(self.is_label(text[start:end]) for start, end in values)

    def _row(self, text: str, line: Cell, header: Row, cells: Row) -> Iterator[Edit]:
        done, comma = line[0], ""
        for (name_start, name_end), (start, end) in zip(header, cells, strict=True):
            if _EMPTY.fullmatch(text, start, end):
                continue
            name, unit = self._parted(text[name_start:name_end])
            unit = unit or self._unit_of.get(name, "")
            if start > done:
                yield done, start, comma
                comma = ""
            yield start, start, f"{comma}{name}:"
            if unit and _BARE_NUMBER.fullmatch(text, start, end):
                yield end, end, unit
            done, comma = end, ","
        if done < line[1]:
            yield done, line[1], ""

    def _pairs(self, text: str, line: Cell, cells: Row) -> Iterator[Edit]:
        done, comma = line[0], ""
        for label, value in zip(cells[::2], cells[1::2], strict=True):
            if _EMPTY.fullmatch(text, *value):
                continue
            if label[0] > done:
                yield done, label[0], comma
            yield from self._pair(text, label, value)
            done, comma = value[1], ","
        if done < line[1]:
            yield done, line[1], ""

    def _pair(self, text: str, label: Cell, value: Cell) -> Iterator[Edit]:
        """``label:value`` from two cells; a unit in the label's brackets goes behind a bare figure."""
        if _EMPTY.fullmatch(text, *value):
            yield label[0], value[1], ""
            return
        _, unit = self._parted(text[slice(*label)])
        moves = unit and _BARE_NUMBER.fullmatch(text, *value)
        yield label[1] - len(unit) - 2 if moves else label[1], value[0], ":"
        if moves:
            yield value[1], value[1], unit

    def _parted(self, header: str) -> tuple[str, str]:
        """A header without the unit in its brackets, and the unit (empty if its brackets hold none)."""
        found = _BRACKETS.search(header)
        if found and found[1] in self._units:
            return header[: found.start()], found[1]
        return header, ""


def _beyond_doubt(text: str, label: Cell, value: Cell) -> bool:
    """Whether two lines alone are label and value, not a headline and the time it was posted."""
    short = label[1] - label[0] <= _LONGEST_LONE_LABEL
    return short and label[0] > 0 and text[value[0]].isdigit() and not _CLOCK.search(text, *value)


def _delimiter(text: str, line: Cell, marks: Sequence[str]) -> str:
    """What parts the cells of a line: a tab, a box line, a bar or several strokes; a frame belongs to the box."""
    for mark in marks:
        if text.count(mark, *line) >= (_FEWEST_STROKES if mark == _STROKE else 1):
            return mark
    return _BOX if "\u2500" <= text[line[0]] <= "\u257f" and _FRAME.fullmatch(text, *line) else ""


def _split(text: str, line: Cell, mark: str) -> Row:
    """The cells of a line, without the blanks around them; a bar at either end of the line parts nothing."""
    start, end = _stripped(text, *line)
    if mark != _TAB:
        start += text.startswith(mark, start, end)
        end -= text.endswith(mark, start, end)
    cells: Row = []
    while True:
        found = text.find(mark, start, end)
        stop = found if found >= 0 else end
        cells.append(_stripped(text, start, stop))
        if found < 0:
            return cells
        start = found + len(mark)


def _bars(text: str, line: Cell) -> Iterator[Cell]:
    return ((place, place + 1) for place in range(*line) if text[place] == _BOX)


def _stripped(text: str, start: int, end: int) -> Cell:
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return start, end


def _cells(text: str, line: Cell, column: re.Pattern[str]) -> Row:
    return [match.span() for match in column.finditer(text, *line)]


def _unit_moves(pattern: re.Pattern[str], text: str) -> Iterator[Edit]:
    """``发行价格(元):36.50``: the unit goes behind the figure."""
    for match in pattern.finditer(text):
        yield match.start(), match.end(), ""
        yield match.end(2), match.end(2), match[1]
