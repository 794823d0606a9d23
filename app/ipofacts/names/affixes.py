"""Whether a text begins or ends with one of many words: only those that share its first or last character are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Beginnings:
    """Words that may stand at the head of a text."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_first = _grouped(words, 0)

    def at(self, text: str, start: int = 0) -> bool:
        """Whether one of the words stands at ``start``."""
        return text.startswith(self._by_first.get(text[start : start + 1], ()), start)


class Endings:
    """Words that may stand at the end of a text."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_last = _grouped(words, -1)

    def at(self, text: str, start: int, end: int) -> bool:
        """Whether one of the words ends at ``end`` and begins at ``start`` or later; neither may be negative."""
        return end > 0 and text.endswith(self._by_last.get(text[end - 1 : end], ()), start, end)


def _grouped(words: Iterable[str], index: int) -> dict[str, tuple[str, ...]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        groups[word[index]].append(word)
    return {character: tuple(group) for character, group in groups.items()}
