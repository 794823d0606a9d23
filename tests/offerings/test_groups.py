"""Companies told together: sentences that count them, lists whose members are described, heads of paragraphs."""

import pytest

THREE = {"北川生物", "眠云家居", "星桥科技"}


@pytest.mark.parametrize(
    "text",
    [
        "北川生物、眠云家居和星桥科技都没能例外,三只新股在港首日全线破发。",
        "北川生物、眠云家居、星桥科技也都来了。三家公司今日上市。",
        "今日上市的三只新股,是做试剂的北川生物、卖床垫的眠云家居,以及机器人公司星桥科技。",
    ],
)
def test_who_is_counted_is_told_of_all(by_company, text: str) -> None:
    found = by_company(text)
    assert {name for name, offering in found.items() if offering.get("stage") == "listed"} == THREE


def test_a_count_that_no_list_fits_is_nobodys(by_company) -> None:
    found = by_company("北川生物今日在港交所递交招股书。年内已有五家公司过会,另有两家被否。")
    assert {name: offering["stage"] for name, offering in found.items()} == {"北川生物": "filed"}


def test_an_ordinal_counts_nobody(by_company) -> None:
    found = by_company("北川生物、眠云家居均为集团成员。眠云家居昨日过会,成为集团第二家过会的公司。")
    assert {name for name, offering in found.items() if offering.get("stage") == "approved"} == {"眠云家居"}


def test_the_head_of_a_paragraph_is_told_of_those_below(by_company) -> None:
    found = by_company(
        "北川生物(06712.HK)今日上市。\n仍在招股的,市场反应不一。眠云家居(06733.HK)超购120倍;星桥科技(06755.HK)超购39倍。"
    )
    assert {name: offering["stage"] for name, offering in found.items()} == {
        "北川生物": "listed",
        "眠云家居": "offering",
        "星桥科技": "offering",
    }


def test_the_latter_is_the_company_named_last(by_company) -> None:
    found = by_company("北川生物今日在东京证券交易所上市,规模之大仅次于星桥科技,后者2014年在纽约上市,融资250亿美元。")
    assert (found["星桥科技"]["listing_date"], found["星桥科技"]["proceeds"]) == ("2014", "USD 25000000000")
    assert "proceeds" not in found["北川生物"]


def test_a_series_is_not_given_to_a_list_that_follows_it(by_company) -> None:
    found = by_company("北川生物打算在香港及纽约上市,并有意邀请星桥科技及眠云家居做战略股东。")
    assert set(found) <= {"北川生物"}


def test_companies_that_the_headline_counts_are_what_the_article_is_about(read) -> None:
    found = read("12月8日,北川生物(06712.HK)、眠云家居(06733.HK)、星桥科技(06755.HK)同日挂牌。", "港交所一天迎来三只新股")
    assert {(o["company"], o["primary"]) for o in found} == {(name, True) for name in THREE}
