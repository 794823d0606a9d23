"""Every amount that a sentence tells of a first trading day, and none that belongs to something else (first_day.yaml)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ipofacts import Extractor
from ipofacts.schema import AMOUNT_FACTS, QUANTITY_FACTS, Amount, Offering, Quantity

TABLE = yaml.load((Path(__file__).parent / "first_day.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
# How an article of each market opens; the sentence follows as its next line.
OPENINGS = {
    "hk": "北川生物(06712.HK)今日在港交所主板挂牌。",
    "a": "泽远智能(688123.SH)今日在科创板上市。",
    "us": "星桥科技(NASDAQ:XQKJ)周二在纳斯达克首日挂牌。",
    "tw": "晶曜光電(7890.TW)今日在臺灣證券交易所掛牌上市。",
    "sg": "北川集团今日在新加坡交易所主板上市。",
    "my": "北川集团今日在大马交易所创业板上市。",
}
NAMES = ("北川", "泽远", "星桥", "晶曜")
CASES = [(market, sentence, want) for market, rows in TABLE.items() for sentence, want in rows]


@pytest.mark.parametrize(("market", "sentence", "want"), CASES)
def test_first_day(extractor: Extractor, market: str, sentence: str, want: dict[str, str]) -> None:
    found = extractor.extract(f"{OPENINGS[market]}\n{sentence}", published="2025-06-10").offerings
    told = next(offering for offering in found if offering.company.name.startswith(NAMES))
    assert _amounts(told) == want


def _amounts(offering: Offering) -> dict[str, str]:
    """The amounts and numbers of an offering in the short form of the table."""
    told: dict[str, str] = {}
    for fact in sorted(AMOUNT_FACTS | QUANTITY_FACTS):
        value: Amount | Quantity | None = getattr(offering, fact)
        if value is not None:
            figure = _plain(value.value) if value.value else f"{_plain(str(value.low))}-{_plain(str(value.high))}"
            told[fact] = f"{value.currency} {figure}" if isinstance(value, Amount) else figure
    return told


def _plain(number: str) -> str:
    """Without the zeros that a text may write: 22.360 and 22.36 are one price."""
    return number.rstrip("0").rstrip(".") if "." in number else number
