"""Which offerings there are: mentions beside what the article is about, two listings of one company, and none at all."""

import pytest


@pytest.mark.parametrize(
    ("aside", "exchange", "date"),
    [
        ("星桥科技曾于2021年在纳斯达克上市。", "NASDAQ", "2021"),
        ("此前,星桥科技于2024年10月登陆科创板。", "SSE", "2024-10"),
        ("同业星桥科技2023年在深交所创业板上市。", "SZSE", "2023"),
    ],
)
def test_a_company_in_passing_is_a_mention(by_company, aside: str, exchange: str, date: str) -> None:
    found = by_company(f"北川生物(06712.HK)今日在港交所上市,发行价12.80港元,募资6.4亿港元。{aside}", "北川生物登陆港交所")
    assert (found["北川生物"]["primary"], found["星桥科技"]["primary"]) == (True, False)
    assert (found["星桥科技"]["exchange"], found["星桥科技"]["listing_date"]) == (exchange, date)
    assert "issue_price" not in found["星桥科技"]


def test_two_places_planned_at_once_are_two_offerings(read) -> None:
    found = read("泽远智能计划在港交所上市,同时申请在科创板上市。")
    assert {(o["exchange"], o.get("board"), o["primary"]) for o in found} == {("HKEX", None, True), ("SSE", "star", True)}


@pytest.mark.parametrize(
    ("text", "exchange", "code"),
    [
        ("星桥科技IPO定价每股32美元,交易地点纽交所,代码XQKJ。", "NYSE", "XQKJ.US"),
        ("岚溪科技把发行价定在每股13美元。同城的对手也在纳斯达克,股价跌了三成。", "NASDAQ", None),
        ("北川生物昨日递表。问询时,上交所关心的是它的毛利率。", "SSE", None),
    ],
)
def test_the_one_exchange_that_an_article_names_places_its_offering(read, text: str, exchange: str, code: str | None) -> None:
    [found] = read(text)
    assert (found["exchange"], found.get("stock_code")) == (exchange, code)


def test_of_two_exchanges_merely_named_none_places_an_offering(read) -> None:
    [found] = read("星桥科技IPO定价每股32美元。分析人士说,纽交所和纳斯达克今年都冷清。")
    assert "exchange" not in found


def test_an_earlier_listing_elsewhere_is_a_mention(read) -> None:
    found = read("泽远智能今日在港交所挂牌,发行价每股30港元,募资18亿港元。公司曾于2022年在深交所上市。", "泽远智能登陆港交所")
    assert [(o["exchange"], o["primary"], o.get("issue_price")) for o in found] == [
        ("HKEX", True, "HKD 30"),
        ("SZSE", False, None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "业内人士认为,明年港股IPO市场有望回暖,全年募资额或达3000亿港元。",
        "北川生物发布新款检测仪,新品今日上市,售价1280元。",
        "北川生物(06712.HK)拟发行10亿元公司债券,票面利率3.2%。",
        "星桥科技完成3亿元B轮融资,投后估值20亿元。",
        "今日A股三大指数收涨,沪指涨0.5%。",
        "北川生物(600712)拟定向增发募资12亿元。",
        "某某基金今日发行,募集上限60亿元。",
    ],
)
def test_what_is_no_offering_gives_none(read, text: str) -> None:
    assert read(text) == []


def test_a_paragraph_goes_on_with_the_exchange_it_spoke_of_last(read) -> None:
    found = read(
        "北川生物12月8日在科创板挂牌,发行价192.60元。\n"
        "2018年8月8日,北川生物以108港元的价格在香港完成双重主要上市,募资70.85亿港元。上市当天收盘报107.7港元。"
    )
    assert {o["exchange"]: o.get("first_day_close") for o in found} == {"SSE": None, "HKEX": "HKD 107.7"}


@pytest.mark.parametrize(
    ("told", "exchange", "date"),
    [
        ("公司2020年8月27日在纽约证券交易所首次公开募股,每份15美元。", "NYSE", "2020-08-27"),
        ("集团2021年12月通过与特殊目的收购公司合并登陆纳斯达克。", "NASDAQ", "2021-12"),
        ("北川生物2019年已在创业板挂牌。", "SZSE", "2019"),
    ],
)
def test_an_earlier_listing_of_a_company_is_an_entry_of_its_own(read, told: str, exchange: str, date: str) -> None:
    text = f"北川生物(06712.HK)12月5日在港交所主板上市,H股发售价12.80港元,净筹6亿港元。\n{told}"
    now, earlier = read(text)
    assert (now["primary"], now["exchange"], now["listing_date"]) == (True, "HKEX", "2025-12-05")
    assert (earlier["primary"], earlier["stage"], earlier["exchange"]) == (False, "listed", exchange)
    assert earlier["listing_date"] == date


def test_a_code_tells_the_place_at_hand_where_words_tell_but_one_of_years_gone_by(read) -> None:
    now, then = read(
        "北川生物(06712)今早敲锣,股价高开于18.7元,比12.80元的发售价高四成,散户超购41倍。\n"
        "北川生物2018年6月11日在创业板上市,那时发行价25.14元。"
    )
    assert (now["exchange"], now["stock_code"], now["issue_price"]) == ("HKEX", "6712.HK", "HKD 12.80")
    assert (then["exchange"], then["listing_date"], then["primary"]) == ("SZSE", "2018-06-11", False)


def test_of_two_listings_at_once_each_has_the_price_in_its_currency(read) -> None:
    found = read("泽远智能拟在科创板和港交所同时上市,A股每股68.80元人民币,H股定价80.00港元。")
    assert {(o["exchange"], o["issue_price"]) for o in found} == {("SSE", "CNY 68.80"), ("HKEX", "HKD 80")}


def test_what_only_a_headline_names_is_no_subject_beside_the_main_company(by_company) -> None:
    found = by_company(
        "北川生物(06712.HK)今日在港交所上市,发行价12.80港元。\n北川生物募资6.4亿港元,首日收报14.5港元。",
        "星桥科技挂牌后,北川生物再登港交所",
    )
    assert found["北川生物"]["primary"]
    assert not found.get("星桥科技", {}).get("primary")
