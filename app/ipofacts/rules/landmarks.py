"""Where in a phrase the words stand that every match holds, and how far apart: what shows that it can't match, untried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ipofacts.rules.language import JOINING, LONGEST_ASIDE, MOST_JOINED, Choice, Elements, Gap, Literals, Node, groups_of
from ipofacts.rules.symbols import LISTS


@dataclass(frozen=True, slots=True)
class Landmark:
    """Words of which one stands in every match, ``least`` to ``most`` symbols behind the beginning of the landmark before it
    (the first: behind that of the match).
    """

    words: frozenset[str]
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The landmarks of a phrase in their order, and how many symbols its longest match takes."""

    landmarks: tuple[Landmark, ...]
    longest: int


def outline(tree: Elements, lists: Mapping[str, Sequence[str]]) -> Outline:
    """The outline of a phrase."""
    landmarks: list[Landmark] = []
    least = most = longest = 0
    for node in tree.nodes:
        short, long = _length(node, lists)
        longest += long
        words = next(iter(groups_of(Elements((node,)))), None)
        if words is None:
            least, most = least + short, most + long
        elif isinstance(node, Choice):  # the word stands somewhere in it
            landmarks.append(Landmark(words, least, most + long))
            least, most = min(map(len, words)), long
        else:
            landmarks.append(Landmark(words, least, most))
            least, most = short, long
    return Outline(tuple(landmarks), longest)


def _length(node: Node, lists: Mapping[str, Sequence[str]]) -> tuple[int, int]:
    """The fewest and the most symbols that an element takes."""
    if isinstance(node, Literals):
        return min(map(len, node.words)), max(map(len, node.words))
    if isinstance(node, Gap):
        return 0, node.most
    if isinstance(node, Choice):
        branches = [[_length(part, lists) for part in branch.nodes] for branch in node.branches]
        fewest = min(sum(short for short, _ in branch) for branch in branches)
        return 0 if node.optional else fewest, max(sum(long for _, long in branch) for branch in branches)
    if node.kind in LISTS:
        return 1, 1 + MOST_JOINED * (LONGEST_ASIDE + max(map(len, lists[JOINING])) + 1)
    return 1, 1
