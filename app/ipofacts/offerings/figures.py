"""Price, shares and proceeds of an offering hold each other: where one is the product of the others they are told, though no
words stand beside them that say which they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ipofacts.offerings.model import Draft
from ipofacts.rules.match import Candidate
from ipofacts.rules.model import FIGURE
from ipofacts.rules.reading import Reading
from ipofacts.rules.symbols import ADS, COUNTED, MONEY, MONEY_SCALED, PRICE, SHARES, symbol
from ipofacts.values.model import Value

PRICE_FACT, SHARES_FACT, PROCEEDS_FACT = "issue_price", "shares_offered", "proceeds"
TOGETHER = (PRICE_FACT, SHARES_FACT, PROCEEDS_FACT)
SIGNS = {PRICE_FACT: PRICE + MONEY, SHARES_FACT: SHARES + ADS + COUNTED, PROCEEDS_FACT: MONEY_SCALED}
# A product differs from the rounded figure that is told by no more than this share.
ROUNDING = Decimal("0.012")
# Fewer shares are an application for some, no offering.
LEAST = 1_000_000
# So many figures of one kind in a sentence are a table of something.
MOST = 4


def unclaimed(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The figures that no rule took for anything, each as the fact that it could be, in the order of the text."""
    taken = {_place(mention) for c in candidates if c.fact != FIGURE for mention in c.mentions}
    free = {_place(c.mentions[0]): c for c in candidates if c.fact == FIGURE and _place(c.mentions[0]) not in taken}
    told = ((candidate, symbol(candidate.mentions[0])) for _, candidate in sorted(free.items()))
    figures = [candidate._replace(fact=fact) for candidate, sign in told for fact in TOGETHER if sign in SIGNS[fact]]
    return [one for one in figures if one.fact != SHARES_FACT or max(_of(one), default=0) >= LEAST]


def products(facts: Sequence[Candidate], free: Sequence[Candidate]) -> list[Candidate]:
    """The ``free`` figures that with others of their sentence, free ones or facts, are a price, shares and their product."""
    lines: dict[int, dict[str, list[Candidate]]] = defaultdict(lambda: defaultdict(list))
    loose = {id(candidate) for candidate in free}
    for candidate in (*free, *(one for one in facts if one.fact in TOGETHER)):
        lines[candidate.line][candidate.fact].append(candidate)
    found: dict[int, Candidate] = {}
    for told in lines.values():
        if len(told) < len(TOGETHER) or any(len(of_one) > MOST for of_one in told.values()):
            continue
        for price, shares, money in _triples(told):
            found.update((id(one), one) for one in (price, shares, money) if id(one) in loose)
    return list(found.values())


def _triples(told: Mapping[str, Sequence[Candidate]]) -> Iterator[tuple[Candidate, Candidate, Candidate]]:
    for price in told[PRICE_FACT]:
        for shares in told[SHARES_FACT]:
            for money in told[PROCEEDS_FACT]:
                wanted = [one * other for one in _of(price) for other in _of(shares)]
                if _agree(price, money) and any(_fits(figure, wanted) for figure in _of(money)):
                    yield price, shares, money


class Figures:
    """The figures of an article that no rule took for anything."""

    def __init__(self, reading: Reading, free: Sequence[Candidate]) -> None:
        self._free = free
        self._lines = reading.lines

    def missing(self, offering: Mapping[str, Any], draft: Draft, alone: bool) -> Candidate | None:
        """What tells the one of the three facts that an offering lacks, where the other two give it; in an article on others
        too (not ``alone``) only beside them.
        """
        lacking = [fact for fact in TOGETHER if fact not in offering]
        if len(lacking) != 1:
            return None
        [fact] = lacking
        wanted = list(_wanted(offering, fact))
        near = {self._paragraph(candidate) for known in TOGETHER for candidate in draft.of(known)}
        currency = next(offering[known]["currency"] for known in (PRICE_FACT, PROCEEDS_FACT) if known in offering)
        for candidate in self._free:
            value = candidate.mentions[0]
            if candidate.fact != fact or not isinstance(value, Value) or value.currency not in (None, currency):
                continue
            if value.value is not None and _fits(value.value, wanted) and (alone or self._paragraph(candidate) in near):
                return candidate
        return None

    def better(self, offering: Mapping[str, Any], draft: Draft) -> Candidate | None:
        """What tells other proceeds or shares than those of an offering, where these don't fit its price but those do: the sum
        of several offerings, or what was planned at first, stands beside its own.
        """
        if any(fact not in offering for fact in TOGETHER):
            return None
        for fact in (PROCEEDS_FACT, SHARES_FACT):
            wanted = list(_wanted(offering, fact))
            if any(_fits(figure, wanted) for figure in _figures_of(offering, fact)):
                return None
            for candidate in draft.of(fact):
                if any(_fits(figure, wanted) for figure in _of(candidate)):
                    return candidate
        return None

    def _paragraph(self, candidate: Candidate) -> int:
        return self._lines[candidate.line].segment.paragraph


def _wanted(offering: Mapping[str, Any], fact: str) -> Iterator[Decimal]:
    """What a fact must be about, from the other two."""
    first, second = (_figures_of(offering, known) for known in TOGETHER if known != fact)
    for one in first:
        for other in second:
            if fact == PROCEEDS_FACT:
                yield one * other
            elif one:
                yield other / one


def _figures_of(offering: Mapping[str, Any], fact: str) -> list[Decimal]:
    return list(_numbers(map(offering[fact].get, ("value", "low", "high"))))


def _of(candidate: Candidate) -> list[Decimal]:
    value = candidate.mentions[0] if candidate.mentions else None
    return list(_numbers((value.value, value.low, value.high))) if isinstance(value, Value) else []


def _numbers(told: Iterable[Decimal | str | None]) -> Iterator[Decimal]:
    """The figures of a value: itself, or the ends of a range and its middle."""
    found = [Decimal(one) for one in told if one is not None]
    yield from found
    if len(found) == 2:
        yield sum(found, Decimal(0)) / 2


def _fits(figure: Decimal, wanted: Iterable[Decimal]) -> bool:
    return any(abs(figure - product) <= ROUNDING * product for product in wanted)


def _agree(price: Candidate, money: Candidate) -> bool:
    """Whether two amounts are in one currency, as far as they say."""
    said = {getattr(one.mentions[0], "currency", None) for one in (price, money) if one.mentions} - {None}
    return len(said) < 2


def _place(mention: Any) -> tuple[int, int]:
    return mention.start, mention.end
