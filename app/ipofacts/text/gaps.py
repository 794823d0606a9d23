"""Blanks of one odd kind strewn over a whole text: wide, no-break or double ones. The author's own, which are single, stay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ipofacts.text.draft import Draft, Edit
from ipofacts.text.files import BlankRules

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
_ODD = "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]| {2}"
_ANY_ODD = re.compile(_ODD)
_LINE = re.compile(r"[^\n]+")
# Nobody puts such a blank between two characters within a sentence, which a comma or a stop ahead tells it to be,
_AHEAD = "[^\n]{0,40}?[,\uff0c\u3002](?!\\d)"
_IN_SENTENCE = re.compile(
    f"(?<=[{_HAN}])(?:{_ODD})(?=[{_HAN}]{_AHEAD})|(?<=[{_HAN}.\\d]\\d)(?:{_ODD})(?=[\\d.]+[{_HAN}%]{_AHEAD})"
    # nor beside the point of a figure
    f"|(?<=\\d)(?:{_ODD})(?=\\.)|(?<=[^\n]\\d\\.)(?:{_ODD})(?=\\d)"
    # nor between the letters that bytes of Chinese text become where they are misread
    "|(?<=[\u00a1-\u00ff])(?:[\u2000-\u200a\u3000]| {2})(?=[\u00a1-\u00ff])"
)
_FEWEST, _EVERY = 4, 120


class Gaps:
    """Takes out blanks of a kind that stands within words and sentences."""

    def __init__(self, rules: BlankRules) -> None:
        """``rules.torn`` are words that nobody parts."""
        rests: dict[str, list[str]] = {}
        for word in rules.torn:
            rests.setdefault(word[0], []).append(word[1:])
        self._rests = {first: tuple(found) for first, found in rests.items()}

    def close(self, drafts: Sequence[Draft]) -> None:
        """Closes the gaps of all drafts, but none at the beginning of a line.

        A draft without the kind that the others are strewn with may be strewn with another.
        """
        tearing = Counter(kind for draft in drafts for kind in self._tearing(draft.text))
        fewest = max(_FEWEST, sum(len(draft.text) for draft in drafts) // _EVERY)
        strewn = {kind for kind, count in tearing.items() if count >= fewest}
        for draft in drafts if strewn else ():
            for kind in strewn & _kinds([draft]) or _kinds([draft]):
                draft.replace(_edits(draft.text, kind))

    def _tearing(self, text: str) -> Iterator[str]:
        """The odd blanks that stand within sentences or within words that nobody parts."""
        for match in _ANY_ODD.finditer(text):
            start, end = match.span()
            rests = self._rests.get(text[start - 1]) if start else None
            if (rests and text.startswith(rests, end)) or _IN_SENTENCE.match(text, start):
                yield match[0]


def _kinds(drafts: Sequence[Draft]) -> set[str]:
    return {kind for draft in drafts for kind in _ANY_ODD.findall(draft.text)}


def _edits(text: str, kind: str) -> Iterator[Edit]:
    gap = re.compile(kind)
    for line in _LINE.finditer(text):
        begins = line.end() - len(line[0].lstrip())
        yield from ((*match.span(), "") for match in gap.finditer(text, begins, line.end()))
