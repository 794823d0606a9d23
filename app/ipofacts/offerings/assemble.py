"""Candidates gathered into offerings: one draft a company and listing, told primary from mentioned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ipofacts.offerings.casting import Cast
from ipofacts.offerings.choose import SURE
from ipofacts.offerings.model import Draft
from ipofacts.offerings.places import Places
from ipofacts.offerings.primacy import Primacy
from ipofacts.offerings.subjects import Owned
from ipofacts.offerings.venues import Venues
from ipofacts.rules.match import Candidate
from ipofacts.rules.model import AHEAD
from ipofacts.rules.reading import Reading
from ipofacts.schema import FACTS

# What a company in passing must have for an entry of its own: a listing told in words; a code behind a name is none.
MENTION_FACTS = frozenset(FACTS) - {"primary", "company", "sponsors", "board", "pe_ratio", "stock_code"}
# Facts that only a first listing has; of one that tells none of these, price and proceeds may be a placement's. A price counts
# if its rule is no weaker than others are: any sum has so much a share.
TELLING = frozenset(
    {
        "listing_date",
        "subscription_start",
        "subscription_end",
        "issue_price",
        "sponsors",
        "oversubscription",
        "international_oversubscription",
        "lottery_rate",
    }
)
# What an item of a roundup tells of its offering, where the others tell more.
ITEM_FACTS = frozenset(
    {
        "stock_code",
        "issue_price",
        "shares_offered",
        "proceeds",
        "pe_ratio",
        "sponsors",
        "oversubscription",
        "exchange",
        "listing_date",
    }
)


def assemble(reading: Reading, owned: Sequence[Owned], parts: Cast, venues: Venues, primacy: Primacy) -> list[Draft]:
    """The drafts of an article: the main company's first, in a roundup in the order of the text."""
    own: dict[int, list[Candidate]] = defaultdict(list)
    shared: dict[int, list[Candidate]] = defaultdict(list)
    for item in owned:
        (shared if item.shared else own)[item.company].append(item.candidate)
    every = [item.candidate for item in owned]
    places = Places(reading, every, venues)
    every_split = (places.split(company, own[company], shared[company]) for company in {**own, **shared})
    told = ([draft for draft in split if draft.candidates or draft.shared] for split in every_split)
    splits = list(filter(None, told))
    primacy.settle(splits, parts, reading.names)
    drafts = [draft for split in splits for draft in split]
    places.settle(drafts, every, parts.many)
    head = None if parts.roundup else parts.main
    return sorted(drafts, key=lambda draft: (not draft.primary, draft.company != head, _first(draft)))


def _first(draft: Draft) -> int:
    return min(candidate.start for candidate in (*draft.candidates, *draft.shared))


def stands(draft: Draft, listed: bool, among: bool = False) -> bool:
    """Whether what is told of a company makes an offering: a stage, several facts or a first trading day, one that has been
    (``listed``) or is said to come, of one that the article is about; words of a listing of one in passing. ``among`` other
    offerings of a roundup several facts of its own are enough.
    """
    told = MENTION_FACTS & (draft.facts() | {candidate.fact for candidate in draft.shared})
    if draft.primary:
        dated = "listing_date" in told and (listed or bool(draft.of(AHEAD)))
        several = len(told) > 1 and _tells_listing(draft)
        return "stage" in told or dated or several or (among and len(draft.facts() & ITEM_FACTS) > 1)
    return bool(told)


def _tells_listing(draft: Draft) -> bool:
    candidates = (*draft.candidates, *draft.shared)
    return any(candidate.fact in TELLING and candidate.rule.rule.rank >= SURE for candidate in candidates)
