"""Who a fact belongs to: the company named, the one the paragraph or section speaks of, else the one the article is about."""

import pytest


@pytest.mark.parametrize(
    "again",
    [
        "公司拟发行3000万股,每股发行价12.80港元。",
        "该公司拟发行3000万股,每股发行价12.80港元。",
        "此次拟发行3000万股,每股发行价12.80港元。",
        "拟发行3000万股,每股发行价12.80港元。",
        "北川拟发行3000万股,每股发行价12.80港元。",
    ],
)
@pytest.mark.parametrize("between", ["", "\n", "\n市场气氛平稳。\n"])
def test_sentences_without_a_name_go_on_with_their_company(by_company, again: str, between: str) -> None:
    found = by_company(f"北川生物(06712.HK)今日起招股。{between}{again}")
    assert set(found) == {"北川生物"}
    assert (found["北川生物"]["shares_offered"], found["北川生物"]["issue_price"]) == ("30000000", "HKD 12.80")


def test_the_headline_names_the_company_of_sentences_that_name_none(by_company) -> None:
    found = by_company("今日在港交所挂牌,发行价每股12.80港元,募资6.4亿港元。", "北川生物登陆港交所")
    assert {name: (o["issue_price"], o["proceeds"]) for name, o in found.items()} == {
        "北川生物": ("HKD 12.80", "HKD 640000000")
    }


def test_facts_of_two_companies_in_one_sentence_stay_apart(by_company) -> None:
    found = by_company("北川生物今日在港交所挂牌,发行价12.80港元,眠云家居今日在港交所挂牌,发行价5.60港元。")
    assert {name: offering["issue_price"] for name, offering in found.items()} == {
        "北川生物": "HKD 12.80",
        "眠云家居": "HKD 5.60",
    }


def test_a_paragraph_goes_back_to_the_company_of_the_article(by_company) -> None:
    found = by_company(
        "北川生物拟在港交所上市,募资6亿港元。\n同业星桥科技去年在纳斯达克上市,募资2亿美元。\n公司将于12月16日挂牌。"
    )
    assert found["北川生物"]["listing_date"] == "2025-12-16"
    assert found["北川生物"]["proceeds"] == "HKD 600000000"
    assert found["星桥科技"]["proceeds"] == "USD 200000000"


@pytest.mark.parametrize(
    "text",
    [
        "北川生物今日在港交所上市,中金公司任独家保荐人。",
        "由中金公司保荐的北川生物今日在港交所上市。",
        "北川生物今日在港交所上市,大股东长河资本持股三成。",
        "北川生物今日在港交所上市,基石投资者包括长河资本及云岭基金。",
    ],
)
def test_sponsors_and_holders_are_no_issuers(by_company, text: str) -> None:
    assert set(by_company(text)) == {"北川生物"}


def test_forms_of_a_name_are_one_company(extractor) -> None:
    text = "北川生物科技股份有限公司(简称“北川生物”,06712.HK)今日在港交所上市。北川生物发行价为每股12.80港元。北川生物募资6.4亿港元。"
    (offering,) = extractor.extract(text, published="2025-12-08").offerings
    assert (offering.company.name, offering.company.full_name) == ("北川生物", "北川生物科技股份有限公司")
    assert offering.issue_price is not None


def test_a_parent_that_spins_off_is_not_the_issuer(by_company) -> None:
    found = by_company(
        "星桥科技分拆“泽远智能”获确认\n星桥科技(0598)今日公告,联交所确认公司可分拆子公司泽远智能独立上市。泽远智能年初融资,投后估值8.2亿美元。"
    )
    assert found["泽远智能"]["post_money_valuation"] == "USD 820000000"
    assert "星桥科技" not in found


def test_the_company_inside_a_phrase_owns_it(by_company) -> None:
    found = by_company("星桥科技公告,拟分拆附属公司泽远智能在港交所上市。")
    assert set(found) == {"泽远智能"}


def test_a_few_words_that_end_with_a_name_open_its_part(by_company) -> None:
    found = by_company(
        "史上五大新股\n第一名,北川生物。2010年10月29日上市,每股19.68港元,集资1590亿港元。\n"
        "第二名,眠云家居。2006年10月27日在港交所挂牌,每股3.07港元,集资1249亿港元。"
    )
    assert {name: offering["listing_date"] for name, offering in found.items()} == {
        "北川生物": "2010-10-29",
        "眠云家居": "2006-10-27",
    }


def test_price_and_proceeds_alone_make_no_offering(read) -> None:
    assert read("北川生物(06712.HK)今日公告,以每股12.80港元集资6.4亿港元,较昨日收市价折让8%。") == []


@pytest.mark.parametrize(
    "text",
    [
        "星桥控股(002716)午后拉升,与一家它参股的公司有关。\n北川生物科技股份有限公司首发获通过,拟于创业板上市。星桥控股持有北川生物12.6%股份。\n"
        "公司计划发行3334万股。\n截至收盘,星桥控股报18.93元,涨5.2%。",
        "星桥控股(002716)旗下的北川生物科技股份有限公司首发获通过,拟于创业板上市。公司计划发行3334万股。\n星桥控股收盘涨3%。",
        "控股股东星桥控股(002716)公告,北川生物科技股份有限公司首发获通过,拟于创业板上市,计划发行3334万股。星桥控股今年涨了两成。",
    ],
)
def test_who_plays_another_part_in_the_opening_does_so_throughout(read, text: str) -> None:
    [offering] = read(text)
    assert offering["company"].startswith("北川生物")
    assert (offering["stage"], offering["exchange"], offering["shares_offered"]) == ("approved", "SZSE", "33340000")


@pytest.mark.parametrize(
    "opening",
    [
        "周三晚上,眠云的股票终于可以买卖了。开盘价16.65美元,比14美元的发行价高18.9%。",
        "晶禾今日招股,发行价14美元,筹44亿美元。\n高盛排在承销团最前面。",
        "下周一只有一只,科创板的晶禾,每股76.80元,发行市盈率113倍,可募25.73亿元。",
    ],
)
def test_paragraphs_before_a_company_is_named_are_none_of_its(read, opening: str) -> None:
    text = f"{opening}\n早它一周,北川生物(06712)12月1日在港交所上市,发售价12.80港元。"
    [offering] = [offering for offering in read(text) if offering["company"] == "北川生物"]
    assert offering["issue_price"] == "HKD 12.80"
    assert not {"proceeds", "pe_ratio", "sponsors", "first_day_open"} & set(offering)


@pytest.mark.parametrize(
    "opening",
    [
        "上半年A股一共迎来169只新股,首发融资3115亿元。",
        "某事务所统计显示,去年香港共录得114宗新股上市,融资约2,863亿港元。",
        "全年终止的首发项目有430家IPO企业,通过的有100只新股。",
    ],
)
def test_statistics_are_about_none_of_their_examples(read, opening: str) -> None:
    found = read(f"{opening}\n北川生物12月1日在科创板上市,募资24.3亿元。\n市场人士说,认购超过100倍的有86只,首日涨38%。")
    assert [(o["company"], o["primary"]) for o in found] == [("北川生物", False)]
    assert "oversubscription" not in found[0]


@pytest.mark.parametrize("told", ["保荐机构晨河证券", "拟募11.3亿元", "发行价14.2元"])
def test_what_tells_of_one_company_heads_no_list(read, told: str) -> None:
    text = f"6月20日,上交所受理了晶禾的科创板申请,{told}。\n深市三家:北川生物、眠云家居、星桥科技。\n三家12月1日撤回申请。"
    assert {offering.get("board") for offering in read(text, "排队周记")} <= {None}


@pytest.mark.parametrize("word", ["它", "其"])
def test_who_a_sentence_refers_back_to_is_the_company_just_named(read, word: str) -> None:
    text = (
        "北川生物12月1日收到北交所的受理通知,拟募资3.2亿元。\n"
        f"控股股东星桥科技(002716)持股71.4%。{word}2009年8月登陆上交所。北川生物去年收入5亿元。"
    )
    [offering] = read(text)
    assert offering["company"] == "北川生物"
    assert "listing_date" not in offering
