"""Phrases that nearly matched: how far each came, what it wanted next and what stood there instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import re2

from ipofacts.rules.book import CompiledPhrase, CompiledRule, RuleBook
from ipofacts.rules.language import Choice, Elements, Gap, Literals, Node, Slot, expression_of
from ipofacts.rules.reading import Reading
from ipofacts.rules.symbols import Line

SHOWN_WORDS, SHOWN_CHARACTERS = 4, 12
# Explaining is for people: beyond so many lines nobody reads on.
MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A phrase whose beginning stands in a line: ``matched`` clean characters of ``of`` elements in all were found.

    ``after`` is the last of the clean text that fitted, ``expected`` the element that failed, as the phrase writes it,
    ``found`` what
    stands there instead (empty at the end of the line).
    """

    rule: CompiledRule
    phrase: str
    line: int
    elements: int
    of: int
    start: int
    end: int
    after: str
    expected: str
    found: str


def nearest(book: RuleBook, reading: Reading, fact: str, most: int = 10) -> list[NearMiss]:
    """The phrases of a fact that came nearest to matching and didn't, the nearest first."""
    tries: dict[int, list[Beginnings]] = {}
    misses: list[NearMiss] = []
    for line in reading.lines[:MOST_LINES]:
        for number in sorted(book.anchored_in(line.symbols)):
            compiled = book.phrases[number]
            if fact not in compiled.rule.facts or compiled.expression.search(line.symbols):
                continue
            if number not in tries:
                tries[number] = [Beginnings(nodes, book.lists) for nodes in _sequences(compiled.phrase.tree)]
            misses += filter(None, [_miss(compiled, tries[number], line, reading)])
    return sorted(misses, key=lambda miss: (miss.of - miss.elements, -miss.elements, -miss.rule.rule.rank, miss.start))[:most]


class Beginnings:
    """The beginnings of a phrase, the longest first, each compiled once for all lines of an article."""

    def __init__(self, nodes: Sequence[Node], lists: Mapping[str, Sequence[str]]) -> None:
        self.nodes, self._lists = nodes, lists
        self._lengths = [length for length in range(len(nodes) - 1, 0, -1) if not isinstance(nodes[length - 1], Gap)]
        self._compiled: dict[int, re2._Regexp[str]] = {}

    def longest(self, symbols: str) -> tuple[int, re2._Match[str]] | None:
        """How many elements of the longest beginning that stands in a line, and where it stands."""
        for length in self._lengths:
            if length not in self._compiled:
                self._compiled[length] = re2.compile(expression_of(self.nodes[:length], self._lists))
            match = self._compiled[length].search(symbols)
            if match and match.end() > match.start():
                return length, match
        return None


def _miss(compiled: CompiledPhrase, tries: Sequence[Beginnings], line: Line, reading: Reading) -> NearMiss | None:
    best: NearMiss | None = None
    for beginnings in tries:
        found = beginnings.longest(line.symbols)
        if found and (best is None or found[0] / len(beginnings.nodes) > best.elements / best.of):
            best = _told(compiled, line, reading, beginnings.nodes, *found)
    return best


def _told(
    compiled: CompiledPhrase, line: Line, reading: Reading, nodes: Sequence[Node], length: int, match: re2._Match
) -> NearMiss:
    first, last = match.span()
    start, end = line.clean_span(first, last)
    text = reading.clean.text
    wanted = nodes[length + 1] if isinstance(nodes[length], Gap) and length + 1 < len(nodes) else nodes[length]
    return NearMiss(
        compiled.rule,
        compiled.phrase.source,
        line.index,
        length,
        len(nodes),
        start,
        end,
        text[start:end][-SHOWN_CHARACTERS:],
        written(wanted),
        text[end : min(end + SHOWN_CHARACTERS, line.segment.end)],
    )


def _sequences(tree: Elements) -> Iterator[Sequence[Node]]:
    """The alternatives of a phrase as flat sequences: a phrase of alternatives only is taken apart."""
    if len(tree.nodes) == 1 and isinstance(tree.nodes[0], Choice) and not tree.nodes[0].optional:
        yield from (branch.nodes for branch in tree.nodes[0].branches)
    else:
        yield tree.nodes


def written(node: Node) -> str:
    """An element as a phrase writes it, long lists cut short."""
    if isinstance(node, Literals):
        more = "|…" if len(node.words) > SHOWN_WORDS else ""
        return "|".join(node.words[:SHOWN_WORDS]) + more
    if isinstance(node, Slot):
        return f"{{{node.kind}}}"
    if isinstance(node, Gap):
        return f"..{node.most}"
    inside = "|".join("".join(written(part) for part in branch.nodes) for branch in node.branches[:SHOWN_WORDS])
    more = "|…" if len(node.branches) > SHOWN_WORDS else ""
    return f"[{inside}{more}]" if node.optional else f"({inside}{more})"
