"""Words with their part of speech, for finding where a name begins and ends."""

from __future__ import annotations

from typing import Any, NamedTuple


class Word(NamedTuple):
    """A word of the dictionary, or a character outside it, with jieba's tag (``v`` verb, ``ns`` place, ``x`` none …)."""

    text: str
    start: int
    end: int
    tag: str


class Tagger:
    """jieba's words and tags; new words are never guessed. The dictionary is loaded on first use and not pickled."""

    def __init__(self) -> None:
        self._engine: Any = None

    def __reduce__(self) -> tuple[Any, ...]:
        return Tagger, ()

    def tag(self, text: str, offset: int = 0) -> list[Word]:
        """The words of ``text`` in order; spans are shifted by ``offset``."""
        if self._engine is None:
            import rjieba

            self._engine = rjieba.Jieba()
        words = []
        for word, tag in self._engine.tag(text, False):
            end = offset + len(word)
            words.append(Word(word, offset, end, tag))
            offset = end
        return words
