"""Two rule sets over the same samples: which facts one reads and the other doesn't, and which of them are right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from ipofacts.evaluate.compare import pairs
from ipofacts.evaluate.differences import value_of
from ipofacts.evaluate.golden import GoldenArticle
from ipofacts.evaluate.report import ArticleResult, Extracts, Report, evaluate
from ipofacts.schema import FACTS, Offering

Kind = Literal["gained", "lost", "changed"]
KINDS: tuple[Kind, ...] = ("gained", "lost", "changed")


@dataclass(frozen=True, slots=True)
class Reading:
    """One fact as one rule set reads it: the value as JSON data, whether the sample says the same, and the rules."""

    value: Any
    right: bool
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One fact of one company of one article that the two rule sets don't read alike; None: not read."""

    company: str
    fact: str
    before: Reading | None
    now: Reading | None

    @property
    def kind(self) -> Kind:
        """Whether the fact is read only now, was read only before, or is read otherwise."""
        if self.before is None:
            return "gained"
        return "lost" if self.now is None else "changed"

    @property
    def better(self) -> bool:
        """Whether a right value came in, or a wrong one went."""
        return self._score(self.now) > self._score(self.before)

    @property
    def worse(self) -> bool:
        """Whether a right value went, or a wrong one came in."""
        return self._score(self.now) < self._score(self.before)

    @property
    def loses(self) -> bool:
        """Whether a fact that was read rightly no longer is."""
        return self.before is not None and self.before.right and not (self.now and self.now.right)

    @staticmethod
    def _score(reading: Reading | None) -> int:
        return 0 if reading is None else 1 if reading.right else -1


@dataclass(frozen=True, slots=True)
class ArticleChanges:
    """What changed in one sample."""

    sample: GoldenArticle
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Comparison:
    """The reports of two rule sets over the same samples, and what changed, article by article."""

    name: str
    before: Report
    now: Report

    @cached_property
    def articles(self) -> tuple[ArticleChanges, ...]:
        """The samples in which anything changed, in order."""
        both = zip(self.before.results, self.now.results, strict=True)
        found = (ArticleChanges(new.sample, tuple(_changes(old, new))) for old, new in both)
        return tuple(article for article in found if article.changes)

    @property
    def changes(self) -> list[Change]:
        """All changes of all samples."""
        return [change for article in self.articles for change in article.changes]

    @property
    def losses(self) -> list[Change]:
        """The changes by which a right fact is no longer read."""
        return [change for change in self.changes if change.loses]

    @property
    def counts(self) -> Counter[Kind]:
        """How many changes there are of each kind."""
        return Counter(change.kind for change in self.changes)


def evaluate_against(path: Path, now: Extracts, before: Extracts, name: str, noise: Sequence[str] = ()) -> Comparison:
    """Extract and compare all samples with both; ``name`` is what ``before`` is called. Raises as ``evaluate``."""
    return Comparison(name, evaluate(path, before, noise), evaluate(path, now, noise))


def _changes(before: ArticleResult, now: ArticleResult) -> Iterator[Change]:
    old, new = before.extraction.offerings, now.extraction.offerings
    met = pairs(old, new)
    gone = [(offering, None) for i, offering in enumerate(old) if i not in {i for i, _ in met}]
    come = [(None, offering) for j, offering in enumerate(new) if j not in {j for _, j in met}]
    both: list[tuple[Offering | None, Offering | None]] = [(old[i], new[j]) for i, j in sorted(met)]
    for left, right in [*both, *gone, *come]:
        facts = FACTS if left and right else [fact for fact in FACTS if fact != "primary"]
        for fact in facts:
            was, is_now = _reading(before, left, fact), _reading(now, right, fact)
            if (was and was.value) != (is_now and is_now.value):
                yield Change(value_of(right or left, "company"), fact, was, is_now)


def _reading(result: ArticleResult, offering: Offering | None, fact: str) -> Reading | None:
    """One fact of an offering that was read, if it has it."""
    value = value_of(offering, fact)
    if offering is None or value is None:
        return None
    right = any(
        outcome.right and not outcome.invented and not outcome.missed
        for outcome in result.outcomes
        if outcome.got is offering and outcome.fact == fact
    )
    return Reading(value, right, tuple(sorted({item.rule for item in offering.evidence.get(fact, ())})))
