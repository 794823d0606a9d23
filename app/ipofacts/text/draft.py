"""Text under cleaning: it is edited step by step and never loses where its characters stood."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

Edit = tuple[int, int, str]

# The places of an untouched text, ready to be copied: counting them out anew costs more than all other cleaning.
_COUNTED = array("q", range(1 << 15))


class Draft:
    """One posted field while it is cleaned. ``starts[i]:ends[i]`` is the raw range that character i of ``text`` came from.

    Until the first edit that changes the length, both are plain ranges: a clean article pays nothing for its alignment.
    """

    __slots__ = ("_raw_text", "ends", "starts", "text")

    def __init__(self, raw: str) -> None:
        self._raw_text = raw
        self.text = raw
        self.starts: Sequence[int] = range(len(raw))
        self.ends: Sequence[int] = range(1, len(raw) + 1)

    def posted(self, start: int, end: int) -> str:
        """What was posted where the characters ``start:end`` (at least one) stand now."""
        return self._raw_text[self.starts[start] : self.ends[end - 1]]

    def posted_line(self, start: int, end: int) -> str:
        """What was posted between the characters around ``start:end``, with all that was taken out at its ends."""
        first = self.ends[start - 1] if start else 0
        return self._raw_text[first : self.starts[end] if end < len(self.starts) else len(self._raw_text)]

    def rewrite(self, text: str) -> None:
        """Takes a text of the same length, each character of which stands for the one at its place."""
        if len(text) != len(self.text):
            raise ValueError("a rewritten text must keep its length; use replace")
        self.text = text

    def replace(self, edits: Iterable[Edit]) -> None:
        """Applies sorted, non-overlapping ``(start, end, replacement)``.

        A replacement of equal length stands character for character; another takes the whole raw range for each of its
        characters; an insertion (``start == end``) has an empty range at its place.
        """
        edits = list(edits)
        if not edits:
            return
        self._count_out()
        pieces: list[str] = []
        starts, ends = array("q"), array("q")
        done = 0
        for start, end, replacement in edits:
            pieces += (self.text[done:start], replacement)
            starts.extend(self.starts[done:start])
            ends.extend(self.ends[done:start])
            if len(replacement) == end - start:
                starts.extend(self.starts[start:end])
                ends.extend(self.ends[start:end])
            elif replacement:
                first, last = self._raw(start, end)
                starts.extend([first] * len(replacement))
                ends.extend([last] * len(replacement))
            done = end
        pieces.append(self.text[done:])
        starts.extend(self.starts[done:])
        ends.extend(self.ends[done:])
        self.text, self.starts, self.ends = "".join(pieces), starts, ends

    def reread(self, text: str, places: Sequence[tuple[int, int]]) -> None:
        """Takes a text each character of which was read from the present characters ``start:end``; ranges may overlap."""
        if len(text) != len(places):
            raise ValueError("every character of a text read anew needs its place")
        self.starts, self.ends = (
            array("q", (self.starts[start] for start, _ in places)),
            array("q", (self.ends[end - 1] for _, end in places)),
        )
        self.text = text

    def _count_out(self) -> None:
        """Gives each character a place of its own in memory, before the first edit moves any."""
        if isinstance(self.starts, range):
            length = len(self.text)
            counted = _COUNTED if length < len(_COUNTED) else array("q", range(length + 1))
            self.starts, self.ends = counted[:length], counted[1 : length + 1]

    def _raw(self, start: int, end: int) -> tuple[int, int]:
        if start < end:
            return self.starts[start], self.ends[end - 1]
        place = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
        return place, place
