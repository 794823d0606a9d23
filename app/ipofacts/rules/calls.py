"""Which phrases are worth trying on a line, and between which places: one pass over it finds the words of all phrases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import ahocorasick_rs

from ipofacts.rules.landmarks import Landmark, Outline

# The words of a line that rules know, each with the places where it begins.
Standing = Mapping[str, Sequence[int]]


class Call(NamedTuple):
    """A phrase that may stand in a line: it begins at one of symbols ``first`` to ``last`` and ends before ``end``."""

    phrase: int
    first: int
    last: int
    end: int


class Caller:
    """Tells which phrases a line calls for; what it leaves out can't match, whatever stands between the words.

    ``anchors`` are, phrase by phrase, the words of which one must stand and which stand least often elsewhere; ``others`` are
    words to be found besides.
    """

    def __init__(self, outlines: Sequence[Outline], anchors: Sequence[Collection[str]], others: Iterable[str] = ()) -> None:
        self._outlines = outlines
        self._called: dict[str, list[int]] = defaultdict(list)
        for phrase, words in enumerate(anchors):
            for word in words:
                self._called[word].append(phrase)
        # Phrases share their sets of words (a kind of mention, a word list): each set has one number.
        numbers: dict[frozenset[str], int] = {}
        self._wanted = [
            frozenset(numbers.setdefault(landmark.words, len(numbers)) for landmark in outline.landmarks)
            for outline in outlines
        ]
        self._sets_of: dict[str, list[int]] = defaultdict(list)
        for words, number in numbers.items():
            for word in words:
                self._sets_of[word].append(number)
        self._words = sorted({*self._sets_of, *self._called, *others})
        self._automaton = ahocorasick_rs.AhoCorasick(self._words, matchkind=ahocorasick_rs.MatchKind.Standard)

    def standing(self, symbols: str) -> Standing:
        """The words that stand in a line."""
        found: dict[str, list[int]] = {}
        for index, start, _ in self._automaton.find_matches_as_indexes(symbols, overlapping=True):
            found.setdefault(self._words[index], []).append(start)
        return found

    def anchored(self, standing: Standing) -> set[int]:
        """The phrases of which an anchor stands, whatever else they lack."""
        return {phrase for word in standing for phrase in self._called.get(word, ())}

    def calls(self, standing: Standing) -> list[Call]:
        """The phrases of which all landmarks stand, one near enough behind the other; in the order of the rules."""
        met = {number for word in standing for number in self._sets_of.get(word, ())}
        whole = sorted(phrase for phrase in self.anchored(standing) if self._wanted[phrase] <= met)
        return [call for phrase in whole if (call := self._call(phrase, standing))]

    def _call(self, phrase: int, standing: Standing) -> Call | None:
        outline = self._outlines[phrase]
        following: list[int] | None = None
        behind: Landmark | None = None
        for landmark in reversed(outline.landmarks):
            here = sorted(place for word in landmark.words & standing.keys() for place in standing[word])
            if following is not None and behind is not None:
                least, most = behind.least, behind.most
                here = [place for place in here if any(least <= other - place <= most for other in following)]
            if not here:
                return None
            following, behind = here, landmark
        if following is None or behind is None:
            return None
        last = following[-1] - behind.least
        return Call(phrase, max(0, following[0] - behind.most), last, last + outline.longest) if last >= 0 else None
