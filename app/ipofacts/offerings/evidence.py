"""From clean places back to the posted characters: quotes, and names as the article writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ipofacts.rules.match import Candidate
from ipofacts.rules.symbols import Mention
from ipofacts.text.model import CleanText

# A phrase whose posted characters lie far apart (a table header and its cell) is quoted by its value alone.
SPREAD, SPREAD_MORE = 3, 40


@dataclass(frozen=True)
class Posted:
    """The article as posted, with its clean text: turns clean ranges into quotes."""

    text: str
    title: str | None
    clean: CleanText

    def evidence(self, candidate: Candidate) -> dict[str, Any]:
        """The posted characters of a candidate, in the form of schema.Evidence."""
        quoted = self.quote(candidate.start, candidate.end, candidate.rule.id)
        far = quoted["end"] - quoted["start"] > SPREAD * (candidate.end - candidate.start) + SPREAD_MORE
        if far and candidate.mentions:
            first, last = _ends(candidate.mentions)
            return self.quote(first, last, candidate.rule.id)
        return quoted

    def quote(self, start: int, end: int, rule: str) -> dict[str, Any]:
        """The posted characters of a clean range; one that cleaning put in (a header before its cell) is quoted by what
        follows it.
        """
        source, first, last = self.clean.locate(start, end)
        while first == last and end < len(self.clean.text):
            end += 1
            source, first, last = self.clean.locate(start, end)
        whole = (self.title or "") if source == "title" else self.text
        return {"start": first, "end": last, "quote": whole[first:last], "in": source, "rule": rule}

    def written(self, start: int, end: int) -> str:
        """A clean range in the article's own script: its posted characters without what cleaning took out between them."""
        parts: list[str] = []
        before: tuple[int, int] | None = None
        for place in range(start, end):
            source, first, last = self.clean.locate(place, place + 1)
            if (first, last) != before:
                whole = (self.title or "") if source == "title" else self.text
                parts.append(whole[first:last])
            before = (first, last)
        return " ".join("".join(parts).split())


def _ends(mentions: Sequence[Mention]) -> tuple[int, int]:
    return min(mention.start for mention in mentions), max(mention.end for mention in mentions)
