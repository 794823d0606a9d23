"""One article: the offerings it states against the offerings that were read, fact by fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ipofacts.evaluate.names import folded, same_company
from ipofacts.schema import FACTS, Amount, Offering, Quantity


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one fact of one offering fared. ``expected`` is None for an invented offering, ``got`` for one that was missed.

    A wrong value counts once as invented and once as missed. ``primary`` says on which side it counts: as the sample has it,
    or as the extraction has it if the sample has no such offering.
    """

    fact: str
    expected: Offering | None
    got: Offering | None
    primary: bool
    right: int = 0
    invented: int = 0
    missed: int = 0


def compare(expected: Sequence[Offering], got: Sequence[Offering]) -> Iterator[Outcome]:
    """The outcomes of one article, paired offerings first, then the missed and the invented."""
    met_pairs = pairs(expected, got)
    for i, j in met_pairs:
        yield from _paired(expected[i], got[j])
    met, used = {i for i, _ in met_pairs}, {j for _, j in met_pairs}
    for i, offering in enumerate(expected):
        if i not in met:
            for fact, count in _alone(offering):
                yield Outcome(fact, offering, None, offering.primary, missed=count)
    for j, offering in enumerate(got):
        if j not in used:
            for fact, count in _alone(offering):
                yield Outcome(fact, None, offering, offering.primary, invented=count)


def pairs(expected: Sequence[Offering], got: Sequence[Offering]) -> list[tuple[int, int]]:
    """The places of offerings of one company in both lists, those that agree in most facts first; each is paired once."""
    options = sorted(
        (-_agreement(left, right), i, j)
        for i, left in enumerate(expected)
        for j, right in enumerate(got)
        if same_company(left.company, right.company)
    )
    met: set[int] = set()
    used: set[int] = set()
    found = []
    for _, i, j in options:
        if i not in met and j not in used:
            met.add(i)
            used.add(j)
            found.append((i, j))
    return found


def _agreement(left: Offering, right: Offering) -> int:
    facts = (fact for fact in FACTS if fact not in ("company", "sponsors"))
    return sum(getattr(left, fact) is not None and _equal(getattr(left, fact), getattr(right, fact)) for fact in facts)


def _paired(expected: Offering, got: Offering) -> Iterator[Outcome]:
    for fact in FACTS:
        want, have = getattr(expected, fact), getattr(got, fact)
        if fact == "company":
            right, invented, missed = 1, 0, 0
        elif fact == "sponsors":
            right, invented, missed = _names(want or [], have or [])
        elif want is not None and _equal(want, have):
            right, invented, missed = 1, 0, 0
        else:
            right, invented, missed = 0, have is not None, want is not None
        if right or invented or missed:
            yield Outcome(fact, expected, got, expected.primary, right, invented, missed)


def _alone(offering: Offering) -> Iterator[tuple[str, int]]:
    """The facts that an offering without a partner counts, and how often."""
    for fact in FACTS:
        value = getattr(offering, fact)
        if fact != "primary" and value is not None:
            yield fact, len(value) if fact == "sponsors" else 1


def _names(want: list[str], have: list[str]) -> tuple[int, int, int]:
    """Names right, invented and missed; a name is met by a form that holds it or that it holds."""
    left = [folded(name) for name in have]
    right = 0
    for name in map(folded, want):
        hit = next((other for other in left if other in name or name in other), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return right, len(left), len(want) - right


def _equal(want: Any, have: Any) -> bool:
    """Equal values: numerically for figures, whose currency must be equal if the sample states one; bounds aren't compared."""
    if isinstance(want, Amount | Quantity):
        if have is None or (isinstance(want, Amount) and want.currency is not None and want.currency != have.currency):
            return False
        return all(_same_number(getattr(want, key), getattr(have, key)) for key in ("value", "low", "high"))
    return bool(want == have)


def _same_number(left: str | None, right: str | None) -> bool:
    if left is None or right is None:
        return left is right
    return Decimal(left) == Decimal(right)
