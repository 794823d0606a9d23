"""Line breaks that only wrap a sentence: of text wrapped at a fixed width, and those that a page put anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ipofacts.text.draft import Draft, Edit

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
# A line may go on in the next one if it breaks off within a sentence.
_GOES_ON = re.compile(f"\n(?<=[{_HAN}0-9A-Za-z,\u3001)%\u201d]\n)(?=[{_HAN}0-9A-Za-z\u201c\u300a(])")
_IN_FIGURE = re.compile(r"\d[.,]$")
_LINE = re.compile(r"[^\n]+")
_NARROWEST, _WIDEST = 50, 120
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
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")


def join_wrapped(draft: Draft) -> None:
    """Takes the line breaks inside sentences out of a draft."""
    if "\n" in draft.text:
        draft.replace(_wraps(draft))


def _wraps(draft: Draft) -> Iterator[Edit]:
    text = draft.text
    spans = [match.span() for match in _LINE.finditer(text)]
    if len(spans) < 2:
        return
    lines, column = _wrapped(draft, spans)
    joined = False
    for (start, end), (following, stop), shown in zip(spans, spans[1:], lines, strict=False):
        blank = following - end > 1
        before, joined = joined, False
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
            width = _width(shown)
            full = column - 3 <= width <= column
            torn = before or (width >= _NARROWEST and _PROSE.search(line) is not None)
            goes_on = torn and bool(_GOES_ON.match(text, end)) and _PROSE.search(after) is not None
            joined = full or (goes_on and not _LABELLED.match(after))
        if joined:
            yield end, following, " " if _WORDS.match(text, end - 1) and not _IN_CAPITALS.match(text, end - 1) else ""


def _in_brackets(line: str, after: str) -> bool:
    """Whether a bracket that a line leaves open closes in the next one."""
    if line[-1:].isascii() and line[-1:].isalpha() and after[:1].isascii():
        return False
    return "(" in line[-_BRACKETED:] and bool(_OPEN.search(line[-_BRACKETED:])) and bool(_SHUT.match(after[:_BRACKETED]))


def _wrapped(draft: Draft, spans: Sequence[tuple[int, int]]) -> tuple[list[str], int]:
    """The lines, and the column at which they were wrapped, as posted; as they stand now if that shows none."""
    posted = [draft.posted(start, end) for start, end in spans]
    column = _column(posted)
    if column:
        return posted, column
    lines = [draft.text[start:end] for start, end in spans]
    return lines, _column(lines)


def _column(lines: Sequence[str]) -> int:
    """The column at which lines were wrapped; 0 if they weren't: at once, if the longest is wider than lines are wrapped."""
    if _width(max(lines, key=len)) > _WIDEST:
        return 0
    widths = list(map(_width, lines))
    column = max(widths)
    full = sum(1 for width in widths if column - 3 <= width)
    return column if _NARROWEST <= column <= _WIDEST and full >= 3 and full * 4 >= len(widths) else 0


def _width(line: str) -> int:
    """Columns that a line takes in a fixed-width font."""
    if line.isascii():
        return len(line)
    shown = _INVISIBLE.sub("", line)
    return 2 * len(shown) - len(shown.encode("ascii", "ignore"))
