"""Price, shares and proceeds that no words name, known by their product."""

import pytest

OPENING = "北川生物(06712.HK)今日公开招股,6月20日在港交所主板上市。"
PRODUCTS = {
    "bare figures of an item": "盘子最小:3000万股,8至9港元,封顶才2.7亿港元。",
    "money in odd words": "发售3000万股,每股定价9港元,约2.7亿港元便到手了。",
    "money in a sentence of its own": "发售3000万股,每股定价9港元。\n全按这个价卖,公司能收2.7亿港元。",
    "shares in odd words": "每股定价9港元,集资2.7亿港元。\n3000万股一下午就被抢光。",
}


@pytest.mark.parametrize("told", PRODUCTS.values(), ids=PRODUCTS)
def test_the_three_together(by_company, told):
    found = by_company(OPENING + told, published="2025-06-10")["北川生物"]
    assert found["shares_offered"].endswith("30000000")
    assert found["proceeds"].endswith("HKD 270000000")
    assert found["issue_price"] in ("HKD 9", "HKD 8-9")


def test_proceeds_that_fit_go_before_a_sum(by_company):
    text = OPENING + "两家同日招股,合共集资10亿港元。发售3000万股,每股定价9港元,集资2.7亿港元。"
    assert by_company(text, published="2025-06-10")["北川生物"]["proceeds"] == "HKD 270000000"


@pytest.mark.parametrize(
    "told",
    [
        "每股盈利9港仙,股份共3000万股,纯利270万港元。",
        "基石投资者认购300万股,每股9港元,涉资2700万港元。",
        "首日成交3000万股,均价9港元,成交额2.7亿港元。",
        "大股东持有3000万股,按9港元计值2.9亿港元。",
    ],
)
def test_other_products(by_company, told):
    found = by_company(OPENING + told, published="2025-06-10").get("北川生物", {})
    assert not {"shares_offered", "proceeds"} & set(found)


def test_depositary_receipts_count_too(by_company):
    found = by_company(OPENING + "这次最小:1200万份、每份14.43美元,总额1.73亿美元。", published="2025-06-10")["北川生物"]
    assert (found["shares_offered"], found["proceeds"]) == ("12000000", "USD 173000000")


def test_shares_that_fit_go_before_those_planned(by_company):
    text = OPENING + "每股定价9港元,集资2.7亿港元,原来全球发售5000万股。\n公司砍了一刀,发售3000万股。"
    assert by_company(text, published="2025-06-10")["北川生物"]["shares_offered"] == "30000000"
