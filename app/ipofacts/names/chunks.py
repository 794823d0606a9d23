"""Stretches of a clause in which a name can stand: what is left between function words, verbs, values and known names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from ipofacts.names.affixes import Beginnings, Endings
from ipofacts.names.spans import Span
from ipofacts.names.vocabulary import Companies
from ipofacts.words.tagger import Tagger, Word

_CLAUSE = re.compile(r"[\u3400-\u9fffA-Za-z0-9&.'\- –][\u3400-\u9fffA-Za-z0-9·&.'\- –]*")
_NOT_NAME_TAGS = frozenset("pcurmqfdytzeov")
_CAPITALISED = re.compile(r"(?=[A-Za-z0-9&'.\- ]*[A-Z])[A-Za-z0-9&'\-]*(?:[A-Z]|\d)[\w&'\-]*(?: [A-Z][\w&'.\-]*\w)*")
# A form, a quarter or a round: A1, F3.
_FORM = re.compile(r"[A-Z]\d{1,2}")
_LATIN = re.compile("[A-Za-z]")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z0-9&.'\-]*")


class Chunk(NamedTuple):
    """Words that may hold one name, with the words that bound it (empty at the edge of a clause).

    ``clause`` is the span of the clause; ``first`` tells that nothing but function words stands before the chunk in it.
    """

    words: tuple[Word, ...]
    before: str
    after: str
    clause: Span
    first: bool

    @property
    def start(self) -> int:
        """Where the first word begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the last word ends."""
        return self.words[-1].end


class Chunker:
    """Cuts clauses into chunks by rules/names/companies.yaml and jieba's tags."""

    def __init__(self, rules: Companies) -> None:
        self.tagger = Tagger(
            word
            for word in (*rules.stops, *rules.descriptors, *rules.listing_words, *rules.industries)
            if len(word) > 1 and not word.isascii()
        )
        self._stops = frozenset(rules.stops)
        self._industries = frozenset(rules.industries)
        self._kept = frozenset([*rules.name_verbs, *rules.industries])
        self._trades = Beginnings(rules.industries)
        self._trade_ends = Endings(rules.industries)
        self._traded = AhoCorasick(rules.industries)
        self._places = frozenset(rules.places)
        self._descriptors = frozenset(rules.descriptors)
        self._latin_tails = frozenset(rules.latin_tails)
        self._joining = frozenset(rules.joining)
        self._counts = frozenset(rules.counts)
        self._latin_stops = frozenset(rules.latin_stops)

    def chunks(self, text: str, blocked: Sequence[Span]) -> list[Chunk]:
        """All chunks of the text in order; ``blocked`` spans (values, known names), in order, belong to none."""
        words = self.tagger.tag_around(text, blocked)
        starts = [word.start for word in words]
        trades = [start for _, start, _ in self._traded.find_matches_as_indexes(text, overlapping=True)]
        chunks: list[Chunk] = []
        index = 0
        for match in _CLAUSE.finditer(text):
            start, end = match.span()
            if end - start < 2:
                continue
            first = bisect_left(starts, start, index)
            index = bisect_left(starts, end, first)
            clause = words[first:index]
            if _LATIN.search(text, start, end):
                clause = _merged(clause, text)
            traded = bisect_left(trades, start) < bisect_left(trades, end)
            chunks += self._clause(clause, (start, end), traded)
        return chunks

    def _clause(self, words: list[Word], clause: Span, traded: bool) -> Iterator[Chunk]:
        """The chunks of the ``words`` of a clause; only behind a word that goes on or, if it is ``traded``, before a trade can
        a function word be part of a name.
        """
        last, begin, first = len(words), 0, True
        stops = [word.text in self._stops or self.is_stop(word) for word in words]
        stops.append(False)
        words.append(Word("", clause[1], clause[1], ""))
        while begin < last:
            if not traded:
                begin = stops.index(False, begin)
            run: list[Word] = []
            index = begin
            while index < last and (not stops[index] or ((run or traded) and self._within_name(words, index, run))):
                run.append(words[index])
                index += 1
            if run:
                yield Chunk(tuple(run), words[begin - 1].text if begin else "", words[index].text, clause, first)
                first = False
            begin = index + 1

    def _within_name(self, words: Sequence[Word], index: int, run: Sequence[Word]) -> bool:
        """Whether a function word is here part of a name that the dictionary lacks."""
        text, following = words[index].text, words[index + 1]
        if run:
            if text in self._industries and self._is_end(following):
                return True
            last = run[-1].text
            if last not in self._places:
                if text in self._latin_tails:
                    return True
                lone = len(last) == 1 and (len(run) == 1 or run[-2].text in self._descriptors)
                return lone and (self._before_trade(text, following.text) or self._completes(words[index], following))
        if words[index].tag == "m":
            return len(text) > 1 and self._before_trade(text, following.text)
        if len(text) == 1:
            return (
                len(following.text) == 1
                and index + 2 < len(words)
                and text not in self._joining
                and self._before_trade(following.text, words[index + 2].text)
            )
        return (
            len(text) == 2
            and words[index].tag[0] in "vd"
            and text not in self._stops
            and self._before_trade(text, following.text)
        )

    def _completes(self, word: Word, following: Word) -> bool:
        """Whether a word goes with the one unknown character before it: 优|必选, 德|明|利."""
        if len(word.text) == 2:
            return word.text not in self._stops and word.tag[0] in "vd"
        if word.text in self._joining:
            return False
        if not following.tag:
            return True
        return len(following.text) == 1 and not following.text.isascii() and not self.is_stop(following)

    def _before_trade(self, text: str, following: str) -> bool:
        """Whether a short Han word stands right before a trade: 禾|元|生物, 上|达|铝业."""
        return self._trades.at(following) and not (text.isascii() or text in self._counts or text in self._joining)

    def _is_end(self, word: Word) -> bool:
        """Whether a word follows the trade at the end of a name: 青岭数据|将, not 青岭|数据显示."""
        return not word.tag or word.text in self._industries or self.is_stop(word)

    def is_trade(self, word: Word) -> bool:
        """Whether a word is a trade that ends names."""
        return word.text in self._industries

    def is_place(self, text: str) -> bool:
        """Whether a string is a city or province that opens names."""
        return text in self._places

    def ends_in_trade(self, text: str) -> bool:
        """Whether a string ends in a trade."""
        return self._trade_ends.at(text, 0, len(text))

    def is_term(self, word: Word) -> bool:
        """Whether a word is one of the trade that no name holds."""
        return (word.text in self._stops and word.text not in self._industries) or word.text in self._latin_stops

    def is_stop(self, word: Word) -> bool:
        """Whether a word ends a name."""
        text = word.text
        if text in self._stops:
            return True
        if text[0] <= "\x7f":
            return (
                text in self._latin_stops
                or _FORM.fullmatch(text) is not None
                or not _LATIN_WORD.match(text)
                or (text.islower() and len(text) > 2)
            )
        return len(text) > 1 and word.tag[0] in _NOT_NAME_TAGS and text not in self._kept


def _merged(words: Sequence[Word], text: str) -> list[Word]:
    """Words with Latin names put together again: ``Lotus Technology``, ``Long-Z``, ``K2``."""
    merged: list[Word] = []
    latin: Word | None = None
    for word in words:
        if (
            word.tag != "m"
            and word.text[0].isascii()
            and (latin is not None or word.text[0].isalnum())
            and not word.text.isdigit()
        ):
            latin = word if latin is None else Word(text[latin.start : word.end], latin.start, word.end, "eng")
            continue
        if latin is not None:
            merged += _trimmed(latin)
            latin = None
        merged.append(word)
    if latin is not None:
        merged += _trimmed(latin)
    return merged


def _trimmed(word: Word) -> Iterator[Word]:
    """The capitalised words that open a Latin run, as one word; what is left, lower-case words and marks, is no name."""
    match = _CAPITALISED.match(word.text)
    if not match:
        yield Word(word.text, word.start, word.end, "x")
        return
    end = word.start + match.end()
    yield Word(match.group(), word.start, end, "eng")
    if end < word.end:
        yield Word(" " + word.text[end - word.start + 1 :], end, word.end, "x")
