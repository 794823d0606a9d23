"""How far an offering has come: the furthest stage told, what stops it, and what dates say."""

import pytest


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("泽远智能计划在科创板上市,估值约50亿元。", "planned"),
        ("泽远智能启动科创板上市辅导备案。", "planned"),
        ("星桥科技向港交所递交招股书。", "filed"),
        ("泽远智能科创板IPO申请获受理。", "filed"),
        ("泽远智能科创板IPO顺利过会。", "approved"),
        ("星桥科技通过港交所上市聆讯。", "approved"),
        ("北川生物(06712.HK)今起招股,每股发售价12.80港元。", "offering"),
        ("北川生物(06712.HK)公布配发结果,发售价厘定为12.80港元。", "priced"),
        ("北川生物(06712.HK)今日在港交所挂牌上市。", "listed"),
        ("北川生物宣布推迟在港交所上市。", "postponed"),
        ("泽远智能撤回科创板上市申请。", "withdrawn"),
        ("泽远智能科创板IPO终止审核。", "withdrawn"),
        ("星桥科技去年向港交所递交招股书,今年通过聆讯。", "approved"),
        ("泽远智能去年启动辅导,今年科创板IPO获受理。", "filed"),
    ],
)
def test_the_furthest_stage_stands(read, text: str, stage: str) -> None:
    (offering,) = read(text)
    assert offering["stage"] == stage


@pytest.mark.parametrize(
    ("text", "stage", "day"),
    [
        ("9月19日电,星桥科技今晚起在纽交所挂牌,发行价每股68美元。", "listed", "--09-19"),
        ("【某某网10月27日讯】泽远智能明天在科创板上市,发行价22.36元。", "priced", "--10-28"),
        ("12月30日消息,北川生物(06712.HK)昨日在港交所挂牌。", "listed", "--12-29"),
        ("12月30日消息,北川生物(06712.HK)公布配发结果,1月2日在港交所挂牌。", "priced", "--01-02"),
    ],
)
def test_a_dateline_without_a_year_is_the_day_of_writing(read, text: str, stage: str, day: str) -> None:
    (offering,) = read(text, published=None)
    assert (offering["stage"], offering["listing_date"]) == (stage, day)


def test_a_day_told_beside_today_is_the_day_of_writing(read) -> None:
    (offering,) = read("北川生物(06712.HK)今日(6月19日)公布配发结果,明日在港交所挂牌。", published=None)
    assert (offering["listing_date"], offering["stage"]) == ("--06-20", "priced")


def test_without_a_day_of_writing_tomorrow_is_no_date(read) -> None:
    (offering,) = read("泽远智能明天在科创板上市,发行价22.36元。", published=None)
    assert "listing_date" not in offering


@pytest.mark.parametrize(
    ("text", "stage", "day"),
    [
        ("北川生物12月5日在港交所挂牌。", "listed", "2025-12-05"),
        ("北川生物(06712.HK)招股,预计12月16日在港交所挂牌。", "offering", "2025-12-16"),
        ("北川生物(06712.HK)公布配发结果,将于12月9日在港交所挂牌。", "priced", "2025-12-09"),
        ("北川生物12月8日在港交所上市。", "listed", "2025-12-08"),
    ],
)
def test_dates_tell_whether_trading_has_begun(read, text: str, stage: str, day: str) -> None:
    (offering,) = read(text)
    assert (offering["stage"], offering["listing_date"]) == (stage, day)


@pytest.mark.parametrize(
    "text",
    [
        "北川生物原定12月5日在港交所挂牌,昨日宣布推迟上市。",
        "北川生物推迟在港交所上市,此前已通过聆讯并完成招股。",
    ],
)
def test_what_stops_an_offering_outdoes_how_far_it_came(read, text: str) -> None:
    (offering,) = read(text)
    assert offering["stage"] == "postponed"


def test_first_day_figures_tell_that_trading_has_begun(read) -> None:
    (offering,) = read("北川生物(06712.HK)首日收报14.5港元,较发行价涨13.28%。")
    assert offering["stage"] == "listed"


def test_without_a_day_of_writing_dates_decide_nothing(read) -> None:
    (offering,) = read("北川生物将于12月16日在港交所挂牌。", published=None)
    assert (offering["stage"], offering["listing_date"]) == ("planned", "--12-16")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3月,北川生物在上交所主板上市,首日收盘价31.05元。", "2025-03"),
        ("4月,北川生物登陆上交所,首日收报15元,大涨五成。", "2025-04"),
        ("北川生物首日收涨两成。4月8日,北川生物在上交所主板挂牌。", "2025-04-08"),
        ("12月,北川生物在上交所主板上市。", "2025-12"),
    ],
)
def test_a_day_without_a_year_that_has_been_is_not_of_next_year(by_company, text: str, day: str) -> None:
    found = by_company(text)["北川生物"]
    assert (found["listing_date"], found["stage"]) == (day, "listed")


@pytest.mark.parametrize("text", ["北川生物计划3月在上交所主板上市。", "北川生物预计明年3月在上交所主板上市。"])
def test_a_day_that_is_planned_is_ahead(by_company, text: str) -> None:
    assert by_company(text)["北川生物"]["listing_date"] == "2026-03"


def test_a_step_after_approval_that_no_fact_backs_is_still_to_come(read) -> None:
    (offering,) = read("证监会同意泽远智能在科创板首次公开发行股票的注册申请。拿到批文后,泽远智能启动发行。")
    assert offering["stage"] == "approved"


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("北川生物(06712.HK)定价落在高位,招股价8.80至10.60港元,孖展超购三倍。", "offering"),
        ("北川生物(06712.HK)计划在港交所上市,招股价8.80至10.60港元。", "offering"),
        ("北川生物(06712.HK)计划12月16日在港交所挂牌,发售价8.80港元。", "priced"),
    ],
)
def test_a_price_tells_that_shares_are_on_offer_and_a_range_that_they_are_not_allotted(read, text: str, stage: str) -> None:
    (offering,) = read(text)
    assert offering["stage"] == stage


def test_a_ranking_of_years_gone_by_is_one_of_listings(by_company) -> None:
    found = by_company("第一名,北川生物(06712.HK)。上市日期2010年10月29日,发行价19.68港元,集资1590亿港元。", published=None)
    assert found["北川生物"]["stage"] == "listed"


def test_what_stopped_an_offering_on_the_way_is_forgotten_on_its_first_day(read) -> None:
    (offering,) = read("北川生物今日在科创板上市,开盘33元,收盘38.5元。上市之路不顺,去年还因财务资料过期中止审核。")
    assert offering["stage"] == "listed"


def test_a_day_of_the_week_on_which_shares_were_traded_has_been(read) -> None:
    (offering,) = read("一周回顾:周一,北川生物在科创板上市,首日收报38.5元,涨88.7%。", published="2026-10-17")
    assert (offering["listing_date"], offering["stage"]) == ("2026-10-12", "listed")


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("北川生物(06712.HK)6月9日向港交所递交招股书,保荐人为中金公司。此前,星桥科技2024年在港交所挂牌,首日涨三成。", "filed"),
        ("北川生物向港交所递交招股书。若成功上市,北川生物将成为国内第一家在港挂牌的粉面企业。", "filed"),
        ("北川生物向港交所递表。招股书显示,公司上市后计划将募资用于扩产。北川生物称,正式挂牌前还需通过聆讯。", "filed"),
        ("北川生物科创板IPO获受理,拟募资12亿元。公司实控人承诺,自上市之日起36个月内不转让股份。", "filed"),
        ("北川生物股份有限公司创业板IPO获受理。公司曾于2016年挂牌新三板,2020年摘牌。", "filed"),
        ("北川生物科创板IPO进入问询阶段。投资人说,一旦过会,最快年底就能敲钟。", "filed"),
        ("北川生物向港交所递交A1,为第二次递表,上一份招股书今年5月失效。保荐人为中金公司。", "filed"),
        ("北川生物转战港股,递交招股书。去年12月,北川生物撤回了科创板上市申请。", "filed"),
        ("北川生物通过港交所聆讯,市场预计下周招股,集资约3亿美元。", "approved"),
        ("北川生物科创板IPO过会。按流程,提交注册、拿到批文后才能启动发行。", "approved"),
        ("证监会同意北川生物首次公开发行股票注册。北川生物2022年6月曾被暂缓审议,第二次上会才过关。", "approved"),
        ("北川生物创业板IPO注册生效。同日,泽远智能上市首日大涨两倍。", "approved"),
        ("北川生物(06712.HK)今起招股,每股12.80港元,6月20日截止,预期6月26日挂牌。暗盘将于6月25日开始。", "offering"),
        ("北川生物(06712.HK)今起招股,招股价12至15港元,预计6月22日定价,6月24日公布配发结果。", "offering"),
        ("北川生物明日网上申购,发行价20.5元,发行市盈率30倍。6月20日公布中签结果,届时需缴款。", "offering"),
        ("北川生物今日申购,发行价20.5元。近期科创板新股首日平均涨幅超过两倍,破发率为零。", "offering"),
        ("北川生物(06712.HK)正在招股,孖展超购120倍。上周挂牌的星桥科技首日收跌12%。", "offering"),
        (
            "北川生物(06712.HK)公布配发结果,最终发售价12.80港元,一手中签率10%,6月16日上市。首日走势如何,分析师看法不一。",
            "priced",
        ),
        ("北川生物发行价确定为20.5元,网上中签率0.03%,将于6月24日在科创板上市,上市首日不设涨跌幅。", "priced"),
        ("北川生物昨晚为IPO定价每股17美元,位于区间上端,股票定于周三在纽交所开始交易。", "priced"),
        (
            "北川生物(06712.HK)今日在港交所挂牌,开报16港元,高于招股价12.80港元。北川生物于2025年6月首次递表,12月通过聆讯。",
            "listed",
        ),
        ("北川生物今日登陆创业板,收涨120%。公司2022年曾申报科创板,后撤回申请。", "listed"),
        ("北川生物今日登陆科创板。公司曾因市况推迟发行,今年4月重启招股。", "listed"),
        ("北川生物宣布暂缓在港上市,原定6月16日挂牌,发售价12.80港元,认购款项将退回。", "postponed"),
        ("北川生物推迟IPO。公司4月通过聆讯,5月启动招股,原计划集资10亿港元。", "postponed"),
        ("北川生物撤回科创板上市申请。公司2025年6月获受理,经历两轮问询,原拟募资12亿元。", "withdrawn"),
        ("北川生物主板IPO终止审核。此前公司已过会13个月,迟迟未提交注册。", "withdrawn"),
        ("北川生物的港股招股书满六个月失效。公司回应称,会在合适时候重新递交。", "withdrawn"),
        ("北川生物拟在港交所上市。同行星桥科技已于去年在港交所挂牌,泽远智能上月通过聆讯。", "planned"),
        ("北川生物启动科创板上市辅导。公司2023年撤回过创业板申请。", "planned"),
        ("据报北川生物计划明年在香港上市,集资5亿美元。北川生物去年完成D轮融资,投后估值30亿美元。", "planned"),
    ],
)
def test_steps_to_come_history_and_others_tell_no_stage(read, text: str, stage: str) -> None:
    assert read(text, published="2026-06-15")[0]["stage"] == stage
