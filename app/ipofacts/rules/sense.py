"""What a rule can't mean, though it is written well: a constant or a kind of mention that is no value of its fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ipofacts.rules.language import Slot
from ipofacts.rules.model import VERDICTS
from ipofacts.schema import AMOUNT_FACTS, DATE_FACTS, QUANTITY_FACTS, Number, Offering

_COMPANIES = frozenset(("company", "companies"))
_AMOUNTS = frozenset(("price", "pershare", "prices", "money", "amounts", "number"))
_QUANTITIES = frozenset(("times", "percent", "points", "number", "shares", "lots", "count"))
_NAMES = {
    "exchange": frozenset(("exchange", "venue")),
    "board": frozenset(("board", "venue")),
    "stock_code": frozenset(("code",)),
    "sponsors": frozenset(("bank", "banks", "house")),
    "stage": frozenset[str](),
}
# The verdicts that speak of companies or of lines, not of a value.
_VALUELESS = frozenset(VERDICTS) - {"other"}


def nonsense_of_gives(facts: Sequence[str], gives: str | None) -> Iterator[str]:
    """Why a constant can't be the value of the facts that a rule decides."""
    if gives is None:
        return
    for fact in facts:
        if fact in VERDICTS:
            continue
        kind: Any = Number if fact in QUANTITY_FACTS else Offering.model_fields[fact].annotation
        try:
            TypeAdapter(kind).validate_python(gives)
        except ValidationError as error:
            yield f"{gives!r} is no value of {fact}: {error.errors()[0]['msg'].lower()}"


def nonsense_of_slots(facts: Sequence[str], slots: Sequence[Slot], gives: str | None) -> Iterator[str]:
    """Why what a phrase reads can't be a value of the facts that its rule decides."""
    if gives is not None:
        return
    kinds = {slot.kind for slot in slots if slot.read} - _COMPANIES
    for fact in facts:
        if fact in VERDICTS:
            if fact not in _VALUELESS and not kinds:
                yield f"nothing is read here: {fact} needs a value in braces, such as {{money}}"
            continue
        fitting = kinds_of(fact)
        if wrong := kinds - fitting:
            told = " or ".join(f"{{{kind}}}" for kind in sorted(fitting)) or "a word after gives"
            yield f"{{{min(wrong)}}} is no value of {fact}, which is read from {told}"
        elif not any(slot.read for slot in slots):
            yield f"nothing is read here: put the value of {fact} in braces, or write after gives what the phrase tells"


def kinds_of(fact: str) -> frozenset[str]:
    """The kinds of mentions that can be values of a fact."""
    if fact in AMOUNT_FACTS:
        return _AMOUNTS
    if fact in QUANTITY_FACTS:
        return _QUANTITIES
    return frozenset(("date", "day", "coming", "year", "period")) if fact in DATE_FACTS else _NAMES[fact]
