"""Articles on several companies: sections, list items, table rows, names in a row, and what a line tells of all below it."""

import pytest

SECTIONS = """\
北川生物(06712.HK)
每股发行价12.80港元,发行3000万股。
眠云家居(06733.HK)
每股发行价5.60港元,发行4000万股。
星桥科技(06755.HK)
每股发行价8.10港元,发行5000万股。
"""


def test_every_section_has_its_company(read) -> None:
    found = [
        (o["company"], o["primary"], o["stock_code"], o["issue_price"], o["shares_offered"])
        for o in read(SECTIONS, "今日三只新股")
    ]
    assert found == [
        ("北川生物", True, "6712.HK", "HKD 12.80", "30000000"),
        ("眠云家居", True, "6733.HK", "HKD 5.60", "40000000"),
        ("星桥科技", True, "6755.HK", "HKD 8.10", "50000000"),
    ]


@pytest.mark.parametrize("mark", ["1、", "(1)", "- ", "• ", "① "])
def test_every_item_has_its_company(read, mark: str) -> None:
    second = mark.replace("1", "2").replace("①", "②")
    text = (
        f"本周港股新股一览:\n{mark}北川生物(06712.HK):发售价12.80港元,12月16日上市。\n"
        f"{second}眠云家居(06733.HK):发售价5.60港元,12月17日上市。"
    )
    assert [(o["company"], o["primary"], o["issue_price"], o["listing_date"]) for o in read(text)] == [
        ("北川生物", True, "HKD 12.80", "2025-12-16"),
        ("眠云家居", True, "HKD 5.60", "2025-12-17"),
    ]


TABLE = """\
<table><tr><th>公司</th><th>发行价(港元)</th><th>上市日期</th></tr>
<tr><td>北川生物</td><td>12.80</td><td>2025-12-16</td></tr>
<tr><td>眠云家居</td><td>5.60</td><td>2025-12-17</td></tr></table>
"""
PIPES = "| 公司 | 发行价(港元) | 上市日期 |\n| --- | --- | --- |\n| 北川生物 | 12.80 | 2025-12-16 |\n| 眠云家居 | 5.60 | 2025-12-17 |\n"


@pytest.mark.parametrize("table", [TABLE, PIPES], ids=["html", "pipes"])
def test_every_row_has_its_company(read, table: str) -> None:
    assert [(o["company"], o["issue_price"], o["listing_date"]) for o in read(table, "本周港股IPO一览")] == [
        ("北川生物", "HKD 12.80", "2025-12-16"),
        ("眠云家居", "HKD 5.60", "2025-12-17"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "12月8日,北川生物、眠云家居和星桥科技三家公司同日在港交所挂牌上市。",
        "北川生物、眠云家居及星桥科技今日在港交所上市。",
    ],
)
def test_names_in_a_row_share_what_is_told_of_them(by_company, text: str) -> None:
    found = by_company(text)
    assert set(found) == {"北川生物", "眠云家居", "星桥科技"}
    assert {(o["stage"], o["exchange"]) for o in found.values()} == {("listed", "HKEX")}


def test_a_line_with_a_colon_tells_of_all_below_it(by_company) -> None:
    found = by_company("以下公司今日向港交所递交招股书:\n1、北川生物\n2、眠云家居\n3、星桥科技")
    assert {name: (o["stage"], o["exchange"]) for name, o in found.items()} == dict.fromkeys(
        ("北川生物", "眠云家居", "星桥科技"), ("filed", "HKEX")
    )


def test_a_sum_of_all_belongs_to_none(read) -> None:
    found = read(f"三家公司合计募资30亿港元。\n{SECTIONS}", "今日三只新股")
    assert [o.get("proceeds") for o in found] == [None, None, None]


def test_an_item_that_names_nobody_known_is_of_nobody(by_company) -> None:
    found = by_company(
        "本周新股:\n1)周二,某科创板公司,发行价75.48元,发行3000万股;\n2)周三,创业板的北川生物,发行4000万股,发行价14.20元;\n"
        "3)周四,沪市主板的眠云家居,发行6000万股,发行价11.20元。"
    )
    assert found["北川生物"]["shares_offered"] == "40000000"
    assert {offering.get("issue_price") for offering in found.values()} == {"CNY 14.20", "CNY 11.20"}


def test_bullets_about_one_company_are_all_its_own(by_company) -> None:
    found = by_company(
        "北川生物(06712.HK)配发结果:\n• 发售价12.80港元\n• 公开发售获认购7.16倍\n• 所得净额约5.74亿港元\n北川生物预期12月10日挂牌。"
    )
    assert found["北川生物"]["oversubscription"] == "7.16"
    assert found["北川生物"]["net_proceeds"] == "approx HKD 574000000"


ORDINALS = [
    "第一,北川生物,12月1日上市,每股12.80港元。\n第二,眠云家居,12月2日上市,每股5.60港元。",
    "其一,北川生物,12月1日上市,每股12.80港元。\n其二,眠云家居,12月2日上市,每股5.60港元。",
    "一是医药公司北川生物,12月1日上市,发售价12.80港元。\n二是来自浙江的眠云家居,12月2日上市,发售价5.60港元。",
]


@pytest.mark.parametrize("items", ORDINALS)
def test_items_are_numbered_in_words(read, items: str) -> None:
    found = [(o["company"], o["primary"], o["exchange"], o["issue_price"]) for o in read(f"港股今年融资463亿港元。\n{items}")]
    assert found == [("北川生物", True, "HKEX", "HKD 12.80"), ("眠云家居", True, "HKEX", "HKD 5.60")]


ANNOUNCED = [
    ("三新股齐招股", "打头的是创新药企北川生物(06712),发售3000万股,招股价12.8元。"),
    ("一周新股:港股热闹", "家居企业北川生物(06712)周一招股,发售3000万股,招股价12.8元。"),
    (None, "港股本周迎来三只新股。\n做新药的北川生物(06712)发售3000万股,招股价12.8元。"),
]


@pytest.mark.parametrize(("title", "first"), ANNOUNCED)
def test_what_the_opening_announces_has_a_paragraph_each(read, title: str | None, first: str) -> None:
    text = (
        f"{first}\n来自浙江的眠云家居(06733)发售4000万股,招股价5.6元。\n做机器人的星桥科技(06755)发售5000万股,招股价8.1元。\n"
        "至于上周截飞的泽远智能(06766),孖展超购40倍。"
    )
    found = [(o["company"], o["issue_price"], o["shares_offered"]) for o in read(text, title) if "issue_price" in o]
    assert found == [
        ("北川生物", "HKD 12.8", "30000000"),
        ("眠云家居", "HKD 5.6", "40000000"),
        ("星桥科技", "HKD 8.1", "50000000"),
    ]


def test_words_of_a_market_tell_nothing_where_another_abroad_is_named(read) -> None:
    text = "马股迎来两只新股,都在大马交易所上市。\n北川生物筹得3750万令吉,公众部分超购71.4倍。\n眠云家居筹得1200万令吉,公众部分超购8倍。"
    assert {offering["exchange"] for offering in read(text)} == {"KLSE"}


@pytest.mark.parametrize("aside", ["至于正在招股的", "另外,正在招股的", "此外,正在招股的"])
def test_who_is_set_aside_is_only_mentioned_once_all_announced_have_their_paragraph(read, aside: str) -> None:
    text = (
        "本港今日两只新股挂牌。\n做新药的北川生物(06712)收报8.06元,较招股价6.5元升24%。\n"
        "来自浙江的眠云家居(06733)收报0.41元,较招股价0.5元跌18%。\n"
        f"{aside}星桥科技(06755)孖展已超购37倍,下周二截飞。"
    )
    assert {o["company"]: o["primary"] for o in read(text)} == {"北川生物": True, "眠云家居": True, "星桥科技": False}


def test_of_several_exchanges_that_an_opening_names_none_is_that_of_all(read) -> None:
    text = (
        "上交所、北交所上市委昨日审了两家公司。\n其一,北川生物首发获通过,拟募资9.8亿元。\n其二,眠云家居首发获通过,拟募资3亿元。"
    )
    assert [(o["company"], o["stage"], o.get("exchange")) for o in read(text)] == [
        ("北川生物", "approved", None),
        ("眠云家居", "approved", None),
    ]


HEADED = """\
【早报】要闻与新股

◆新股申购
·北川生物(创业板,301988)——价格32.60元,顶格1.05万股
·泽远智能(深主板,001988)——价格11.97元,顶格1.60万股

◆明日上市
·星桥科技,沪A科创,688988,发行价64.48元,保荐机构中金公司

◆两融余额连升五天。
"""


def test_a_heading_tells_the_stage_of_the_companies_below_it(by_company) -> None:
    found = by_company(HEADED)
    assert {name: found[name]["stage"] for name in found} == {
        "北川生物": "offering",
        "泽远智能": "offering",
        "星桥科技": "priced",
    }


def test_what_a_heading_may_tell_a_sentence_does_not(read) -> None:
    (offering,) = read("北川生物(06712.HK)向港交所递交招股书。公司称,新股申购的人多,不代表行业。")
    assert offering["stage"] == "filed"


def test_an_article_on_several_newcomers_is_about_all_whose_codes_it_gives(by_company) -> None:
    found = by_company(
        "港交所今早一口气响起四面锣。\n北川生物(06712)是焦点,招股价3.85元,收报5.46元,升41.8%。眠云家居(06733)收4.62元,"
        "低于4.85元招股价4.7%;星桥科技(06755)则收2.05元,发售价2.21元,跌7.2%;国桥医药(06766)收1.38元。\n"
        "青原矿业(06777)周一首挂即跌1.2%。",
        "四只新股齐上马 北川生物企硬",
    )
    assert {name for name, told in found.items() if told["primary"]} == {"北川生物", "眠云家居", "星桥科技", "国桥医药"}
    assert found["眠云家居"]["stage"] == "listed"
    assert found["眠云家居"]["listing_date"] == "2025-12-08"
    assert not found["青原矿业"]["primary"]
