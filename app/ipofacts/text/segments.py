"""Clean text cut into what is read as one: titles, headings, items, rows, sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ipofacts.text.files import SegmentRules
from ipofacts.text.lines import Line
from ipofacts.text.model import Segment, SegmentKind

# A stop with what closes behind it, dots that trail off, or a full stop of another script between Chinese characters.
# One class of first characters lets the search skip all others.
_STOP = re.compile(
    "[\u3002!?;\u2026.](?:(?<=[\u3002!?;])[\u3002!?;]*[\u201d)\u300b\\]]*|(?<=\u2026)\u2026*|(?<=\\.)\\.\\.+"
    "|(?<=[\u4e00-\u9fff]\\.)(?=[\u4e00-\u9fff]))"
)
_OPENING, _CLOSING = re.compile("[(\u201c\u3010\u300a]"), re.compile("[)\u201d\u3011\u300b]")
_FARTHEST = 160  # an opening bracket or quote that is not closed so near is taken for a slip
_LONGEST_HEADING, _LONGEST_TITLE = 30, 60
_LONGEST_SENTENCE = 1000  # what reads a sentence compares its parts with each other: without a bound, an hour for a megabyte
_PAUSE = re.compile(r",(?!\d)")
_BRACKETED = re.compile("\u3010[^\u3010\u3011]{1,40}\u3011")
_ENDS_SENTENCE = re.compile("[\u3002!?;,\u3001][\u201d)]?$")
_LABELLED_FIGURE = re.compile(r":[^:]{0,8}\d")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?!\d)")


class Segmenter:
    """Cuts the lines of an article into segments."""

    def __init__(self, rules: SegmentRules) -> None:
        numerals = rules.numerals
        bullets = re.escape(rules.bullets)
        figures = r"\d{1,2}(?:[\u3001)]|\.(?!\d))|\(\d{1,2}\)|[\u2460-\u24ff]"
        before, behind = ("|".join(map(re.escape, words)) for words in (rules.ordinals, rules.copulas))
        ordinals = rf"(?:{before})[{numerals}]{{1,2}}[\u3001,:]|[{numerals}](?:{behind})"
        self._item = re.compile(
            rf"(?:{figures}|[{numerals}]{{1,3}}[\u3001,.)]|\([{numerals}]{{1,3}}\)|[{bullets}]+|{ordinals}) ?"
        )

    def segments(
        self,
        lines: Sequence[Line],
        marked: Sequence[bool],
        titled: bool,
        is_row: Callable[[str], bool],
        asides_of: Callable[[str], Callable[[str], bool]],
    ) -> list[Segment]:
        """The segments of the lines in order. ``titled``: a title was posted, so the first line is none.

        Every line is a paragraph of its own; rows of labels and values stay one paragraph until a label comes again.
        """
        found: list[Segment] = []
        paragraph, labels, awaits_title = -1, set[str](), not titled
        for number, (line, boilerplate) in enumerate(zip(lines, marked, strict=True)):
            row = not boilerplate and is_row(line.text)
            names = _labels(line.text) if row else set()
            if not (row and labels and not labels & names):
                paragraph, labels = paragraph + 1, set()
            labels |= names
            last = number + 1 == len(lines)
            if boilerplate:
                found.append(Segment(line.start, line.end, "boilerplate", paragraph))
            elif row:
                found += _cut(line, "row", paragraph, asides_of)
            elif awaits_title and not last and _is_title(line):
                found.append(Segment(line.start, line.end, "title", paragraph))
            else:
                found += self._read(line, paragraph, last, asides_of)
            awaits_title = awaits_title and boilerplate
        return found

    def _read(
        self, line: Line, paragraph: int, last: bool, asides_of: Callable[[str], Callable[[str], bool]]
    ) -> Iterator[Segment]:
        item = bool(self._item.match(line.text))
        if not last and self._is_heading(line.text):
            yield Segment(line.start, line.end, "heading", paragraph)
        else:
            yield from _cut(line, "item" if item else "sentence", paragraph, asides_of)

    def _is_heading(self, line: str) -> bool:
        """Whether a line names what follows: short, no sentence."""
        if _BRACKETED.fullmatch(line):
            return True
        if _CLOCK.match(line) or len(line) > _LONGEST_HEADING:
            return False
        if _LABELLED_FIGURE.search(line):
            return False
        return line.endswith(":") or not (_ENDS_SENTENCE.search(line) or "," in line or "\u3002" in line)


def _is_title(line: Line) -> bool:
    return len(line.text) <= _LONGEST_TITLE and not _ENDS_SENTENCE.search(line.text) and "\u3002" not in line.text


def _labels(line: str) -> set[str]:
    """The labels of a row, from each cell's head."""
    return {cell.partition(":")[0] for cell in line.split(",") if ":" in cell}


def _cut(line: Line, kind: SegmentKind, paragraph: int, asides_of: Callable[[str], Callable[[str], bool]]) -> Iterator[Segment]:
    """A line as sentences; the first has the kind given, what follows an item is ``sentence``, an aside ``boilerplate``."""
    this: SegmentKind = kind
    is_aside = asides_of(line.text)
    for start, end in _bounded(line.text):
        aside = is_aside(line.text[start:end])
        yield Segment(line.start + start, line.start + end, "boilerplate" if aside else this, paragraph)
        if kind == "item":
            this = "sentence"


def _bounded(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a line stand; one that is too long to be one is cut at commas, or anywhere."""
    for start, end in _sentences(text):
        while end - start > _LONGEST_SENTENCE:
            pauses = [match.end() for match in _PAUSE.finditer(text, start, start + _LONGEST_SENTENCE)]
            cut = pauses[-1] if pauses else start + _LONGEST_SENTENCE
            yield start, cut
            start = cut
        yield start, end


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a line stand. Stops inside brackets and quotes end none, if these close near by."""
    start = done = depth = opened = 0
    nested = _OPENING.search(text) is not None
    for match in _STOP.finditer(text):
        if nested:
            depth, opened = _depth(text, done, match.end(), depth, opened)
        done = match.end()
        if depth > 0 and done - opened <= _FARTHEST:
            continue
        depth = 0
        yield _trimmed(text, start, done)
        start = done
    if start < len(text):
        yield _trimmed(text, start, len(text))


def _depth(text: str, start: int, end: int, depth: int, opened: int) -> tuple[int, int]:
    """How many brackets and quotes stand open at ``end``, and where the outermost was opened."""
    opening = _OPENING.search(text, start, end)
    if opening and depth <= 0:
        opened = opening.start()
    balance = len(_OPENING.findall(text, start, end)) - len(_CLOSING.findall(text, start, end))
    return max(depth + balance, 0), opened


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while text[start] == " ":
        start += 1
    while text[end - 1] == " ":
        end -= 1
    return start, end
