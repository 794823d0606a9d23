"""A candidate's reading in short form, as rule authors write it in examples."""

from __future__ import annotations

from decimal import Decimal

from ipofacts.names.model import Name
from ipofacts.rules.match import Candidate
from ipofacts.rules.symbols import Mention
from ipofacts.values.model import Value


def short(candidate: Candidate) -> str:
    """``HKD 116.20``, ``14.18-16.18``, ``over 1164``, ``2026-01-08``, ``2513.HK``, names with blanks between, or the rule's
    constant.
    """
    rule = candidate.rule.rule
    if rule.gives is not None:
        return rule.gives
    mentions = candidate.mentions or candidate.companies
    return " ".join(_mention(mention, candidate) for mention in mentions)


def _mention(mention: Mention, candidate: Candidate) -> str:
    if isinstance(mention, Name):
        return mention.text if mention.kind in ("company", "bank") else mention.key
    if mention.kind == "date":
        return " ".join(day for day in (mention.date, mention.date_end) if day)
    if mention.kind == "code":
        return f"{mention.code}.{mention.market}" if mention.market else str(mention.code)
    return _figure(mention, candidate)


def _figure(value: Value, candidate: Candidate) -> str:
    rule = candidate.rule.rule
    if value.value is not None:
        figure = _plain(-abs(value.value) if rule.sign == "down" else value.value)
        figure = {"high": "≤", "low": "≥"}.get(rule.take, "") + figure
    elif rule.take in ("top", "bottom"):
        figure = _plain(value.high if rule.take == "top" else value.low)
    else:
        figure = f"{_plain(value.low)}-{_plain(value.high)}"
    bound = rule.bound or value.bound
    parts = (bound if rule.take == "value" else None, value.currency, figure)
    return " ".join(part for part in parts if part)


def _plain(number: Decimal | None) -> str:
    if number is None:
        return ""
    return format(number, "f") if number != number.to_integral_value() or number.adjusted() > 27 else str(int(number))
