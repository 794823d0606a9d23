"""Phrases as regular expressions over the symbols of a line.

Two engines read the same expressions alike. Python's own is some ten times as quick on a line, but it tries one way after the
other: it takes the phrases that hold few ways, which are nearly all, and others where the line is short. RE2 takes those on
long lines, for its time doesn't depend on the ways. So no line costs more than so many steps, whatever stands in the rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import re2

from ipofacts.rules.language import JOINING, LONGEST_ASIDE, MOST_JOINED, Choice, Elements, Gap, Literals, Node, Slot
from ipofacts.rules.symbols import LISTS

# In so many ways may the gaps and lists of a phrase be filled that is left to Python's engine wherever it stands; of others
# what takes it no more steps than those take on the longest line.
MOST_WAYS = 4000
MOST_STEPS = 1000 * MOST_WAYS
_END = r"\Z"
# Bytes that RE2 may keep of an expression. It keeps what it has met, so with the usual 8 MB each an engine grows with every
# article that differs from those before it.
_MOST_KEPT = 1 << 20


class Match(Protocol):
    """Where an expression matched: group 0 is all of it, -1 stands for a group that took no part."""

    def span(self, group: int = 0, /) -> tuple[int, int]:
        """The symbols that a group took."""


class Expression:
    """The pattern of a phrase of so many ways, compiled when it is first looked for: most articles speak of few rules."""

    __slots__ = ("_pattern", "_search", "_ways")

    def __init__(self, pattern: str, ways: int) -> None:
        self._pattern, self._ways = pattern, ways
        self._search: Callable[[str, int], Match | None] | None = None

    def search(self, symbols: str, first: int = 0) -> Match | None:
        """The first match from a place on."""
        return (self._search or self.compile())(symbols, first)

    def compile(self) -> Callable[[str, int], Match | None]:
        """Makes it ready, for who would rather wait now than at the first article."""
        quick: Callable[[str, int], Match | None] = re.compile(self._pattern).search
        self._search = quick if self._ways <= MOST_WAYS else _either(quick, self._pattern, MOST_STEPS // self._ways)
        return self._search


def _either(quick: Callable[[str, int], Match | None], pattern: str, longest: int) -> Callable[[str, int], Match | None]:
    """A search that leaves what is longer to RE2."""
    written = pattern[: -len(_END)] + r"\z" if pattern.endswith(f"){_END}") else pattern
    steady = re2.compile(written, _bounded()).search

    def search(symbols: str, first: int = 0) -> Match | None:
        found: Match | None = (quick if len(symbols) <= longest else steady)(symbols, first)
        return found

    return search


def _bounded() -> Any:
    """How RE2 works: within bounds it falls back, as quick on lines, to a way that keeps nothing from one to the next."""
    options = re2.Options()
    options.max_mem, options.log_errors = _MOST_KEPT, False
    return options


def at_end(pattern: str) -> str:
    """The pattern held to the end of what is searched."""
    return f"(?:{pattern}){_END}"


def ways(tree: Elements) -> int:
    """In how many ways the gaps and lists of a phrase may be filled, at most."""
    product = 1
    for node in tree.nodes:
        product *= _ways(node)
    return product


def _ways(node: Node) -> int:
    if isinstance(node, Gap):
        return node.most + 1
    if isinstance(node, Choice):
        return max(map(ways, node.branches))
    return MOST_JOINED + 1 if isinstance(node, Slot) and node.kind in LISTS else 1


def longest(tree: Elements, lists: Mapping[str, Sequence[str]]) -> int:
    """How many symbols the longest match of a phrase takes."""
    return sum(_longest(node, lists) for node in tree.nodes)


def _longest(node: Node, lists: Mapping[str, Sequence[str]]) -> int:
    if isinstance(node, Literals):
        return max(map(len, node.words))
    if isinstance(node, Gap):
        return node.most
    if isinstance(node, Choice):
        return max(longest(branch, lists) for branch in node.branches)
    return 1 + MOST_JOINED * (LONGEST_ASIDE + max(map(len, lists[JOINING])) + 1) if node.kind in LISTS else 1
