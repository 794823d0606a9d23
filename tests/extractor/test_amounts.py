"""Every amount that a sentence tells of an offering, and none that it tells of something else (amounts.yaml)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ipofacts import Extractor
from ipofacts.schema import AMOUNT_FACTS, Offering

TABLE = yaml.load((Path(__file__).parent / "amounts.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
# How an article of each market opens; the sentence follows as its next line.
OPENINGS = {
    "hk": "北川生物(06712.HK)公布在港交所主板上市的最新安排。",
    "a": "泽远智能(688123.SH)拟在科创板上市。",
    "us": "星桥科技(NASDAQ:XQKJ)拟在纳斯达克上市。",
    "tw": "晶曜光電(7890.TW)申請在臺灣證券交易所上市。",
    "sg": "北川集团拟在新加坡交易所上市。",
    "my": "北川集团拟在大马交易所创业板上市。",
}
NAMES = ("北川", "泽远", "星桥", "晶曜")
FIRST_DAY = frozenset({"first_day_market_cap", "first_day_open", "first_day_close", "first_day_change"})
AMOUNTS = sorted(AMOUNT_FACTS - FIRST_DAY)
MULTIPLES = ["shares_offered", "pe_ratio", "oversubscription", "international_oversubscription", "lottery_rate"]
CASES = [(market, sentence, want) for market, rows in TABLE.items() for sentence, want in rows]


def test_the_table_is_full() -> None:
    assert set(TABLE) == set(OPENINGS)
    assert len(CASES) >= 1000
    assert sum(not want for _, _, want in CASES) >= 250


@pytest.mark.parametrize(("market", "sentence", "want"), CASES)
def test_amounts(extractor: Extractor, market: str, sentence: str, want: dict[str, str]) -> None:
    found = extractor.extract(f"{OPENINGS[market]}\n{sentence}", published="2025-06-10").offerings
    told = next(offering for offering in found if offering.company.name.startswith(NAMES))
    assert _amounts(told) == want


def _amounts(offering: Offering) -> dict[str, str]:
    """The amounts, numbers and sponsors of an offering in the short form of the table."""
    told: dict[str, str] = {}
    for fact in [*AMOUNTS, *MULTIPLES]:
        value = getattr(offering, fact)
        if value is not None:
            currency = [value.currency] if fact in AMOUNT_FACTS else []
            told[fact] = " ".join([*currency, _figure(value.value, value.low, value.high)])
    if offering.sponsors:
        told["sponsors"] = "、".join(sorted(offering.sponsors))
    return told


def _figure(value: str | None, low: str | None, high: str | None) -> str:
    if value is not None:
        return _plain(value)
    if low is None or high is None:
        return f"≥{_plain(str(low))}" if high is None else f"≤{_plain(high)}"
    return f"{_plain(low)}-{_plain(high)}"


def _plain(number: str) -> str:
    """Without the zeros that a text may write: 22.360 and 22.36 are one price."""
    return number.rstrip("0").rstrip(".") if "." in number else number
