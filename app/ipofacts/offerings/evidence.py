"""From clean places back to the posted characters: quotes, and names as the article writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from ipofacts.rules.match import Candidate
from ipofacts.rules.symbols import Mention
from ipofacts.text.model import CleanText

# A phrase whose posted characters lie far apart (a table header and its cell) is quoted by its value alone.
SPREAD, SPREAD_MORE = 3, 40
_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")


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
        """A clean range in the article's own script, without what is noise between its characters or in their form."""
        whole = self._as_posted(start, end)
        if whole is not None:
            return whole
        parts: list[str] = []
        before: tuple[int, int] | None = None
        for place in range(start, end):
            source, first, last = self.clean.locate(place, place + 1)
            whole = (self.title or "") if source == "title" else self.text
            if self.clean.decoded or not _HAN.fullmatch(raw := whole[first:last]):
                parts.append(self._script(whole[first:last], self.clean.text[place]))
            elif (first, last) != before:
                parts.append(raw)
            before = (first, last)
        return " ".join("".join(parts).split())

    def _as_posted(self, start: int, end: int) -> str | None:
        """The posted characters of a clean range if they stand one for one and all are Han; None otherwise."""
        if self.clean.decoded or not self.clean.is_untouched(start, end):
            return None
        source, first, last = self.clean.locate(start, end)
        raw = ((self.title or "") if source == "title" else self.text)[first:last]
        return raw if _HAN.fullmatch(raw) else None

    def _script(self, raw: str, clean: str) -> str:
        """The character that an entity stands for, in its own script; the clean one for any other noise."""
        told = unescape(raw) if raw.startswith("&") else ""
        return told if len(told) == 1 and _HAN.match(told) else clean


def _ends(mentions: Sequence[Mention]) -> tuple[int, int]:
    return min(mention.start for mention in mentions), max(mention.end for mention in mentions)
