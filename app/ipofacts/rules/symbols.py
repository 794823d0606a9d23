"""A segment as a line of symbols: its characters, with every mention shrunk to one private-use character of its kind.

A phrase is then matched on the line by a regular expression that knows nothing of how values or names are written.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from ipofacts.names.model import Name
from ipofacts.text.model import Segment
from ipofacts.values.model import Value

Mention = Value | Name

# One symbol a kind of mention. Money is told apart by how it is written: per share, plain, with 万/亿, par value, per lot.
PRICE, MONEY, MONEY_SCALED, MONEY_PAR, MONEY_LOT, MONEY_CONVERTED = "\ue001", "\ue002", "\ue003", "\ue004", "\ue005", "\ue006"
SHARES, ADS, LOTS, COUNTED = "\ue010", "\ue011", "\ue012", "\ue013"
TIMES, PERCENT, POINTS = "\ue020", "\ue021", "\ue022"
NUMBER, NUMBER_SCALED = "\ue030", "\ue031"
DATE, YEAR, PERIOD, COMING, COMING_YEAR = "\ue040", "\ue041", "\ue042", "\ue043", "\ue044"
CODE, OTHER_CODE = "\ue050", "\ue051"
COMPANY, EXCHANGE, BOARD, BANK = "\ue060", "\ue061", "\ue062", "\ue063"

# What a slot of a phrase may stand for.
CLASSES: dict[str, str] = {
    "price": PRICE + MONEY,
    "pershare": PRICE,
    "money": MONEY + MONEY_SCALED + NUMBER_SCALED,
    "shares": SHARES + ADS + NUMBER_SCALED,
    "lots": LOTS,
    "times": TIMES,
    "percent": PERCENT,
    "points": POINTS,
    "number": NUMBER,
    "count": COUNTED,
    "date": DATE + YEAR + PERIOD + COMING + COMING_YEAR,
    "day": DATE + YEAR + COMING + COMING_YEAR,
    "coming": COMING + COMING_YEAR,
    "year": YEAR + COMING_YEAR,
    "period": PERIOD,
    "code": CODE,
    "othercode": OTHER_CODE,
    "company": COMPANY,
    "exchange": EXCHANGE,
    "board": BOARD,
    "venue": EXCHANGE + BOARD,
    "bank": BANK,
    "house": BANK + COMPANY,
}
# Slots that take several mentions in a row, and the kind of each.
LISTS: dict[str, str] = {"banks": "house", "companies": "company", "prices": "price", "amounts": "money"}

_MONEY_UNITS = {"par": MONEY_PAR, "lot": MONEY_LOT, "converted": MONEY_CONVERTED}
_COUNT_UNITS = {"shares": SHARES, "ads": ADS, "lot": LOTS}
_PLAIN = {"multiple": TIMES, "number": NUMBER}
_NAMES = {"company": COMPANY, "exchange": EXCHANGE, "board": BOARD, "bank": BANK}


# Currencies in which one share costs tens of thousands (发行价30万韩元), and from where on such an amount is a sum.
SMALL_UNITS, SMALLEST_SUM = frozenset(("IDR", "KRW", "VND")), 10_000_000


def symbol_class(kind: str) -> str:
    """The symbols that a slot kind takes, for use inside a character class."""
    return CLASSES[LISTS.get(kind, kind)]


def is_symbol(sign: str) -> bool:
    """Whether a character stands for a mention."""
    return PRICE <= sign <= BANK


def _is_sum(amount: Value) -> bool:
    """Whether an amount in 万 or 亿 is too large for a price per share, which it is but for a few currencies."""
    few = amount.currency in SMALL_UNITS and amount.value is not None and amount.value < SMALLEST_SUM
    return amount.scaled and not few


# A year or a part of one: a span that figures are told of, and hardly a first trading day.
_YEAR = re.compile(r"\d{4}(-[QH]\d)?")
# The month in which a part of a year begins.
_PARTS = {"Q1": "01", "Q2": "04", "Q3": "07", "Q4": "10", "H1": "01", "H2": "07"}


def _is_coming(date: str, published: str | None) -> bool:
    """Whether an ISO date lies wholly after the day of writing; no, where either lacks the year that the other has."""
    if not published or date.startswith("-") != published.startswith("-"):
        return False
    head, _, part = date.rpartition("-")
    begins = f"{head}-{_PARTS[part]}" if part in _PARTS else date
    return begins > published[: len(begins)]


def symbol(mention: Mention, published: str | None = None) -> str:
    """The private-use character that stands for a mention; ``published`` (an ISO day) tells which dates are to come."""
    if isinstance(mention, Name):
        return _NAMES[mention.kind]
    match mention.kind:
        case "price":
            return MONEY_PAR if mention.unit == "par" else PRICE
        case "money":
            return _MONEY_UNITS.get(mention.unit or "", MONEY_SCALED if _is_sum(mention) else MONEY)
        case "count":
            return _COUNT_UNITS.get(mention.unit or "", COUNTED)
        case "percent":
            return POINTS if mention.unit == "point" else PERCENT
        case "date":
            if mention.date_end:
                return PERIOD
            signs = (YEAR, COMING_YEAR) if _YEAR.fullmatch(mention.date or "") else (DATE, COMING)
            return signs[_is_coming(mention.date or "", published)]
        case "code":
            return OTHER_CODE if mention.unit else CODE
        case "number":
            return NUMBER_SCALED if mention.scaled else NUMBER
        case _:
            return _PLAIN[mention.kind]


@dataclass(frozen=True)
class Line:
    """One segment as symbols; symbol i stands for clean characters ``starts[i]:ends[i]``, ``mentions[i]`` if it is a
    mention. ``companies`` are those mentions that name one, in order.
    """

    segment: Segment
    index: int
    symbols: str
    starts: Sequence[int]
    ends: Sequence[int]
    mentions: dict[int, Mention]
    companies: tuple[Name, ...]

    def place(self, start: int) -> int:
        """The symbol that begins at a place of the clean text."""
        return bisect_left(self.starts, start)

    def symbol_span(self, start: int, end: int) -> tuple[int, int]:
        """The symbols of clean characters ``start:end``: the inverse of ``clean_span``."""
        return bisect_left(self.starts, start), bisect_left(self.ends, end) + 1

    def clean_span(self, first: int, last: int) -> tuple[int, int]:
        """The clean characters of symbols ``first:last``."""
        return self.starts[first], self.ends[last - 1]


def make_line(text: str, segment: Segment, index: int, mentions: Sequence[Mention], published: str | None = None) -> Line:
    """The line of a segment; ``mentions`` are those inside it, ordered, not overlapping; ``published`` as for ``symbol``."""
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    placed: dict[int, Mention] = {}
    companies: list[Name] = []
    at = segment.start
    for mention in mentions:
        signs.extend(text[at : mention.start])
        starts.extend(range(at, mention.start))
        ends.extend(range(at + 1, mention.start + 1))
        placed[len(signs)] = mention
        sign = symbol(mention, published)
        signs.append(sign)
        if sign == COMPANY:
            companies.append(mention)  # type: ignore[arg-type]
        starts.append(mention.start)
        ends.append(mention.end)
        at = mention.end
    signs.extend(text[at : segment.end])
    starts.extend(range(at, segment.end))
    ends.extend(range(at + 1, segment.end + 1))
    return Line(segment, index, "".join(signs), starts, ends, placed, tuple(companies))


def merge_mentions(values: Sequence[Value], names: Sequence[Name]) -> list[Mention]:
    """Values and names in one order without overlaps; where they overlap the longer stays."""
    merged: list[Mention] = []
    every: list[Mention] = [*values, *names]
    for mention in sorted(every, key=lambda m: (m.start, -m.end)):
        if merged and mention.start < merged[-1].end:
            if mention.end - mention.start > merged[-1].end - merged[-1].start:
                merged[-1] = mention
            continue
        merged.append(mention)
    return merged
