"""Offerings as an editor wants to see them in a terminal: a table as wide as the window, without empty columns."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Any, BinaryIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ipofacts.cli.reporting import counted

_ROWS = 500  # of one table: a longer one begins anew, with a heading
_WIDTH = 160  # where there is no window
_STYLES = {"listed": "green", "priced": "green", "withdrawn": "red", "postponed": "yellow"}
_SCALES = ((Decimal(10) ** 12, "tn"), (Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"))
_SIGNS = {"approx": "≈", "over": ">", "under": "<"}
Cells = dict[str, Text]


def write_overview(sink: BinaryIO, answers: Iterable[tuple[str, dict[str, Any]]]) -> None:
    """Answers as JSON data, each with the place of its article."""
    terminal = sys.stdout.isatty() and sink is sys.stdout.buffer
    text = io.StringIO()
    console = Console(file=text, width=None if terminal else _WIDTH, force_terminal=terminal, highlight=False)
    tally: Counter[str] = Counter()
    rows = (row for place, answer in answers for row in _rows(place, answer, tally))
    while some := list(islice(rows, _ROWS)):
        console.print(_table(some))
        _pour(text, sink)
    console.print(Text(_summary(tally), style="dim"))
    _pour(text, sink)


def _pour(text: io.StringIO, sink: BinaryIO) -> None:
    sink.write(text.getvalue().encode("utf-8", "replace"))
    text.seek(0)
    text.truncate()


def _table(rows: list[Cells]) -> Table:
    """Only columns in which something stands."""
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    used = [name for name in ("article", *_COLUMNS) if any(row.get(name) for row in rows)]
    for name in used:
        right = name in _RIGHT
        table.add_column(name, justify="right" if right else "left", no_wrap=name in _WHOLE, overflow="fold")
    for row in rows:
        table.add_row(*(row.get(name, Text()) for name in used))
    return table


def _rows(place: str, answer: dict[str, Any], tally: Counter[str]) -> Iterator[Cells]:
    """One row an offering; the article is named on the first. An article without offerings has one row that says so."""
    name = Text(answer.get("id") or place)
    tally["articles"] += 1
    if "problem" in answer:
        tally["problems"] += 1
        yield {"article": name, "company": Text(_reason(answer["problem"]), style="red")}
    elif not answer["offerings"]:
        tally["without"] += 1
        yield {"article": name, "company": Text("no offering", style="dim")}
    for offering in answer.get("offerings", ()):
        tally["offerings"] += 1
        yield {"article": name, **{column: tell(offering) for column, tell in _COLUMNS.items()}}
        name = Text()


def _reason(problem: dict[str, Any]) -> str:
    errors = problem.get("errors") or []
    told = "; ".join(f"{'.'.join(map(str, error['loc'][1:]))} {error['msg']}".strip() for error in errors)
    return f"{problem['title']}: {told or problem['detail']}"


def _summary(tally: Counter[str]) -> str:
    parts = [counted(tally["articles"], "article"), counted(tally["offerings"], "offering")]
    if tally["without"]:
        parts.append(f"{tally['without']} without an offering")
    if tally["problems"]:
        parts.append(f"{tally['problems']} could not be read")
    return " · ".join(parts)


def _company(offering: dict[str, Any]) -> Text:
    if not offering["primary"]:
        return Text(f"{offering['company']['name']} (mentioned)", style="dim")
    doubts = not all(check["holds"] for check in offering["checks"])
    return Text.assemble((offering["company"]["name"], "bold"), (" ⚠ check the figures" if doubts else "", "yellow"))


def _stage(offering: dict[str, Any]) -> Text:
    stage = offering.get("stage") or ""
    return Text(stage, style=_STYLES.get(stage, ""))


def _where(offering: dict[str, Any]) -> Text:
    parts = (offering.get("exchange"), offering.get("board"))
    return Text(" ".join(part for part in parts if part))


def _plain(fact: str) -> Callable[[dict[str, Any]], Text]:
    return lambda offering: Text(offering.get(fact) or "")


def _number(fact: str, unit: str = "", exact: bool = False) -> Callable[[dict[str, Any]], Text]:
    """A number as it is read aloud: ``≈ HKD 4.348 bn``, ``14.18–16.18``."""

    def tell(offering: dict[str, Any]) -> Text:
        found = offering.get(fact)
        if found is None:
            return Text()
        parts = [_scaled(found[part], exact) for part in ("value", "low", "high") if found.get(part)]
        limit = "<" if len(parts) == 1 and found.get("high") else ""
        words = (_SIGNS.get(found.get("bound", ""), limit), found.get("currency", ""), "–".join(parts) + unit)
        return Text(" ".join(word for word in words if word))

    return tell


def _scaled(number: str, exact: bool) -> str:
    """43480000 -> 43.48 m: the figures are kept, only the point moves."""
    value = Decimal(number)
    for size, name in _SCALES:
        if abs(value) >= size and not exact:
            text = format(value / size, "f")
            return f"{text.rstrip('0').rstrip('.') if '.' in text else text} {name}"
    return f"{value:,f}" if abs(value) >= 10000 else number


_COLUMNS: dict[str, Callable[[dict[str, Any]], Text]] = {
    "company": _company,
    "stage": _stage,
    "exchange": _where,
    "code": _plain("stock_code"),
    "listing": _plain("listing_date"),
    "price": _number("issue_price", exact=True),
    "shares": _number("shares_offered"),
    "raised": _number("proceeds"),
    "valuation": _number("valuation"),
    "subscribed": _number("oversubscription", "×", exact=True),
    "first day": _number("first_day_change", "%", exact=True),
}
_RIGHT = frozenset({"price", "shares", "raised", "valuation", "subscribed", "first day"})
_WHOLE = _RIGHT | {"stage", "code", "listing"}
