"""Words with their part of speech, for finding where a name begins and ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import accumulate
from typing import Any, NamedTuple

# As frequent as a common word of the trade: enough to be cut whole, too little to divide its neighbours.
_FREQUENCY = 1000
# Stands for a blocked span; the dictionary has no word with it.
_BLOCK = "\ue000"


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
        tagged = self._tagged(text)
        if not tagged:
            return []
        texts, tags = zip(*tagged, strict=True)
        return _words(texts, tags, offset)

    def tag_around(self, text: str, blocked: Sequence[tuple[int, int]]) -> list[Word]:
        """The words of ``text`` in order; each of the ``blocked`` spans, which are in order too, is one with the tag ``m``.

        One cut for all: no word holds the symbol in place of a span, so the text around it is cut as if it stood alone.
        """
        plain = text.replace(_BLOCK, " ") if _BLOCK in text else text
        pieces, place = [], 0
        for start, end in blocked:
            pieces += [plain[place:start], _BLOCK]
            place = end
        tagged = self._tagged("".join([*pieces, plain[place:]]))
        texts, tags = [word for word, _ in tagged], [tag for _, tag in tagged]
        index = -1
        for start, end in blocked:
            index = texts.index(_BLOCK, index + 1)
            texts[index], tags[index] = text[start:end], "m"
        return _words(texts, tags, 0)

    def _tagged(self, text: str) -> list[tuple[str, str]]:
        if self._engine is None:
            import rjieba

            self._engine = rjieba.Jieba()
            for word in self._added:
                if not self._engine.has_word(word):
                    self._engine.add_word(word, _FREQUENCY, "x")
        tagged: list[tuple[str, str]] = self._engine.tag(text, False)
        return tagged


def _words(texts: Sequence[str], tags: Sequence[str], offset: int) -> list[Word]:
    edges = list(accumulate(map(len, texts), initial=offset))
    # As Word(…) does, without a call of Python for each: half of the time of all that is done with most words.
    return list(map(partial(tuple.__new__, Word), zip(texts, edges, edges[1:], tags, strict=False)))
