"""The columns of both tables: one schema for every library that holds them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from ipofacts.schema import AMOUNT_FACTS, DATE_FACTS, FACTS, QUANTITY_FACTS, Offering

Table = Literal["offerings", "facts"]
TABLES: tuple[Table, ...] = get_args(Table)
Kind = Literal["text", "texts", "bool", "int", "decimal", "date"]

PRECISION, SCALE = 38, 10
"""Of decimal columns. No price, rate or amount of an article needs more than ten places after the point."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``texts`` are lists; a column that isn't ``always`` there is null where the article doesn't state it."""

    name: str
    kind: Kind
    meaning: str


def columns(table: Table = "offerings") -> tuple[Column, ...]:
    """The columns of a table, in order. Raises ValueError for an unknown table."""
    if table not in TABLES:
        raise ValueError(f"there is no table {table!r}; write {' or '.join(TABLES)}")
    return _COLUMNS[table]


_ARTICLE = (
    Column("id", "text", "The article's id, as given."),
    Column("problem", "text", "Why the article couldn't be read, as the stable name of a kind of problem; else null."),
    Column("problem_detail", "text", "The problem in words: what is wrong and what to do."),
    Column("rules_version", "text", "Content hash of the rules that read the article."),
    Column("offering", "int", "The offering's number within its article, from 0, the primary ones first."),
)
_PLAIN_FACTS: dict[str, Kind] = {"primary": "bool", "sponsors": "texts"}


def _offerings() -> Iterator[Column]:
    yield from _ARTICLE
    for fact in FACTS:
        meaning = Offering.model_fields[fact].description or ""
        yield from _fact(fact, meaning)


def _fact(fact: str, meaning: str) -> Iterator[Column]:
    """The columns of one fact."""
    if fact == "company":
        yield Column("company", "text", "The form of the issuer's name that the article uses most.")
        yield Column("company_full_name", "text", "The registered name.")
        yield Column("company_aliases", "texts", "Other names in the article.")
    elif fact in DATE_FACTS:
        yield Column(fact, "date", f"{meaning} The first day of what is stated; null if the year isn't.")
        yield Column(f"{fact}_precision", "text", "day, month, quarter, half, year; yearless if the year isn't stated.")
        yield Column(f"{fact}_stated", "text", "The date in the contract's form: 2026-01-08, 2026-Q1, --01-08.")
    elif fact in AMOUNT_FACTS or fact in QUANTITY_FACTS:
        yield Column(fact, "decimal", meaning)
        yield Column(f"{fact}_low", "decimal", "The lower end, if it is a range.")
        yield Column(f"{fact}_high", "decimal", "The upper end, if it is a range, or an upper limit alone.")
        if fact in AMOUNT_FACTS:
            yield Column(f"{fact}_currency", "text", "ISO 4217; null if the article doesn't tell.")
        yield Column(f"{fact}_bound", "text", "approx, over or under, if the article says so.")
    else:
        yield Column(fact, _PLAIN_FACTS.get(fact, "text"), meaning)


_FACT_COLUMNS = (
    *_ARTICLE,
    Column("primary", "bool", "Whether the article is about the offering, or only mentions it."),
    Column("company", "text", "The issuer."),
    Column("fact", "text", "The fact's name: issue_price, listing_date …"),
    Column("value", "text", "The value in the contract's form; several sponsors with ; between them; null for a range."),
    Column("amount", "decimal", "The value, if it is a number."),
    Column("low", "decimal", "The lower end of a range."),
    Column("high", "decimal", "The upper end of a range."),
    Column("currency", "text", "ISO 4217, of amounts."),
    Column("bound", "text", "approx, over or under."),
    Column("evidence", "int", "The number of the place that states it, from 0: rows with 0 hold each fact once."),
    Column("start", "int", "The place's first character, in code points of the text or title."),
    Column("end", "int", "One past its last character."),
    Column("quote", "text", "The characters themselves."),
    Column("quote_in", "text", "text or title."),
    Column("rule", "text", "The id of the rule that read it."),
)
_COLUMNS: dict[Table, tuple[Column, ...]] = {"offerings": tuple(_offerings()), "facts": _FACT_COLUMNS}
