"""From candidates to the offerings of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ipofacts.names.model import Company, Name
from ipofacts.offerings.assemble import assemble, stands
from ipofacts.offerings.casting import Cast, cast, sidelined
from ipofacts.offerings.checks import check
from ipofacts.offerings.choose import Plain, best, read
from ipofacts.offerings.claims import settle
from ipofacts.offerings.discourse import Discourse
from ipofacts.offerings.evidence import Posted
from ipofacts.offerings.figures import Figures, products, unclaimed
from ipofacts.offerings.groups import Groups
from ipofacts.offerings.heads import Place
from ipofacts.offerings.model import PLACE_FACTS, Draft
from ipofacts.offerings.primacy import Primacy
from ipofacts.offerings.scenes import Scenes
from ipofacts.offerings.stages import is_day, load_stages
from ipofacts.offerings.subjects import HEADING, assign
from ipofacts.offerings.venues import load_venues
from ipofacts.offerings.weighing import load_weights
from ipofacts.rulefiles import Root
from ipofacts.rules.book import RuleBook
from ipofacts.rules.match import Candidate
from ipofacts.rules.model import AHEAD, VERDICTS
from ipofacts.rules.reading import Reading
from ipofacts.schema import AMOUNT_FACTS, FACTS
from ipofacts.values.model import Value

NAME_RULE, VENUE_RULE = "company.name", "exchange.named"
SHARING = 2  # newcomers of one day
UNRELATED, STAGE = "unrelated", "stage"
# What sentences tell of first listings above all: more than one such sentence weighs as much as a stage.
TELLING_FACTS = ("listing_date", "issue_price", "subscription_start")
# So many facts of an offering in so many lines, one of them of a first sale, tell of one whatever a line beside them says.
MUCH_TOLD, LINES_TOLD = 5, 4
OFFERING_FACTS = frozenset(FACTS) - {"primary", "company", *PLACE_FACTS, "stock_code"}
FIRST_SALE_FACTS = frozenset({"stage", "oversubscription", "lottery_rate", "subscription_start", "subscription_end"})
CHOSEN = tuple(fact for fact in FACTS if fact not in ("primary", "company", "stage", "exchange"))


class OfferingFinder:
    """Which fact belongs to which offering, and which of its readings to believe (rules/offerings holds the knowledge)."""

    def __init__(self, root: Root) -> None:
        self.venues = load_venues(root)
        self.stages = load_stages(root)
        self.discourse = Discourse(root)
        self.weights = load_weights(root)
        self.primacy = Primacy(self.stages, self.weights)

    def find(self, reading: Reading, candidates: Sequence[Candidate], posted: Posted) -> list[dict[str, Any]]:
        """The offerings in the form of schema.Offering, the primary ones first."""
        if speaks_of_something_else(candidates):
            return []
        facts, outsiders, free = self.heard(reading, candidates)
        parts, drafts = self.drafts(reading, facts, outsiders)
        for draft in drafts:
            if not self.stages.has_traded(draft):
                draft.candidates = [
                    candidate for candidate in draft.candidates if not self.stages.is_of_trading(candidate.fact)
                ]
        scenes, figures = Scenes(reading, candidates), Figures(reading, free)
        alone = len({draft.company for draft in drafts if draft.primary}) == 1
        offerings = [(draft, self._offering(draft, reading, posted, scenes, figures, alone)) for draft in drafts]
        self._share_day([offering for _, offering in offerings])
        told = [(draft, offering, offering.get("stage") == self.stages.done) for draft, offering in offerings]
        among = parts.roundup and sum(draft.primary and stands(draft, listed) for draft, _, listed in told) > 0
        return [offering for draft, offering, listed in told if stands(draft, listed, among)]

    def _share_day(self, offerings: Sequence[dict[str, Any]]) -> None:
        """Where several newcomers that an article is about have one first trading day between them, it is that of all."""
        listed = [one for one in offerings if one["primary"] and one.get("stage") == self.stages.done]
        dated = [one for one in listed if "listing_date" in one]
        if len(dated) < SHARING or len({one["listing_date"] for one in dated}) > 1 or not is_day(dated[0]["listing_date"]):
            return
        for one in listed:
            if "listing_date" not in one:
                one["listing_date"] = dated[0]["listing_date"]
                one["evidence"]["listing_date"] = dated[0]["evidence"]["listing_date"]

    def heard(
        self, reading: Reading, candidates: Sequence[Candidate]
    ) -> tuple[list[Candidate], frozenset[Place], list[Candidate]]:
        """The candidates that tell facts of offerings, the places of companies that play another part there, and the figures
        that no rule took for anything.
        """
        aside = _lines_of(candidates, UNRELATED) - _lines_of(candidates, STAGE, "listing_date")
        outsiders = frozenset((name.start, name.end) for c in candidates if c.fact == "outsider" for name in c.companies)
        kept, _ = settle([candidate for candidate in candidates if candidate.line not in aside])
        facts = [candidate for candidate in kept if candidate.fact == AHEAD or candidate.fact not in VERDICTS]
        free = unclaimed(candidates)
        facts += products(facts, free)
        return facts, sidelined(reading, facts, outsiders), free

    def drafts(self, reading: Reading, facts: Sequence[Candidate], outsiders: frozenset[Place]) -> tuple[Cast, list[Draft]]:
        """The parts that the companies play, and what is told of each, by listing."""
        groups = Groups(reading, outsiders, self.discourse)
        parts = self._cast(reading, facts, outsiders, groups)
        owned = assign(reading, facts, parts, groups, self.discourse)
        return parts, assemble(reading, owned, parts, self.venues, self.primacy)

    def _cast(self, reading: Reading, facts: Sequence[Candidate], outsiders: frozenset[Place], groups: Groups) -> Cast:
        """The parts that the companies of an article play."""
        worth = self.weights.of(reading, facts, outsiders)
        parts = cast(reading, facts, outsiders, worth, groups.headline(), groups.announced(), groups.introduced)
        parts = replace(parts, passing=groups.set_aside())
        return parts.of_many() if groups.is_of_many() else parts

    def _offering(
        self, draft: Draft, reading: Reading, posted: Posted, scenes: Scenes, figures: Figures, alone: bool
    ) -> dict[str, Any]:
        company = reading.names.companies[draft.company]
        offering: dict[str, Any] = {"primary": draft.primary, "company": _company(company, posted)}
        evidence = {"company": [posted.quote(*company.mentions[0], NAME_RULE)]}
        if draft.exchange and draft.place:
            offering["exchange"] = draft.exchange
            place = draft.place
            evidence["exchange"] = [
                posted.quote(place.start, place.end, VENUE_RULE) if isinstance(place, Name) else posted.evidence(place)
            ]
        told = {candidate.fact for candidate in (*draft.candidates, *draft.shared)}
        named = _currencies(draft)
        for fact in filter(told.__contains__, CHOSEN):
            chosen = best(draft.of(fact), fact, offering.get("exchange"), self.venues, named)
            if chosen is not None:
                offering[fact] = _written(draft, posted, chosen[1]) if fact == "sponsors" else chosen[1]
                evidence[fact] = [posted.evidence(chosen[0])]
                if fact == "listing_date":
                    offering[fact] = self.stages.gone_by(draft, chosen[0], str(chosen[1]), reading.published)
        scene = scenes.of(draft) if "listing_date" not in offering else None
        if scene is not None:
            offering["listing_date"], evidence["listing_date"] = scene[1], [posted.evidence(scene[0])]
        found = figures.missing(offering, draft, alone and draft.primary) or figures.better(offering, draft)
        if found is not None:
            offering[found.fact] = read(found, found.fact, offering.get("exchange"), self.venues, named)
            evidence[found.fact] = [posted.evidence(found)]
        ranged = "issue_price" in offering and "value" not in offering["issue_price"]
        stage = self.stages.of(draft, offering.get("listing_date"), reading.published, ranged)
        if stage is not None:
            offering["stage"] = stage[0]
            evidence["stage"] = [posted.evidence(stage[1])]
        return {**offering, "evidence": evidence, "checks": check(offering, self.venues)}


def _currencies(draft: Draft) -> frozenset[str]:
    """The currencies that the amounts of an offering name."""
    mentions = (m for c in draft.candidates if c.fact in AMOUNT_FACTS for m in c.mentions[:1])
    return frozenset(m.currency for m in mentions if isinstance(m, Value) and m.currency)


def speaks_of_something_else(candidates: Sequence[Candidate]) -> bool:
    """Whether an article speaks of placements, bonds, funds … more than of any offering: not if it does so in a single line and
    tells much of an offering in others.
    """
    unrelated = _lines_of(candidates, UNRELATED)
    return _outweighs(unrelated, candidates) and not (len(unrelated) == 1 and _tells_much(candidates, unrelated))


def surely_speaks_of_something_else(candidates: Sequence[Candidate]) -> bool:
    """Whether that holds whatever else the article tells, so that its other phrases need not be looked for."""
    unrelated = _lines_of(candidates, UNRELATED)
    told = _lines_of(candidates, STAGE, *TELLING_FACTS) - unrelated
    return _outweighs(unrelated, candidates) and (len(unrelated) > 1 or not told)


def _outweighs(unrelated: set[int], candidates: Sequence[Candidate]) -> bool:
    """Whether the lines on something else are no fewer than those on offerings; headings speak of many things."""
    told = [candidate for candidate in candidates if candidate.rule.rule.of != HEADING]
    stages, telling = (len(_lines_of(told, *facts) - unrelated) for facts in ((STAGE,), TELLING_FACTS))
    return len(unrelated) > 0 and len(unrelated) >= max(stages, telling - 1)


def _tells_much(candidates: Sequence[Candidate], unrelated: set[int]) -> bool:
    """Whether many facts of an offering are told in many lines, and one that no other sale of shares has."""
    told = [c for c in candidates if c.fact in OFFERING_FACTS and c.line not in unrelated and c.rule.rule.of != HEADING]
    facts = {candidate.fact for candidate in told}
    many = len(facts) >= MUCH_TOLD and len({candidate.line for candidate in told}) >= LINES_TOLD
    return many and not facts.isdisjoint(FIRST_SALE_FACTS)


def deciding(book: RuleBook) -> frozenset[int]:
    """The numbers of the phrases that tell whether an article speaks of something else."""
    asked = {UNRELATED, STAGE, *TELLING_FACTS}
    return frozenset(number for number, one in enumerate(book.phrases) if asked.intersection(one.rule.facts))


def _lines_of(candidates: Sequence[Candidate], *facts: str) -> set[int]:
    return {candidate.line for candidate in candidates if candidate.fact in facts}


def _written(draft: Draft, posted: Posted, names: Plain) -> list[str]:
    """Names of sponsors as the article writes them; those given are clean."""
    mentions = [mention for candidate in draft.of("sponsors") for mention in candidate.mentions]
    written = {mention.text: posted.written(mention.start, mention.end) for mention in reversed(mentions)}
    return [written[name] for name in names]


def _company(company: Company, posted: Posted) -> dict[str, Any]:
    """Names as the article writes them; ``company.forms`` are clean, the first mention of each form gives its own script.

    A spun name stays as it stands, for that is what the article says; what it was restored to is one more form of it.
    """
    written: dict[str, str] = {}
    for start, end in company.mentions:
        form = posted.clean.text[start:end]
        if form not in written:
            written[form] = posted.written(start, end)
    name = written.get(company.forms[0], company.forms[0])
    full = written.get(company.full, company.full) if company.full else None
    aliases = [written.get(form, form) for form in company.forms[1:] if form != company.full]
    if "spun" in posted.clean.warnings:
        aliases += [form for form, spun in written.items() if len(spun) != len(form) and form not in aliases]
    return {"name": name, **({"full_name": full} if full else {}), "aliases": [alias for alias in aliases if alias != name]}
