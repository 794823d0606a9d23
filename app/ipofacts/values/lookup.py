"""Words looked up at a place of a text, before it or after it, the longest first, without scanning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")


class WordTable(Generic[Meaning]):
    """Words with a meaning each; ``ahead`` and ``behind`` find the longest word that starts or ends at a place.

    Latin words never match inside a longer Latin word. The first meaning given to a word stays.
    """

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._by_first: dict[str, list[tuple[str, Meaning, tuple[str, ...], tuple[str, ...]]]] = {}
        self._by_last: dict[str, list[tuple[str, Meaning, tuple[str, ...], tuple[str, ...]]]] = {}

    def add(
        self, words: Iterable[str], meaning: Meaning, not_followed: Iterable[str] = (), not_after: Iterable[str] = ()
    ) -> None:
        """Adds words; they don't match if what follows or precedes them is one of the given strings."""
        for word in words:
            if word in self._seen:
                continue
            self._seen.add(word)
            entry = (word, meaning, tuple(not_followed), tuple(not_after))
            for index, key in ((self._by_first, word[0]), (self._by_last, word[-1])):
                row = index.setdefault(key, [])
                row.append(entry)
                row.sort(key=lambda item: -len(item[0]))

    def ahead(self, text: str, start: int) -> tuple[int, Meaning] | None:
        """The end and meaning of the longest word that starts at ``start``."""
        for word, meaning, not_followed, not_after in self._by_first.get(text[start : start + 1], ()):
            if text.startswith(word, start):
                end = start + len(word)
                if not_followed and text.startswith(not_followed, end):
                    continue
                if not_after and text.endswith(not_after, 0, start):
                    continue
                if is_latin(word[-1]) and is_latin(text[end : end + 1]):
                    continue
                return end, meaning
        return None

    def behind(self, text: str, end: int, floor: int) -> tuple[int, Meaning] | None:
        """The start and meaning of the longest word that ends at ``end`` and starts at or after ``floor``."""
        if end <= floor:
            return None
        for word, meaning, _, not_after in self._by_last.get(text[end - 1], ()):
            start = end - len(word)
            if start >= floor and text.startswith(word, start):
                if not_after and text.endswith(not_after, 0, start):
                    continue
                if is_latin(word[0]) and start and is_latin(text[start - 1]):
                    continue
                return start, meaning
        return None


def is_latin(char: str) -> bool:
    """Whether a character (or the empty string) is a Latin letter."""
    return char.isascii() and char.isalpha()


def skip_blank(text: str, start: int) -> int:
    """``start``, or one further if a blank stands there."""
    return start + 1 if text[start : start + 1] == " " else start


def tree(words: Mapping[str, str]) -> str:
    """Any of the words, each with a pattern that must follow it, grouped by first character.

    Every branch starts with a literal, so that ``re`` skips characters that start no word at the speed of C.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]) + words[word])
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in sorted(groups.items()))


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word))) + ")"
