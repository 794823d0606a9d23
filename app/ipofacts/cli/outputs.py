"""Answers written out: a line each, one JSON array, or a table or page for people. Tables for programs are in ``tabular``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, BinaryIO

from ipofacts.cli.inputs import Item
from ipofacts.service.worker import Answer


@dataclass(frozen=True, slots=True)
class Done:
    """An item and its answer."""

    item: Item
    answer: Answer


def _jsonl(sink: BinaryIO, answers: Iterable[Done]) -> None:
    for done in answers:
        sink.write(done.answer.line())


def _json(sink: BinaryIO, answers: Iterable[Done]) -> None:
    separator = b"[\n"
    for done in answers:
        sink.write(separator + json.dumps(json.loads(done.answer.line()), ensure_ascii=False, indent=2).encode())
        separator = b",\n"
    sink.write(b"\n]\n" if separator == b",\n" else b"[]\n")


def _table(sink: BinaryIO, answers: Iterable[Done]) -> None:
    from ipofacts.cli.overview import write_overview

    write_overview(sink, ((done.item.place, json.loads(done.answer.line())) for done in answers))


def _html(sink: BinaryIO, answers: Iterable[Done]) -> None:
    from ipofacts import render

    sink.write(render.opening().encode())
    for number, done in enumerate(answers, 1):
        article = done.item.article.model_dump(exclude_none=True) if done.item.article else {}
        article.setdefault("id", done.item.place)
        sink.write(render.section(article, json.loads(done.answer.line()), number).encode())
    sink.write(render.closing().encode())


WRITERS: dict[str, Callable[[BinaryIO, Iterable[Done]], None]] = {
    "jsonl": _jsonl,
    "json": _json,
    "table": _table,
    "html": _html,
}
TABULAR = ("csv", "parquet")
ENDINGS = {".json": "json", ".html": "html", ".csv": "csv", ".parquet": "parquet"}


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
