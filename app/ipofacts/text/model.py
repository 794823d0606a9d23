"""What the text room gives to the rest: clean text, its alignment with the posted characters, and its segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Source = Literal["title", "text"]
SegmentKind = Literal["title", "sentence", "heading", "item", "row", "boilerplate"]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where each clean character stood: clean character i came from raw characters ``starts[i]:ends[i]``.

    A character that cleaning put in (a table header repeated before its cell, a unit carried from the header) has an empty
    range at the place it was put. Offsets are code points, half-open.
    """

    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The raw range that holds all that the clean range ``start:end`` came from."""
        if start >= end:
            raise ValueError("an empty clean range has no place in the raw text")
        return min(self.starts[start:end]), max(self.ends[start:end])

    def is_straight(self, start: int, end: int) -> bool:
        """Whether each character came from one of its own, and these stood one after the other."""
        first, length = self.starts[start], end - start
        return list(self.starts[start:end]) == list(range(first, first + length)) and (
            list(self.ends[start:end]) == list(range(first + 1, first + length + 1))
        )


class Segment(NamedTuple):
    """A stretch of clean text that is read as one: a sentence, a title, a list item, a table row.

    ``heading`` is a short line that names what follows (a company, a section); ``boilerplate`` (menus, ads, other articles'
    headlines, disclaimers) is never read for facts. ``paragraph`` counts the blocks of the article from 0; segments of one
    paragraph stood together. ``item`` starts a list item, ``row`` is one table row, already written out as
    ``header:cell,header:cell,…``.
    """

    start: int
    end: int
    kind: SegmentKind
    paragraph: int


@dataclass(frozen=True, slots=True)
class CleanText:
    """An article ready to be read: simplified, half-width, unspun, without markup; every span can be mapped back.

    ``text`` is the title (if the article has one), a newline, and the body. ``title_length`` is the number of clean characters
    of the title part (0 if none). ``warnings`` are stable short codes: ``spun``, ``garbled``. ``dateline`` is the day of
    publication as the page itself tells it (ISO text, ``--09-19`` without a year), None if it tells none or contradicts itself.
    ``decoded``: the posted characters had been read in the wrong encoding, so that they don't show what was written.
    """

    text: str
    segments: tuple[Segment, ...]
    title: Alignment
    body: Alignment
    title_length: int
    warnings: tuple[str, ...] = ()
    dateline: str | None = None
    decoded: bool = False

    def told(self) -> str:
        """The text at the same length, line breaks in place of boilerplate: what the article itself tells."""
        pieces: list[str] = []
        done = 0
        for segment in self.segments:
            if segment.kind == "boilerplate":
                pieces += (self.text[done : segment.start], "\n" * (segment.end - segment.start))
                done = segment.end
        return "".join((*pieces, self.text[done:])) if done else self.text

    def is_untouched(self, start: int, end: int) -> bool:
        """Whether each character of a clean range stands for one posted character, and these one after the other."""
        if end <= self.title_length:
            return self.title.is_straight(start, end)
        shift = self.title_length + 1 if self.title_length else 0
        return self.body.is_straight(start - shift, end - shift)

    def locate(self, start: int, end: int) -> tuple[Source, int, int]:
        """Where the clean range stands in what was posted: ``("title" | "text", start, end)``."""
        if end <= self.title_length:
            return ("title", *self.title.span(start, end))
        shift = self.title_length + 1 if self.title_length else 0
        return ("text", *self.body.span(start - shift, end - shift))
