"""All names of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ipofacts.names.banks import BankRoles
from ipofacts.names.candidates import Candidates
from ipofacts.names.chunks import Chunker
from ipofacts.names.evidence import Evidence
from ipofacts.names.fixed import KnownNames
from ipofacts.names.houses import HousePlaces
from ipofacts.names.joining import Joiner
from ipofacts.names.listing import ListNames
from ipofacts.names.mentions import Mentions
from ipofacts.names.model import Names
from ipofacts.names.registered import RegisteredNames
from ipofacts.names.slots import Slot, SlotFinder
from ipofacts.names.spans import Span, merged, overlaps
from ipofacts.names.structures import Bracket, Structures
from ipofacts.names.vocabulary import load_vocabulary
from ipofacts.rulefiles import Root, shipped
from ipofacts.text.model import CleanText
from ipofacts.values.model import Value

# Where an article has no title of its own, so much of its first line serves as one.
_HEADLINE = 40
_LONGEST_RUN = 8
# A stroke that is written as a rule between parts of a headline.
_LONG_RUN = re.compile("([\u3400-\u9fff]{2,16})\\Z")
_STROKE = "\u4e28"
_HAN = re.compile("[\u4e00-\u9fff]+")
_GOES_ON = re.compile("[\u4e00-\u9fff]| [A-Z][a-z]")
_BEFORE_NUMBER = re.compile("[\u3400-\u9fffA-Za-z0-9.:]")
_RUN = re.compile("(?:^|[^\u3400-\u9fffA-Za-z0-9])([\u3400-\u9fffA-Za-z0-9]{2,6})\\Z")

# Values that no name holds: 公司值40亿元 names nobody.
_AMOUNTS = ("money", "price", "percent", "count", "date", "shares", "times", "lots", "points", "period")


class NameFinder:
    """Finds exchanges, boards, houses and companies; rules are read once, articles share nothing."""

    def __init__(self, rules: Root | None = None) -> None:
        vocabulary = load_vocabulary(rules or shipped())
        self._known = KnownNames(vocabulary)
        self.signs = self._known.signs
        self._registered = RegisteredNames(vocabulary.companies)
        self._structures = Structures(vocabulary.companies)
        self._chunker = Chunker(vocabulary.companies)
        self._slots = SlotFinder(vocabulary.slots, vocabulary.companies, self._chunker)
        self._lists = ListNames(vocabulary.companies, vocabulary.exchanges.all_names())
        self._candidates = Candidates(vocabulary.companies)
        self._joiner = Joiner(vocabulary.companies)
        self._banks = BankRoles(vocabulary.banks)
        self._house_places = HousePlaces(vocabulary.banks)
        self._not_endings = tuple(vocabulary.others.endings)
        self._listed_endings = tuple(vocabulary.others.listed_endings)
        self._relative_mark = vocabulary.slots.relative_mark
        self._after_names = f" ,({self._relative_mark}"
        self._mentions = Mentions(vocabulary.companies.suffix_marks)
        mark = f"[{''.join(vocabulary.companies.first_day_marks)}]"
        self._first_day = re.compile(f"{mark}(?<![A-Za-z]{mark})(?=[\u4e00-\u9fff]{{2}})")

    def find(self, clean: CleanText, values: Sequence[Value]) -> Names:
        """The names of one article; spans are of the clean text."""
        text = clean.told().replace(_STROKE, "|")
        start, headline = (0, clean.title_length) if clean.title_length else _first_line(clean)
        known = self._known.find(text)
        zones = self._banks.zones(text)
        # A long first line is no headline: whom it names first is often who speaks.
        told = clean.title_length or (headline if headline - start < _HEADLINE else 0)
        issuers = self._banks.issuers(text, told, known, zones)
        known = [name for name in known if name.key not in issuers]
        figures = [(value.start, value.end) for value in values if not _opens_name(text, value)]
        others = merged((name.start, name.end) for name in known if name.sort in ("bank", "other"))
        fulls = [span for span in self._registered.find(text, figures) if not overlaps(others, *span)]
        full_houses = [span for span in fulls if self._banks.is_full_house(text, span, headline, zones)]
        fulls = [span for span in fulls if span not in full_houses]
        placed = self._house_places.find(text, [(name.start, name.end) for name in known if name.sort == "bank"])
        full_houses += [span for span in placed if not overlaps(merged([*full_houses, *fulls]), *span)]
        blocked = merged([*figures, *fulls, *full_houses, *((name.start, name.end) for name in known)])
        venues = [(name.start, name.end) for name in known if name.sort in ("exchange", "board")]
        # New cars and fruit come to market too: there only what is registered or labelled is a company.
        chunks = () if self._slots.speaks_of_goods(text, venues) else self._chunker.chunks(text, blocked)
        dates = [(value.start, value.end) for value in values if value.kind == "date"]
        seats = self._slots.find(text, venues, figures, merged([*others, *fulls, *full_houses]), dates)
        found = self._candidates.gather(text, headline, chunks, fulls)
        self._candidates.seat(text, headline, seats, found)
        if self._slots.speaks_of_shares(text, venues):
            self._listed(text, headline, blocked, found)
            self._placed(text, headline, found)
        full_names = list(dict.fromkeys(text[start:end] for start, end in fulls))
        links = self._structured(text, found, fulls)
        for name in issuers:
            found.setdefault(name, Evidence()).strong += 1
        houses = [
            name for name, evidence in found.items() if self._banks.is_house(name, evidence, zones) and evidence.points() < 10
        ]
        houses += [text[start:end] for start, end in full_houses]
        accepted = [
            name
            for name, evidence in found.items()
            if evidence.accepted and name not in houses and self._may_be(name, evidence)
        ]
        amounts = merged((value.start, value.end) for value in values if value.kind in _AMOUNTS)
        accepted = [name for name in accepted if not _are_all(found[name].spans, amounts)]
        accepted = self._settled(text, accepted, found)
        accepted += self._short_forms([*full_names, *accepted], found)
        accepted += self._stems(text, fulls)
        accepted = list(dict.fromkeys(accepted))
        first_day = self._first_day_forms(text, accepted)
        links += self._full_forms(text, headline, fulls, accepted)
        groups = self._joiner.groups(full_names, [*accepted, *(form for form, _ in first_day)], [*links, *first_day])
        return self._mentions.collect(text, groups, set(full_names), houses, known)

    def _full_forms(self, text: str, headline: int, fulls: Sequence[Span], accepted: Sequence[str]) -> list[tuple[str, str]]:
        """Registered names that a label gives to the company spoken of, and pairs in two scripts beside each other."""
        pairs = list(_beside(text, fulls))
        for span in fulls:
            label = self._structures.label_before(text, span[0])
            name = text[slice(*span)]
            if label is None or self._joiner.has_short(name, accepted):
                continue
            if owner := self._spoken_of(text, headline, label, accepted):
                pairs.append((owner, name))
        return pairs

    def _spoken_of(self, text: str, headline: int, place: int, accepted: Sequence[str]) -> str | None:
        """The name that ends at ``place``, else the one the headline tells if the article tells no other as often."""
        head = text[:place].rstrip(self._after_names)
        ends = [name for name in accepted if head.endswith(name)]
        if ends:
            return max(ends, key=len)
        counts = sorted(((text.count(name), name) for name in accepted), reverse=True)
        titled = [name for name in accepted if 0 <= text.find(name) < headline]
        most = counts[0][0] if counts else 0
        leading = [name for count, name in counts if count == most]
        return leading[0] if most > 1 and len(leading) == 1 and leading[0] in titled else None

    def _may_be(self, name: str, evidence: Evidence) -> bool:
        """Whether a name is none of an office, a school or a fund; some with a code are called so: 青岭医院(02345)."""
        return not name.endswith(self._not_endings) or (evidence.coded > 0 and name.endswith(self._listed_endings))

    def _placed(self, text: str, headline: int, found: dict[str, Evidence]) -> None:
        """Marks what stands before an exchange or board in brackets as certain."""
        for span in self._lists.placed(text):
            if name := self._seated(text, headline, span, found):
                found[name].strong += 1

    def _seated(self, text: str, headline: int, span: Span, found: dict[str, Evidence]) -> str | None:
        """What stands in a place where nothing but a name can, with its evidence; None if words of the trade stand there."""
        slot = self._slots.bracketed(text, span) if span[1] - span[0] > 1 else None
        if slot is None:
            return None
        self._candidates.seat(text, headline, [slot], found)
        name = text[slice(*slot.span)]
        return name if name in found else None

    def _listed(self, text: str, headline: int, blocked: Sequence[Span], found: dict[str, Evidence]) -> None:
        """Names in places of one list: all are certain if most of the places may hold one and half of them look like one."""
        for spans, framed, counted in self._lists.groups(text):
            free = [span for span in spans if not overlaps(blocked, *span)]
            slots = [slot for span in free if (slot := self._head_of(text, span, framed) or self._slots.listed(text, span))]
            if not slots or 3 * len(slots) < 2 * len(free):
                continue
            # What heads an entry may as well be a matter: no more than a hint until all are weighed.
            self._candidates.seat(text, headline, [slot._replace(weight=0) for slot in slots] if framed else slots, found)
            members = [one for slot in slots if (one := found.get(text[slice(*slot.span)])) and not one.person]
            told = sum(self._slots.lists_at(text, slot.span[1]) for slot in slots)
            if self._are_names(members, told, framed):
                for one in members:
                    one.strong += not (counted and one.plain > 3)

    def _head_of(self, text: str, span: Span, framed: bool) -> Slot | None:
        return self._slots.framed(text, span) if framed else None

    def _are_names(self, members: Sequence[Evidence], told: int, framed: bool) -> bool:
        """Whether the places of a list hold names: so many look like one, or are the heads of entries on listings."""
        likely = sum(one.accepted and (one.novelty > 0 or one.trade or one.proper) for one in members)
        if 2 * likely >= len(members) or (3 * likely >= len(members) and 2 * told >= len(members) > 2):
            return True
        return framed and 3 * told >= 2 * len(members) and 3 * sum(one.special for one in members) >= 2 * len(members) > 2

    def _structured(self, text: str, found: dict[str, Evidence], fulls: Sequence[Span]) -> list[tuple[str, str]]:
        """Marks what brackets, labels and headings name as certain; returns the pairs that they join."""
        links: list[tuple[str, str]] = []
        full_ends = {end: text[start:end] for start, end in fulls}
        ends = {span[1]: name for name, evidence in found.items() for span in evidence.spans}
        for bracket in self._structures.brackets(text):
            name = full_ends.get(bracket.at) or self._before_bracket(text, bracket, ends)
            if name is None:
                continue
            also = bracket.also_of(name)
            if bracket.ticker and not also:
                if name in found:
                    found[name].quoted += 1
                    found[name].described += 1
                continue
            if name not in full_ends.values() and (bracket.coded or bracket.forms or also):
                found.setdefault(name, Evidence()).strong += 1
                found[name].coded += bracket.coded
            for form in also or bracket.forms:
                if self._candidates.is_never(form):
                    continue
                found.setdefault(form, Evidence()).strong += 1
                links.append((name, form))
        spans = {span: name for name, evidence in found.items() for span in evidence.spans}
        for span in self._structures.labelled(text):
            name = spans.get(span) or self._seated(text, 0, span, found)
            if name:
                found[name].strong += 1
        for name in self._structures.short_names(text):
            if not self._candidates.is_never(name):
                found.setdefault(name, Evidence()).strong += 1
        for start, end in self._structures.marked(text):
            name = ends.get(end) or self._candidates.opened(text[start:end])
            if name and len(name) > 1 and not self._candidates.is_never(name):
                found.setdefault(name, Evidence()).strong += 1
        for span in self._structures.headings(text):
            if span in spans:
                found[spans[span]].quoted += 1
                found[spans[span]].described += 1
        return links

    def _before_bracket(self, text: str, bracket: Bracket, ends: dict[int, str]) -> str | None:
        """The name that ends at a bracket; before a code, the whole run from the last mark if a name can be so short."""
        # One foreign word behind a quotation is what the quoted is called abroad: “绿鞋”(Greenshoe).
        told = bracket.coded or any(" " in form for form in bracket.forms)
        name = ends.get(bracket.at) or (self._structures.quoted_before(text, bracket.at) if told else None)
        if not bracket.coded:
            return name or (self._opened_run(text, bracket.at) if bracket.forms and bracket.forms[0].isascii() else None)
        match = _RUN.search(text[max(0, bracket.at - _LONGEST_RUN) : bracket.at])
        run = match.group(1) if match else self._opened_run(text, bracket.at)
        opened = self._candidates.opened(run) if run else None
        if run and (opened is None or text.count(run) == 1):
            run = opened
        if run and (name is None or self._candidates.may_open(run, name)):
            return run
        for more in (1, 2):
            rest = text[bracket.at - more : bracket.at]
            if name is None and bracket.at - more in ends and _HAN.fullmatch(rest):
                return ends[bracket.at - more] + rest
        return name

    def _opened_run(self, text: str, place: int) -> str | None:
        """The characters from the last mark to ``place`` without what leads to a name; None if they are too many."""
        match = _LONG_RUN.search(text, max(0, place - 2 * _LONGEST_RUN), place)
        if match is None:
            return None
        run = self._candidates.opened(match.group(1))
        if run and run == match.group(1):
            # 最贵的是深市的|青岭
            run = run.rpartition(self._relative_mark)[2]
        return run if run and run != match.group(1) and 1 < len(run) <= _LONGEST_RUN else None

    def _settled(self, text: str, names: Sequence[str], found: dict[str, Evidence]) -> list[str]:
        """Names of which one holds another, decided by where they stand.

        A name that only its place speaks for gives way to one in it that recurs alone, and displaces all others in it. Any
        other gives way to one in a place if it has no more than what leads to that.
        """
        seated = [name for name in names if found[name].seats]
        lost: set[str] = set()
        for name in seated:
            for other in names:
                if other == name or found[other].strong:
                    continue
                if name in other and self._only_around(other, name):
                    lost.add(other)
                elif other in name and found[name].seated_only and not found[other].seated_only:
                    lost.add(name if text.count(other) > text.count(name) else other)
        lost.update(name for name in names if name not in lost and self._swallows(text, name, names, found))
        return [name for name in names if name not in lost]

    def _swallows(self, text: str, name: str, names: Sequence[str], found: dict[str, Evidence]) -> bool:
        """Whether a name told once is another of the article with words of the sentence at its edges: 昨迎|青岭, 青岭|未在."""
        if text.count(name) > 1:
            return False
        strong = found[name].strong > 0
        return any(
            inner != name
            and inner in name
            and text.count(inner) > 1
            and not (strong and not name.endswith(inner))
            and self._slots.are_edges(*_around(name, inner))
            for inner in names
        )

    def _only_around(self, longer: str, name: str) -> bool:
        """Whether what stands around ``name`` in ``longer`` leads to it or goes on from it."""
        before, _, behind = longer.partition(name)
        return bool(before and self._slots.leads_to(before)) or bool(
            behind and (self._slots.leads_to(behind) or self._slots.goes_on(behind))
        )

    def _short_forms(self, names: Iterable[str], found: dict[str, Evidence]) -> list[str]:
        """Shorter forms of known names that stand alone somewhere: 青岭能源 … 青岭."""
        shorts = []
        for name in names:
            core = self._joiner.core(name)
            for short in dict.fromkeys((core, core[:4], core[:3], core[:2])):
                if len(short) < 2 or short == name or short in shorts or self._candidates.is_generic(short):
                    continue
                evidence = found.get(short)
                if evidence is not None and not evidence.person and evidence.hits:
                    shorts.append(short)
        return shorts

    def _stems(self, text: str, fulls: Sequence[Span]) -> list[str]:
        """Registered names without place and legal ending where these stand alone: 宁波|青岭电机|股份有限公司."""
        names = dict.fromkeys(text[start:end] for start, end in fulls)
        stems = dict.fromkeys(stem for name in names for stem in self._joiner.stems(name))
        return [
            stem
            for stem in stems
            if not self._candidates.is_generic(stem)
            and any(not overlaps(fulls, match.start(), match.end()) for match in re.finditer(re.escape(stem), text))
        ]

    def _first_day_forms(self, text: str, accepted: Sequence[str]) -> list[tuple[str, str]]:
        """N青岭 on the first day of trading, with the name that it marks."""
        forms: list[tuple[str, str]] = []
        for match in self._first_day.finditer(text):
            for length in (4, 3, 2):
                rest = text[match.end() : match.end() + length]
                owner = next((name for name in accepted if rest in name), None)
                if owner is not None:
                    forms.append((text[match.start()] + rest, owner))
                    break
        return forms


def _around(longer: str, name: str) -> tuple[str, str]:
    """What stands before and behind ``name`` in ``longer``."""
    before, _, behind = longer.partition(name)
    return before, behind


def _beside(text: str, fulls: Sequence[Span]) -> Iterator[tuple[str, str]]:
    """Registered names of two scripts in one line with nothing but blanks between them; each is of one pair at most."""
    paired = 0
    for one, other in pairwise(fulls):
        names = text[slice(*one)], text[slice(*other)]
        between = text[one[1] : other[0]]
        if one[0] >= paired and not between.strip(" ") and names[0].isascii() != names[1].isascii():
            paired = other[1]
            yield names


def _are_all(spans: Sequence[Span], amounts: Sequence[Span]) -> bool:
    """Whether a name stands nowhere but over amounts of money."""
    return bool(spans) and all(overlaps(amounts, *span) for span in spans)


def _first_line(clean: CleanText) -> tuple[int, int]:
    """The first line that is read, or its beginning; what a page puts before the article heads nothing."""
    start = next((segment.start for segment in clean.segments if segment.kind != "boilerplate"), 0)
    end = clean.text.find("\n", start)
    return start, min(end if end >= 0 else len(clean.text), start + _HEADLINE)


def _opens_name(text: str, value: Value) -> bool:
    """Whether a bare number opens a clause right before characters: 58|到店."""
    if value.kind != "number" or not value.text.isdigit() or len(value.text) > 3:
        return False
    opens = not _BEFORE_NUMBER.fullmatch(text[max(0, value.start - 1) : value.start])
    return opens and _GOES_ON.match(text, value.end) is not None
