"""Words with their part of speech, for finding where a name begins and ends."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from typing import Any, NamedTuple

# As frequent as a common word of the trade: enough to be cut whole, too little to divide its neighbours.
_FREQUENCY = 1000


class Word(NamedTuple):
    """A word of the dictionary, or a character outside it, with jieba's tag (``v`` verb, ``ns`` place, ``x`` none …)."""

    text: str
    start: int
    end: int
    tag: str


class Tagger:
    """jieba's words and tags; new words are never guessed.

    ``words`` are added to the dictionary where it lacks them, with the tag ``x``. Pickles as its arguments; the
    dictionary is loaded on first use.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._added = tuple(words)
        self._engine: Any = None

    def __reduce__(self) -> tuple[Any, ...]:
        return Tagger, (self._added,)

    def tag(self, text: str, offset: int = 0) -> list[Word]:
        """The words of ``text`` in order; spans are shifted by ``offset``."""
        if self._engine is None:
            import rjieba

            self._engine = rjieba.Jieba()
            for word in self._added:
                if not self._engine.has_word(word):
                    self._engine.add_word(word, _FREQUENCY, "x")
        tagged = self._engine.tag(text, False)
        if not tagged:
            return []
        texts, tags = zip(*tagged, strict=True)
        edges = list(accumulate(map(len, texts), initial=offset))
        return list(map(Word, texts, edges, edges[1:], tags))
