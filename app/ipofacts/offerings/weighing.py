"""Whom an article is about: what speaks for each company, weighed by rules/offerings/casting.yaml."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from ipofacts.names.model import Name
from ipofacts.offerings.heads import Place, companies_of, has_code
from ipofacts.rulefiles import Root, RuleModel, read_file
from ipofacts.rules.match import Candidate
from ipofacts.rules.reading import Reading
from ipofacts.rules.symbols import Line

# Lines that name a company, from the first on: they tell whom an article is about.
OPENING_LINES = 3
# What tells the terms of an offering.
TERMS = frozenset(
    {
        "issue_price",
        "shares_offered",
        "proceeds",
        "net_proceeds",
        "sponsors",
        "subscription_start",
        "subscription_end",
        "oversubscription",
        "international_oversubscription",
        "lottery_rate",
        "valuation",
        "pe_ratio",
    }
)
# What ``of`` says of rules that speak of a listing of years before.
HISTORY = "history"
# How many lines back a sentence without a name may find the one it goes on from.
LOOK_BACK = 6

Seen = dict[int, Counter[str]]


class Weights(RuleModel):
    """How much each sign counts, in hundredths, and how often at most (``most``; once, where it isn't there): for the company
    that an article is about (``weights``), and for an offering beside it that it is about too (``beside``, if the sum is more
    than ``least``: one too many is worse than one too few).
    """

    weights: dict[str, int]
    beside: dict[str, int]
    least: int
    most: dict[str, int]

    def counted(self, seen: Counter[str]) -> dict[str, int]:
        """Each sign with how often it counts."""
        return {sign: min(times, self.most.get(sign, 1)) for sign, times in seen.items() if times}

    def weight(self, seen: Counter[str], weights: Mapping[str, int]) -> int:
        """The sum of what is seen."""
        return sum(weights.get(sign, 0) * times for sign, times in self.counted(seen).items())

    def of(self, reading: Reading, candidates: Sequence[Candidate], outsiders: frozenset[Place]) -> dict[int, int]:
        """The weight of each company of an article: how much it is what the article is about."""
        worth = dict.fromkeys(range(len(reading.names.companies)), 0)
        for company, seen in signs(reading, candidates, outsiders).items():
            worth[company] = self.weight(seen, self.weights)
        return worth


def signs(reading: Reading, candidates: Sequence[Candidate], outsiders: frozenset[Place]) -> Seen:
    """What is seen of each company that has a part of its own: the signs of casting.yaml, each with how often."""
    seen: Seen = defaultdict(Counter)
    _see_places(reading, outsiders, seen)
    for company, counts in seen.items():
        counts["once"] = int(counts["mention"] == 1)
        counts["registered"] = int(reading.names.companies[company].full is not None)
    _see_facts(reading, candidates, outsiders, seen)
    return seen


def _see_places(reading: Reading, outsiders: frozenset[Place], seen: Seen) -> None:
    """Where each company is named: how often, in the headline, at the head of sentences and of the opening lines."""
    opening = 0
    for line in reading.lines:
        names = list(companies_of(line, outsiders))
        if not names:
            continue
        first = int(names[0].key)
        for name in names:
            seen[int(name.key)]["mention"] += 1
        if line.segment.kind == "title" or opening == 0:
            for name in names:
                seen[int(name.key)]["headline"] = 1
            seen[headed(reading, line, names)]["headline_first"] += 1
        seen[first]["opens"] += names[0].start <= line.starts[0] + 1
        seen[first]["opening"] += opening < OPENING_LINES
        opening += 1


def headed(reading: Reading, line: Line, names: Sequence[Name]) -> int:
    """The company that a headline is about: the first that is named again, or with its code; what is named once beside it may
    be a person's or a paper's name.
    """
    backed = (n for n in names if len(reading.names.companies[int(n.key)].mentions) > 1 or has_code(line, n))
    return int(next(backed, names[0]).key)


def _see_facts(reading: Reading, candidates: Sequence[Candidate], outsiders: frozenset[Place], seen: Seen) -> None:
    """What is told of each company, right behind its name and in the sentences that go on from it.

    What is told of years before, of a rival's listing or its own at another place, is told in passing.
    """
    told: set[tuple[int, str, str]] = set()
    past = reading.past_lines()
    for candidate in candidates:
        if candidate.companies or candidate.rule.rule.of == HISTORY or candidate.line in past:
            continue
        spoken = _spoken_of(reading, candidate, outsiders)
        if spoken is not None:
            told.add((*spoken, candidate.fact))
    for company, way, fact in told:
        seen[company][f"{way}_terms"] += fact in TERMS
        seen[company][f"{way}_stage"] += fact == "stage"


def _spoken_of(reading: Reading, candidate: Candidate, outsiders: frozenset[Place]) -> tuple[int, str] | None:
    """The company that a candidate may be of, and whether it stands ``near`` it in the sentence or is ``carried`` on to it from
    one before.
    """
    line = reading.lines[candidate.line]
    before = [name for name in companies_of(line, outsiders) if name.start < candidate.end]
    if before:
        return int(before[-1].key), "near"
    for earlier in reversed(reading.lines[max(0, line.index - LOOK_BACK) : line.index]):
        if earlier.segment.paragraph != line.segment.paragraph:
            return None
        if names := list(companies_of(earlier, outsiders)):
            return int(names[-1].key), "carried"
    return None


def load_weights(root: Root) -> Weights:
    """The weights of a rules folder; raises RuleFileError."""
    return read_file(root, Path("offerings/casting.yaml"), Weights).content
