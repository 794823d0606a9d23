"""Whether the values of a sample have the form that an extraction gives them, beyond what the contract itself refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ipofacts.schema import AMOUNT_FACTS, FACTS, QUANTITY_FACTS, Amount, Offering, Quantity

_CODE = re.compile(r"(?:\d{4}|[1-9]\d{4})\.HK|\d{6}\.(?:SH|SZ|BJ)|[A-Z0-9][A-Z0-9.]*\.(?!HK|SH|SZ|BJ)[A-Z]{1,3}")
_EXCHANGE = re.compile(r"[A-Z]{2,12}")
_CURRENCY = re.compile(r"[A-Z]{3}")


def form_problems(offering: Offering) -> Iterator[str]:
    """What is wrong with the facts of one offering, one line each; nothing if all is well."""
    stated = [fact for fact in FACTS if getattr(offering, fact) is not None]
    if set(stated) <= {"primary", "company"}:
        yield "states nothing but a company; give the facts the article states"
    for fact in stated:
        if fact in AMOUNT_FACTS or fact in QUANTITY_FACTS:
            yield from (f"{fact}: {problem}" for problem in _figure_problems(getattr(offering, fact), fact))
    if offering.stock_code and not _CODE.fullmatch(offering.stock_code):
        yield f"stock_code: {offering.stock_code!r} is no code with market suffix, such as 2513.HK, 688795.SH, BABA.US"
    if offering.exchange and not _EXCHANGE.fullmatch(offering.exchange):
        yield f"exchange: {offering.exchange!r} is no abbreviation, such as HKEX, SSE, NASDAQ"
    if offering.sponsors is not None and not (offering.sponsors and all(map(str.strip, offering.sponsors))):
        yield "sponsors: names as written; leave the key out if there are none"
    if not offering.company.name.strip():
        yield "company.name: is empty"


def _figure_problems(figure: Amount | Quantity, fact: str) -> Iterator[str]:
    whole, ends = figure.value is not None, (figure.low is not None, figure.high is not None)
    if whole == any(ends):
        yield "give either value, or low and high"
    elif not whole and not all(ends) and not (fact == "issue_price" and figure.bound is None):
        yield "low or high alone is for issue_price; elsewhere write value and bound"
    if isinstance(figure, Amount) and figure.currency is not None and not _CURRENCY.fullmatch(figure.currency):
        yield f"currency: {figure.currency!r} is not ISO 4217"
