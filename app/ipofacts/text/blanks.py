"""Blanks out where they part what belongs together, and line breaks that only wrap a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ipofacts.text.draft import Draft, Edit
from ipofacts.text.files import BlankRules

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
_IS_HAN = re.compile(f"[{_HAN}]")
# Here and below what is looked for comes first and its neighbours are asked afterwards: many times faster.
_BLANK = re.compile(" +(?=[^ \n\t])")
_HAN_BLANK_HAN = re.compile(f" (?<=[{_HAN}] )(?=[{_HAN}])")
_ALONE = re.compile(f"(?<= )[{_HAN}](?= )")
_CLOSES = frozenset(",:;!?(\u3001\u3002\u201c\u300a\u2026\u3010")  # nothing is parted from what follows these
_OPENS = frozenset(",:;!?)\u3001\u3002\u201d\u300b\u2026\u3011%(")  # nor what precedes these from them
_DASHES = frozenset("-~\u2014")
# A line may go on in the next one if it breaks off within a sentence.
_WRAP = re.compile(f"\n(?<=[{_HAN}0-9A-Za-z,\u3001)%\u201d]\n)(?=[{_HAN}0-9A-Za-z\u201c\u300a(])")
_IN_FIGURE = re.compile(r"\d[.,]$")
_LINE = re.compile(r"[^\n]+")
_NARROWEST, _WIDEST = 50, 120
# No line begins with these; others begin a part of their own.
_OPENS_NONE = re.compile("[,\u3002\u3001;:!?)\u201d\u300b%]")
_NEW = re.compile(
    "[\u3010\u25a0\u25cf\u2022\u00b7]|[\\d\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]{1,2}[\u3001.)]|\\d{1,2}:\\d\\d"
)
_LABELLED = re.compile("[^,\u3002:]{1,20}:")
_LABEL = re.compile("[\u4e00-\u9fff]{2,12}:")
_PROSE = re.compile("[,\u3002\u3001;]")
_PROSE_END = re.compile("[\u3002!?;\u2026][\u201d)]?$")
# A line without punctuation, and the blanks in it that end a clause.
_PUNCTUATED = re.compile("[,\u3002;|:\u2502\t]")
_PAUSE = re.compile(f"(?<=[{_HAN}A-Za-z0-9%)]{{2}}) (?=[{_HAN}])|(?<=[{_HAN}]{{2}}) (?=[A-Za-z])")
_FIGURES = re.compile(r"\d\D*\d\D*\d")
_FEWEST_PAUSES, _SHORTEST_CLAUSE = 4, 9
_RIDDEN = 6  # one blank in so many Han characters: the blanks part characters, not fields


class Blanks:
    """Removes blanks inside words, numbers and sentences; a blank that parts two fields stays."""

    def __init__(self, rules: BlankRules) -> None:
        self._scales = frozenset(rules.scales)
        self._counted = frozenset(rules.counted)

    def apply(self, drafts: Sequence[Draft]) -> None:
        """Cleans each draft; whether blanks part characters everywhere is decided on all of them together."""
        han_pairs = sum(len(_HAN_BLANK_HAN.findall(draft.text)) for draft in drafts if " " in draft.text)
        ridden = han_pairs > 8 and self._are_ridden(drafts, han_pairs)
        for draft in drafts:
            if " " in draft.text:
                draft.replace(_pauses(draft.text))
                draft.replace(self._blanks(draft.text, ridden))
            if "\n" in draft.text:
                draft.replace(_wraps(draft.text))

    @staticmethod
    def _are_ridden(drafts: Sequence[Draft], pairs: int) -> bool:
        """Whether blanks stand within words: many of them do, or fewer that leave many characters alone."""
        han = sum(len(_IS_HAN.findall(draft.text)) for draft in drafts)
        alone = sum(len(_ALONE.findall(draft.text)) for draft in drafts)
        return pairs * _RIDDEN > han or (pairs * 2 * _RIDDEN > han and alone * 8 > pairs)

    def _blanks(self, text: str, ridden: bool) -> Iterator[Edit]:
        for match in _BLANK.finditer(text):
            start, end = match.span()
            if start and text[start - 1] not in "\n\t" and self._is_idle(text, start, end, ridden):
                yield start, end, ""

    def _is_idle(self, text: str, start: int, end: int, ridden: bool) -> bool:
        """Whether the blanks ``start:end`` part nothing."""
        left, right = text[start - 1], text[end]
        if left in _CLOSES or right in _OPENS:
            return not (left in ",;:!?" and right.isascii() and right.isalpha() and text[start - 2 : start - 1].isascii())
        if end - start > 1:
            return False
        if left in _DASHES or right in _DASHES:
            return _between(text, start - 1) if left in _DASHES else _between(text, end)
        left_han, right_han = _is_han(left), _is_han(right)
        if right_han and not (ridden and left_han) and _LABEL.match(text, end):
            return False
        if left_han and right_han:
            return ridden or self._in_number(text, start) or _lone(text, start)
        if left_han or right_han:
            other = right if left_han else left
            return other.isalnum() or other == "$"
        return left == "$" and right.isdigit()

    def _in_number(self, text: str, blank: int) -> bool:
        """Whether the blank stands between a scale and what is counted: ``3741.95万 股``."""
        scaled = text[blank - 1] in self._scales and text[blank - 2 : blank - 1].strip().isdigit()
        return scaled and text[blank + 1] in self._counted


def _pauses(text: str) -> Iterator[Edit]:
    """Blanks that stand where a line without punctuation should have commas."""
    start = 0
    for line in text.split("\n"):
        if line.count(" ") >= _FEWEST_PAUSES and not _PUNCTUATED.search(line):
            blanks = [match.start() for match in _PAUSE.finditer(line)]
            if len(blanks) >= _FEWEST_PAUSES and len(line) >= _SHORTEST_CLAUSE * len(blanks) and _FIGURES.search(line):
                yield from ((start + blank, start + blank + 1, ",") for blank in blanks)
        start += len(line) + 1


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char == "\u3007"


def _between(text: str, dash: int) -> bool:
    """Whether a dash stands between two numbers with a blank on both sides: a range, not a sign."""
    left, right = text[max(dash - 2, 0) : dash], text[dash + 1 : dash + 3]
    return left[-1:] == " " and right[:1] == " " and left[:1].isalnum() and right[1:].isdigit()


def _lone(text: str, blank: int) -> bool:
    """Whether a single character stands alone beside the blank, as in a word that was spaced out."""
    before, after = text[blank - 2 : blank - 1], text[blank + 2 : blank + 3]
    return not before.strip() or not after.strip()


def _wraps(text: str) -> Iterator[Edit]:
    """Line breaks inside sentences: of text that was wrapped at a fixed width, and those that a page put anywhere."""
    spans = [match.span() for match in _LINE.finditer(text)]
    widths = [_width(text[start:end]) for start, end in spans]
    column = _column(widths)
    joined = False
    for (start, end), (following, stop), width in zip(spans, spans[1:], widths, strict=False):
        blank = following - end > 1
        before, joined = joined, False
        if blank or _PROSE_END.search(text, max(start, end - 3), end):
            continue
        line, after = text[start:end], text[following : min(stop, following + _WIDEST)]
        if _OPENS_NONE.match(after) or (_IN_FIGURE.search(text, max(start, end - 2), end) and after[:1].isdecimal()):
            joined = True
        elif not _LABELLED.match(after) and not _NEW.match(after):
            torn = before or (width >= _NARROWEST and _PROSE.search(line) is not None)
            full = column - 3 <= width <= column
            joined = full or (torn and bool(_WRAP.match(text, end)) and _PROSE.search(after) is not None)
        if joined:
            yield end, following, ""


def _column(widths: Sequence[int]) -> int:
    """The column at which lines were wrapped; 0 if they weren't."""
    column = max(widths, default=0)
    full = sum(1 for width in widths if column - 3 <= width)
    return column if _NARROWEST <= column <= _WIDEST and full >= 3 and full * 4 >= len(widths) else 0


def _width(line: str) -> int:
    """Columns that a line takes in a fixed-width font."""
    return sum(1 if char.isascii() else 2 for char in line)
