"""A date as it is written, not yet placed in time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Moment:
    """A date with the parts that are written. ``part`` is Q1–Q4, H1 or H2, or Q for a quarter that only counts from this one.

    The ``relative_`` fields count from the day of publication.

    ``anchored`` is false for a year that tells nothing of the article's own year (成立于2011年).
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str | None = None
    relative_year: int | None = None
    relative_month: int | None = None
    relative_quarter: int | None = None
    relative_day: int | None = None
    relative_week: int | None = None
    weekday: int | None = None
    until: Moment | None = None
    anchored: bool = True

    @property
    def precision(self) -> str:
        """``day``, ``month``, ``part`` or ``year``."""
        if self.day is not None or self.relative_day is not None or self.weekday is not None:
            return "day"
        return "part" if self.part else "month" if self.month is not None or self.relative_month is not None else "year"
