"""The first trading day of an offering whose first prices are told, but whose day no words of listing stand beside."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ipofacts.offerings.model import Draft
from ipofacts.offerings.stages import days_between, is_day
from ipofacts.rules.match import Candidate
from ipofacts.rules.model import SCENE
from ipofacts.rules.reading import Reading
from ipofacts.rules.symbols import Mention
from ipofacts.values.model import Value

# What is only known of a first trading day once it has been.
PRICES = frozenset({"first_day_open", "first_day_close", "first_day_change"})
DATED = frozenset({SCENE, "listing_date"})
# An article on a first trading day is written no more than so many days after it.
LATEST = 4


class Scenes:
    """The days that an article tells, in its order: as days on which things happened, or as first trading days of others;
    none of which another fact is told.
    """

    def __init__(self, reading: Reading, candidates: Sequence[Candidate]) -> None:
        self._published = reading.published
        self._lines = reading.lines
        taken = {_place(mention) for c in candidates if c.fact not in DATED for mention in c.mentions}
        told = [c for c in candidates if c.fact in DATED and c.mentions and _day(c) and _place(c.mentions[0]) not in taken]
        days = [(c.mentions[0].start, c) for c in told]
        self._named = {_place(c.mentions[0]) for c in told if c.companies}
        self._days = [candidate for _, candidate in sorted(days, key=lambda pair: pair[0])]
        self._starts = sorted(start for start, _ in days)

    def of(self, draft: Draft) -> tuple[Candidate, str] | None:
        """The day on which the prices of a draft's first day were made, with the words that tell it: the last one before
        one of them in its paragraph; else the last one before them all, or the first behind (a headline's), if the article
        is of that day's news.
        """
        if not draft.primary:
            return None
        priced = sorted((c for c in draft.candidates if c.fact in PRICES), key=lambda c: c.start)
        for price in priced:
            beside = [day for day in self._before(price) if self._is_near(day, price, 0) and self._has_been(day)]
            if beside:
                return _told(beside[-1])
        if not priced:
            return None
        before = self._before(priced[0])
        headed = self._paragraph(priced[0]) == self._lines[0].segment.paragraph
        behind = [day for day in self._days[len(before) :] if headed and self._is_near(day, priced[0], 1)]
        news = (day for day in (*reversed(before), *behind) if self._is_news(day) and not self._is_of_another(day))
        return next(map(_told, news), None)

    def _is_of_another(self, day: Candidate) -> bool:
        """Whether a day is told of a company by name: beside another's prices it is another's."""
        return _place(day.mentions[0]) in self._named

    def _before(self, price: Candidate) -> Sequence[Candidate]:
        return self._days[: bisect_left(self._starts, price.end)]

    def _is_near(self, day: Candidate, price: Candidate, paragraphs: int) -> bool:
        """Whether a day is told in the paragraph of a price, or no more than so many behind it."""
        return 0 <= self._paragraph(day) - self._paragraph(price) <= paragraphs

    def _paragraph(self, candidate: Candidate) -> int:
        return self._lines[candidate.line].segment.paragraph

    def _has_been(self, candidate: Candidate) -> bool:
        """Whether a day is not after that of writing."""
        days = days_between(_day(candidate), self._published)
        return days is None or days >= 0

    def _is_news(self, candidate: Candidate) -> bool:
        """Whether a day is so near before that of writing that the article may be about it; where that is not known it is."""
        days = days_between(_day(candidate), self._published)
        return self._published is None or (days is not None and 0 <= days <= LATEST)


def _day(candidate: Candidate) -> str | None:
    """The ISO day that a candidate tells, None for a month or a span."""
    told = candidate.mentions[0]
    return told.date if isinstance(told, Value) and told.date and not told.date_end and is_day(told.date) else None


def _place(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _told(candidate: Candidate) -> tuple[Candidate, str]:
    return candidate, _day(candidate) or ""
