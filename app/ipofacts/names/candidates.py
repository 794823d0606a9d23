"""What speaks for a string being a company's name, gathered over the whole article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise

from ipofacts.names.affixes import Beginnings, Endings
from ipofacts.names.chunks import Chunk
from ipofacts.names.evidence import Evidence
from ipofacts.names.persons import Persons
from ipofacts.names.slots import Slot
from ipofacts.names.spans import Span, masked
from ipofacts.names.vocabulary import Companies
from ipofacts.words.frequent import frequent_words
from ipofacts.words.tagger import Word

_HAN = re.compile("[\u4e00-\u9fff]")
_CAMEL = re.compile("[a-z][A-Z]")
_LONGEST = 14
_MOST_WORDS = 64  # far more than any name has; a line of nothing but such words has thousands
_NEAR = 16
# What recurs is counted in so many characters: a longer article costs no more for each name.
_REACH = 20_000
# A word of the dictionary that is so long is put together of others, and rare for that alone: 财务数据.
_COMPOUND = 4
_TERM = 4  # characters of a word of the trade before its last
_DIGITS = 3  # of the number that opens a name
_NUMBER = re.compile(rf"(?<![\d.,])\d{{1,{_DIGITS}}}\Z")
_BEFORE_TICKER = ' :“"(「'
_OPENING, _CLOSING = frozenset('“"「'), frozenset('”"」')


class Candidates:
    """Trims chunks to what may be a name and gathers the evidence for it."""

    def __init__(self, rules: Companies) -> None:
        self._descriptors = frozenset(rules.descriptors)
        self._industries = frozenset(rules.industries)
        self._between = frozenset(rules.list_marks)
        self._leads = Endings(rules.descriptors)
        self._describing = tuple(rules.descriptor_endings)
        self._persons = Persons(rules)
        self._inner = frozenset(rules.inner)
        self._trades = Endings(rules.industries)
        self._joining = frozenset(rules.joining)
        self._never = frozenset([*rules.stops, *rules.descriptors, *rules.latin_stops])
        counting, counted = ("|".join(map(re.escape, words)) for words in (rules.counting, rules.counted))
        self._counted = re.compile(f"(?:{counting})(?:{counted})")
        self._pointing = tuple(counting + counted for counting in rules.counting for counted in rules.counted)
        self._places = frozenset(rules.places)
        self._shared = self._industries | self._descriptors | self._places
        self._listing = re.compile("|".join(map(re.escape, sorted(rules.listing_words, key=len, reverse=True))))
        self._kind_behind = Beginnings(rules.kind_words)
        self._code_labels = tuple(rules.code_labels)
        self._countries = tuple(rules.countries)
        self._abroad = frozenset([*rules.countries, *rules.cities])
        self._nations = frozenset(rules.nations)
        self._honours = tuple(rules.honours)
        self._activities = frozenset(rules.activities)
        self._offers = Endings(rules.offers)
        date = "".join(rf"(?:\d{{1,2}}{re.escape(mark)})?" for mark in rules.date_marks)
        self._reporting = re.compile(f"{date}(?:{'|'.join(map(re.escape, rules.reporting))})")
        self._name_characters = frozenset(rules.name_characters)
        share = re.escape(rules.share_word)
        tails = "|".join(re.escape(stop[1:]) for stop in rules.stops if stop.startswith(rules.share_word) and len(stop) > 1)
        # 潮玩|股青岭(01234): what the share behind it is of.
        self._share_of = re.compile(f"{share}(?!{tails})[\u3400-\u9fffA-Za-z]{{2,6}}[(“]")
        self._share_after = re.compile(f"[\u3400-\u9fff]{{2,4}}{share}(?!{tails})")
        self._wholes = tuple(rules.group_words)
        self._groups = frozenset(rules.group_words)
        self._openers = frozenset(rules.openers)
        self._fragments = frozenset(rules.fragments)
        self._numerals = frozenset(rules.numerals)
        self._terms = Endings(stop for stop in (*rules.stops, *rules.listing_words) if len(stop) > 2 and not stop.isascii())
        self._before_opener = (*rules.descriptors, *rules.group_words)

    def gather(self, text: str, headline: int, chunks: Iterable[Chunk], fulls: Sequence[Span]) -> dict[str, Evidence]:
        """Evidence by string, in the order of the text."""
        found: dict[str, Evidence] = {}
        # What stands in a registered name doesn't recur.
        counted = masked(text, fulls, " ")[:_REACH]
        count = cache(counted.count)
        places: list[tuple[int, int, str]] = []
        for chunk in chunks:
            words = self.trim(chunk.words)
            if not words:
                continue
            start, end = self._edges(counted, count, words, chunk.before)
            name = text[start:end]
            if len(name) < 2 or self._names_nobody(name) or (len(name) > _LONGEST and not name.isascii()):
                continue
            if self._ends_term(text, start):
                continue
            evidence = found.setdefault(name, Evidence())
            self._weigh(text, headline, chunk, words, (start, end), evidence)
            places.append((min(chunk.start, start), end, name))
        for name, evidence in found.items():
            evidence.count = count(name)
        self._enumerate(text, places, found)
        return found

    def _enumerate(self, text: str, places: Sequence[tuple[int, int, str]], found: dict[str, Evidence]) -> None:
        """Names that stand in one list speak for each other: 青岭、岚山和云溪科技."""
        run: list[str] = []
        for (_, end, name), following in pairwise([*places, (len(text), 0, "")]):
            run.append(name)
            if text[end : following[0]] in self._between:
                continue
            persons = self._persons.counted_at(text, end)
            if persons or len(run) > 1:
                members = [found[one] for one in dict.fromkeys(run)]
                for one in members:
                    one.person += persons
                if len(members) > 1:
                    self._speak_for_each_other(members)
            run = []

    def _speak_for_each_other(self, run: list[Evidence]) -> None:
        """A list of names: of unknown stems, or with one name that is certain by itself."""
        if any(one.person for one in run):
            return
        likely = sum(one.novelty > 0 or one.trade for one in run)
        if (likely > 1 and len(run) > 2) or any(one.accepted for one in run):
            for one in run:
                one.listed += 1
            if 2 * sum(one.accepted for one in run) >= len(run):
                for one in run:
                    one.listed += 3

    def seat(self, text: str, headline: int, slots: Iterable[Slot], found: dict[str, Evidence]) -> None:
        """Adds what stands in the places for names; ``found`` is the evidence so far."""
        for slot in slots:
            bare = self._bare_trade(slot)
            words = self._with_nation(slot.words, self.trim(slot.words)) or bare
            if not words or (slot.quoted and self._describes(slot.words[-1])):
                continue
            span = slot.span if slot.quoted else (words[0].start, words[-1].end)
            name = text[span[0] : span[1]]
            whole = text[slice(*slot.whole)]
            head = whole.removesuffix(name)
            lone = len(words) > 1 and len(words[0].text) == 1 and words[1].text in self._industries
            lone = lone or bare == words
            if (lone and not slot.quoted and whole != head and self._completes(head)) or (
                whole != name and len(whole) < len(name) + 3 and text.count(whole) == text.count(name) > 1
            ):
                span, name, words = slot.whole, whole, self._around(words, slot.whole, text)
            pointed = text.endswith(self._pointing, max(0, span[0] - 2), span[0]) and self._kind_behind.at(text, span[1])
            if len(name) < 2 or pointed or self._names_nobody(name) or self._ends_term(text, span[0]):
                continue
            evidence = found.setdefault(name, Evidence())
            if not evidence.hits:
                self._weigh_form(text, words, span, evidence)
                evidence.personal = self._persons.looks(words)
                evidence.person += self._persons.told(text, span, words)
                evidence.titled += span[1] <= headline
                evidence.count = text.count(name, 0, _REACH)
            evidence.kind += not evidence.hits and self._kind_behind.at(text, span[1])
            evidence.seats += 1 + slot.weight
            evidence.sure += slot.weight > 0
            evidence.plain = (
                _plainness(words, evidence.trade or evidence.proper, evidence.rare)
                + slot.doubt
                + evidence.personal
                - 2 * slot.quoted
            )
            evidence.spans.append(span)

    def _with_nation(self, words: tuple[Word, ...], trimmed: tuple[Word, ...]) -> tuple[Word, ...]:
        """``trimmed`` with the nation right before it that opens many names: 中国|海油."""
        index = len(words) - len(trimmed) - 1
        if trimmed and index >= 0 and words[index + 1 :] == trimmed and words[index].text in self._nations:
            return words[index:]
        return trimmed

    def _around(self, words: tuple[Word, ...], whole: Span, text: str) -> tuple[Word, ...]:
        """The words with single characters for what stands before and behind them in ``whole``."""
        before = [Word(text[place], place, place + 1, "x") for place in range(whole[0], words[0].start)]
        behind = [Word(text[place], place, place + 1, "x") for place in range(words[-1].end, whole[1])]
        return *before, *words, *behind

    def is_never(self, name: str) -> bool:
        """Whether a string is a word of the trade and names nobody."""
        return name in self._never

    def opened(self, run: str) -> str | None:
        """A run of characters before a code without the words that only lead to a name: 另有|青岭, 轮胎厂|青岭.

        None if none is left.
        """
        for length in range(len(run) - 2, 0, -1):
            head = run[:length]
            leads = head in self._joining if length == 1 else head in self._never or head.endswith(self._describing)
            if leads:
                run = run[length:]
                break
        shared = self._share_after.match(run)
        if shared and len(run) - shared.end() > 1:
            run = run[shared.end() :]
        # 顶着名号的新股(01234): the share is told of, not named.
        kind = run[1 + max(run.rfind(mark) for mark in self._inner) :]
        return None if run.isdigit() or kind in self._never else run

    def _names_nobody(self, name: str) -> bool:
        """Whether a string is a word of the trade, counts something, or is a place in a place: 福建厦门."""
        if name in self._never or name in self._abroad or self._offers.at(name, 0, len(name)) or self._counted.search(name):
            return True
        if name[:-2] in self._abroad and name.endswith(self._wholes):
            return True
        if 2 < len(name) < 5 and name[0] == name[2] and name[0] in self._numerals:  # 一先一后
            return True
        return (name[:2] in self._places and name[2:] in self._places) or (
            name[:3] in self._places and name[3:] in self._places
        )

    def _ends_term(self, text: str, place: int) -> bool:
        """Whether the character at ``place`` ends a word of the trade: 发行|量算."""
        return self._terms.at(text, max(0, place - _TERM), place + 1)

    def may_open(self, run: str, name: str) -> bool:
        """Whether ``run`` is ``name`` with one or two characters before it that join nothing and describe nothing."""
        extra = run.removesuffix(name)
        if not 0 < len(extra) < 3 or run == extra or self._joining & set(extra):
            return False
        return len(extra) == 1 or extra not in self._never

    def is_generic(self, name: str) -> bool:
        """Whether a string is a place, a trade or another word that many names share."""
        return name in self._never or name in self._places or name in self._industries

    def _edges(self, text: str, count: Callable[[str], int], words: tuple[Word, ...], before: str) -> Span:
        """Where the name stands: less what stands once around a part that recurs, with what recurs around it.

        ``count`` tells how often a string stands in the text. ``before`` is the word before the chunk; none of its
        characters is taken if it is longer than one.
        """
        start, end = words[0].start, words[-1].end
        name = text[start:end]
        whole = count(name)
        if whole == 1 and len(words) > 1 and words[-1].text not in self._industries:
            for word in words[:0:-1]:
                if end - word.start > 1 and all(len(one.text) == 1 for one in words if one.start >= word.start):
                    continue
                if count(text[start : word.start]) > 1 and word.start - start > 1:
                    return start, word.start
        if whole == 1:
            for word in words[1:]:
                if count(text[word.start : end]) > 1 and end - word.start > 1 and words[-1].start > word.start:
                    return word.start, end
        if whole > 1 and text[end : end + 1] in self._inner:
            inner = text[end : end + 2]
            if count(name + inner) == whole and _HAN.fullmatch(inner[1:]):
                return start, end + 2
        wider = start and _HAN.match(text, start - 1) and text[start - 1] not in self._joining
        if before in self._openers and wider and text.endswith(self._before_opener, 0, start - 1):
            return start - 1, end
        number = _NUMBER.search(text, max(0, start - _DIGITS - 1), start)
        if whole > 1 and number and count(text[number.start() : end]) == whole:  # 58|到店
            return number.start(), end
        short = len(words) > 1 and words[1].text in self._industries and words[0].end - start == 1
        if len(before) > 1 and text.endswith(before, 0, start):
            return (start - len(before), end) if short and self._completes(before) else (start, end)
        if wider and (short or whole > 1) and count(text[start - 1 : end]) == whole:
            return start - 1, end
        return start, end

    def _bare_trade(self, slot: Slot) -> tuple[Word, ...]:
        """The words of a place that is sure if they are but a trade and what stands before may be a name: 萌芽|生物."""
        bare = slot.weight > 0 and not slot.quoted and len(slot.words) == 1 and slot.words[0].text in self._industries
        return slot.words if bare and slot.span[0] - slot.whole[0] == 2 else ()

    def _completes(self, before: str) -> bool:
        """Whether a word can open a name of which one character and a trade are left: 千里|行科技."""
        return len(before) == 2 and before not in self._never and _HAN.match(before) is not None

    def trim(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """The words without descriptors before the name (茶饮连锁|…) and generic words after it."""
        if len(words) == 1:
            return words if self._is_particular(words[0]) else ()
        end = len(words)
        while end and self._describes(words[end - 1]) and words[end - 1].text not in self._industries:
            end -= 1
        words = words[:end]
        for index in range(len(words) - 1, max(0, len(words) - _MOST_WORDS), -1):
            rest = words[index:]
            describes = self._describes(words[index - 1]) or self._is_group_abroad(words[:index])
            if describes and self._can_open(words[index - 1], rest):
                return rest
        if len(words) > 1 and self._describes(words[-2]) and len(words[-1].text) == 1:
            return ()
        return words if self._names(words) else ()

    def _is_group_abroad(self, words: Sequence[Word]) -> bool:
        """Whether words say where the group behind them is from and what it does: 瑞士|护肤品|集团."""
        return (
            words[0].text in self._abroad
            and words[-1].text.endswith(self._wholes)
            and (len(words) > 2 or words[-1].text not in self._groups)
            and len(words) > 1
            and all(len(word.text) > 1 for word in words)
        )

    def _can_open(self, before: Word, rest: tuple[Word, ...]) -> bool:
        """Whether a name may begin behind a descriptor; a place stays if what follows is a trade alone."""
        if not self._names(rest) or rest[-1].end - rest[0].start < 2:
            return False
        return before.text not in self._places or rest[-1].text not in self._industries

    def _names(self, words: tuple[Word, ...]) -> bool:
        for word in words:
            if self._is_particular(word):
                return True
        return (
            len(words) > 1
            and words[0].text in self._places
            and words[0].text not in self._descriptors
            and words[-1].text in self._industries
        )

    def _is_particular(self, word: Word) -> bool:
        """Whether a word is none that many names share: no trade, no place, no descriptor."""
        text = word.text
        return text not in self._shared and not (len(text) > 1 and text.endswith(self._describing))

    def _is_rare(self, words: Sequence[Word]) -> bool:
        """Whether what sets words apart is in the dictionary, but seldom spoken of: 同心|传动, not 全部|股份."""
        apart = [word.text for word in words if self._is_particular(word)]
        return bool(apart) and all(1 < len(word) < _COMPOUND and word not in frequent_words() for word in apart)

    def _is_fitting(self, words: Sequence[Word]) -> bool:
        """Whether the characters outside the dictionary are those that names are made of: 昂|瑞|微, not 路|不算|快."""
        lone = [word.text for word in words if len(word.text) == 1]
        most = 2 * len(lone) >= words[-1].end - words[0].start
        return len(lone) > 1 and most and self._name_characters.issuperset(lone)

    def _describes(self, word: Word) -> bool:
        """Whether a word says what the company behind it is: 平台, 制造商."""
        return word.text in self._descriptors or (len(word.text) > 1 and word.text.endswith(self._describing))

    def _weigh(self, text: str, headline: int, chunk: Chunk, words: tuple[Word, ...], span: Span, evidence: Evidence) -> None:
        evidence.hits += 1
        evidence.spans.append(span)
        self._weigh_form(text, words, span, evidence)
        self._weigh_place(text, headline, chunk, words, span, evidence)
        self._weigh_listing(text, chunk, span, evidence)
        evidence.person += self._persons.told(text, span, words) or self._reporting.match(text, span[1]) is not None
        evidence.generic += self._is_generic_phrase(text, span, evidence) or self._is_trade_of(text, chunk, span)
        evidence.kind += self._kind_behind.at(text, span[1])
        evidence.generic += not evidence.novelty and self._is_kind_of_quoted(text, words, span)
        evidence.generic += chunk.after in self._openers and self._is_group_abroad(words)
        evidence.ticker += text[span[0]].isascii() and text[: span[0]].rstrip(_BEFORE_TICKER).endswith(self._code_labels)

    def _weigh_form(self, text: str, words: tuple[Word, ...], span: Span, evidence: Evidence) -> None:
        """What the string itself tells: unknown words, a trade at its end, a proper name at its head."""
        start, end = span
        head = words[0]
        placed = head.text in self._places
        evidence.novelty = novelty(words)
        evidence.fragment = text[start] in self._fragments and head.end - start == 1
        evidence.fragment = evidence.fragment or (words[-1].end == end and words[-1].text in self._fragments)
        evidence.rare = self._is_rare(words)
        evidence.fitting = evidence.novelty > 1 and end - start > 2 and self._is_fitting(words)
        evidence.trade = end - start > 3 and self._trades.at(text, start, end)
        evidence.latin = text[start].isascii()
        evidence.short = end - start < 3
        evidence.proper = head.tag in ("nt", "nz", "nrt") or (
            head.tag in ("ns", "nr") and len(words) > 1 < len(head.text) and not (placed and words[1].text in self._industries)
        )
        person = len(words) == 1 and end - start < 4 and self._persons.is_known(head)
        evidence.common = person or (evidence.novelty == 0 and not evidence.proper and (placed or not evidence.trade))

    def _weigh_place(
        self, text: str, headline: int, chunk: Chunk, words: tuple[Word, ...], span: Span, evidence: Evidence
    ) -> None:
        """What stands right around the string: a descriptor, quotation marks, a colon, the edge of a line."""
        start, end = span
        lead = text[max(chunk.clause[0], start - 6) : start]
        if not lead and text[start - 1 : start] in _OPENING:
            lead = text[max(0, start - 7) : start - 1]
        if lead:
            evidence.described += self._leads.at(lead, 0, len(lead)) + lead.endswith(self._describing)
        before, after = text[start - 1 : start], text[end : end + 1]
        evidence.opens += start == 0 or before == "\n"
        # 嘉岚耘智: four characters and more of which the dictionary knows hardly any
        evidence.initial += start == chunk.clause[0] and end - start > 3 and sum(len(word.text) == 1 for word in words) > 2
        evidence.titled += end <= headline
        evidence.personal = self._persons.looks(words)
        if after == ":":
            evidence.quoted += not evidence.personal
        # What is quoted before a kind of company is what it deals in: “岚茶”品牌.
        elif after in _CLOSING and before in _OPENING:
            evidence.quoted += not self._kind_behind.at(text, end + 1)

    def _weigh_listing(self, text: str, chunk: Chunk, span: Span, evidence: Evidence) -> None:
        """Whether the clause goes on with a listing, or told of one before: 在港交所上市的|青岭."""
        start, end = span
        # A date in brackets behind the name does not end what is said of it.
        limit = end + 2 * _NEAR if text.startswith("(", chunk.clause[1]) else chunk.clause[1]
        match = self._listing.search(text, end, limit)
        if match:
            evidence.leads += start == chunk.clause[0]
            evidence.near += 1
            opens = chunk.first and match.end() <= end + _NEAR and not evidence.personal
            evidence.listing += match.start() == end or opens
        if text[start - 1 : start] in self._inner and self._listing.search(text, max(chunk.clause[0], start - _NEAR), start):
            evidence.listing += 1

    def _is_trade_of(self, text: str, chunk: Chunk, span: Span) -> bool:
        """Whether a string is what another deals in or leads in: 做|宠物鲜粮|的, 床垫|商“, 光刻胶|第一股."""
        if text.startswith(self._honours, span[1]) or self._share_of.match(text, span[1]):
            return True
        return chunk.before in self._activities and (chunk.after in self._inner or chunk.after in self._between)

    def _is_kind_of_quoted(self, text: str, words: tuple[Word, ...], span: Span) -> bool:
        """Whether a place and trades say where and what is the one that is quoted behind: 大马家居连锁|“青岭”."""
        placed = words[0].text in self._places or text.startswith(self._countries, span[0])
        return placed and text[span[1] : span[1] + 1] in _OPENING

    def _is_generic_phrase(self, text: str, span: Span, evidence: Evidence) -> bool:
        """Whether common words and a trade say what kind of company is meant, not which: 医疗健康|企业."""
        if evidence.novelty or not self._kind_behind.at(text, span[1]):
            return False
        known = evidence.trade and (not evidence.proper or text.startswith(self._countries, span[0]))
        return known or text.endswith(self._pointing, max(0, span[0] - 2), span[0])


def _plainness(words: tuple[Word, ...], fitting: bool, rare: bool) -> int:
    """How ordinary words look: 0 with a character or Latin name outside the dictionary.

    1 for several words of which one is ``fitting``, 2 for several others or one proper name, 3 for one word that is ``rare``,
    4 for any other.
    """
    if any(len(word.text) == 1 or word.text[0].isascii() for word in words):
        return 0
    return 2 - fitting if len(words) > 1 else 2 if words[0].tag in ("nz", "nt", "nrt", "ns") else 4 - rare


def novelty(words: tuple[Word, ...]) -> int:
    """How far the words are outside the dictionary: 2 for a run of single characters or a Latin name, 1 for one such."""
    for word in words:
        if word.text[0].isascii() and len(word.text) > 2:
            return 3 if _CAMEL.search(word.text) else 2
    if len(words) == 1:
        return int(len(words[0].text) == 1 and words[0].tag[0] not in "vdp")
    single = [len(word.text) == 1 for word in words]
    if len(words) > 2 and single[0] and not single[1] and not words[0].text.isascii() and words[-1].end - words[0].start > 4:
        return 0
    if all(word.tag[0] in "vdp" for word in words):
        return 0
    if any(single) and any(word.tag[0] in "vd" and len(word.text) > 1 for word in words):
        return 2
    if any(a and b for a, b in pairwise(single)):
        return 2
    return int(any(single))
