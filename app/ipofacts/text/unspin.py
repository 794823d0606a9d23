"""Spun text restored: rewriting tools put near-synonyms by fixed dictionaries; what stood there is put back.

An article is touched only if signs prove that it was spun. Of names only what is no word in any text is put back: single
characters that a spinner swaps wherever they stand. Other words in names may be the names' own.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import takewhile

from ahocorasick_rs import AhoCorasick, MatchKind

from ipofacts.text.draft import Draft, Edit
from ipofacts.text.files import Swap, UnspinRules

_DIGIT = "0"


class Unspin:
    """Decides whether an article was spun, and swaps its words back."""

    def __init__(self, rules: UnspinRules) -> None:
        terms = {found: meant for meant, forms in rules.terms.items() for found in forms}
        self._signs = list({**dict.fromkeys(terms, rules.term_weight), **rules.signs}.items())
        self._threshold = rules.threshold
        self._find_signs = AhoCorasick([word for word, _ in self._signs], matchkind=MatchKind.LeftmostLongest)
        swaps: dict[str, list[Swap]] = {}
        for swap in (*rules.contextual, *(Swap(found=found, meant=meant) for found, meant in {**terms, **rules.swaps}.items())):
            swaps.setdefault(swap.found, []).append(swap)
        self._swaps = list(swaps.values())
        self._find_swaps = AhoCorasick(list(swaps), matchkind=MatchKind.LeftmostLongest)

    def apply(self, drafts: Sequence[Draft]) -> bool:
        """Restores each draft if together they prove to be spun; tells whether they did."""
        if not self.is_spun([draft.text for draft in drafts]):
            return False
        for draft in drafts:
            draft.replace(self._edits(draft.text))
        return True

    def is_spun(self, texts: Sequence[str]) -> bool:
        """Whether different signs of spinning add up, over all parts of one article."""
        seen = {index for text in texts for index, _, _ in self._find_signs.find_matches_as_indexes(text)}
        return sum(self._signs[index][1] for index in seen) >= self._threshold

    def _edits(self, text: str) -> Iterator[Edit]:
        whole = text.replace("\n", "")
        moved = _moved(text) if len(whole) < len(text) else None
        for index, start, end in self._find_swaps.find_matches_as_indexes(whole):
            around, first, last = whole, start, end
            if moved:
                first, last = moved[start], moved[end - 1] + 1
                if last - first == end - start:  # a word within a line is judged by its line
                    around, start, end = text, first, last
            swap = next((swap for swap in self._swaps[index] if _fits(swap, around, start, end)), None)
            if swap and last - first == end - start:
                yield _narrowed(swap, first, last)
            elif swap:
                yield from _broken(swap, text, first, last)


def _moved(text: str) -> array[int]:
    """The places of the characters that are no line breaks."""
    return array("q", (place for place, char in enumerate(text) if char != "\n"))


def _broken(swap: Swap, text: str, start: int, end: int) -> Iterator[Edit]:
    """A word that lines break off in is put back before the first break; the breaks stay where they are."""
    put_back = swap.meant
    for line in text[start:end].split("\n"):
        yield start, start + len(line), put_back
        start, put_back = start + len(line) + 1, ""


def _narrowed(swap: Swap, start: int, end: int) -> Edit:
    """The edit without the characters that both words share at either end: these keep their own places."""
    head = _shared(swap.found, swap.meant)
    found, meant = swap.found[head:], swap.meant[head:]
    tail = _shared(found[::-1], meant[::-1])
    return start + head, end - tail, meant[: len(meant) - tail]


def _shared(one: str, other: str) -> int:
    """How many characters two words share at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _fits(swap: Swap, text: str, start: int, end: int) -> bool:
    return (
        (not swap.before or _follows(swap.before, text, end))
        and (not swap.after or _precedes(swap.after, text, start))
        and not _follows(swap.not_before, text, end)
        and not _precedes(swap.not_after, text, start)
    )


def _follows(words: Sequence[str], text: str, end: int) -> bool:
    return any(text[end : end + 1].isdigit() if word == _DIGIT else text.startswith(word, end) for word in words)


def _precedes(words: Sequence[str], text: str, start: int) -> bool:
    return any(text[max(start - 1, 0) : start].isdigit() if word == _DIGIT else text.endswith(word, 0, start) for word in words)
