"""A value found in text: its kind, its place, how it was written and what it means."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

Kind = Literal["money", "price", "count", "multiple", "percent", "number", "date", "code"]
Bound = Literal["approx", "over", "under"]


class Value(NamedTuple):
    """One value; ``text == source[start:end]`` always, bound words and units included (``约43.48亿港元``).

    ``value`` or ``low``/``high`` hold numbers, exactly as written times the unit (``3741.95万股`` is 37419500). ``date`` is
    ISO text with the precision given: ``2026-01-08``, ``2026-01``, ``2026-Q1``, ``2026-H1``, ``2026``, ``--01-08``,
    ``--12``; a range of dates has ``date`` (first day) and ``date_end``. ``code`` is the bare code, normalised (``2513``,
    ``688795``, ``BABA``), ``market`` its suffix if the text gives one (``HK``, ``SH``, ``SZ``, ``BJ``, ``US`` …).

    kinds: ``price`` is money said to be per share (每股…, …/股); ``money`` any other amount with a currency or a bare 元;
    ``scaled`` tells whether the amount was written with 万/亿/million (then it is hardly a price per share); ``count`` is
    shares, ADSs, lots or another counted thing, ``unit`` says which (``shares``, ``ads``, ``lot``, ``other``); ``multiple`` is
    倍 in any wording; ``percent`` includes 成 and 个百分点 (``unit`` = ``point``); ``number`` a number with none of these.
    """

    kind: Kind
    start: int
    end: int
    text: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    currency: str | None = None
    bound: Bound | None = None
    unit: str | None = None
    scaled: bool = False
    date: str | None = None
    date_end: str | None = None
    code: str | None = None
    market: str | None = None
