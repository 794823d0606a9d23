"""Stretches of a clause in which a name can stand: what is left between function words, verbs, values and known names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ipofacts.names.vocabulary import Companies
from ipofacts.words.tagger import Tagger, Word

_CLAUSE = re.compile(r"[\u3400-\u9fffA-Za-z0-9·&.'\- –]+")
_NOT_NAME_TAGS = frozenset("pcurmqfdytzeov")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z0-9&.'\-]*")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words that may hold one name, with the words that bound it (empty at the edge of a clause).

    ``clause`` is the span of the clause; ``first`` tells that nothing but function words stands before the chunk in it.
    """

    words: tuple[Word, ...]
    before: str
    after: str
    clause: tuple[int, int]
    first: bool

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


class Chunker:
    """Cuts clauses into chunks by rules/names/companies.yaml and jieba's tags."""

    def __init__(self, rules: Companies) -> None:
        self._tagger = Tagger(word for word in (*rules.stops, *rules.descriptors, *rules.listing_words, *rules.industries) if len(word) > 1 and not word.isascii())
        self._stops = frozenset(rules.stops)
        self._industries = frozenset(rules.industries)
        self._kept = frozenset([*rules.name_verbs, *rules.industries])
        self._joining = frozenset(rules.joining)
        self._latin_stops = frozenset(rules.latin_stops)

    def chunks(self, text: str, blocked: Sequence[tuple[int, int]]) -> Iterator[Chunk]:
        """All chunks of the text in order; ``blocked`` spans (values, known names), in order, belong to none."""
        starts = [start for start, _ in blocked]
        for match in _CLAUSE.finditer(text):
            yield from self._clause(text, match.start(), match.end(), blocked, starts)

    def _clause(
        self, text: str, start: int, end: int, blocked: Sequence[tuple[int, int]], starts: list[int]
    ) -> Iterator[Chunk]:
        run: list[Word] = []
        before, first = "", True
        words = [*self._words(text, start, end, blocked, starts), Word("", end, end, "")]
        for index, word in enumerate(words):
            if word.tag and (not self.is_stop(word) or self._within_name(words, index, run)):
                run.append(word)
                continue
            if run:
                yield Chunk(tuple(run), before, word.text, (start, end), first)
                first = False
            run, before = [], word.text

    def _within_name(self, words: Sequence[Word], index: int, run: Sequence[Word]) -> bool:
        """Whether a function word is here part of a name that the dictionary lacks."""
        if run:
            return self._ends_name(words, index) or (len(run) == len(run[0].text) == 1 and self._before_trade(words, index))
        if words[index].tag == "m" and not words[index].text.isascii():
            return self._before_trade(words, index) and len(words[index].text) > 1
        alone = index == 0 or len(words[index - 1].text) > 1
        return alone and index + 2 < len(words) and len(words[index + 1].text) == 1 and self._before_trade(words, index + 1)

    def _before_trade(self, words: Sequence[Word], index: int) -> bool:
        """Whether a short Han word stands right before a trade: 禾|元|生物, 上|达|铝业."""
        word = words[index]
        return not word.text.isascii() and word.text not in self._joining and words[index + 1].text in self._industries

    def _ends_name(self, words: Sequence[Word], index: int) -> bool:
        """Whether a function word is here the trade at the end of a name: 青岭数据|将, not 青岭|数据显示."""
        following = words[index + 1]
        return words[index].text in self._industries and (not following.tag or following.text in self._industries or self.is_stop(following))

    def _words(
        self, text: str, start: int, end: int, blocked: Sequence[tuple[int, int]], starts: list[int]
    ) -> Iterator[Word]:
        """The words of a clause; a blocked span is one word with the tag ``m``, Latin words with blanks between are one."""
        place = start
        index = max(bisect_right(starts, start) - 1, 0)
        for first, last in blocked[index:]:
            if first >= end:
                break
            if last <= place:
                continue
            if first > place:
                yield from self._merged(text, place, first)
            yield Word(text[max(first, place) : min(last, end)], max(first, place), min(last, end), "m")
            place = min(last, end)
        if place < end:
            yield from self._merged(text, place, end)

    def _merged(self, text: str, start: int, end: int) -> Iterator[Word]:
        """Words with Latin names put together again: ``Lotus Technology``, ``Long-Z``, ``K2``."""
        latin: Word | None = None
        for word in self._tagger.tag(text[start:end], start):
            if word.text[0].isascii() and (latin is not None or word.text[0].isalnum()) and not word.text.isdigit():
                if latin is None:
                    latin = word
                else:
                    latin = Word(text[latin.start : word.end], latin.start, word.end, "eng")
                continue
            if latin is not None:
                yield from _trimmed(latin)
                latin = None
            yield word
        if latin is not None:
            yield from _trimmed(latin)

    def is_stop(self, word: Word) -> bool:
        """Whether a word ends a name."""
        text = word.text
        if text in self._stops:
            return True
        if text[0].isascii():
            return text in self._latin_stops or not _LATIN_WORD.match(text)
        return len(text) > 1 and word.tag[0] in _NOT_NAME_TAGS and text not in self._kept


def _trimmed(word: Word) -> Iterator[Word]:
    """A Latin run without the blanks and marks at its ends; the marks become words of their own."""
    core = word.text.strip(" .'-&")
    if not core:
        yield Word(word.text, word.start, word.end, "x")
        return
    start = word.start + word.text.index(core)
    end = start + len(core)
    if word.start < start:
        yield Word(word.text[: start - word.start], word.start, start, "x")
    yield Word(core, start, end, "eng")
    if end < word.end:
        yield Word(word.text[end - word.start :], end, word.end, "x")
