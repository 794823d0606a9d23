"""Which phrases are worth trying on a line: one pass over it finds the words of all phrases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import ahocorasick_rs


class Caller:
    """Tells which phrases a line calls for; what it leaves out can't match, whatever stands between the words.

    ``phrases`` are, phrase by phrase, the sets of words of each of which one must stand, those first that stand least often
    elsewhere; ``others`` are words to be found besides. A phrase that is called may still fail, its words in the wrong order
    or too far apart: to search for it costs less than to find that out.
    """

    def __init__(self, phrases: Sequence[Sequence[frozenset[str]]], others: Iterable[str] = ()) -> None:
        self._anchored: dict[str, list[int]] = defaultdict(list)
        # Phrases share their sets of words (a kind of mention, a word list): each set is one bit.
        bits: dict[frozenset[str], int] = {}
        # Of each set of anchors, its phrases with all that they want.
        behind: defaultdict[frozenset[str], list[tuple[int, int]]] = defaultdict(list)
        for number, groups in enumerate(phrases):
            for word in groups[0]:
                self._anchored[word].append(number)
            behind[groups[0]].append((sum({bits.setdefault(group, 1 << len(bits)) for group in groups}), number))
        self._behind = list(behind.values())
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, anchors in enumerate(behind):
            for word in anchors:
                self._places[word].append(place)
        self._met: dict[str, int] = defaultdict(int)
        for group, bit in bits.items():
            for word in group:
                self._met[word] |= bit
        self._words = sorted({*self._met, *others})
        self._automaton = ahocorasick_rs.AhoCorasick(self._words, matchkind=ahocorasick_rs.MatchKind.Standard)

    def standing(self, symbols: str) -> set[str]:
        """The words that stand in a line."""
        words = self._words
        return {words[index] for index, _, _ in self._automaton.find_matches_as_indexes(symbols, overlapping=True)}

    def anchored(self, standing: set[str]) -> set[int]:
        """The numbers of the phrases of which an anchor stands, whatever else they lack."""
        anchored = self._anchored
        return {number for word in standing if word in anchored for number in anchored[word]}

    def called(self, standing: set[str]) -> list[int]:
        """The numbers of the phrases of which all stands that must stand, in order."""
        met, places = 0, set[int]()
        bits, anchored, behind = self._met, self._places, self._behind
        for word in standing:
            if word in bits:
                met |= bits[word]
                if word in anchored:
                    places.update(anchored[word])
        return sorted([number for place in places for wanted, number in behind[place] if wanted & met == wanted])
