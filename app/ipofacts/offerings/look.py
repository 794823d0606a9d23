"""A look before reading: whether an article can state an offering at all, from the words that stand in its lines.

What it says no to has no offering, whatever else reading would find; what it says yes to may have none all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from ipofacts.offerings.assemble import MENTION_FACTS
from ipofacts.offerings.stages import Stages
from ipofacts.rules.book import RuleBook
from ipofacts.rules.expressions import Expression
from ipofacts.rules.language import Choice, Elements, Literals, Node, Phrase
from ipofacts.rules.reading import Reader
from ipofacts.rules.symbols import ADS, BOARD, EXCHANGE, LOTS, MONEY, MONEY_SCALED, NUMBER_SCALED, PRICE, SHARES, is_symbol
from ipofacts.values.signs import Sign

# The mentions that no line holds without a word of their kind.
_KINDS = {
    EXCHANGE: "exchange",
    BOARD: "board",
    PRICE: "price",
    MONEY: "money",
    MONEY_SCALED: "money",
    NUMBER_SCALED: "scaled",
    SHARES: "shares",
    ADS: "ads",
    LOTS: "lot",
}
# Of so many words together at most.
_MOST_JOINED = 256


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """Words of which one must stand, or one of the ``tails`` where one of the patterns matches; how common they are."""

    words: frozenset[str]
    tails: frozenset[str]
    patterns: tuple[Expression, ...]
    common: tuple[bool, int, int]

    def stands(self, line: str, standing: set[str]) -> bool:
        """Whether it may stand in a line that holds the words ``standing``."""
        if not self.words.isdisjoint(standing):
            return True
        return not self.tails.isdisjoint(standing) and any(pattern.search(line) for pattern in self.patterns)


class Look:
    """Knows the phrases that an offering needs one of, by the words without which none of them stands in a line.

    An offering needs a fact of its own besides its company, and one that isn't of the first trading day alone: those count
    only beside a stage or terms.
    """

    def __init__(self, book: RuleBook, reader: Reader, stages: Stages) -> None:
        founding = {fact for fact in MENTION_FACTS if not stages.is_of_trading(fact)}.union(stages.terms)
        needed = _Needed(reader)
        phrases = {needed.of(one.phrase) for one in book.phrases if not founding.isdisjoint(one.rule.facts)}
        # A phrase that needs no word may stand in any text.
        self._blind = () in phrases
        # What stands least often is looked for first, all else only in the lines that hold it.
        by_word: defaultdict[str, list[tuple[_Group, ...]]] = defaultdict(list)
        for groups in filter(None, phrases):
            for word in groups[0].words | groups[0].tails:
                by_word[word].append(groups)
        self._behind = list(by_word.values())
        self._first = AhoCorasick(list(by_word))
        self._words = list(frozenset().union(*{group.words | group.tails for groups in phrases for group in groups}))
        self._every = AhoCorasick(self._words)

    def may_state(self, text: str) -> bool:
        """Whether a clean text can state an offering. No segment, and so no phrase, goes beyond a line."""
        if self._blind:
            return True
        line, stop = _Line("", set()), -1
        for index, start, end in self._first.find_matches_as_indexes(text, overlapping=True):
            if end > stop:
                begin, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
                stop = stop if stop >= 0 else len(text)
                line = self._line(text[begin:stop])
            if index not in line.tried:
                line.tried.add(index)
                if any(all(map(line.holds, groups)) for groups in self._behind[index]):
                    return True
        return False

    def _line(self, text: str) -> _Line:
        words = self._words
        return _Line(text, {words[at] for at, _, _ in self._every.find_matches_as_indexes(text, overlapping=True)})


class _Line:
    """A line, the words that stand in it, which of these have been ``tried``, and the groups asked for so far."""

    __slots__ = ("_asked", "_standing", "_text", "tried")

    def __init__(self, text: str, standing: set[str]) -> None:
        self._text, self._standing = text, standing
        self.tried: set[int] = set()
        self._asked: dict[_Group, bool] = {}

    def holds(self, group: _Group) -> bool:
        """Whether a group may stand in it."""
        asked = self._asked.get(group)
        if asked is None:
            asked = self._asked[group] = group.stands(self._text, self._standing)
        return asked


class _Needed:
    """Tells what a line must hold for a phrase to stand in it."""

    def __init__(self, reader: Reader) -> None:
        names, values = reader.names.signs(), reader.values.signs()
        self._signs = {symbol: values.get(kind) or Sign(names[kind]) for symbol, kind in _KINDS.items()}
        self._known: dict[frozenset[str], _Group | None] = {}

    def of(self, phrase: Phrase) -> tuple[_Group, ...]:
        """What one phrase needs, that first which stands least often in any text."""
        groups = (self._written(group) for group in (*phrase.groups, *_joined(phrase.tree)))
        return tuple(sorted(dict.fromkeys(group for group in groups if group), key=lambda group: group.common))

    def _written(self, group: frozenset[str]) -> _Group | None:
        """What a group of words and symbols may be written as; None if that may be anything."""
        if group not in self._known:
            symbols = [one for one in group if is_symbol(one)]
            signs = [self._signs[one] for one in symbols if one in self._signs]
            words = group.union(*(sign.words for sign in signs))
            tails = frozenset[str]().union(*(sign.tails for sign in signs)) - words
            patterns = tuple(Expression(pattern, 1) for pattern in dict.fromkeys(sign.pattern for sign in signs) if pattern)
            known = len(signs) == len(symbols)
            self._known[group] = _Group(words, tails, patterns, _commonness(words | tails)) if known else None
        return self._known[group]


def _commonness(words: frozenset[str]) -> tuple[bool, int, int]:
    """How often such words stand in any text: marks in every line, single characters in many."""
    single = [word for word in words if len(word) == 1 and not is_symbol(word)]
    return not all(map(str.isalnum, single)), len(single), len(words)


def _joined(tree: Elements) -> Iterator[frozenset[str]]:
    """The words that elements without anything between them make together: (\u5148|\u65e9) \u5230."""
    run: list[str] = []
    for node in tree.nodes:
        words = _words(node)
        if run and words and len(run) * len(words) <= _MOST_JOINED:
            run = [one + other for one in run for other in words]
            continue
        if run:
            yield frozenset(run)
        run = words
    if run:
        yield frozenset(run)


def _words(node: Node) -> list[str]:
    """All that an element may stand for, if that is words alone and if it must stand."""
    if isinstance(node, Literals):
        return list(node.words)
    if isinstance(node, Choice) and not node.optional:
        branches = [list(_joined(branch)) for branch in node.branches]
        if all(
            len(groups) == 1 and all(map(_words, branch.nodes)) for groups, branch in zip(branches, node.branches, strict=True)
        ):
            return [word for groups in branches for word in groups[0]]
    return []
