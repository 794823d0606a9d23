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
        self._wanted: list[int] = []
        for number, groups in enumerate(phrases):
            for word in groups[0]:
                self._anchored[word].append(number)
            self._wanted.append(sum({bits.setdefault(group, 1 << len(bits)) for group in groups}))
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
        met = 0
        for word in standing:
            met |= self._met.get(word, 0)
        wanted = self._wanted
        return sorted([number for number in self.anchored(standing) if wanted[number] & met == wanted[number]])
