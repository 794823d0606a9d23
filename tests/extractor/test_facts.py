"""Every fact that a sentence tells of an offering in each market's words (facts.yaml); how far it has come, when and where in many
more (when.yaml)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ipofacts import Extractor
from ipofacts.schema import AMOUNT_FACTS, DATE_FACTS, QUANTITY_FACTS, Amount, Offering, Quantity

HERE = Path(__file__).parent
TABLE, WHEN = (
    yaml.load((HERE / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader) for name in ("facts.yaml", "when.yaml")
)
# How an article of each market opens: it names the company and its market, and tells nothing of an offering.
OPENINGS = {
    "hk": "北川生物(06712.HK)消息。",
    "a": "泽远智能(688123.SH)消息。",
    "us": "星桥科技(NASDAQ:XQKJ)消息。",
    "tw": "晶曜光電(7890.TW)消息。",
    "sg": "新交所消息,北川集团(Northriver Group Ltd)。",
    "my": "大马交易所消息,北川集团(Northriver Group Bhd)。",
}
NAMES = ("北川", "泽远", "星桥", "晶曜")
WHERE = frozenset({"exchange", "stock_code"})
PLAIN = frozenset({"stage", "board"}) | DATE_FACTS
CASES = [(market, sentence, want) for market, rows in TABLE.items() for sentence, want in rows]
WHEN_CASES = [(market, sentence, want) for market, rows in WHEN.items() for sentence, want in rows]


@pytest.mark.parametrize(("market", "sentence", "want"), CASES)
def test_facts(extractor: Extractor, market: str, sentence: str, want: dict[str, str]) -> None:
    found = extractor.extract(f"{OPENINGS[market]}\n{sentence}", published="2025-06-10").offerings
    told = next((offering for offering in found if offering.company.name.startswith(NAMES)), None)
    assert (_facts(told) if told else {}) == want


@pytest.mark.parametrize(("market", "sentence", "want"), WHEN_CASES)
def test_how_far_and_when(extractor: Extractor, market: str, sentence: str, want: dict[str, str]) -> None:
    opening = f"{OPENINGS[market]}\n" if market in OPENINGS else ""
    found = extractor.extract(opening + sentence, published="2025-06-10").offerings
    told = next(offering for offering in found if offering.company.name.startswith(NAMES))
    facts = PLAIN if opening else PLAIN | WHERE
    assert {fact: value for fact in sorted(facts) if (value := getattr(told, fact)) is not None} == want


def _facts(offering: Offering) -> dict[str, str]:
    """The facts of an offering in the short form of the table; its exchange and code stand in the opening."""
    told = {fact: value for fact in sorted(PLAIN) if (value := getattr(offering, fact)) is not None}
    for fact in sorted(AMOUNT_FACTS | QUANTITY_FACTS):
        value = getattr(offering, fact)
        if value is not None:
            told[fact] = _amount(value)
    if offering.sponsors:
        told["sponsors"] = "、".join(sorted(offering.sponsors))
    return told


def _amount(value: Amount | Quantity) -> str:
    currency = getattr(value, "currency", None)
    figure = value.value or f"{value.low}-{value.high}"
    return f"{currency} {figure}" if currency else figure
