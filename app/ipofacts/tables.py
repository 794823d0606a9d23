"""Extractions as tables: one row an offering, facts as typed columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ipofacts.schema import AMOUNT_FACTS, FACTS, QUANTITY_FACTS, Extraction, Offering

if TYPE_CHECKING:
    import pandas as pd

_PARTS = ("value", "low", "high")


def to_frame(extractions: Iterable[Extraction]) -> pd.DataFrame:
    """A pandas DataFrame with one row an offering.

    Amounts become ``<fact>`` (or ``<fact>_low``/``_high`` for ranges) as Float64 and ``<fact>_currency``; dates and names are
    strings, since dates may be partial. The exact decimals stay in the extractions. Raises ImportError without pandas.
    """
    try:
        import pandas as pd
    except ImportError:
        raise ImportError("to_frame needs pandas: pip install pandas") from None
    rows = [_row(extraction.id, offering) for extraction in extractions for offering in extraction.offerings]
    types = _types()
    frame = pd.DataFrame(rows, columns=list(types))
    for name, kind in types.items():
        column = pd.to_numeric(frame[name]) if kind == "Float64" else frame[name]
        frame[name] = column.astype(kind)
    return frame


def _row(name: str | None, offering: Offering) -> dict[str, Any]:
    row: dict[str, Any] = {"id": name}
    for fact in FACTS:
        found = getattr(offering, fact)
        if found is None:
            continue
        if fact in AMOUNT_FACTS or fact in QUANTITY_FACTS:
            row.update({column: getattr(found, part) for column, part in _columns(fact)})
        elif fact == "company":
            row.update(company=found.name, company_full_name=found.full_name)
        else:
            row[fact] = ", ".join(found) if isinstance(found, list) else found
    return row


def _columns(fact: str) -> Iterator[tuple[str, str]]:
    """The columns of a numeric fact, each with the part of the fact it holds."""
    for part in _PARTS:
        yield (fact if part == "value" else f"{fact}_{part}"), part
    if fact in AMOUNT_FACTS:
        yield f"{fact}_currency", "currency"


def _types() -> dict[str, str]:
    """All columns in order, with their pandas types."""
    types = {"id": "string"}
    for fact in FACTS:
        if fact in AMOUNT_FACTS or fact in QUANTITY_FACTS:
            types.update({column: "string" if part == "currency" else "Float64" for column, part in _columns(fact)})
        else:
            types[fact] = "boolean" if fact == "primary" else "string"
        if fact == "company":
            types["company_full_name"] = "string"
    return types
