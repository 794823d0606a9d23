"""Two companies told in turn, and places told in the order of a list."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "赛道上的眠云家居、星桥科技早就是上市公司,前者2018年11月在深交所上市,后者2012年在上交所上市。",
        "今年跑在前面的有眠云家居与星桥科技。前者2018年11月登陆深交所;后者2012年登陆上交所。",
        "眠云家居和星桥科技都是它的客户,其中前者于2018年11月在深交所挂牌,后者则于2012年在上交所挂牌。",
    ],
)
def test_the_former_and_the_latter_have_each_their_own(by_company, text: str) -> None:
    found = by_company(f"北川生物今日向港交所递表。\n{text}")
    assert {name: (o["exchange"], o["listing_date"]) for name, o in found.items() if name != "北川生物"} == {
        "眠云家居": ("SZSE", "2018-11"),
        "星桥科技": ("SSE", "2012"),
    }
    assert "listing_date" not in found["北川生物"]


def test_the_latter_may_be_a_holder(by_company) -> None:
    found = by_company("北川生物今日向港交所递表。\n公司控股股东为星桥科技,后者2014年在上交所上市。")
    assert found["星桥科技"]["listing_date"] == "2014"
    assert (found["北川生物"]["stage"], "listing_date" in found["北川生物"]) == ("filed", False)


@pytest.mark.parametrize(
    "text",
    [
        "眠云家居与星桥科技分别在港交所和科创板上市。",
        "眠云家居、星桥科技今日分别登陆港交所和科创板。",
        "眠云家居及星桥科技今日各自在港交所、上交所敲钟。",
    ],
)
def test_places_told_in_the_order_of_a_list(by_company, text: str) -> None:
    found = by_company(text)
    assert {name: o["exchange"] for name, o in found.items()} == {"眠云家居": "HKEX", "星桥科技": "SSE"}


@pytest.mark.parametrize(
    "text",
    [
        "今年三家公司有了结果:3月,北川生物在上交所主板上市;6月,眠云家居科创板IPO申请获受理;9月底,星桥科技通过港交所聆讯。",
        "旗下两家公司各有进展:北川生物在上交所主板上市;另有星桥科技通过港交所聆讯。",
    ],
)
def test_a_count_before_a_colon_doesnt_tell_of_all_what_follows_of_one(by_company, text: str) -> None:
    found = by_company(text)
    assert (found["北川生物"]["exchange"], found["北川生物"]["board"]) == ("SSE", "main")
    assert (found["星桥科技"]["exchange"], found["星桥科技"].get("board")) == ("HKEX", None)


def test_a_count_before_a_colon_tells_of_a_list_behind_it(by_company) -> None:
    found = by_company("今日三家公司同时上市:北川生物、眠云家居和星桥科技在港交所主板挂牌。")
    assert {o["exchange"] for o in found.values()} == {"HKEX"}
    assert len(found) == 3
