"""Answers as the tables of ``ipofacts.tables``, in CSV and Parquet files."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ipofacts.problems import from_json
from ipofacts.schema import Extraction
from ipofacts.tables import columns, rows, schema, to_batches
from ipofacts.tables.columns import Table
from ipofacts.tables.rows import Answer


def write_table(lines: Path, output: Path, form: str, table: Table) -> None:
    """Answers, one a line, as a table of the form ``csv`` or ``parquet``. Raises OSError, ImportError without pyarrow."""
    with lines.open("rb") as answers:
        (_csv if form == "csv" else _parquet)(map(_answer, answers), output, table)


def _answer(line: bytes) -> Answer:
    if b'"offerings":[' in line:
        return Extraction.model_validate_json(line)
    return from_json(json.loads(line))


def _csv(answers: Iterator[Answer], output: Path, table: Table) -> None:
    """UTF-8 with a mark at the front, by which spreadsheets know it."""
    names = [column.name for column in columns(table)]
    with output.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows(answers, table))


def _cell(value: Any) -> Any:
    """Lists joined, decimals without exponent; what spreadsheets would take for a formula is a text."""
    if isinstance(value, list):
        return _safe("; ".join(value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _safe(value)
    return format(value, "f") if hasattr(value, "as_tuple") else value


def _safe(text: str) -> str:
    return f"'{text}" if text[:1] in "=+@\t\r" and text else text


def _parquet(answers: Iterator[Answer], output: Path, table: Table) -> None:
    form = schema(table)
    from pyarrow import parquet

    with parquet.ParquetWriter(output, form, compression="zstd") as writer:
        for batch in to_batches(answers, table):
            writer.write_batch(batch)
