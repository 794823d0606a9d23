"""Among several readings of a fact the one to believe, and its form."""

import pytest


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("北川生物拟募资约80亿港元。公告显示,募资总额79.996亿港元。", "proceeds", "HKD 7999600000"),
        ("北川生物公开发售获逾500倍认购。公告显示,公开发售获517.27倍认购。", "oversubscription", "517.27"),
        ("北川生物首日大涨27%。收报16.3港元,升27.34%。", "first_day_change", "27.34"),
        ("北川生物募资21亿港元。公告显示,募资21.15亿港元。", "proceeds", "HKD 2115000000"),
        ("北川生物集资最多5亿港元。公司拟募资3亿至5亿港元。", "proceeds", "HKD 300000000-500000000"),
        ("北川生物募资2亿港元。算上其他款项,公司共拿到2.5亿港元。", "proceeds", "HKD 200000000"),
        ("北川生物以招股区间14.18港元至16.18港元的上限定价。", "issue_price", "HKD 16.18"),
        ("北川生物以招股区间14.18港元至16.18港元的下限定价。", "issue_price", "HKD 14.18"),
        ("北川生物计划募资10亿港元。最终实际募资12.5亿港元。", "proceeds", "HKD 1250000000"),
        ("北川生物募资约6.4亿港元。", "proceeds", "approx HKD 640000000"),
        ("北川生物招股价区间14.18港元至16.18港元,最终发售价为15.00港元。", "issue_price", "HKD 15"),
        ("北川生物发售价介乎14.18港元至16.18港元。", "issue_price", "HKD 14.18-16.18"),
        ("北川生物招股价14.18-16.18港元。", "issue_price", "HKD 14.18-16.18"),
        ("北川生物发售价不高于每股12.80港元。", "issue_price", "HKD .-12.80"),
        ("北川生物发售价每股不超过12.80港元。", "issue_price", "HKD .-12.80"),
        ("北川生物发行价12.80元。", "issue_price", "HKD 12.80"),
        ("北川生物国际配售获15.28倍认购,公开发售获1164倍认购。", "international_oversubscription", "15.28"),
        ("北川生物国际配售获15.28倍认购,公开发售获1164倍认购。", "oversubscription", "1164"),
        ("北川生物收报14.5港元,较发行价12.80港元高,首日涨13.28%。", "issue_price", "HKD 12.80"),
        ("北川生物收报14.5港元,较发行价12.80港元高,首日涨13.28%。", "first_day_close", "HKD 14.5"),
        ("定价落在8.80至12.80港元区间的最高处,北川生物以每股12.80港元发行3000万股。", "issue_price", "HKD 12.80"),
        ("北川生物超购168倍。公开发售获168.65倍超额认购。", "oversubscription", "168.65"),
        ("北川生物首日收跌5.2%。", "first_day_change", "-5.2"),
        ("北川生物首日收涨5.2%。", "first_day_change", "5.2"),
        ("北川生物募资总额6.4亿港元,募资净额5.9亿港元。", "net_proceeds", "HKD 590000000"),
        ("北川生物募资总额6.4亿港元,募资净额5.9亿港元。", "proceeds", "HKD 640000000"),
        ("北川生物的联席保荐人为中金公司及花旗。", "sponsors", ["中金公司", "花旗"]),
    ],
)
def test_the_reading_to_believe(by_company, text: str, fact: str, value: object) -> None:
    found = by_company(f"北川生物(06712.HK)今日在港交所上市。{text}")
    assert found["北川生物"].get(fact) == value


@pytest.mark.parametrize("figure", ["营收6亿港元", "净利润6亿港元", "亏损6亿港元", "研发开支6亿港元"])
def test_figures_of_the_business_are_no_proceeds(by_company, figure: str) -> None:
    found = by_company(f"北川生物(06712.HK)今日在港交所上市,去年{figure}。")
    assert not {"proceeds", "net_proceeds", "valuation"} & set(found["北川生物"])


def test_bare_yuan_is_the_currency_of_the_exchange(by_company) -> None:
    assert by_company("泽远智能科创板IPO获受理,拟募资12亿元。")["泽远智能"]["proceeds"] == "CNY 1200000000"


def test_a_bare_code_takes_the_suffix_of_its_exchange(by_company) -> None:
    assert by_company("泽远智能今日在科创板上市,股票代码688123。")["泽远智能"]["stock_code"] == "688123.SH"
    assert by_company("北川生物今日在港交所上市,股票代码2513。")["北川生物"]["stock_code"] == "2513.HK"
