"""Which exchange is told where: one company may list in several places, and many companies in one that is told once."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from fractions import Fraction

from ipofacts.names.model import Name
from ipofacts.offerings.model import PLACE_FACTS, Draft
from ipofacts.offerings.venues import Venues
from ipofacts.offerings.weighing import HISTORY, OPENING_LINES
from ipofacts.rules.match import Candidate
from ipofacts.rules.reading import Reading
from ipofacts.values.model import Value

HEADLINE_WEIGHT = 6
# What ``of`` says of rules that speak of an earlier attempt in another place.
ATTEMPT = "attempt"
PRICE = "issue_price"
# Of so many companies an exchange that is merely named may be the place.
MOST_UNPLACED = 2

# The candidates of a line that tell an exchange, with it; the lines that give one up, with it.
Told = dict[int, list[tuple[Candidate, str]]]
GivenUp = Set[tuple[int, str]]


class Places:
    """The exchanges that the candidates of one article tell."""

    def __init__(self, reading: Reading, candidates: Sequence[Candidate], venues: Venues) -> None:
        self._venues = venues
        told = [mention for line in reversed(reading.lines) for mention in line.mentions.values()]
        self._venue_names = [name for name in told if isinstance(name, Name) and name.kind in PLACE_FACTS]
        self._before = {name.end: name.key for name in reading.names.mentions if name.kind == "exchange"}
        self._years, self._now = reading.years, reading.year
        self._history = {c.line for c in candidates if c.rule.rule.of == HISTORY}
        self._lines = reading.lines
        self._currencies = frozenset(value.currency for value in reading.values if value.currency)
        self._named: set[str] = set()
        self._named = {exchange for c in candidates if c.fact in PLACE_FACTS and c.mentions and (exchange := self.of(c))}

    def of(self, candidate: Candidate) -> str | None:
        """The exchange that a candidate names or implies."""
        if candidate.fact == "exchange" and candidate.rule.rule.gives:
            return candidate.rule.rule.gives if self._is_heard_of(candidate.rule.rule.gives) else None
        for mention in candidate.mentions:
            if isinstance(mention, Name) and mention.kind == "exchange":
                return mention.key
            if isinstance(mention, Name) and mention.kind == "board":
                return self._before.get(mention.start) or self._venues.boards.get(mention.key)
            if isinstance(mention, Value) and mention.kind == "code" and candidate.fact == "stock_code":
                return self._of_code(mention)
        return None

    def _is_heard_of(self, exchange: str) -> bool:
        """Whether words of a market (孖展, 超购) may tell its exchange: not where the article names but one abroad, in whose
        currency it counts.
        """
        names = {name.key for name in self._venue_names if name.kind == "exchange"}
        known = (self._venues.bare_currency, *self._venues.common_currencies)
        abroad = {currency for name in names if (currency := self._venues.currency(name)) not in known}
        return exchange in names or not abroad & self._currencies

    def _of_code(self, code: Value) -> str | None:
        """The exchange of a code; none for a code of another market than all that the article names (an existing listing)."""
        exchange = self._venues.of_code(code, self._currencies)
        if code.market:
            return exchange
        currencies = {self._venues.currency(name) for name in self._named}
        return None if currencies and self._venues.currency(exchange) not in currencies else exchange

    def split(self, company: int, own: Sequence[Candidate], shared: Sequence[Candidate]) -> list[Draft]:
        """The candidates of a company by exchange, the one the article speaks of most first; codes split nothing that words
        tell.
        """
        told = self._told(own)
        if not any(map(_is_attempt, own)):
            told = self._of_one_home(told)
        here: Told = defaultdict(list)
        for candidate, exchange in told:
            here[candidate.line].append((candidate, exchange))
        now = [candidate for candidate in own if not _is_attempt(candidate)]
        attempts = [candidate for candidate in own if _is_attempt(candidate)]
        given_up = {(c.line, exchange) for c in attempts for exchange in self._given_up(c, here.get(c.line, ()))}
        weights = dict.fromkeys((exchange for _, exchange in told), Fraction(0))
        self._weigh(weights, now, here, given_up)
        headed = next(filter(None, map(self.of, shared)), None)
        if headed and weights and not any(weights.values()):
            weights[headed] = Fraction(1)
        if len(weights) <= 1:
            return [Draft(company, next(iter(weights), None) or self._implied(own, shared), now, list(shared))]
        home = max(weights, key=lambda exchange: weights[exchange])
        drafts = {exchange: Draft(company, exchange) for exchange in sorted(weights, key=lambda e: (e != home, -weights[e]))}
        drafts[home].shared.extend(shared)
        for candidate, exchange in self._placed(own, here, given_up, home):
            if exchange in drafts:
                drafts[exchange].candidates.append(candidate)
        return list(drafts.values())

    def _told(self, own: Sequence[Candidate]) -> list[tuple[Candidate, str]]:
        """The candidates that tell an exchange, with it: those that name one; if none does so but of years gone by, those that
        imply one, too.
        """
        told = [(candidate, exchange) for candidate in own if _is_plain(candidate) and (exchange := self.of(candidate))]
        abroad = any(c.fact in PLACE_FACTS and not self._is_home(exchange) for c, exchange in told)
        told = [pair for pair in told if pair[0].fact in PLACE_FACTS or not (abroad and self._is_home(pair[1]))]
        if not all(self._is_past(candidate) for candidate, _ in told):
            return told
        now = (candidate for candidate in own if not told or not self._is_past(candidate))
        implied = [(c, exchange) for c in now if (c.mentions or told) and not _is_plain(c) and (exchange := self.of(c))]
        return [*told, *implied]

    def _of_one_home(self, told: Sequence[tuple[Candidate, str]]) -> list[tuple[Candidate, str]]:
        """``told`` without mainland exchanges that no words tie to the company, where others do or more of them stand: shares
        have one home there, and what a rival in passing did at another exchange is not of the company.
        """
        counts = Counter(exchange for candidate, exchange in told if self._is_home(exchange))
        if len(counts) < 2:
            return list(told)
        tied = {exchange for candidate, exchange in told if candidate.companies}
        kept = tied & set(counts) or {max(counts, key=lambda exchange: counts[exchange])}
        return [pair for pair in told if pair[1] in kept or pair[1] not in counts]

    def _weigh(self, weights: dict[str, Fraction], now: Sequence[Candidate], here: Told, given_up: GivenUp) -> None:
        """Add up how much the lines speak of each exchange; one that a line gives up gains nothing by it."""
        facts: dict[int, set[str]] = defaultdict(set)
        for candidate in now:
            facts[candidate.line].add(candidate.fact)
        for line, told in here.items():
            for exchange in {exchange for _, exchange in told if (line, exchange) not in given_up}:
                past = all(self._is_past(candidate) for candidate, other in told if other == exchange)
                weights[exchange] += (1 if past else self._weight(line, facts[line])) * _share(exchange, told)

    def _placed(self, own: Sequence[Candidate], here: Told, given_up: GivenUp, home: str) -> Iterator[tuple[Candidate, str]]:
        """Each candidate with the exchanges it is of; an attempt is of none but that which it gave up."""
        told_in = sorted(here)
        exchanges = {exchange for told in here.values() for _, exchange in told}
        for candidate in own:
            spoken = self._spoken(candidate.line, told_in, here)
            told = here.get(candidate.line, ())
            if _is_attempt(candidate):
                named = self._given_up(candidate, told) or ([spoken] if spoken else [])
                found = [exchange for exchange in named if exchange != home]
            else:
                left = [pair for pair in told if (candidate.line, pair[1]) not in given_up]
                found = self._near(candidate, left or told, spoken or home)
                if candidate.fact == "listing_date":  # what was given up has none: 去年曾研究在X上市
                    found = [exchange for exchange in found if (candidate.line, exchange) not in given_up]
                found = self._by_currency(candidate, exchanges) or found
            yield from ((candidate, exchange) for exchange in found)

    def _by_currency(self, candidate: Candidate, exchanges: Set[str]) -> list[str]:
        """The one of some exchanges in whose currency the issue price is told; prices of a day may be those of other shares."""
        value = candidate.mentions[0] if candidate.fact == PRICE and candidate.mentions else None
        if not isinstance(value, Value) or not value.currency:
            return []
        fit = [exchange for exchange in exchanges if self._venues.currency(exchange) == value.currency]
        return fit if len(fit) == 1 else []

    def _given_up(self, attempt: Candidate, told: Sequence[tuple[Candidate, str]]) -> list[str]:
        """The exchanges that an attempt names, else the nearest of its line."""
        inside = {e for c, e in told if any(attempt.start <= m.start and m.end <= attempt.end for m in c.mentions)}
        return sorted(inside) or ([min((_distance(c, attempt), e) for c, e in told)[1]] if told else [])

    def _spoken(self, line: int, told_in: Sequence[int], here: Told) -> str | None:
        """The exchange that the paragraph of a line spoke of last, if that line spoke of one alone."""
        before = bisect_left(told_in, line) - 1
        if before < 0 or self._lines[told_in[before]].segment.paragraph != self._lines[line].segment.paragraph:
            return None
        exchanges = {exchange for _, exchange in here[told_in[before]]}
        return next(iter(exchanges)) if len(exchanges) == 1 else None

    def _weight(self, line: int, facts: set[str]) -> int:
        """How much a line speaks for the place it tells: by the facts it tells, the headline for more."""
        return len(facts) + (HEADLINE_WEIGHT if line == 0 else 0)

    def _is_past(self, candidate: Candidate) -> bool:
        """Whether a candidate is told of a year gone by: by the last date before its end, by words of such a listing."""
        told = [year for place, year in self._years[candidate.line] if place < candidate.end]
        return candidate.line in self._history or bool(told and told[-1] < self._now)

    def _is_home(self, exchange: str) -> bool:
        """Whether an exchange is a mainland one; a mainland code beside words of a listing abroad is of the shares that
        trade already.
        """
        return self._venues.currency(exchange) == self._venues.bare_currency

    def _implied(self, own: Sequence[Candidate], shared: Sequence[Candidate]) -> str | None:
        """What lines above tell or words of one market imply: the rule of the highest rank, then the first."""
        told = [(candidate, exchange) for candidate in (*shared, *own) if (exchange := self.of(candidate))]
        return max(told, key=lambda pair: pair[0].rule.rule.rank)[1] if told else None

    def _near(self, candidate: Candidate, told: Sequence[tuple[Candidate, str]], home: str) -> list[str]:
        """The exchange spoken of where a candidate stands: its own, else the nearest in its sentence, else the main one.

        A stage told between two exchanges that touch it (``A+H上市双双暂停``) is of both.
        """
        own = self.of(candidate)
        if own:
            return [own]
        near = [(_distance(other, candidate), exchange) for other, exchange in told]
        if not near:
            return [home]
        touching = {exchange for distance, exchange in near if distance == 0}
        return sorted(touching) if candidate.fact == "stage" and touching else [min(near)[1]]

    def settle(self, drafts: Sequence[Draft], candidates: Sequence[Candidate], many: bool) -> None:
        """Say which candidate tells each exchange; a primary offering without one has that of all others, if they have but
        one.
        """
        for draft in drafts:
            draft.place = next((c for c in (*draft.candidates, *draft.shared) if self.of(c) == draft.exchange), None)
        told = [(draft.exchange, draft.place) for draft in drafts if draft.exchange and draft.primary]
        told = told or [(exchange, c) for c in candidates if (exchange := self.of(c))]
        if len({exchange for exchange, _ in told}) == 1:
            for draft in drafts:
                if draft.primary and not draft.exchange:
                    draft.exchange, draft.place = told[0]
        self._settle_named(drafts, many)

    def _settle_named(self, drafts: Sequence[Draft], many: bool) -> None:
        """Offerings that nothing places are where the one exchange is that the article names; many, if it does so at once, and
        so are the examples of its statistics.
        """
        boards = self._venues.boards
        named = {
            boards.get(name.key, name.key): name for name in self._venue_names if name.kind == "exchange" or name.key in boards
        }
        if len(named) != 1:
            return
        [(exchange, name)] = named.items()
        few = len({draft.company for draft in drafts}) <= MOST_UNPLACED
        if not few and not any(name is mention for line in self._lines[:OPENING_LINES] for mention in line.mentions.values()):
            return
        for draft in drafts:
            if (draft.primary or many) and not draft.exchange:
                draft.exchange, draft.place = exchange, name


def _share(exchange: str, told: Sequence[tuple[Candidate, str]]) -> Fraction:
    """How much of what a line tells of places it tells of one: an enumeration of three speaks for each but a third."""
    return Fraction(sum(other == exchange for _, other in told), len(told))


def _is_attempt(candidate: Candidate) -> bool:
    return candidate.rule.rule.of == ATTEMPT


def _is_plain(candidate: Candidate) -> bool:
    """Whether a candidate names its exchange, in words or by the suffix of a code; a bare code only implies one."""
    if candidate.fact in PLACE_FACTS:
        return bool(candidate.mentions)
    return any(isinstance(mention, Value) and bool(mention.market) for mention in candidate.mentions)


def _distance(one: Candidate, other: Candidate) -> int:
    return max(0, one.start - other.end, other.start - one.end)
