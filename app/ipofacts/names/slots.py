"""Places that a sentence of the trade leaves for a name: 据悉,|青岭|计划赴港上市."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from ipofacts.names.chunks import Chunker
from ipofacts.names.spans import Span, united
from ipofacts.names.spans import masked as with_symbols
from ipofacts.names.vocabulary import Companies, Slots
from ipofacts.words.frequent import frequent_words
from ipofacts.words.tagger import Word

# Private characters that stand for masked spans: an exchange or board, a value, any other known name.
_VENUE, _VALUE, _OTHER = "\ue000", "\ue001", "\ue002"
# All up to the last character that breaks a run; a blank does but between Latin words.
_BROKEN = re.compile("(?s:.*)(?:[^\u3400-\u9fffA-Za-z0-9·\\- ]|(?<![A-Za-z0-9.]) | (?![A-Z]))")
_LATIN = re.compile("[A-Za-z][A-Za-z0-9 &.\\-]*[A-Za-z0-9]")
_FIGURE = re.compile("[0-9.]+[\u3400-\u9fff]?")
_LONGEST, _NEAR, _FAR = 10, 12, 22
_PLACE = f"([\u3400-\u9fffA-Za-z0-9·]{{2,{_LONGEST}}}?|[A-Za-z0-9][A-Za-z0-9 &.\\-]{{1,{_FAR}}}?)"
_MARK = "[,。;(、:!?\\n—\\-“”「」|]|\\Z"
_OPENING, _CLOSING = '“"「『', '”"」』'
# Tags of verbs, adverbs, adjectives and function words: names of these alone are rare.
_NO_NOUNS = frozenset("vdapcurf")
# What stands before a place without a name, unless it joins a list.
_NO_END = frozenset([_VENUE, _VALUE, _OTHER, *",。;:!?(\n", ""])
# Before the head of a sentence; nothing stands before that of a text.
_HEADS = frozenset(["", "\n", "。", "!", "?", ":", ";", "|", "】", "“"])
_STOP = re.compile("[,。;:!?\\n()]")
_MARKED = frozenset(_CLOSING)
_LEADS = 4
# The weight of a place between two words that leave no other reading.
_SURE = 4
_MATES = 12
_BESIDE = 4  # characters that are cut with a place to see whether a word holds its edge


class Slot(NamedTuple):
    """A name's place: its span and its words.

    ``weight`` tells how surely a company stands there: 0 if others may, 1 or more if companies alone do. ``doubt`` grows
    with words that names are seldom made of and with what stands before them. ``quoted`` places have marks at both ends.
    ``whole`` is the span with the words at its ends that few names have there.
    """

    span: Span
    words: tuple[Word, ...]
    doubt: int
    weight: int
    whole: Span
    quoted: bool = False


class SlotFinder:
    """Finds places for names by rules/names/slots.yaml: one pass for the words behind them, then the edge of the clause."""

    def __init__(self, rules: Slots, names: Companies, chunker: Chunker) -> None:
        behind = [_symbols(word) for word in rules.after]
        self._after = AhoCorasick(
            [*behind, *("," + _symbols(word) for word in rules.after_comma)], matchkind=MatchKind.LeftmostLongest
        )
        self._goes_on = re.compile("|".join(map(re.escape, behind)))
        self._closing = AhoCorasick(rules.closing, matchkind=MatchKind.LeftmostLongest)
        self._inner_lead = re.compile(f".+(?:{'|'.join(map(re.escape, rules.closing_inner))})")
        self._closing_leads = tuple(rules.closing_leads)
        self._strong = re.compile(f"[^,。;:、]{{0,{_NEAR}}}?(?:{'|'.join(re.escape(_symbols(word)) for word in rules.strong)})")
        dated = "|".join(re.escape(_symbols(word)) for word in (*rules.strong, *rules.strong_dated))
        self._strong_dated = re.compile(f"[^,。;:、]{{0,{_NEAR}}}?(?:{dated})")
        self._strong_leads = tuple(rules.strong_leads)
        ends = "|".join(map(re.escape, [*rules.pointed, *behind]))
        pointed = f"{ends}|{_MARK}|{_VALUE}"
        self._pointing, self._surely = (
            re.compile(f"(?:{'|'.join(map(_gapped, leads))}){_PLACE}(?={pointed})") for leads in (rules.pointing, rules.surely)
        )
        relative = "|".join(re.escape(_symbols(word)) for word in rules.relative)
        self._relative = re.compile(f"(?:{relative}){_PLACE}(?={ends}|{_MARK})")
        self._times = tuple(rules.times)
        self._break = rules.relative_mark
        self._counted = re.compile(f"(?:{'|'.join(map(re.escape, names.counts))})")
        kinds = "|".join(map(re.escape, rules.counted_kinds))
        counts = "|".join(map(re.escape, names.counts))
        self._counted_list = re.compile(
            f"(?:{counts}|{_VALUE}(?<=[\u3400-\u9fff]{_VALUE}){_VALUE}*)[\u3400-\u9fff]{{0,4}}?(?:{kinds})"
        )
        marks = "|".join(map(re.escape, rules.list_marks))
        # 有三只:主板的青岭、创业板的岚山
        of_venue = f"(?:{_VENUE}+{rules.relative_mark})?"
        self._mate = re.compile(f"(?:{marks}){of_venue}{_PLACE}(?={marks}|{pointed})")
        self._list_marks = tuple(rules.list_marks)
        self._list_mark = rules.list_mark
        self._joined = re.compile("[\u3400-\u9fff]{2}(?:" + "|".join(mark for mark in rules.list_marks if mark.isalpha()) + ")")
        self._and = frozenset(mark for mark in rules.list_marks if mark.isalpha())
        self._kinds = re.compile("|".join(map(re.escape, rules.kinds)))
        self._kind_endings = (*rules.kinds, *rules.before, *rules.kind_endings)
        self._of_a_kind = tuple(rules.kinds)
        makers = "|".join(map(re.escape, sorted({*rules.makers, *names.industries}, key=len, reverse=True)))
        not_one = re.escape("".join(rules.not_makers))
        self._maker = re.compile(f"(?<![{not_one}])(?:{makers})[{_OPENING}]([\u3400-\u9fffA-Za-z0-9·&]{{2,10}})[{_CLOSING}]")
        self._joining = frozenset(rules.joining)
        self._inner = frozenset(names.inner)
        self._leads = re.compile("|".join(map(re.escape, sorted(rules.before, key=len, reverse=True))))
        self._trade = re.compile("|".join(map(re.escape, rules.trade)))
        self._goods = re.compile("|".join(map(re.escape, rules.goods)))
        self._never = frozenset(rules.never)
        self._never_in = re.compile("|".join(re.escape(word) for word in rules.never if len(word) > 1))
        self._listing = re.compile(
            "|".join(map(re.escape, sorted([*names.listing_words, *rules.telling], key=len, reverse=True))) + f"|{_VENUE}"
        )
        self._edges = frozenset(rules.edges)
        self._kind_words = frozenset([*names.descriptors, *names.group_words])
        self._openers = frozenset(names.openers)
        activities = "|".join(map(re.escape, sorted(names.activities, key=len, reverse=True)))
        self._activities = tuple(names.activities)
        self._dealing = re.compile(
            f"(?:{activities})[\u3400-\u9fffA-Za-z0-9]{{1,10}}?{rules.relative_mark}{_PLACE}(?={ends}|{_MARK})"
        )
        self._chunker = chunker

    def speaks_of_shares(self, text: str, venues: Sequence[Span]) -> bool:
        """Whether a text is of the trade at all."""
        return bool(venues) or self._trade.search(text) is not None

    def speaks_of_goods(self, text: str, venues: Sequence[Span]) -> bool:
        """Whether a text is of goods that come to market, and not of shares."""
        return self._goods.search(text) is not None and not self.speaks_of_shares(text, venues)

    def find(
        self, text: str, venues: Sequence[Span], values: Sequence[Span], others: Sequence[Span], dates: Sequence[Span] = ()
    ) -> Iterator[Slot]:
        """Places in the order of what tells of them; known spans (venues, values, others) belong to none."""
        for slot in self._places(text, venues, values, others, dates):
            if slot.quoted or slot.weight or not self._is_torn(text, slot.span):
                yield slot

    def _is_torn(self, text: str, span: Span) -> bool:
        """Whether a place of dictionary words begins or ends within an everyday word: 核心原|则."""
        floor = max(0, span[0] - _BESIDE)
        words = [word for word in self._chunker.tagger.tag(text[floor : span[1] + _BESIDE], floor) if word.end > span[0]]
        inner = [word for word in words if word.start < span[1]]
        cut = [word for word in inner if word.start < span[0] or word.end > span[1]]
        return any(word.text in frequent_words() for word in cut) and all(len(word.text) > 1 for word in inner)

    def _places(
        self, text: str, venues: Sequence[Span], values: Sequence[Span], others: Sequence[Span], dates: Sequence[Span] = ()
    ) -> Iterator[Slot]:
        if not self.speaks_of_shares(text, venues):
            return
        masked = text
        for symbol, spans in ((_VENUE, venues), (_VALUE, values), (_OTHER, others)):
            masked = with_symbols(masked, united(spans), symbol)
        floor = 0
        for _, start, end in self._after.find_matches_as_indexes(masked):
            place = start
            while masked[place] == masked[place - 1] == _VALUE:
                place -= 1
            if self._may_end(masked, place) and self._listing.search(masked, start, end + _FAR):
                yield from self._subjects(masked, floor, place, int(self._strong.match(masked, start, end + _NEAR) is not None))
            # One character may be part of a name: 均|燊电子.
            floor = end if end > start + 1 else floor
        for start, end in dates:
            limit = end + _FAR
            if self._listing.search(masked, end, _clause_end(masked, end, limit)):
                weight = int(self._strong_dated.match(masked, end, end + _NEAR) is not None)
                yield from self._subjects(masked, 0, start, weight)
                if masked[start - 2 : start - 1] in _MARKED and masked[start - 1] == ",":
                    yield from self._subjects(masked, 0, start - 1, weight)
                elif weight and masked[start - 1] == ",":
                    yield from self._slot(masked, 0, start - 1, 0)
        for match in self._counted_list.finditer(masked):
            parts = list(self._parts(masked, match.start()))
            if len(parts) > 1 or self._joined.search(masked, *parts[0]):
                for start, stop in parts:
                    yield from self._slot(masked, start, stop, 1)
        yield from self._pointed_at(masked)
        yield from self._ranged(masked)
        for match in self._maker.finditer(masked):
            if self._listing.search(masked, max(0, match.start() - _FAR), match.end() + 2 * _FAR):
                yield from self._in_marks(masked, match.span(1), 0)

    def listed(self, text: str, span: Span) -> Slot | None:
        """The place ``span`` of a list if all of it may be a name."""
        slot = next(self._cut(text, (span[0],) * 2, span[1], 1), None)
        return slot if slot and slot.span == span and not slot.doubt and not self._listing.search(text, *span) else None

    def framed(self, text: str, span: Span) -> Slot | None:
        """The head ``span`` of an entry, less what it is (咨询平台|青岭), if that may be a name; verbs may be part."""
        start, end = self._behind_kinds(text, *span), span[1]
        words = tuple(self._chunker.tagger.tag(text[start:end], start))
        if end - start > _LONGEST or self._listing.search(text, start, end) or self._never_in.search(text, start, end):
            return None
        if any(self._chunker.is_term(word) or word.text in self._never for word in words):
            return None
        if all(self._leads_in(word) for word in words):
            return None
        return Slot((start, end), words, 0, 1, (start, end))

    def bracketed(self, text: str, span: Span) -> Slot | None:
        """The place ``span`` before a bracket, whatever characters it begins with; None if a word of the trade stands in it."""
        words = tuple(self._chunker.tagger.tag(text[slice(*span)], span[0]))
        if self._listing.search(text, *span) or self._never_in.search(text, *span):
            return None
        if any(len(word.text) > 1 and self._chunker.is_stop(word) for word in words):
            return None
        return Slot(span, words, 0, _SURE, span, True)

    def lists_at(self, text: str, place: int) -> bool:
        """Whether the sentence that goes on at ``place`` speaks of a listing."""
        return self._listing.search(text, place, place + 2 * _FAR) is not None

    def leads_to(self, text: str) -> bool:
        """Whether a string only leads to a name: 同意|青岭."""
        return text in self._joining or self._leads.fullmatch(text) is not None

    def goes_on(self, text: str) -> bool:
        """Whether a string goes on from a name to what is said of it: 青岭|通过聆讯."""
        return text in self._joining or self._goes_on.match(text) is not None

    def are_edges(self, before: str, behind: str) -> bool:
        """Whether what stands around a name that the article tells elsewhere is no part of a longer one.

        A place before it and a trade behind it make another company: 北京|青岭, 青岭|物流.
        """
        if self._chunker.is_place(before) or before in self._openers or behind.startswith(" "):
            return False
        return not behind or self._goes_on_with(behind)

    def _goes_on_with(self, behind: str) -> bool:
        """Whether a string opens with a word that is said of the name before it: 青岭|未在, 青岭|证明供应链."""
        first = self._chunker.tagger.tag(behind)[0]
        if first.text in self._edges or first.text in self._joining or self._chunker.is_stop(first):
            return True
        return not self._chunker.ends_in_trade(behind) or (first.text != behind and not self._chunker.is_trade(first))

    def _pointed_at(self, masked: str) -> Iterator[Slot]:
        """Places that a phrase points at, and the others of their list: 纪录由|青岭|保持, 包括|青岭|和|岚山|."""
        for pattern, least in ((self._surely, _SURE), (self._pointing, 1), (self._relative, 0)):
            for match in pattern.finditer(masked):
                start, end = match.span(1)
                # What belongs to an exchange may be anything: 交易所的|大屏.
                of_venue = not least and masked[match.start()] == _VENUE
                weight = least or int(not of_venue and self._dated(masked, match.start()))
                for place in ((start, end), *self._mates(masked, end)):
                    if masked.startswith(self._activities, place[0]):
                        continue
                    if self._tears(masked, *place):
                        continue
                    origin = self._behind_kinds(masked, *place)
                    for slot in self._cut(masked, (origin, origin), place[1], weight):
                        yield slot._replace(doubt=slot.doubt + of_venue)
        for match in self._dealing.finditer(masked):
            if self._listing.search(masked, max(0, match.start() - _FAR), match.end() + _FAR):
                yield from self._cut(masked, (match.start(1),) * 2, match.end(1), 1)

    def _tears(self, masked: str, start: int, end: int) -> bool:
        """Whether a place ends within a long word: 核心原|则."""
        words = self._chunker.tagger.tag(masked[start : end + 2], start)
        return any(word.start + 1 < end < word.end for word in words)

    def _behind_kinds(self, text: str, start: int, end: int) -> int:
        """Where what is left begins behind words for a kind of company: AI公司|青岭."""
        for kind in self._kinds.finditer(text, start, end - 2):
            start = kind.end()
        return start

    def _dated(self, masked: str, place: int) -> bool:
        """Whether a time, an exchange or a board ends at ``place``: 昨日|首挂的."""
        return place > 0 and (masked[place - 1] in (_VENUE, _VALUE) or masked.endswith(self._times, 0, place))

    def _mates(self, masked: str, end: int) -> Iterator[Span]:
        """The places that go on a list behind ``end``."""
        for _ in range(_MATES):
            match = self._mate.match(masked, end)
            if match is None:
                return
            yield match.span(1)
            end = match.end(1)

    def _ranged(self, masked: str) -> Iterator[Slot]:
        """Places between two words: 继|青岭、岚山|之后."""
        for _, end, _ in self._closing.find_matches_as_indexes(masked):
            places: list[Span] = []
            while masked[end - 1 : end] == _VALUE:
                end -= 1
            for start, stop in self._parts(masked, end):
                lead = next((word for word in self._closing_leads if masked.startswith(word, start)), None)
                if lead is None and start and masked[start - 1] == _VALUE:
                    before = masked[:start].rstrip(_VALUE)
                    lead = "" if before.endswith(self._closing_leads) else None
                if lead is None and (inner := self._inner_lead.match(masked, start, stop - 2)):
                    lead = inner.group()
                places.append((start + len(lead or ""), stop))
                if lead is not None:
                    for place in places:
                        yield from self._cut(masked, (place[0],) * 2, place[1], 1)
                    break

    def _parts(self, masked: str, end: int) -> Iterator[Span]:
        """The runs of characters of the list that ends at ``end``, the last first."""
        for _ in range(_MATES):
            start = _run_start(masked, end - _FAR, end)
            yield start, end
            if start < 1 or masked[start - 1] not in self._list_marks:
                return
            end = start - 1
            # 继|青岭|2021年、岚山|2024年之后
            while masked[end - 1 : end] == _VALUE:
                end -= 1

    def _subjects(self, masked: str, floor: int, end: int, weight: int) -> Iterator[Slot]:
        """The place that ends at ``end`` and those before it in its list."""
        if end and masked[end - 1] in _CLOSING:
            yield from self._quoted(masked, end - 1, weight)
            return
        for start, stop in self._parts(masked, end):
            if stop - max(start, floor) < 2:
                continue
            counted = self._counted.search(masked, start + 2, stop)
            if counted:
                stop = counted.start()
            yield from self._slot(masked, max(start, floor), stop, weight)

    def _quoted(self, masked: str, end: int, weight: int) -> Iterator[Slot]:
        """The place in quotation marks that ends at ``end``."""
        opening = max(masked.rfind(mark, max(0, end - _LONGEST), end) for mark in _OPENING)
        if opening < 0 or end - opening < 3 or not self._may_quote(masked, opening):
            return
        yield from self._in_marks(masked, (opening + 1, end), weight)

    def _in_marks(self, masked: str, span: Span, weight: int) -> Iterator[Slot]:
        """The place ``span`` between quotation marks if it may hold a name."""
        name = masked[slice(*span)]
        if name in self._never or self._listing.search(name) or _STOP.search(name):
            return
        words = tuple(self._chunker.tagger.tag(name, span[0]))
        yield Slot(span, words, 0, weight, span, True)

    def _may_end(self, masked: str, place: int) -> bool:
        """Whether a run of characters, a quotation or a part of a list ends at ``place``: most words stand behind a mark."""
        before = masked[place - 1 : place]
        return before not in _NO_END or before in self._list_marks

    def _may_quote(self, masked: str, opening: int) -> bool:
        """Whether a quotation that opens there may be a name: behind a mark, a word for a kind of company or a relative."""
        before = masked[max(0, opening - 1) : opening]
        return not before.isalpha() or before == self._break or masked.endswith(self._kind_endings, 0, opening)

    def _slot(self, masked: str, floor: int, end: int, weight: int) -> Iterator[Slot]:
        """The place that ends at ``end``: the run of characters before it without what leads to a name."""
        origin = start = self._behind_kinds(masked, _run_start(masked, max(floor, end - _FAR), end), end)
        for _ in range(_LEADS):
            match = self._leads.match(masked, start, end - 2)
            if match is None:
                break
            lead = match.group()
            origin = start if len(lead) == 1 and lead not in self._joining else start + len(lead)
            start += len(lead)
            weight = max(weight, int(lead in self._strong_leads))
        yield from self._cut(masked, (origin, start), end, weight)

    def _cut(self, masked: str, starts: Span, end: int, weight: int) -> Iterator[Slot]:
        """The places in a stretch that may hold one name, or two that are joined, without the words at their ends.

        It starts at the second of ``starts``; at the first if what leads to it is part of it.
        """
        start = starts[1]
        longest = _FAR if masked[start:end].isascii() else 2 * _LONGEST
        if not 1 < end - start <= longest or self._never_in.search(masked, start, end):
            return
        relative = masked.rfind(self._break, start, end) + 1
        if relative:
            starts, start = (relative, relative), relative
            if end - start < 2:
                return
        if _LATIN.fullmatch(masked, start, end):
            word = Word(masked[start:end], start, end, "eng")
            if not self._chunker.is_stop(word):
                yield Slot((start, end), (word,), 0, weight, (start, end))
            return
        words = self._chunker.tagger.tag(masked[start:end], start)
        if any(word.text in self._never for word in words):
            return
        parts = self._split(words)
        for index, part in enumerate(parts):
            # 服装代工与零售|集团|青岭: what is joined before a word for its kind tells what the company behind it does.
            if any(word.text in self._kind_words for later in parts[index + 1 :] for word in later[:-1]):
                continue
            if masked[part[-1].end : part[-1].end + 1] == self._break and masked.startswith(self._activities, part[0].start):
                continue
            origin = part[0].start if index else starts[0]
            slot = self._trimmed(masked, part, (origin, part[-1].end), weight)
            if slot:
                yield slot._replace(doubt=slot.doubt + 1) if relative else slot

    def _trimmed(self, masked: str, words: list[Word], whole: Span, weight: int) -> Slot | None:
        """The place of ``words`` without those at its ends that are no part of a name; None if nothing is left."""
        if whole[1] - words[0].start > _LONGEST and not masked[slice(*whole)].isascii():
            return None
        if weight >= _SURE:
            return Slot(whole, tuple(words), 0, weight, whole)
        joined = words[0].text in self._joining or words[-1].text in self._joining
        while len(words) > 1 and self._leads_on(words[-1]) and not self._chunker.is_trade(words[-1]):
            # Nothing goes on from a character before a mark of a list: 优必|先、
            if len(words[-1].text) == 1 and masked[words[-1].end : words[-1].end + 1] == self._list_mark:
                break
            words.pop()
        while words and self._leads_in(words[0]) and not self._completes_trade(words):
            if self._opens(masked, words, whole[0], weight) or (len(words) > 1 and words[1].text in self._inner):
                break
            words.pop(0)
        if not words or all(word.text in self._edges or self._chunker.is_stop(word) for word in words):
            return None
        span = words[0].start, words[-1].end
        if _FIGURE.fullmatch(masked, *span) or span[1] - span[0] < 2:
            return None
        doubt = 2 * any(len(word.text) > 1 and self._chunker.is_stop(word) for word in words)
        if all(word.tag[:1] in _NO_NOUNS for word in words):
            doubt += 2
        return Slot(span, tuple(words), doubt, weight, span if joined else whole)

    def _opens(self, masked: str, words: Sequence[Word], start: int, weight: int) -> bool:
        """Whether the first word is the character with which a name opens a sentence: 先|正达集团."""
        if words[0].start != start or words[0].text not in self._openers:
            return False
        rest = words[-1].end - words[1].start if len(words) > 1 else 0
        if not 1 < rest < 6 or self._leads_in(words[1]):
            return False
        headed = masked[start - 1 : start] in _HEADS and (weight > 0 or self._chunker.is_trade(words[-1]))
        return headed or masked.endswith(self._of_a_kind, 0, start)

    def _split(self, words: list[Word]) -> list[list[Word]]:
        """The words of names that are joined: 岚茗家居|及|青岭科技, not 东|和|电子."""
        parts: list[list[Word]] = [[]]
        for word in words:
            before = sum(len(one.text) for one in parts[-1])
            after = words[-1].end - word.end
            if word.text in self._and and before > 1 and after > 1:
                parts.append([])
                continue
            parts[-1].append(word)
        return parts

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
    floor = max(floor, 0)
    match = _BROKEN.match(masked, floor, end)
    return match.end() if match else min(floor, end)


def _clause_end(masked: str, start: int, limit: int) -> int:
    """Where the clause that goes on at ``start`` ends, at most at ``limit``."""
    match = _STOP.search(masked, start, limit)
    return match.start() if match else limit


def _gapped(phrase: str) -> str:
    """A phrase as a pattern; {gap} is up to six characters of the clause."""
    return re.escape(_symbols(phrase)).replace(re.escape("{gap}"), "[^,。;:!?\\n]{0,6}?")


def _symbols(word: str) -> str:
    return word.replace("{venue}", _VENUE).replace("{value}", _VALUE)
