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


@pytest.mark.parametrize(
    "text",
    [
        "深交所那边最利索。9月13日,创业板上市委开会,北川生物、眠云家居双双过关。\n北交所9月14日审的是星桥科技,一次通过。",
        "本周三家企业过会。创业板上市委审的是北川生物和眠云家居,两家均过会。\n9月14日(周四),北交所上市委通过了星桥科技的首发申请。",
        "科创板本周没有会议。创业板放行北川生物、眠云家居的IPO申请,两家双双过会。\n北交所通过的则是星桥科技的首发。",
    ],
)
def test_a_place_that_opens_a_sentence_is_of_those_that_follow(by_company, text: str) -> None:
    found = by_company(text, "三家过会 本周上市委放行率75%")
    assert {name: o["exchange"] for name, o in found.items()} == {"北川生物": "SZSE", "眠云家居": "SZSE", "星桥科技": "BSE"}


@pytest.mark.parametrize(
    "text",
    [
        "眠云家居的母公司以14.5港元定价,首日收报16.62港元。",
        "眠云家居的运营商以14.5港元定价,首日收报16.62港元。",
    ],
)
def test_the_parent_of_a_brand_is_the_company_just_spoken_of(by_company, text: str) -> None:
    found = by_company(
        f"10月23日先到的是北川生物(06712)。{text}\n一天之后轮到星桥科技(06755),发售价3.99港元,在港交所首挂收报4.10港元。"
    )
    assert set(found) == {"北川生物", "星桥科技"}
    assert (found["北川生物"]["issue_price"], found["北川生物"]["first_day_close"]) == ("HKD 14.5", "HKD 16.62")


@pytest.mark.parametrize("who", ["同业", "母公司", "竞争对手"])
def test_what_lists_a_holder_or_rival_is_no_fact_of_the_issuer(by_company, who: str) -> None:
    found = by_company(f"北川生物今日向上交所科创板递交招股书,募资6亿元。\n{who}星桥科技2010年登陆创业板。")
    assert (found["北川生物"]["exchange"], "listing_date" in found["北川生物"]) == ("SSE", False)
    assert (found["星桥科技"]["exchange"], found["星桥科技"]["listing_date"]) == ("SZSE", "2010")


@pytest.mark.parametrize(
    "text",
    [
        "共有三份主板申请过了半年有效期:医美连锁北川生物、跨境支付公司眠云家居,以及四川酒商星桥科技。",
        "本周有三份上市申请失效:北川生物、眠云家居和星桥科技。",
        "北川生物、眠云家居和星桥科技的招股书日前到期,三份申请均告失效。",
    ],
)
def test_filings_that_lapse_together(by_company, text: str) -> None:
    found = by_company(
        f"又到季末,港交所“失效”名单拉长。\n{text}其中,星桥科技9月27日更新了财务数据重新递交,保荐人仍为中金公司。"
    )
    assert {name: (o["primary"], o["stage"], o["exchange"]) for name, o in found.items()} == {
        "北川生物": (True, "withdrawn", "HKEX"),
        "眠云家居": (True, "withdrawn", "HKEX"),
        "星桥科技": (True, "filed", "HKEX"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "北川生物、星桥科技今日向上交所递交科创板上市申请,保荐机构分别为中信证券、国金证券。",
        "今日有两家企业申请在科创板上市获上交所受理,一家是北川生物,一家是星桥科技,保荐机构依次是中信证券和国金证券。",
        "北川生物科创板上市申请今日获受理,拟募资8亿元。星桥科技同日获上交所受理科创板上市申请。两家公司分别由中信证券、国金证券保荐。",
    ],
)
def test_houses_told_in_the_order_of_the_companies(by_company, text: str) -> None:
    found = by_company(text)
    assert {name: o["sponsors"] for name, o in found.items()} == {"北川生物": ["中信证券"], "星桥科技": ["国金证券"]}


def test_several_houses_of_one_company(by_company) -> None:
    found = by_company("北川生物今日向港交所递表,联席保荐人分别为中信证券、国金证券。")
    assert found["北川生物"]["sponsors"] == ["中信证券", "国金证券"]
