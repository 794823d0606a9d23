"""Words looked up at a place of a text, before it or after it, the longest first, without scanning."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class _Entry(Generic[Meaning]):
    """A word's meaning and what must not stand beside it."""

    meaning: Meaning
    not_followed: tuple[str, ...]
    not_after: tuple[str, ...]
    latin_end: bool
    latin_start: bool


class WordTable(Generic[Meaning]):
    """Words with a meaning each; ``ahead`` and ``behind`` find the longest word that starts or ends at a place.

    Latin words never match inside a longer Latin word. The first meaning given to a word stays. ``firsts`` and ``lasts``
    are the characters that begin and end words: whoever looks at them first seldom has to ask.
    """

    def __init__(self) -> None:
        self._entries: dict[str, _Entry[Meaning]] = {}
        self._lengths_by_first: dict[str, list[int]] = {}
        self._lengths_by_last: dict[str, list[int]] = {}
        self.firsts = self._lengths_by_first.keys()
        self.lasts = self._lengths_by_last.keys()

    def add(
        self, words: Iterable[str], meaning: Meaning, not_followed: Iterable[str] = (), not_after: Iterable[str] = ()
    ) -> None:
        """Adds words; they don't match if what follows or precedes them is one of the given strings."""
        for word in words:
            if word in self._entries:
                continue
            self._entries[word] = _Entry(
                meaning, tuple(not_followed), tuple(not_after), is_latin(word[-1]), is_latin(word[0])
            )  # fmt: skip
            for index, key in ((self._lengths_by_first, word[0]), (self._lengths_by_last, word[-1])):
                lengths = index.setdefault(key, [])
                if len(word) not in lengths:
                    lengths.append(len(word))
                    lengths.sort(reverse=True)

    def pattern(self) -> str:
        """A regular expression that matches what ``ahead`` finds, for tables whose words mind only what follows."""
        guarded = {}
        for word, entry in self._entries.items():
            guards = [*map(re.escape, entry.not_followed), *(["[A-Za-z]"] if entry.latin_end else [])]
            guarded[word] = f"(?!{'|'.join(guards)})" if guards else ""
        return tree(guarded)

    def words_of(self, fits: Callable[[Meaning], bool]) -> list[str]:
        """The words whose meaning fits."""
        return [word for word, entry in self._entries.items() if fits(entry.meaning)]

    def meaning(self, word: str) -> Meaning:
        """The meaning of a word of the table."""
        return self._entries[word].meaning

    def ahead(self, text: str, start: int) -> tuple[int, Meaning] | None:
        """The end and meaning of the longest word that starts at ``start``."""
        lengths = self._lengths_by_first.get(text[start : start + 1])
        if lengths is None:
            return None
        for length in lengths:
            end = start + length
            entry = self._entries.get(text[start:end]) if end <= len(text) else None
            if (
                entry is None
                or (entry.not_followed and text.startswith(entry.not_followed, end))
                or (entry.not_after and text.endswith(entry.not_after, 0, start))
                or (entry.latin_end and is_latin(text[end : end + 1]))
            ):
                continue
            return end, entry.meaning
        return None

    def behind(self, text: str, end: int, floor: int) -> tuple[int, Meaning] | None:
        """The start and meaning of the longest word that ends at ``end`` and starts at or after ``floor``."""
        lengths = self._lengths_by_last.get(text[end - 1]) if end > floor else None
        if lengths is None:
            return None
        for length in lengths:
            start = end - length
            entry = self._entries.get(text[start:end]) if start >= floor else None
            if (
                entry is None
                or (entry.not_after and text.endswith(entry.not_after, 0, start))
                or (entry.latin_start and start and is_latin(text[start - 1]))
            ):
                continue
            return start, entry.meaning
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


def character_class(chars: Iterable[str]) -> str:
    """A regular expression for any one of the characters."""
    return "[" + "".join(map(re.escape, sorted(chars))) + "]"
