"""Candidates gathered into offerings: one draft a company and listing, told apart by the exchange that is spoken of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from ipofacts.names.model import Name
from ipofacts.offerings.model import Draft
from ipofacts.offerings.subjects import Cast
from ipofacts.offerings.venues import Venues
from ipofacts.rules.match import Candidate
from ipofacts.rules.reading import Reading
from ipofacts.values.model import Value

# What a company in passing must have for an entry of its own, and from how many facts on an article is about it too.
MENTION_FACTS = {"stage", "exchange", "listing_date", "stock_code", "issue_price", "proceeds", "valuation", "shares_offered", "oversubscription"}
PRIMARY_FACTS = 3
WEAK_FACTS = {"stage", "exchange", "board", "listing_date", "stock_code"}


def assemble(reading: Reading, owned: Sequence[tuple[Candidate, int]], parts: Cast, venues: Venues) -> list[Draft]:
    """The drafts of an article, the main company's first."""
    by_company: dict[int, list[Candidate]] = defaultdict(list)
    for candidate, company in owned:
        by_company[company].append(candidate)
    drafts: list[Draft] = []
    leading = _leading(reading, parts)
    for company, candidates in by_company.items():
        split = _split(company, candidates, venues)
        for draft in split:
            draft.primary = _is_primary(draft, split[0], parts, leading)
        drafts.extend(draft for draft in split if _stands(draft))
    return sorted(drafts, key=lambda draft: (not draft.primary, draft.company != parts.main, draft.candidates[0].start))


def exchange_of(candidate: Candidate, venues: Venues) -> str | None:
    """The exchange that a candidate names or implies."""
    for mention in candidate.mentions:
        if isinstance(mention, Name) and mention.kind == "exchange":
            return mention.key
        if isinstance(mention, Name) and mention.kind == "board":
            return venues.boards.get(mention.key)
        if isinstance(mention, Value) and mention.kind == "code" and candidate.fact == "stock_code":
            return venues.of_code(mention) or venues.of_bare_code(mention.code or "")
    return None


def _split(company: int, candidates: Sequence[Candidate], venues: Venues) -> list[Draft]:
    told = [(candidate, exchange) for candidate in candidates if (exchange := exchange_of(candidate, venues))]
    weights = Counter({exchange: 0 for _, exchange in told})
    for candidate, exchange in told:
        weights[exchange] += candidate.rule.rule.rank + (3 if candidate.line == 0 else 0)
        weights[exchange] += sum(other.line == candidate.line for other in candidates)
    if len(weights) <= 1:
        return [Draft(company, next(iter(weights), None), list(candidates))]
    home = max(weights, key=lambda exchange: weights[exchange])
    drafts = {exchange: Draft(company, exchange) for exchange in sorted(weights, key=lambda e: (e != home, -weights[e]))}
    for candidate in candidates:
        drafts[_nearest(candidate, told, home, venues)].candidates.append(candidate)
    return list(drafts.values())


def _nearest(candidate: Candidate, told: Sequence[tuple[Candidate, str]], home: str, venues: Venues) -> str:
    """The exchange spoken of where a candidate stands: its own, else the nearest in its sentence, else the main one."""
    own = exchange_of(candidate, venues)
    if own:
        return own
    here = [(abs(other.start - candidate.start), exchange) for other, exchange in told if other.line == candidate.line]
    return min(here)[1] if here else home


def _leading(reading: Reading, parts: Cast) -> set[int]:
    """Companies that a heading, list item or table row is about, or that the headline names."""
    found: set[int] = set()
    for line in reading.lines:
        if line.segment.kind in ("heading", "item", "row", "title"):
            for index in sorted(line.mentions):
                mention = line.mentions[index]
                if isinstance(mention, Name) and mention.kind == "company" and int(mention.key) in parts.issuers:
                    found.add(int(mention.key))
                    break
    return found


def _is_primary(draft: Draft, first: Draft, parts: Cast, leading: set[int]) -> bool:
    if draft is not first and not (draft.facts() - WEAK_FACTS):
        return False
    if draft.company == parts.main or draft.company in leading:
        return True
    return len(draft.facts() - WEAK_FACTS) >= PRIMARY_FACTS


def _stands(draft: Draft) -> bool:
    facts = draft.facts()
    if draft.primary:
        return "stage" in facts or len(facts & MENTION_FACTS) > 1
    return bool(facts & MENTION_FACTS)
