"""The first trading day of an offering that tells its first prices, where no words of listing stand beside a day."""

import pytest

TOLD = {
    "the day the article opens with": "今天是12月8日。北川生物(06712.HK)的员工挤满交易大厅,发售价10港元,开盘报12港元,收盘报11.5港元。北川生物在港交所敲钟。",
    "the last day before the prices": "暗盘在12月5日收跌。第二天是周末,12月8日,北川生物(06712.HK)的价格直接摔到8港元,收报7.9港元。北川生物在港交所敲钟,发售价10港元。",
    "the day behind a headline": "北川生物首挂收升两成\n昨日(7日)亚洲股市普遍走低。北川生物(06712.HK)昨日却收报12港元,发售价10港元,在港交所敲钟。",
}
UNTOLD = {
    "a day of results": "北川生物(06712.HK)12月5日公布配发结果。发售价10港元,开盘报12港元,在港交所敲钟。",
    "a day of long ago": "2024年3月1日,创始人辞去教职。\n北川生物(06712.HK)发售价10港元,开盘报12港元,收报11港元,在港交所敲钟。",
    "no prices yet": "12月8日天气晴朗。北川生物(06712.HK)发售价10港元。",
}


@pytest.mark.parametrize("text", TOLD.values(), ids=TOLD)
def test_the_day_of_the_prices(by_company, text):
    assert by_company(text)["北川生物"]["listing_date"] in ("2025-12-08", "2025-12-07")


@pytest.mark.parametrize("text", UNTOLD.values(), ids=UNTOLD)
def test_no_day_of_prices(by_company, text):
    assert "listing_date" not in by_company(text).get("北川生物", {})


def test_newcomers_of_one_day_share_it(by_company):
    found = by_company(
        "三只新股今日同日登场\n北川生物(06712.HK)今日在港交所挂牌,发售价10港元,收报12港元。\n眠云家居(06713.HK)今日在港交所挂牌,发售价5港元,收报6港元。\n"
        "星桥科技(06714.HK)也在港交所敲了钟,发售价3港元,募资3亿港元。"
    )
    assert {one.get("listing_date") for one in found.values()} == {"2025-12-08"}
