"""Names known beforehand, found in one pass: exchanges, boards, houses, and what is never a company."""

from __future__ import annotations

from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from ipofacts.names.spans import stands_alone
from ipofacts.names.vocabulary import Exchanges, Vocabulary

Sort = Literal["exchange", "board", "bank", "other", "place"]
_NEAR = 8


class Known(NamedTuple):
    """One known name in the text; ``key`` as in names.model.Name."""

    sort: Sort
    start: int
    end: int
    key: str


class KnownNames:
    """Finds the names of rules/names/exchanges.yaml, banks.yaml and others.yaml: leftmost, longest, never in a Latin word."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._exchanges = vocabulary.exchanges
        self._place_before = tuple(self._exchanges.place_before)
        self._place_after = tuple(self._exchanges.place_after)
        self._tails = tuple(sorted(vocabulary.banks.tails, key=len, reverse=True))
        self._entries = _entries(vocabulary)
        self._words = list(self._entries)
        self._automaton = AhoCorasick(self._words, matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> list[Known]:
        """All known names in order, not overlapping."""
        found: list[Known] = []
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            word = self._words[index]
            if word.isascii() and not stands_alone(text, start, end):
                continue
            sort, key = self._entries[word]
            if sort == "place" and not self._implies(text, start, end):
                continue
            if sort == "bank":
                end = _with_tail(text, end, self._tails)
                key = text[start:end]
            if key == "chinext":
                growth_board = self._growth_board(text, start)
                if growth_board is None:
                    continue
                key = growth_board
            found.append(Known("exchange" if sort == "place" else sort, start, end, key))
        return found

    def signs(self) -> dict[str, frozenset[str]]:
        """The words of which one stands in every text with a name of the sort: of exchanges and boards."""
        found: dict[str, set[str]] = {"exchange": set(), "board": set()}
        for word, (sort, _) in self._entries.items():
            if sort == "place":
                found["exchange"].update(word + after for after in self._place_after)
                found["exchange"].update(before + word for before in self._place_before)
            elif sort in found:
                found[sort].add(word)
        return {sort: frozenset(words) for sort, words in found.items()}

    def _implies(self, text: str, start: int, end: int) -> bool:
        """Whether a place stands for its exchange: 香港上市, 赴港."""
        return text.startswith(self._place_after, end) or (
            text.endswith(self._place_before, 0, start) and any(word in text[end : end + _NEAR] for word in self._place_after)
        )

    def _growth_board(self, text: str, start: int) -> str | None:
        """``gem`` if the growth board is Hong Kong's, by the words just before it or by the whole article; None if another
        country's.
        """
        near = text[max(0, start - _NEAR) : start]
        if any(word in near for word in self._exchanges.gem_context):
            return "gem"
        if any(word in near for word in self._exchanges.foreign_context):
            return None
        if any(word in text for word in self._exchanges.mainland_context):
            return "chinext"
        if any(word in text for word in self._exchanges.gem_context):
            return "gem"
        return None if any(word in text for word in self._exchanges.foreign_context) else "chinext"


def _entries(vocabulary: Vocabulary) -> dict[str, tuple[Sort, str]]:
    """Every known name with its sort and key; the more particular sorts overwrite the general ones."""
    others = vocabulary.others
    entries: dict[str, tuple[Sort, str]] = {}
    for words in (others.media, others.regulators, others.research, others.firms, others.indexes, others.institutions):
        entries.update((word, ("other", word)) for word in words)
    entries.update((word, ("bank", word)) for word in vocabulary.banks.houses)
    entries.update(_exchange_entries(vocabulary.exchanges))
    return entries


def _exchange_entries(rules: Exchanges) -> dict[str, tuple[Sort, str]]:
    entries: dict[str, tuple[Sort, str]] = {}
    for key, exchange in rules.exchanges.items():
        entries.update((place, ("place", key)) for place in exchange.places)
    for key, exchange in rules.exchanges.items():
        entries.update((name, ("exchange", key)) for name in exchange.names)
    for key, board in rules.boards.items():
        entries.update((name, ("board", key)) for name in board.names)
    return entries


def _with_tail(text: str, end: int, tails: tuple[str, ...]) -> int:
    return next((end + len(tail) for tail in tails if text.startswith(tail, end)), end)
