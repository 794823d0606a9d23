"""One company's attempts: an earlier one elsewhere is an entry of its own, given up and only mentioned."""

import pytest

NOW = "北川生物今日向港交所递交招股书,拟在主板上市,募资6亿港元。"


@pytest.mark.parametrize(
    "text",
    [
        "公司2022年曾筹划在科创板上市,去年3月终止了辅导。",
        "公司曾于2021年12月向上交所科创板递表,2024年5月撤回申请。",
        "值得留意的是,它2023年报过科创板,2024年1月自己撤了。",
        "此前,公司曾冲击科创板,但2023年主动撤回了材料。",
        "2023年6月,公司科创板IPO申请获受理,一年后撤单。",
        "公司原本打算登陆科创板,最终放弃。",
    ],
)
@pytest.mark.parametrize("between", ["", "\n"])
def test_an_attempt_given_up_elsewhere_is_only_mentioned(read, text: str, between: str) -> None:
    found = [(o["company"], o["primary"], o["exchange"], o["stage"]) for o in read(NOW + between + text)]
    assert found == [("北川生物", True, "HKEX", "filed"), ("北川生物", False, "SSE", "withdrawn")]


@pytest.mark.parametrize(
    "text",
    [
        "公司曾于2024年首次向港交所递表,半年后失效。",
        "这是公司第二次向港交所递表,前次申请已失效。",
        "公司曾向港交所递表,后主动撤回。",
    ],
)
def test_an_earlier_attempt_at_the_same_place_changes_nothing(read, text: str) -> None:
    assert [(o["exchange"], o["stage"]) for o in read(NOW + text)] == [("HKEX", "filed")]


@pytest.mark.parametrize(
    "text",
    [
        "北川生物披露,已把拟申报板块由“创业板”变更为“北交所”,辅导机构不变。",
        "北川生物的辅导报告显示,公司拟上市板块由深交所创业板调整为北交所。",
        "北川生物公告称,辅导备案的上市板块从创业板改为北交所。",
    ],
)
def test_a_place_that_replaces_another(read, text: str) -> None:
    assert [(o["primary"], o["exchange"], o["stage"]) for o in read(text)] == [
        (True, "BSE", "planned"),
        (False, "SZSE", "withdrawn"),
    ]


def test_an_offering_in_two_places_is_about_both(read) -> None:
    found = read("北川生物拟A+H两地上市:今日向港交所递交招股书,科创板IPO申请亦获受理。")
    assert [(o["primary"], o["exchange"]) for o in found] == [(True, "HKEX"), (True, "SSE")]


@pytest.mark.parametrize(
    "text",
    [
        "它2023年报过深交所主板,2024年1月自己撤了。",
        "公司曾于2022年向深交所递表,次年撤回申请。",
        "此前公司曾申报深交所主板,2023年终止审核。",
    ],
)
def test_the_place_of_all_is_told_above_and_an_attempt_in_one_section(read, text: str) -> None:
    found = read(
        "北交所受理三家企业的上市申请。\n"
        f"北川生物科技股份有限公司:做检测仪,保荐机构中信证券,拟募集资金4亿元。{text}\n"
        "眠云家居科技股份有限公司:做床垫,保荐机构国金证券,拟募集资金3亿元。\n"
        "星桥科技集团股份有限公司:做机器人,保荐机构国信证券,拟募集资金2亿元。"
    )
    assert [(o["primary"], o["exchange"]) for o in found] == [(True, "BSE"), (True, "BSE"), (True, "BSE"), (False, "SZSE")]
    assert found[3]["stage"] == "withdrawn"
