"""Answers written out: a line each, one JSON array, or a table."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from ipofacts.service.worker import Answer

_COLUMNS = (
    "id",
    "company",
    "stage",
    "exchange",
    "stock_code",
    "listing_date",
    "issue_price",
    "shares_offered",
    "proceeds",
    "oversubscription",
)
_WIDTH = 200


def _jsonl(sink: BinaryIO, answers: Iterable[Answer]) -> None:
    for answer in answers:
        sink.write(answer.line())


def _json(sink: BinaryIO, answers: Iterable[Answer]) -> None:
    separator = b"[\n"
    for answer in answers:
        sink.write(separator + json.dumps(json.loads(answer.line()), ensure_ascii=False, indent=2).encode())
        separator = b",\n"
    sink.write(b"\n]\n" if separator == b",\n" else b"[]\n")


def _table(sink: BinaryIO, answers: Iterable[Answer]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*_COLUMNS)
    for answer in answers:
        for row in _rows(json.loads(answer.line())):
            table.add_row(*row)
    text = io.StringIO()
    Console(file=text, width=_WIDTH, markup=False).print(table)
    sink.write(text.getvalue().encode())


WRITERS: dict[str, Callable[[BinaryIO, Iterable[Answer]], None]] = {"jsonl": _jsonl, "json": _json, "table": _table}


def _rows(answer: dict[str, Any]) -> Iterator[list[str]]:
    """One row an offering; an article without offerings has one row that says so."""
    name = answer.get("id") or ""
    if "problem" in answer:
        yield [name, answer["problem"]["title"]]
    elif not answer["offerings"]:
        yield [name, "no offering"]
    for offering in answer.get("offerings", ()):
        company = shown(offering["company"]) + ("" if offering["primary"] else " (mentioned)")
        yield [name, company, *(shown(offering.get(column)) for column in _COLUMNS[2:])]


def shown(fact: Any) -> str:
    """A fact in one cell: ``HKD 116.20``, ``14.18-16.18``, a name."""
    if fact is None:
        return ""
    if isinstance(fact, list):
        return ", ".join(fact)
    if not isinstance(fact, dict):
        return str(fact)
    if "name" in fact:
        return str(fact["name"])
    number = fact.get("value") or f"{fact.get('low', '')}-{fact.get('high', '')}"
    return f"{fact['currency']} {number}" if fact.get("currency") else str(number)
