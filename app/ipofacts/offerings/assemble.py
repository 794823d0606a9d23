"""Candidates gathered into offerings: one draft a company and listing, told apart by the exchange that is spoken of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence

from ipofacts.names.model import Name
from ipofacts.offerings.model import Draft
from ipofacts.offerings.subjects import Cast, Owned, companies_of
from ipofacts.offerings.venues import Venues
from ipofacts.rules.match import Candidate
from ipofacts.rules.reading import Reading
from ipofacts.values.model import Value

# What a company in passing must have for an entry of its own.
MENTION_FACTS = frozenset(
    {"stage", "exchange", "listing_date", "stock_code", "issue_price", "proceeds", "valuation", "shares_offered", "oversubscription",
     "first_day_change", "international_oversubscription", "lottery_rate", "subscription_start", "subscription_end"}
)  # fmt: skip
WEAK_FACTS = frozenset({"stage", "exchange", "board", "listing_date", "stock_code"})
# From how many facts beyond the weak ones on an article is about a company too, wherever it names it.
MANY_FACTS = 3
HEADLINE_WEIGHT = 6
DONE = "listed"

Told = Callable[[Candidate], str | None]


def assemble(reading: Reading, owned: Sequence[Owned], parts: Cast, venues: Venues) -> list[Draft]:
    """The drafts of an article, the main company's first."""
    own: dict[int, list[Candidate]] = defaultdict(list)
    shared: dict[int, list[Candidate]] = defaultdict(list)
    for item in owned:
        (shared if item.shared else own)[item.company].append(item.candidate)
    drafts: list[Draft] = []
    currencies = frozenset(value.currency for value in reading.values if value.currency)

    def exchange_told(candidate: Candidate) -> str | None:
        return exchange_of(candidate, venues, currencies)

    openers = _openers(reading, parts)
    for company in {**own, **{company: [] for company in shared if company in parts.issuers | parts.leading | parts.listed}}:
        split = _split(company, own[company], shared[company], exchange_told)
        for draft in split:
            draft.primary = _is_primary(draft, split, parts, openers)
        drafts.extend(draft for draft in split if _stands(draft))
    _share_exchange(drafts, exchange_told)
    return sorted(drafts, key=lambda draft: (not draft.primary, draft.company != parts.main, _first(draft)))


def exchange_of(candidate: Candidate, venues: Venues, currencies: Collection[str] = ()) -> str | None:
    """The exchange that a candidate names or implies."""
    for mention in candidate.mentions:
        if isinstance(mention, Name) and mention.kind == "exchange":
            return mention.key
        if isinstance(mention, Name) and mention.kind == "board":
            return venues.boards.get(mention.key)
        if isinstance(mention, Value) and mention.kind == "code" and candidate.fact == "stock_code":
            return venues.of_code(mention, currencies)
    return None


def _share_exchange(drafts: Sequence[Draft], exchange_told: Told) -> None:
    """Say which candidate tells each exchange; a primary offering without one has that of all others, if they have but one."""
    for draft in drafts:
        draft.place = next((c for c in (*draft.candidates, *draft.shared) if exchange_told(c) == draft.exchange), None)
    told = [draft for draft in drafts if draft.exchange and draft.primary]
    if len({draft.exchange for draft in told}) == 1:
        for draft in drafts:
            if draft.primary and not draft.exchange:
                draft.exchange, draft.place = told[0].exchange, told[0].place


def _first(draft: Draft) -> int:
    return min(candidate.start for candidate in (*draft.candidates, *draft.shared))


def _split(company: int, own: Sequence[Candidate], shared: Sequence[Candidate], exchange_told: Told) -> list[Draft]:
    told = [(candidate, exchange) for candidate in own if (exchange := exchange_told(candidate))]
    weights = Counter({exchange: 0 for _, exchange in told})
    for candidate, exchange in told:
        weights[exchange] += candidate.rule.rule.rank + (HEADLINE_WEIGHT if candidate.line == 0 else 0)
        weights[exchange] += sum(other.line == candidate.line for other in own)
    if len(weights) <= 1:
        exchange = next(iter(weights), None) or next((e for c in shared if (e := exchange_told(c))), None)
        return [Draft(company, exchange, list(own), list(shared))]
    home = max(weights, key=lambda exchange: weights[exchange])
    drafts = {exchange: Draft(company, exchange) for exchange in sorted(weights, key=lambda e: (e != home, -weights[e]))}
    drafts[home].shared.extend(shared)
    for candidate in own:
        for exchange in _exchanges_near(candidate, told, home, exchange_told):
            drafts[exchange].candidates.append(candidate)
    return list(drafts.values())


def _exchanges_near(candidate: Candidate, told: Sequence[tuple[Candidate, str]], home: str, exchange_told: Told) -> list[str]:
    """The exchange spoken of where a candidate stands: its own, else the nearest in its sentence, else the main one.

    A stage told between two exchanges that touch it (``A+H上市双双暂停``) is of both.
    """
    own = exchange_told(candidate)
    if own:
        return [own]
    here = [(_distance(other, candidate), exchange) for other, exchange in told if other.line == candidate.line]
    if not here:
        return [home]
    touching = {exchange for distance, exchange in here if distance == 0}
    return sorted(touching) if candidate.fact == "stage" and touching else [min(here)[1]]


def _distance(one: Candidate, other: Candidate) -> int:
    return max(0, one.start - other.end, other.start - one.end)


def _openers(reading: Reading, parts: Cast) -> frozenset[int]:
    """Companies that open a paragraph: the first named in its first sentence."""
    found: set[int] = set()
    paragraph = -1
    for line in reading.lines:
        if line.segment.paragraph != paragraph:
            paragraph = line.segment.paragraph
            first = next(companies_of(line, parts.outsiders), None)
            if first is not None:
                found.add(int(first.key))
    return frozenset(found)


def _is_primary(draft: Draft, split: Sequence[Draft], parts: Cast, openers: frozenset[int]) -> bool:
    if draft is not split[0]:
        return not _is_past(draft)
    if draft.company == parts.main or draft.company in parts.leading or (draft.company in parts.listed and draft.shared):
        return True
    strong = len(draft.facts() - WEAK_FACTS)
    if strong >= MANY_FACTS:
        return True
    return draft.company in openers and draft.company in parts.issuers and (strong > 0 or not _is_past(draft))


def _is_past(draft: Draft) -> bool:
    """Whether a draft only tells that its company listed once."""
    return DONE in {candidate.rule.rule.gives for candidate in draft.of("stage")} or not draft.of("stage")


def _stands(draft: Draft) -> bool:
    facts = draft.facts() | {candidate.fact for candidate in draft.shared}
    if draft.primary:
        return "stage" in facts or len(facts & MENTION_FACTS) > 1
    return bool(facts & MENTION_FACTS)
