"""How far an offering has come (rules/offerings/stages.yaml says which stage outdoes which, and which facts tell one)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from ipofacts.offerings.model import Draft
from ipofacts.rulefiles import Root, RuleModel, read_file
from ipofacts.rules.match import Candidate
from ipofacts.rules.model import AHEAD
from ipofacts.values.model import Value

# Readings up to this much below the best rank are believed when they tell a later stage.
RANK_SLACK = 2
# Rules of this rank and above tell that the shares are allotted, those below that their price is fixed.
ALLOTTED = 7
_DAY = re.compile(r"(\d{4}|-)-\d\d-\d\d")
_MONTH_OR_YEAR = re.compile(r"\d{4}(-\d\d)?")
_WEEK, _YEAR, _LEAP_YEAR = 7, 365, "2000"


class Stages(RuleModel):
    """The order of stages, those that stop an offering, those of them that end it, the stage from which a fact can be
    known, and the facts that together show that an offering whose first trading day is ahead has been priced; one of which
    nothing else is told has been where that day is ``imminent`` (so many days away), or ``near`` and its price told; no day
    is ``announced`` further ahead.
    Facts that together show that trading has begun (``trading``) do so only of an offering that has ``terms``.
    Beside a lower stage, one that no fact of its own is ``backing`` is talk of steps to come.
    An article is about an offering that is ``under_way`` wherever it names it, and about one that is ``beginning`` if it
    tells more of it.
    """

    order: list[str]
    stopped: list[str]
    given_up: list[str]
    implied: dict[str, str]
    shown: list[str]
    trading: list[str]
    terms: list[str]
    backing: list[str]
    imminent: int
    near: int
    announced: int
    under_way: list[str]
    beginning: list[str]

    def of(
        self, draft: Draft, listing_date: str | None, published: str | None, ranged: bool = False
    ) -> tuple[str, Candidate] | None:
        """The stage of a draft and the candidate that tells it. ``ranged``: its price is told as a range or a limit."""
        found = self.in_words(draft, listing_date, published)
        price = next(iter(draft.of("issue_price")), None)
        if price and ranged and found and found[0] == self.priced:
            return (self.open, price)
        if found and found[0] != self.order[0]:
            return found
        return (price and self._by_price(draft, price, listing_date, published, ranged)) or found

    def in_words(
        self, draft: Draft, listing_date: str | None = None, published: str | None = None
    ) -> tuple[str, Candidate] | None:
        """The stage that words of a stage and days tell."""
        told = self._backed([(str(candidate.rule.rule.gives), candidate) for candidate in draft.of("stage")], draft)
        found = self._furthest(told)
        if found and found[0] in self.stopped and not self._has_prices(draft):
            return found
        implied = [(self.implied[fact], draft.of(fact)[0]) for fact in sorted(draft.facts() & set(self.implied))]
        traded = any(stage == self.done for stage, _ in implied)
        if not traded and self._is_ahead(draft, listing_date, published):
            found = self._before(told, draft, days_between(published, listing_date))
        if traded and found and found[0] in self.stopped:
            found = None
        found = self._furthest([*([found] if found else []), *implied]) if implied else found
        if found is None and self._is_imminent(listing_date, published) and draft.of("listing_date"):
            return (self.priced, draft.of("listing_date")[0])
        if self._has_passed(draft, found, listing_date, published):
            return (self.done, draft.of("listing_date")[0])
        still = self._open(draft, published)
        if still and found and found[0] == self.priced and not self._is_allotted(told):
            return (self.open, still)
        return self._dated(found, told, listing_date, published) if found else None

    def _by_price(
        self, draft: Draft, price: Candidate, listing_date: str | None, published: str | None, ranged: bool
    ) -> tuple[str, Candidate] | None:
        """The stage of an offering that has a price though words tell no more than a plan: its shares are on offer, allotted
        where the price is fixed and the first trading day near, or have been traded since a day of some year.
        """
        days = days_between(published, listing_date)
        if not ranged and days is not None and 0 < days <= self.near:
            return (self.priced, price)
        if ranged or draft.of(AHEAD) or draft.of("stage"):
            return (self.open, price)
        if listing_date and is_day(listing_date) and listing_date[0] != "-" and not published:
            return (self.done, draft.of("listing_date")[0])
        return None

    def _has_prices(self, draft: Draft) -> bool:
        """Whether prices of the first day show that it came to trading, whatever had stopped it on the way."""
        return self.has_traded(draft) and any(map(self.is_of_trading, draft.facts()))

    def _backed(self, told: list[tuple[str, Candidate]], draft: Draft) -> list[tuple[str, Candidate]]:
        """``told`` without an offering or a listing of which no fact is told, where a step before it is: what follows approval
        is still to come (``批文到手,择期启动发行``).
        """
        stages = {stage for stage, _ in told}
        filed, approved = self.order[1:3]
        idle = {self.open, self.done} if approved in stages else {self.done} if filed in stages else set()
        if not idle & stages or not draft.facts().isdisjoint(self.backing):
            return told
        return [pair for pair in told if pair[0] not in idle]

    def _has_passed(
        self, draft: Draft, found: tuple[str, Candidate] | None, listing_date: str | None, published: str | None
    ) -> bool:
        """Whether the first trading day was before the day of writing, or is that day where no words tell a stage."""
        if not (listing_date and published and draft.of("listing_date")) or draft.of(AHEAD):
            return False
        if found is None and _is_before(listing_date, published):
            return True
        days = days_between(listing_date, published)
        if days is None:
            return False
        passed = days > 0 and not (found and found[0] in self.stopped)
        return passed or (found is None and days == 0)

    def _is_allotted(self, told: Sequence[tuple[str, Candidate]]) -> bool:
        """Whether words tell that the shares are allotted, not only that their price is fixed."""
        return any(stage == self.priced and candidate.rule.rule.rank >= ALLOTTED for stage, candidate in told)

    def _open(self, draft: Draft, published: str | None) -> Candidate | None:
        """What tells that the public may still subscribe on the day of writing, though the price is fixed already."""
        for candidate in draft.of("subscription_end"):
            last = candidate.mentions[0] if candidate.mentions else None
            day = (last.date_end or last.date) if isinstance(last, Value) else None
            days = days_between(published, day)
            if days is not None and days >= 0:
                return candidate
        return None

    def gone_by(self, draft: Draft, told: Candidate, listing_date: str, published: str | None) -> str:
        """A listing date as told; a day without a year of its own that has been, yet would be further ahead than any first
        trading day is announced, is of the year before (in October: ``3月,北川生物在上交所上市``), and a day of the week (on a
        Saturday: ``周一登陆科创板,首日收涨``) of the week before.
        """
        day = listing_date if _DAY.fullmatch(listing_date) else f"{listing_date}-01"
        days = days_between(published, day)
        text = told.mentions[0].text if told.mentions else ""
        if days is None or days <= 0 or draft.of(AHEAD) or not self.has_traded(draft):
            return listing_date
        if days < _WEEK and day == listing_date and not any(map(str.isdigit, text)) and self._has_prices(draft):
            return (_day(day, day[:4]) - timedelta(days=_WEEK)).isoformat() if day[0] != "-" else day
        own_year = not text[:1].isdigit() or listing_date[:4] in text
        if days <= self.announced or own_year or listing_date[0] == "-":
            return listing_date
        return f"{int(listing_date[:4]) - 1}{listing_date[4:]}"

    def has_traded(self, draft: Draft) -> bool:
        """Whether words tell that trading has begun, or its prices show it; only then are prices and changes of the first day
        (else of a grey market or of shares that trade elsewhere).
        """
        if any(candidate.rule.rule.gives == self.done for candidate in draft.of("stage")):
            return True
        facts = draft.facts()
        return facts.issuperset(self.trading) and not facts.isdisjoint(self.terms) and not draft.of(AHEAD)

    def is_open(self, draft: Draft) -> bool:
        """Whether words tell a stage and neither that trading has begun nor that the offering was given up."""
        found = self._furthest([(str(candidate.rule.rule.gives), candidate) for candidate in draft.of("stage")])
        return found is not None and not self.has_traded(draft) and found[0] not in self.given_up

    def is_of_trading(self, fact: str) -> bool:
        """Whether a fact can only be known once trading has begun."""
        return self.implied.get(fact) == self.done

    @property
    def open(self) -> str:
        """The stage in which the shares are on offer."""
        return self.order[-3]

    @property
    def priced(self) -> str:
        """The stage in which the shares are allotted."""
        return self.order[-2]

    @property
    def done(self) -> str:
        """The stage that an offering ends with."""
        return self.order[-1]

    def _is_ahead(self, draft: Draft, listing_date: str | None, published: str | None) -> bool:
        """Whether the article tells the first trading day as still to come, and the day of writing doesn't tell otherwise."""
        days = days_between(published, listing_date)
        return bool(draft.of(AHEAD)) and not (days is not None and days < 0)

    def _before(self, told: Sequence[tuple[str, Candidate]], draft: Draft, days: int | None) -> tuple[str, Candidate]:
        """The furthest stage short of trading; one that only tells the day to come is as far as its facts, or the days that
        are left, show.
        """
        earlier = self._short_of_trading(told)
        shown = [next(filter(_is_one_figure, draft.of(fact)), None) for fact in self.shown]
        if shown[0] and all(shown) and (earlier is None or self._worth(earlier[0]) < self._worth(self.priced)):
            return (self.priced, shown[0])
        reach = self.near if shown[0] else self.imminent
        if days is not None and 0 < days <= reach and (earlier is None or self._worth(earlier[0]) < self._worth(self.order[2])):
            return (self.priced, draft.of(AHEAD)[0])
        return earlier or (self.order[0], draft.of(AHEAD)[0])

    def _is_imminent(self, listing_date: str | None, published: str | None) -> bool:
        days = days_between(published, listing_date)
        return days is not None and 0 < days <= self.imminent

    def _short_of_trading(self, told: Sequence[tuple[str, Candidate]]) -> tuple[str, Candidate] | None:
        return self._furthest([pair for pair in told if pair[0] != self.done])

    def _furthest(self, told: Sequence[tuple[str, Candidate]]) -> tuple[str, Candidate] | None:
        if not told:
            return None
        most = max(candidate.rule.rule.rank for _, candidate in told)
        believed = [pair for pair in told if pair[1].rule.rule.rank >= most - RANK_SLACK]
        return max(believed, key=lambda pair: (self._worth(pair[0]), -pair[1].start))

    def _worth(self, stage: str) -> int:
        return self.order.index(stage) if stage in self.order else len(self.order)

    def _dated(
        self,
        found: tuple[str, Candidate],
        told: Sequence[tuple[str, Candidate]],
        listing_date: str | None,
        published: str | None,
    ) -> tuple[str, Candidate]:
        """A first trading day after the day of writing can't have been."""
        days = days_between(published, listing_date)
        if found[0] != self.done or days is None or days <= 0:
            return found
        return self._short_of_trading(told) or (self.priced, found[1])


def _is_before(date: str, published: str) -> bool:
    """Whether a month or year lies wholly before the day of writing."""
    return _MONTH_OR_YEAR.fullmatch(date) is not None and date < published[: len(date)]


def is_day(iso: str) -> bool:
    """Whether an ISO date is told to the day, with or without its year."""
    return _DAY.fullmatch(iso) is not None


def _is_one_figure(candidate: Candidate) -> bool:
    """Whether a candidate tells one figure: a range or a limit of the price is told before it is fixed."""
    mention = candidate.mentions[0] if candidate.mentions else None
    return candidate.rule.rule.take not in ("high", "low") and getattr(mention, "low", None) is None


def days_between(first: str | None, second: str | None) -> int | None:
    """The days from one ISO day to another; where one lacks its year (``--01-08``) they are taken as near as can be. None if
    either is no day.
    """
    if not (first and second and _DAY.fullmatch(first) and _DAY.fullmatch(second)):
        return None
    years = [day[:4] for day in (first, second) if day[0] != "-"]
    start, end = (_day(day, years[0] if years else _LEAP_YEAR) for day in (first, second))
    days = (end - start).days
    return days if len(years) == 2 else (days + _YEAR // 2) % _YEAR - _YEAR // 2


def _day(day: str, year: str) -> date:
    """A day, in ``year`` if it lacks its own; 29 February is the day before March in other years."""
    own, month, number = (day[:4] if day[0] != "-" else year), int(day[-5:-3]), int(day[-2:])
    return date(int(own), month, number if (month, number) != (2, 29) or int(own) % 4 == 0 else 28)


def load_stages(root: Root) -> Stages:
    """The stages of a rules folder; raises RuleFileError."""
    return read_file(root, Path("offerings/stages.yaml"), Stages).content
