"""Blanks between all characters out, as text taken from PDF files and spread headlines has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ipofacts.text.draft import Draft, Edit

_LINE = re.compile(r"[^\n]+")
_BLANKS = re.compile(" +")
_SPREAD = re.compile(r"(?<!\S)\S(?: \S)+(?!\S)")
_SHORTEST = 12
# Below one blank in so many characters no line of an article can be spread: a page around it is rarely longer.
_SPARSE = 12


def close_up(drafts: Sequence[Draft]) -> None:
    """Takes the blanks out of lines that are spread; of the blanks that parted words one is left."""
    for draft in drafts:
        if draft.text.count(" ") * _SPARSE > len(draft.text):
            draft.replace(_edits(draft.text))


def _edits(text: str) -> Iterator[Edit]:
    for line in _LINE.finditer(text):
        if line[0].count(" ") * 5 <= len(line[0]) * 2:
            continue
        spread = sum(match.end() - match.start() for match in _SPREAD.finditer(line[0]))
        if len(line[0]) < _SHORTEST or spread * 10 < len(line[0].replace("  ", "")) * 8:
            continue
        for blanks in _BLANKS.finditer(line[0]):
            start = line.start() + blanks.start()
            if len(blanks[0]) > 2:  # the blank that parted words, with one on either side of it
                yield start, start + 1, ""
                yield start + 2, line.start() + blanks.end(), ""
            else:
                yield start, line.start() + blanks.end(), ""
