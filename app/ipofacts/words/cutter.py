"""Text cut into words: values and the rules' own words first, jieba's words between them."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any, Literal, TypeAlias

from ahocorasick_rs import AhoCorasick, MatchKind

Engine = Literal["rjieba", "jieba"]
Span: TypeAlias = tuple[int, int]
_CutPlain: TypeAlias = Callable[[str], Sequence[str]]


class Cutter:
    """Cuts text into words.

    ``words`` are never divided; where they overlap, the leftmost and longest wins. ``engine`` cuts what lies
    between: ``rjieba``, or ``jieba``, the reference that it must equal. New words are never guessed (no HMM), so that
    the same text always gives the same words. Pickles as its arguments; dictionaries are loaded on first use.
    """

    def __init__(self, words: Iterable[str] = (), engine: Engine = "rjieba") -> None:
        self.words = tuple(dict.fromkeys(word for word in words if word))
        self.engine: Engine = engine
        self._plain: _CutPlain | None = None
        self._known: AhoCorasick | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return Cutter, (self.words, self.engine)

    def cut(self, text: str, fixed: Sequence[Span] = ()) -> list[Span]:
        """Word spans that cover ``text`` in order, half-open.

        ``fixed`` are spans that are one word each, in order. Raises ValueError if they overlap or lie outside.
        """
        spans: list[Span] = []
        place = 0
        for start, end in fixed:
            if not place <= start < end <= len(text):
                raise ValueError("fixed spans must be in order, not overlap and lie within the text")
            self._cut_gap(text, place, start, spans)
            spans.append((start, end))
            place = end
        self._cut_gap(text, place, len(text), spans)
        return spans

    def _cut_gap(self, text: str, start: int, end: int, spans: list[Span]) -> None:
        """The words between two fixed spans: the rules' own, and jieba's around them."""
        if start >= end:
            return
        place = start
        for _, first, last in self._known_words().find_matches_as_indexes(text[start:end]) if self.words else ():
            self._cut_plain(text, place, start + first, spans)
            spans.append((start + first, start + last))
            place = start + last
        self._cut_plain(text, place, end, spans)

    def _cut_plain(self, text: str, start: int, end: int, spans: list[Span]) -> None:
        if start >= end:
            return
        if self._plain is None:
            self._plain = _rjieba() if self.engine == "rjieba" else _jieba()
        edges = [start]
        for word in self._plain(text[start:end]):
            edges.append(edges[-1] + len(word))
        spans.extend(pairwise(edges))

    def _known_words(self) -> AhoCorasick:
        if self._known is None:
            self._known = AhoCorasick(self.words, matchkind=MatchKind.LeftmostLongest)
        return self._known


def _rjieba() -> _CutPlain:
    import rjieba

    engine = rjieba.Jieba()
    return lambda text: engine.cut(text, False)


def _jieba() -> _CutPlain:
    with warnings.catch_warnings():
        # Its sources hold escapes that Python calls invalid; with warnings as errors the import would fail.
        warnings.simplefilter("ignore")
        import jieba
    engine = jieba.Tokenizer()
    # Not initialize(): that would read a cache from the shared temporary folder, where any user can put one first.
    engine.FREQ, engine.total = engine.gen_pfdict(engine.get_dict_file())
    engine.initialized = True
    return lambda text: engine.lcut(text, HMM=False)
