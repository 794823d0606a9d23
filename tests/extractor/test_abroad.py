"""What sentences of other markets tell of an offering: place, code, stage, days, amounts, lead underwriters (abroad.yaml)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ipofacts import Extractor
from ipofacts.schema import Offering

TABLE = yaml.load((Path(__file__).parent / "abroad.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
# What stands above the sentence; it names the company and tells nothing but a plan.
OPENINGS = {
    "us": "美国软件公司星桥科技（Starbridge Inc.）拟赴美上市。",
    "merger": "",
    "tw": "晶曜光電（7890）擬初次上市。",
    "sg": "新加坡北川云（Norriva Cloud Ltd）拟首次公开售股上市。",
    "my": "大马公司北川药业（Norriva Pharma Berhad）拟首次公开售股上市。",
    "uk": "英国电池厂北川能源（Norriva Energy plc）拟上市。",
    "jp": "日本材料商北川化学（Kitagawa Chemical）拟上市。",
    "kr": "韩国公司北川美妆（Norriva Beauty）拟上市。",
    "in": "印度公司北川到家（Norriva Eats）拟上市。",
    "th": "泰国公司北川饮品（Norriva Beverage PCL）拟上市。",
    "ch": "北川电气（Norriva Electric）拟发行GDR上市。",
}
# What the opening may tell too; checked only where a row says it.
IF_ASKED = frozenset({"stage", "exchange", "board", "stock_code"})
FACTS = sorted(
    {"stage", "exchange", "board", "stock_code", "listing_date", "subscription_start", "subscription_end", "issue_price"}
    | {"shares_offered", "proceeds", "net_proceeds", "valuation", "first_day_market_cap", "post_money_valuation", "pe_ratio"}
    | {"oversubscription", "international_oversubscription", "lottery_rate", "first_day_open", "first_day_close"}
    | {"first_day_change"}
)
CASES = [(market, *row) for market, rows in TABLE.items() for row in rows]


def test_the_table_is_full() -> None:
    assert set(TABLE) == set(OPENINGS)
    assert len(CASES) >= 110


@pytest.mark.parametrize(("market", "sentence", "published", "want"), CASES)
def test_abroad(extractor: Extractor, market: str, sentence: str, published: str, want: dict[str, str]) -> None:
    text = f"{OPENINGS[market]}\n{sentence}".strip()
    found = extractor.extract(text, published=published or None).offerings
    (told,) = [_told(offering) for offering in found if offering.primary] or [{}]
    assert {fact: value for fact, value in told.items() if fact in want or fact not in IF_ASKED} == want


def _told(offering: Offering) -> dict[str, str]:
    """The facts of an offering in the short form of the table."""
    told = {fact: _short(value) for fact in FACTS if (value := getattr(offering, fact)) is not None}
    if offering.sponsors:
        told["sponsors"] = "、".join(offering.sponsors)
    return told


def _short(value: object) -> str:
    if isinstance(value, str):
        return value
    currency, single = getattr(value, "currency", None), getattr(value, "value", None)
    low, high = getattr(value, "low", None), getattr(value, "high", None)
    figure = _plain(single) if single else f"{_plain(low or '')}-{_plain(high or '')}"
    return f"{currency} {figure}" if currency else figure


def _plain(number: str) -> str:
    """Without the zeros that a text may write."""
    return number.rstrip("0").rstrip(".") if "." in number else number
