"""Resolving dates: the year of 1月8日, the day of 下周四, from the day of publication or from full dates of the same text.

A year is never guessed. Without publication day, a date takes its year from dates with a year in the same text, where they
leave one possibility; otherwise it stays ``--01-08``.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ipofacts.values.moments import Moment

_LEAP_YEAR = 2000
_YEAR, _REACH = 366, 10  # days; characters before a date in which words tell of it
_SENTENCE_ENDS = ("\u3002", "\n", "!", "?", ";", "\uff1b")
_CLAUSE_END = re.compile("[,;!?\n\u3002\uff0c\uff1b]")
_FIRST_YEAR, _LAST_YEAR = 1000, 9000  # of publication


@dataclass(frozen=True, slots=True)
class Published:
    """The day of publication as far as it is known: the middle of the month or year stands for a missing day or month."""

    year: int
    month: int | None
    day: int | None

    @classmethod
    def parse(cls, text: str | None) -> Published | None:
        """From ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; None for None, ``--MM-DD`` or a year at the ends of the calendar, which
        is a slip and leaves no room for the years beside it. Raises ValueError for anything else.
        """
        if text is None or text.startswith("--"):
            return None
        parts = [int(part) for part in text.strip()[:10].split("-")]
        datetime.date(parts[0], *[*parts[1:], 1, 1][:2])  # raises ValueError
        if not _FIRST_YEAR <= parts[0] <= _LAST_YEAR:
            return None
        return cls(parts[0], parts[1] if len(parts) > 1 else None, parts[2] if len(parts) > 2 else None)

    @property
    def date(self) -> datetime.date | None:
        """The day, if all of it is known."""
        return datetime.date(self.year, self.month, self.day) if self.month and self.day else None

    @property
    def about(self) -> datetime.date:
        """A day in the middle of what is known."""
        return datetime.date(self.year, self.month or 7, self.day or (15 if self.month else 1))


class Calendar:
    """Turns the moments of one folded text into ISO dates, in the order of the text; ``listed`` matches what joins a list,
    ``coming`` are the words before a day still to come, without which none is so much as ``foreseen`` days ahead.
    """

    def __init__(
        self,
        text: str,
        published: str | None,
        moments: Sequence[Moment],
        listed: re.Pattern[str],
        coming: Sequence[str] = (),
        foreseen: int = _YEAR,
    ) -> None:
        self._text = text
        self._coming = tuple(coming)
        self._foreseen = foreseen
        self._listed = listed
        self._published = Published.parse(published)
        self._yearless = published if published and published.startswith("--") else None
        self._anchors = [moment for moment in moments if moment.year is not None and moment.anchored]
        self._anchor_years = {moment.year for moment in self._anchors}
        self._latest = max((moment.year for moment in moments if moment.year is not None), default=0)
        self._last: tuple[int | None, int, int | None] | None = None  # the last date with a month: year, month, day
        self._last_end = 0  # where it ends in the text
        self._last_anchor: Moment | None = None
        self._passed = 0

    def resolve(self, moment: Moment) -> tuple[str, str | None] | None:
        """First and last day in ISO form; None if the words can't be placed in time at all."""
        first = self._one(moment, moment.start)
        if first is None:
            return None
        last: str | None = None
        if moment.until is not None:
            last = self._until(moment.until, first)
        year, month, day = _parse(last or first)
        if month is not None:
            self._last, self._last_end = (year, month, day), moment.end
        return first, last

    def _one(self, moment: Moment, place: int) -> str | None:
        self._pass_anchors(place)
        year = moment.year
        if moment.relative_year is not None:
            year = self._reference_year(moment.relative_year)
        if moment.relative_quarter is not None:
            return self._relative_quarter(moment.relative_quarter)
        if moment.relative_month is not None:
            return self._relative_month(moment)
        if moment.month is None and moment.day is not None:
            return self._day_only(moment)
        if moment.day is None and (moment.relative_day is not None or moment.weekday is not None):
            return self._relative_day(moment)
        if moment.part is not None:
            year = year or (self._published.year if self._published and moment.relative_year is None else None)
            return f"{year}-{moment.part}" if year else None
        if moment.month is None:
            return f"{year:04d}" if year else None
        if year is None and moment.relative_year is None:
            year = _year_before(moment) or self._infer_year(moment.month, moment.day, place)
        return _iso(year, moment.month, moment.day)

    def _until(self, moment: Moment, first: str) -> str | None:
        """The last day of a range: what it lacks is taken from the first; December to January crosses the year."""
        if moment.relative_month is not None:
            return self._relative_month(moment)
        if moment.month is None and moment.day is None and (moment.relative_day is not None or moment.weekday is not None):
            return _weekday_from(first, moment.weekday) if _is_bare_weekday(moment) else self._relative_day(moment)
        year = moment.year if moment.relative_year is None else self._reference_year(moment.relative_year)
        known = _parse(first)
        if moment.part is not None:
            return f"{known[0]}-{moment.part}"
        if moment.month is None and moment.day is None:
            return f"{year:04d}" if year else None
        month = moment.month if moment.month is not None else known[1]
        if month is None:
            return None
        if year is None and known[0] is not None:
            year = known[0] + (1 if known[1] is not None and month < known[1] else 0)
        return _iso(year, month, moment.day)

    def _pass_anchors(self, place: int) -> None:
        while self._passed < len(self._anchors) and self._anchors[self._passed].start < place:
            self._last_anchor = self._anchors[self._passed]
            self._passed += 1

    def _reference_year(self, shift: int) -> int | None:
        """The year that 今年 names, moved by ``shift``."""
        return self._published.year + shift if self._published else None

    def _infer_year(self, month: int, day: int | None, place: int) -> int | None:
        anchor = self._last_anchor
        if anchor is not None and anchor.year is not None and self._same_sentence(anchor.end, place):
            return _near_anchor(anchor, month)
        if self._published is not None:
            year = _nearest_year(self._published.about, month, day)
            ahead = (_nearest_day(year, month, day) - self._published.about).days
            return year - 1 if ahead > self._foreseen and not self._is_to_come(place) else year
        if anchor is None or anchor.year is None:
            if self._anchor_years != {self._latest}:
                return None
            anchor = self._anchors[0]
        elif anchor.year != self._latest:
            return None
        return _near_anchor(anchor, month)

    def _is_to_come(self, place: int) -> bool:
        """Whether words shortly before a place, in its clause, tell that what follows is still to come."""
        before = _CLAUSE_END.split(self._text[max(0, place - _REACH) : place])[-1]
        return any(word in before for word in self._coming)

    def _has_been(self, iso: str) -> bool:
        return self._published is not None and iso < self._published.about.isoformat()

    def _goes_on(self, place: int) -> bool:
        """Whether a place belongs to the last date with a month: in a list with it, or later in the same sentence."""
        listed = self._listed.fullmatch(self._text, self._last_end, place) is not None
        return listed or (self._last_end > 0 and self._same_sentence(self._last_end, place))

    def _same_sentence(self, start: int, end: int) -> bool:
        return end - start < 60 and not any(mark in self._text[start:end] for mark in _SENTENCE_ENDS)

    def _relative_month(self, moment: Moment) -> str | None:
        if self._published is None or self._published.month is None:
            return None
        months = self._published.year * 12 + self._published.month - 1 + (moment.relative_month or 0)
        year, month = divmod(months, 12)
        return _iso(year, month + 1, moment.day)

    def _relative_quarter(self, shift: int) -> str | None:
        if self._published is None or self._published.month is None:
            return None
        year, quarter = divmod(self._published.year * 4 + (self._published.month - 1) // 3 + shift, 4)
        return f"{year}-Q{quarter + 1}"

    def _moved(self, today: str, shift: int) -> str | None:
        """The day ``shift`` days from one without year; None where a leap day would move it."""
        _, month, day = _parse(today)
        if month is None or day is None:
            return None
        year = self._infer_year(month, day, 0)
        moved = datetime.date(year or _LEAP_YEAR, month, day) + datetime.timedelta(days=shift)
        if not year and {month, moved.month} == {2, 3}:
            return None
        return _iso(moved.year if year else None, moved.month, moved.day)

    def _relative_day(self, moment: Moment) -> str | None:
        if self._yearless and moment.relative_day is not None:
            return self._moved(self._yearless, moment.relative_day)
        today = self._published.date if self._published else None
        if today is None:
            return None
        if moment.weekday is not None:
            distance = moment.weekday - today.weekday()
            if moment.relative_week is None:  # a bare weekday is the nearest one, or the next if it is to come
                distance = distance % 7 if self._is_to_come(moment.start) else (distance + 3) % 7 - 3
            today += datetime.timedelta(days=7 * (moment.relative_week or 0) + distance)
        else:
            today += datetime.timedelta(days=moment.relative_day or 0)
        return today.isoformat()

    def _day_only(self, moment: Moment) -> str | None:
        """A day without month: of the month told before it (9月10日、11日), else near publication, else of the last month."""
        day = moment.day or 0
        coming = self._text.endswith(self._coming, 0, moment.start)
        if self._last is not None and self._goes_on(moment.start):
            year, month, before = self._last
            found = _iso(year, month, day)
            if before is not None and before < day and not (coming and found and self._has_been(found)):
                return found
        if self._published is not None and self._published.date is not None:
            return _nearest_month(self._published.date, day, coming)
        if self._last is None:
            return None
        year, month, _ = self._last
        return _iso(year, month, day)


def _is_bare_weekday(moment: Moment) -> bool:
    return moment.weekday is not None and moment.relative_week is None


def _weekday_from(first: str, weekday: int | None) -> str | None:
    """The first such weekday from a day on (``今日至周五``); None if that day lacks its year."""
    year, month, day = _parse(first)
    if weekday is None or not (year and month and day):
        return None
    start = datetime.date(year, month, day)
    return (start + datetime.timedelta(days=(weekday - start.weekday()) % 7)).isoformat()


def _year_before(moment: Moment) -> int | None:
    """The year of the first day of a range whose last day alone has one (``12月30日至2026年1月5日``)."""
    last = moment.until
    if last is None or last.year is None or last.month is None or moment.month is None:
        return None
    return last.year - (1 if moment.month > last.month else 0)


def _iso(year: int | None, month: int, day: int | None) -> str | None:
    """ISO text of a date that exists (29 February without year does), else None."""
    try:
        datetime.date(year or 2000, month, day or 1)
    except ValueError:
        return None
    return (f"{year:04d}" if year else "-") + f"-{month:02d}" + (f"-{day:02d}" if day else "")


def _parse(iso: str) -> tuple[int | None, int | None, int | None]:
    """Year, month and day of ISO text as far as they stand there."""
    year, rest = (None, iso[2:]) if iso.startswith("--") else (int(iso[:4]), iso[5:])
    month, _, day = rest.partition("-")
    return year, int(month) if month.isdigit() else None, int(day) if day else None


def _near_anchor(anchor: Moment, month: int) -> int | None:
    """The year of a month told beside a dated event: the same, but January after November is the next."""
    if anchor.year is None or anchor.month is None or anchor.day is None:
        return anchor.year
    if anchor.month >= 11 and month <= 2:
        return anchor.year + 1
    return anchor.year - 1 if anchor.month <= 2 and month >= 11 else anchor.year


def _nearest_day(year: int, month: int, day: int | None) -> datetime.date:
    """A day of a month, the middle for a month alone; one that not every year or month has is moved to one that it has."""
    return datetime.date(year, month, min(day or 15, 28 if month == 2 else 30))


def _nearest_year(about: datetime.date, month: int, day: int | None) -> int:
    """The year that puts a month and day nearest to a day."""

    def distance(year: int) -> int:
        return abs((_nearest_day(year, month, day) - about).days)

    return min((about.year, about.year - 1, about.year + 1), key=distance)


def _nearest_month(today: datetime.date, day: int, coming: bool) -> str | None:
    """The date with this day of the month that lies nearest to a day; the next one if it is still to come."""
    candidates = []
    for shift in (0, -1, 1):
        year, month = divmod(today.year * 12 + today.month - 1 + shift, 12)
        try:
            candidates.append(datetime.date(year, month + 1, day))
        except ValueError:
            continue
    if coming:
        candidates = [date for date in candidates if date >= today] or candidates
    return min(candidates, key=lambda date: abs((date - today).days)).isoformat() if candidates else None
