"""Counting: what was right, invented and missed, and the precision, recall and F1 that follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ipofacts.evaluate.compare import Outcome
from ipofacts.schema import FACTS

CORE = ("company", "listing_date", "stock_code", "issue_price", "shares_offered", "proceeds", "valuation", "oversubscription")


@dataclass(frozen=True, slots=True)
class Counts:
    """Facts counted: a wrong value is both ``invented`` and ``missed``. With nothing to count every rate is 1."""

    right: int = 0
    invented: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.invented + other.invented, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Of the facts read, the share that is right (0 to 1)."""
        return self.right / (self.right + self.invented) if self.right + self.invented else 1.0

    @property
    def recall(self) -> float:
        """Of the facts stated, the share that was read (0 to 1)."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall (0 to 1)."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Scores:
    """Counts by fact, apart for offerings an article is about (``primary``) and those it only mentions (``mention``)."""

    primary: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    mention: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))

    def add(self, outcomes: Iterable[Outcome]) -> None:
        """Count the outcomes of one article."""
        for outcome in outcomes:
            side = self.primary if outcome.primary else self.mention
            side[outcome.fact] += Counts(outcome.right, outcome.invented, outcome.missed)

    @property
    def core(self) -> Counts:
        """The eight facts that matter most, of primary offerings."""
        return sum((self.primary[fact] for fact in CORE), Counts())

    @property
    def all(self) -> Counts:
        """All facts of primary offerings."""
        return sum((self.primary[fact] for fact in FACTS), Counts())

    @property
    def mentioned(self) -> Counts:
        """All facts of offerings that are only mentioned."""
        return sum((self.mention[fact] for fact in FACTS), Counts())
