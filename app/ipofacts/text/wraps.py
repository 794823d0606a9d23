"""Line breaks that only wrap a sentence: of text wrapped at a fixed width, and those that a page put anywhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter

from ipofacts.text.draft import Draft, Edit

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
# A line may go on in the next one if it breaks off within a sentence.
_GOES_ON = re.compile(f"\n(?<=[{_HAN}0-9A-Za-z,\u3001)%\u201d]\n)(?=[{_HAN}0-9A-Za-z\u201c\u300a(])")
_IN_FIGURE = re.compile(r"\d[.,]$")
_LINE = re.compile(r"[^\n]+")
_NARROWEST, _WIDEST = 50, 120
_NARROW, _FEWEST, _SLACK = 16, 3, 3
_FEW_LONGER, _FEW_ENDED = 2, 4
_PAUSES = (",", "\u3001")
# No line begins with these; others begin a part of their own.
_OPENS_NONE = re.compile("[,\u3002\u3001;:!?)\u201d\u300b%]|\\.\\d")
_NEW = re.compile(
    "[\u3010\u25a0\u25cf\u2022\u00b7]|(?:\\d{1,2}|[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]{1,2})(?:[\u3001)]|\\.(?!\\d))"
    "|\\d{1,2}:\\d\\d"
)
_LABELLED = re.compile("[^,\u3002:\\d][^,\u3002:]{0,19}:")
_PROSE = re.compile("[,\u3002\u3001;]")
_PROSE_END = re.compile("[\u3002!?;\u2026][\u201d)]?$")
_BRACKETED = 30
_OPEN, _SHUT = re.compile(r"\([^()]*$"), re.compile(r"[^()\n:]*\)")
_WORDS = re.compile("[A-Za-z.,]\n[A-Za-z]")
# An abbreviation between Chinese characters, torn apart: I|PO.
_IN_CAPITALS = re.compile(f"(?:(?<=[{_HAN}])|(?<=[{_HAN}][A-Z]))[A-Z]\n[A-Z]{{1,4}}(?![A-Za-z ])")
_TRAILING, _INDENT = re.compile(" +(?=\n)"), re.compile("(?<=\n) +(?=[^ \n])")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")


def join_wrapped(draft: Draft, is_heading: Callable[[str], bool]) -> None:
    """Takes the line breaks inside sentences out of a draft. ``is_heading`` tells lines that go on in no line before them."""
    if "\n" in draft.text:
        if " \n" in draft.text:
            draft.replace((match.start(), match.end(), "") for match in _TRAILING.finditer(draft.text))
        if "\n " in draft.text:
            indents = _INDENT.findall(draft.text)
            if len(indents) * 5 > len(_LINE.findall(draft.text)) * 3:  # not the first lines of paragraphs alone
                draft.replace((match.start(), match.end(), "") for match in _INDENT.finditer(draft.text))
        draft.replace(_wraps(draft, is_heading))


def _wraps(draft: Draft, is_heading: Callable[[str], bool]) -> Iterator[Edit]:
    text = draft.text
    spans = [match.span() for match in _LINE.finditer(text)]
    if len(spans) < 2:
        return
    lines, column, slack, measure = _wrapped(draft, spans)
    joined = False
    for (start, end), (following, stop), shown in zip(spans, spans[1:], lines, strict=False):
        blank = following - end > 1
        before, joined = joined, False
        full = column - slack <= measure(shown) <= column
        if blank or _PROSE_END.search(text, max(start, end - 3), end):
            continue
        line, after = text[start:end], text[following : min(stop, following + _WIDEST)]
        if (
            _OPENS_NONE.match(after)
            or _in_brackets(line, after)
            or _IN_CAPITALS.match(text, end - 1)
            or (_IN_FIGURE.search(text, max(start, end - 2), end) and after[:1].isdecimal())
        ):
            joined = True
        elif not _NEW.match(after):
            torn = before or (not _is_row(line) and width(shown) >= _NARROWEST and _PROSE.search(line) is not None)
            goes_on = torn and bool(_GOES_ON.match(text, end)) and _PROSE.search(after) is not None
            joined = (full and not (_is_row(line) and _is_row(after))) or (
                not _LABELLED.match(after) and (goes_on or line.endswith(_PAUSES))
            )
        joined = joined and not is_heading(after)
        if joined:
            torn = full and measure(shown) == column and not _is_blank(draft, end, following)
            parted = not torn and _WORDS.match(text, end - 1) and not _IN_CAPITALS.match(text, end - 1)
            yield end, following, " " if parted else ""


def _is_blank(draft: Draft, start: int, end: int) -> bool:
    """Whether the line break ``start:end`` was posted with a blank beside it."""
    return any(char.isspace() and char != "\n" for char in draft.posted(start - 1, end + 1))


def _is_row(line: str) -> bool:
    """Whether a line is a row of a table that was written out: each cell behind its label."""
    return line.count(":") >= 2 and _LABELLED.match(line) is not None


def _in_brackets(line: str, after: str) -> bool:
    """Whether a bracket that a line leaves open closes in the next one."""
    if line[-1:].isascii() and line[-1:].isalpha() and after[:1].isascii():
        return False
    return "(" in line[-_BRACKETED:] and bool(_OPEN.search(line[-_BRACKETED:])) and bool(_SHUT.match(after[:_BRACKETED]))


def _wrapped(draft: Draft, spans: Sequence[tuple[int, int]]) -> tuple[list[str], int, int, Callable[[str], int]]:
    """The lines, the column at which they were wrapped, how far full lines may fall short of it, and what it counts.

    Lines are looked at as posted, then as they stand now; columns are counted, then characters. Where some lines were left
    as long as they were, the others are counted alone.
    """
    posted = [draft.posted_line(start, end) for start, end in spans]
    now = [draft.text[start:end] for start, end in spans]
    for lines in (posted, now):
        if max(map(len, lines)) <= _WIDEST:
            found = [(*_column(lines, measure, slack), slack, measure) for measure, slack in ((width, _SLACK), (len, 0))]
            full, column, slack, measure = max(found, key=itemgetter(0))
            if full:
                return lines, column, slack, measure
    for lines in (posted, now):
        if column := _commonest(lines):
            return lines, column, 0, len
    return now, 0, 0, width


def _column(lines: Sequence[str], measure: Callable[[str], int], slack: int) -> tuple[int, int]:
    """How many lines were wrapped, and at which column; 0 if none was. The narrower it is, the more lines must reach it."""
    widths = list(map(measure, lines))
    column = max(widths)
    full = sum(1 for reached in widths if column - slack <= reached)
    wide = column >= (_NARROWEST if slack else _NARROWEST // 2)
    fewest, share = (_FEWEST, 4) if wide else (2 * _FEWEST, 2)
    return (full, column) if _NARROW <= column <= _WIDEST and full >= fewest and full * share >= len(widths) else (0, 0)


def _commonest(lines: Sequence[str]) -> int:
    """The length that most lines have to the character, if hardly any of them ends a sentence and few lines are longer."""
    length, full = Counter(map(len, lines)).most_common(1)[0]
    longer = sum(1 for line in lines if len(line) > length)
    if not (_NARROW <= length <= _WIDEST and full >= 2 * _FEWEST and longer * _FEW_LONGER <= full):
        return 0
    ended = sum(1 for line in lines if len(line) == length and _PROSE_END.search(line))
    return length if ended * _FEW_ENDED <= full else 0


def width(line: str) -> int:
    """Columns that a line takes in a fixed-width font."""
    if line.isascii():
        return len(line)
    shown = _INVISIBLE.sub("", line)
    return 2 * len(shown) - len(shown.encode("ascii", "ignore"))
