"""Extractions as rows of plain Python values, and back."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Context, Decimal
from typing import Any

from ipofacts.schema import AMOUNT_FACTS, DATE_FACTS, FACTS, QUANTITY_FACTS, Amount, Extraction, Offering, Quantity
from ipofacts.tables.columns import PRECISION, SCALE, Table, columns

Row = dict[str, Any]
Answer = Extraction | Exception
"""What extracting many articles gives in the place of each."""

_PLACES = Decimal(1).scaleb(-SCALE)
_EXACT = Context(prec=10 * PRECISION)
_LARGEST = Decimal(10) ** (PRECISION - SCALE)
_PARTS = ("value", "low", "high", "currency", "bound")
_YEAR = re.compile(r"(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|Q([1-4])|H([12])))?")
_SEVERAL = "; "


def rows(answers: Iterable[Answer], table: Table = "offerings") -> Iterator[Row]:
    """The rows of a table, keyed by its columns; what isn't stated has no key. Problems are rows, too."""
    columns(table)
    make = _MAKERS[table]
    for answer in answers:
        if isinstance(answer, Extraction):
            yield from make(answer)
        else:
            yield _problem(answer)


def _problem(error: Exception) -> Row:
    """A row for an article that has no answer; errors of the client and of the library both have a ``type``."""
    return {
        "id": getattr(error, "id", None),
        "problem": str(getattr(error, "type", None) or type(error).__name__),
        "problem_detail": str(error),
    }


def _offering_rows(extraction: Extraction) -> Iterator[Row]:
    for number, offering in enumerate(extraction.offerings):
        row: Row = {"id": extraction.id, "rules_version": extraction.rules_version, "offering": number}
        for fact in FACTS:
            if (found := getattr(offering, fact)) is not None:
                row.update(_cells(fact, found))
        yield row


def _cells(fact: str, found: Any) -> Iterator[tuple[str, Any]]:
    """The cells of one fact that is there."""
    if isinstance(found, Amount | Quantity):
        for part in _PARTS:
            if (value := getattr(found, part, None)) is not None:
                yield _column(fact, part), decimal(value) if part in ("value", "low", "high") else value
    elif fact in DATE_FACTS:
        first, precision = date(found)
        yield from ((fact, first), (f"{fact}_precision", precision), (f"{fact}_stated", found))
    elif fact == "company":
        yield from (("company", found.name), ("company_full_name", found.full_name), ("company_aliases", found.aliases))
    else:
        yield fact, found


def _column(fact: str, part: str) -> str:
    return fact if part == "value" else f"{fact}_{part}"


def _fact_rows(extraction: Extraction) -> Iterator[Row]:
    for number, offering in enumerate(extraction.offerings):
        for fact in FACTS:
            found = getattr(offering, fact)
            if found is None or fact == "primary":
                continue
            row = {
                "id": extraction.id,
                "rules_version": extraction.rules_version,
                "offering": number,
                "primary": offering.primary,
                "company": offering.company.name,
                "fact": fact,
                **_value(fact, found),
            }
            for place, evidence in enumerate(offering.evidence.get(fact, ())):
                yield {
                    **row,
                    "evidence": place,
                    "start": evidence.start,
                    "end": evidence.end,
                    "quote": evidence.quote,
                    "quote_in": evidence.in_,
                    "rule": evidence.rule,
                }


def _value(fact: str, found: Any) -> Row:
    if isinstance(found, Amount | Quantity):
        numbers = {"amount": found.value, "low": found.low, "high": found.high}
        return {
            "value": found.value,
            **{name: decimal(number) for name, number in numbers.items() if number is not None},
            "currency": getattr(found, "currency", None),
            "bound": found.bound,
        }
    if fact == "company":
        return {"value": found.name}
    return {"value": _SEVERAL.join(found) if isinstance(found, list) else found}


_MAKERS: dict[Table, Callable[[Extraction], Iterator[Row]]] = {"offerings": _offering_rows, "facts": _fact_rows}


def decimal(number: str) -> Decimal | None:
    """A number as decimal columns hold it: to ten places; None if it is larger than any amount can be."""
    value = Decimal(number)
    if abs(value) >= _LARGEST:
        return None
    return value if -value.as_tuple().exponent <= SCALE else value.quantize(_PLACES, context=_EXACT)  # type: ignore[operator]


def date(stated: str) -> tuple[datetime.date | None, str]:
    """The first day of a date of the contract (None without a year, or for a day that no calendar has), and its precision."""
    parts = _YEAR.fullmatch(stated)
    if parts is None:
        return None, "yearless"
    year, month, day, quarter, half = (int(part) if part else 0 for part in parts.groups())
    if quarter:
        precision, month = "quarter", 3 * quarter - 2
    elif half:
        precision, month = "half", 6 * half - 5
    else:
        precision = "day" if day else "month" if month else "year"
    try:
        return datetime.date(year, month or 1, day or 1), precision
    except ValueError:
        return None, precision


def extractions(table: Iterable[Mapping[str, Any]]) -> Iterator[Extraction]:
    """Extractions out of rows of the offerings table, which hold no evidence; rows with a problem are passed over."""
    offerings: list[Offering] = []
    head: Mapping[str, Any] = {}
    for row in table:
        if row.get("problem") is not None:
            continue
        if row["offering"] == 0 and offerings:
            yield _extraction(head, offerings)
            offerings = []
        head = row
        offerings.append(_offering(row))
    if offerings:
        yield _extraction(head, offerings)


def _extraction(row: Mapping[str, Any], offerings: list[Offering]) -> Extraction:
    return Extraction(id=row["id"], offerings=offerings, rules_version=row["rules_version"])


def _offering(row: Mapping[str, Any]) -> Offering:
    facts: Row = {}
    for fact in FACTS:
        if fact in AMOUNT_FACTS or fact in QUANTITY_FACTS:
            parts = {part: _text(row.get(_column(fact, part))) for part in _PARTS}
            facts[fact] = {part: value for part, value in parts.items() if value is not None} or None
        elif fact in DATE_FACTS:
            facts[fact] = row.get(f"{fact}_stated")
        elif fact == "company":
            facts[fact] = {
                "name": row["company"],
                "full_name": row.get("company_full_name"),
                "aliases": row.get("company_aliases") or [],
            }
        else:
            facts[fact] = row.get(fact)
    return Offering.model_validate(facts)


def _text(value: Any) -> str | None:
    """A cell as the contract writes it: decimals without exponent or trailing zeros."""
    if not isinstance(value, Decimal):
        return None if value is None else str(value)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
