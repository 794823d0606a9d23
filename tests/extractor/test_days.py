"""The first trading day that a sentence tells, however it is told (days.yaml)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ipofacts import Extractor

# How an article of each market opens: it tells a price, so that there is an offering whose day is asked for.
OPENINGS = {
    "hk": "北川生物(06712.HK)招股价10港元,保荐人为中金公司。",
    "a": "泽远智能(688123.SH)发行价22元,保荐机构为中金公司。",
    "us": "星桥科技(NASDAQ:XQKJ)发行价15美元,承销商为高盛。",
    "tw": "晶曜光電(7890.TW)承銷價55元。",
    "sg": "新交所消息,北川集团(Northriver Group Ltd)发售价0.25新元。",
    "my": "大马交易所消息,北川集团(Northriver Group Bhd)发售价25仙。",
}
NAMES = ("北川", "泽远", "星桥", "晶曜")
CASES = yaml.load((Path(__file__).parent / "days.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize(("market", "sentence", "day"), CASES)
def test_days(extractor: Extractor, market: str, sentence: str, day: str) -> None:
    found = extractor.extract(f"{OPENINGS[market]}\n{sentence}", published="2025-06-10").offerings
    assert [one.listing_date for one in found if one.company.name.startswith(NAMES)][:1] == [day]
