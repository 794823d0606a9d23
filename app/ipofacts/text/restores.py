"""Lost characters put back where the article itself tells them: the same words stand elsewhere in it, unharmed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ipofacts.text.draft import Draft, Edit

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# Behind a digit another may be lost, which nothing tells.
_HOLE = re.compile(
    f"(?<=[{_HAN}])\\?\\?(?=[{_HAN}A-Z])|(?<![\\d.,?\ufffd\u25a1])(?:\ufffd{{1,3}}|\u25a1)(?![\\d?\ufffd\u25a1])"
)
_ONE = re.compile(f"[{_HAN}]")
# How many characters before and behind a hole must be the same: on one side alone three, with a word's end on the other.
_REACHES = ((2, 2), (2, 1), (1, 2), (3, 0), (0, 3))
_LOST = frozenset("?\ufffd\u25a1\n")

Surroundings = tuple[str, str]


def restore(drafts: Sequence[Draft]) -> bool:
    """Puts back lost characters of which no surroundings tell another one; tells whether there were any."""
    holes = [[match.span() for match in _HOLE.finditer(draft.text)] for draft in drafts]
    wanted = {
        around for draft, places in zip(drafts, holes, strict=True) for place in places for around in _asked(draft.text, *place)
    }
    if not wanted:
        return False
    known = _known(wanted, drafts)
    found = False
    for draft, places in zip(drafts, holes, strict=True):
        edits = list(_edits(draft.text, places, known))
        found = found or bool(edits)
        draft.replace(edits)
    return found


def _around(text: str, start: int, end: int) -> Iterator[Surroundings]:
    """What stands around the characters ``start:end``, within their line and free of holes, at each reach."""
    for before, behind in _REACHES:
        left, right = text[max(start - before, 0) : start], text[end : end + behind]
        if len(left) < before or len(right) < behind or not _LOST.isdisjoint(left + right):
            continue
        yield left, right


def _asked(text: str, start: int, end: int) -> Iterator[Surroundings]:
    """What around a hole may tell what stood there: on one side alone only where a word ends on the other."""
    for left, right in _around(text, start, end):
        if (left or not _ONE.match(text, max(start - 1, 0))) and (right or not _ONE.match(text, end)):
            yield left, right


def _known(wanted: set[Surroundings], drafts: Sequence[Draft]) -> dict[Surroundings, set[str]]:
    """The characters that stand elsewhere in such surroundings."""
    known: dict[Surroundings, set[str]] = {}
    for draft in drafts:
        for match in _ONE.finditer(draft.text):
            for around in _around(draft.text, *match.span()):
                if around in wanted:
                    known.setdefault(around, set()).add(match[0])
    return known


def _edits(text: str, places: Sequence[tuple[int, int]], known: dict[Surroundings, set[str]]) -> Iterator[Edit]:
    for start, end in places:
        told = [known[around] for around in _asked(text, start, end) if around in known]
        meant = set.union(*told) if told else set()
        if len(meant) == 1:
            yield start, end, meant.pop()
