"""Places that a sentence of the trade leaves for a name: 据悉,|青岭|计划赴港上市."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from ipofacts.names.chunks import Chunker
from ipofacts.names.spans import Span
from ipofacts.names.vocabulary import Slots
from ipofacts.words.tagger import Word

# Private characters that stand for masked spans: an exchange or board, a value, any other known name.
_VENUE, _VALUE, _OTHER = "\ue000", "\ue001", "\ue002"
_RUN = re.compile("(?:[\u3400-\u9fffA-Za-z0-9·\\-]|(?<=[A-Za-z0-9.]) (?=[A-Z]))*\\Z")
_LATIN = re.compile("[A-Za-z][A-Za-z0-9 &.\\-]*[A-Za-z0-9]")
_FIGURE = re.compile("[0-9.]+[\u3400-\u9fff]?")
_LONGEST, _NEAR, _FAR = 10, 12, 22
_LEADS = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """A name's place: its span and its words; ``ordinary`` if one of them is a word that names are seldom made of.

    ``strong`` places are for companies alone. ``whole`` is the span with the words at its ends that few names have there.
    """

    span: Span
    words: tuple[Word, ...]
    ordinary: bool
    strong: bool
    whole: Span


class SlotFinder:
    """Finds places for names by rules/names/slots.yaml: one pass for the words behind them, then the edge of the clause."""

    def __init__(self, rules: Slots, listing_words: Iterable[str], chunker: Chunker) -> None:
        behind = [_symbols(word) for word in rules.after]
        self._after = AhoCorasick([*behind, *("," + word for word in rules.after_comma)], matchkind=MatchKind.LeftmostLongest)
        self._closing = AhoCorasick(rules.closing, matchkind=MatchKind.LeftmostLongest)
        self._closing_leads = tuple(rules.closing_leads)
        self._strong = re.compile(f"[^,。;:、]{{0,{_NEAR}}}?(?:{'|'.join(re.escape(_symbols(word)) for word in rules.strong)})")
        self._strong_leads = tuple(rules.strong_leads)
        pointing, pointed = ("|".join(map(re.escape, words)) for words in (rules.pointing, rules.pointed))
        self._pointing = re.compile(
            f"(?:{pointing})([\u3400-\u9fffA-Za-z0-9·]{{2,{_LONGEST}}}?|[A-Za-z0-9 &.\\-]{{2,{_FAR}}}?)(?={pointed}|[,。;(])"
        )
        self._kinds = re.compile("|".join(map(re.escape, rules.kinds)))
        self._joining = frozenset(rules.joining)
        self._leads = re.compile("|".join(map(re.escape, sorted(rules.before, key=len, reverse=True))))
        self._trade = re.compile("|".join(map(re.escape, rules.trade)))
        self._goods = re.compile("|".join(map(re.escape, rules.goods)))
        self._never = frozenset(rules.never)
        self._never_in = re.compile("|".join(re.escape(word) for word in rules.never if len(word) > 1))
        self._listing = re.compile("|".join(map(re.escape, sorted(listing_words, key=len, reverse=True))) + f"|{_VENUE}")
        self._edges = frozenset(rules.edges)
        self._chunker = chunker

    def speaks_of_shares(self, text: str, venues: Sequence[Span]) -> bool:
        """Whether a text is of the trade at all."""
        return bool(venues) or self._trade.search(text) is not None

    def speaks_of_goods(self, text: str, venues: Sequence[Span]) -> bool:
        """Whether a text is of goods that come to market, and not of shares."""
        return self._goods.search(text) is not None and not self.speaks_of_shares(text, venues)

    def find(self, text: str, venues: Sequence[Span], values: Sequence[Span], others: Sequence[Span]) -> Iterator[Slot]:
        """Places in the order of the words behind them; known spans (venues, values, others) belong to none."""
        if not self.speaks_of_shares(text, venues):
            return
        masked = _masked(text, ((_VENUE, venues), (_VALUE, values), (_OTHER, others)))
        floor = 0
        for _, start, end in self._after.find_matches_as_indexes(masked):
            place = start
            while masked[place] == masked[place - 1] == _VALUE:
                place -= 1
            slot = self._slot(masked, floor, place, bool(self._strong.match(masked, start, end + _NEAR)))
            floor = end
            if slot and self._listing.search(masked, start, end + _FAR):
                yield slot
        yield from self._pointed_at(masked)
        for _, end, _ in self._closing.find_matches_as_indexes(masked):
            start = _run_start(masked, end - _FAR, end)
            lead = next((word for word in self._closing_leads if masked.startswith(word, start)), None)
            if lead and (slot := self._cut(masked, (start + len(lead),) * 2, end, True)):
                yield slot

    def listed(self, text: str, span: Span) -> Slot | None:
        """The place ``span`` of a list if all of it may be a name."""
        slot = self._cut(text, (span[0],) * 2, span[1], True)
        return slot if slot and slot.span == span and not slot.ordinary and not self._listing.search(text, *span) else None

    def _pointed_at(self, masked: str) -> Iterator[Slot]:
        """Places that a phrase points at: 纪录由|青岭|保持, 最大的IPO是|青岭."""
        for match in self._pointing.finditer(masked):
            if slot := self._cut(masked, match.span(1)[:1] * 2, match.end(1), True):
                yield slot

    def leads_to(self, text: str) -> bool:
        """Whether a string only leads to a name or goes on from it: 同意|青岭."""
        return text in self._joining or self._leads.fullmatch(text) is not None

    def _slot(self, masked: str, floor: int, end: int, strong: bool) -> Slot | None:
        """The place that ends at ``end``: the run of characters before it without what leads to a name."""
        start = _run_start(masked, max(floor, end - _FAR), end)
        for kind in self._kinds.finditer(masked, start, end - 2):
            start = kind.end()
        origin = start
        for _ in range(_LEADS):
            match = self._leads.match(masked, start, end - 2)
            if match is None:
                break
            lead = match.group()
            origin = start if len(lead) == 1 and lead not in self._joining else start + len(lead)
            start += len(lead)
            strong = strong or lead in self._strong_leads
        return self._cut(masked, (origin, start), end, strong)

    def _cut(self, masked: str, starts: Span, end: int, strong: bool) -> Slot | None:
        """The words of a place that may be a name, without those at its ends that are none.

        It starts at the second of ``starts``; at the first if what leads to it is part of it.
        """
        start = starts[1]
        longest = _FAR if masked[start:end].isascii() else _LONGEST
        if not 1 < end - start <= longest or self._never_in.search(masked, start, end):
            return None
        if _LATIN.fullmatch(masked, start, end):
            return Slot((start, end), (Word(masked[start:end], start, end, "eng"),), False, strong, (start, end))
        words = self._chunker.tagger.tag(masked[start:end], start)
        if any(word.text in self._never for word in words):
            return None
        words = self._last_of_list(words)
        joined = words[0].text in self._joining or words[-1].text in self._joining
        while words and self._leads_on(words[-1]):
            words.pop()
        while words and self._leads_in(words[0]) and not self._completes_trade(words):
            words.pop(0)
        if not words or all(word.text in self._edges or self._chunker.is_stop(word) for word in words):
            return None
        span = words[0].start, words[-1].end
        if _FIGURE.fullmatch(masked, *span):
            return None
        ordinary = any(len(word.text) > 1 and self._chunker.is_stop(word) for word in words)
        return Slot(span, tuple(words), ordinary, strong, span if joined else (starts[0], end))

    def _last_of_list(self, words: list[Word]) -> list[Word]:
        """The words of the last name where two are joined after a trade: 岚茗家居|及|青岭科技."""
        places = range(len(words) - 2, 0, -1)
        ends = (i for i in places if words[i].text in self._joining and self._chunker.is_trade(words[i - 1]))
        return words[next(ends, -1) + 1 :]

    def _leads_on(self, word: Word) -> bool:
        """Whether a word at the end goes on to what is said of the name: 青岭|当年, 青岭股份|于."""
        return word.text in self._edges or (len(word.text) > 1 and self._chunker.is_stop(word))

    def _completes_trade(self, words: Sequence[Word]) -> bool:
        """Whether the first of ``words`` goes with one other character before a trade: 均|燊|电子."""
        return len(words) == 3 and len(words[0].text) == len(words[1].text) == 1 and self._chunker.is_trade(words[2])

    def _leads_in(self, word: Word) -> bool:
        """Whether a word at the head leads to the name; days and numbers may be part of it (三只|青岭)."""
        return word.text in self._edges or (word.tag[0] not in "tm" and self._leads_on(word))


def _run_start(masked: str, floor: int, end: int) -> int:
    """Where the unbroken run of characters that ends at ``end`` begins."""
    match = _RUN.search(masked, max(floor, 0), end)
    return match.start() if match else end


def _symbols(word: str) -> str:
    return word.replace("{venue}", _VENUE).replace("{value}", _VALUE)


def _masked(text: str, groups: Iterable[tuple[str, Sequence[Span]]]) -> str:
    """The text with a symbol in place of each character of known spans, and one alone where the span is longer."""
    characters = list(text)
    for symbol, spans in groups:
        for start, end in spans:
            characters[start:end] = [symbol] * (end - start)
    return "".join(characters)
