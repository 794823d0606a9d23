"""Companies never seen before, in every wording of the trade; all names are invented."""

from itertools import pairwise

import pytest


def forms(companies: list[list[str]]) -> set[str]:
    return {form for company in companies for form in company}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("茶饮连锁岚茗(01634.HK)已经开簿,岚茗拟于下周三上市。", "岚茗"),
        ("招聘平台QUICK直聘向联交所递交申请。去年QUICK直聘在纳斯达克挂牌。", "QUICK直聘"),
        ("做手术机器人的靖锋医疗今日在港交所敲钟。", "靖锋医疗"),
        ("6月3日,云岘智芯将于港交所主板挂牌。", "云岘智芯"),
        ("均燊电子(603987)公布中签率。", "均燊电子"),
        ("上屹铝业(600871)公告,拟首次公开发行。", "上屹铝业"),
        ("1、淼泽生物(2497.HK)\n招股期为3月13日至3月18日。", "淼泽生物"),
        ("外媒称,ZetaMind打算在纽交所上市,ZetaMind将募集5亿美元。", "ZetaMind"),
        ("股票简称:岚澈光电\n申购代码:787926", "岚澈光电"),
        ("商业航天公司“苍岭动力”启动科创板上市辅导。", "苍岭动力"),
        ("香港公开发售结果:禾屿生物的发行价为每股12港元。", "禾屿生物"),
    ],
)
def test_a_name_is_found_with_exact_edges(companies, text: str, name: str) -> None:
    assert name in forms(companies(text))


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("同意江西翠岭环保科技股份有限公司首次公开发行股票的注册申请。", "江西翠岭环保科技股份有限公司"),
        ("南屿汽车科技(苏州)股份有限公司昨日递表。", "南屿汽车科技(苏州)股份有限公司"),
        ("公告称,保荐人的浙江恒岳轴承股份有限公司已过会。", "浙江恒岳轴承股份有限公司"),
        ("主体为岚途科技(Lantu Mobility Inc.),注册于开曼。", "Lantu Mobility Inc."),
        ("东京的翠丘地铁株式会社将上市。", "翠丘地铁株式会社"),
    ],
)
def test_registered_names_begin_and_end_where_they_should(companies, text: str, full: str) -> None:
    assert full in forms(companies(text))


def test_the_forms_of_a_definition_are_one_company(companies) -> None:
    text = "北京智岚华岳科技股份有限公司(以下简称“智岚”)今日在港交所上市。智岚的发行价为每股12港元,智岚收涨。"
    assert companies(text) == [["智岚", "北京智岚华岳科技股份有限公司"]]


def test_a_short_form_joins_its_longer_name(companies) -> None:
    text = "岚保能源(1671)明起招股,岚保能源每股1.7元。岚保孖展已足额,岚保下周一挂牌。"
    joined = next(company for company in companies(text) if "岚保能源" in company)
    assert "岚保" in joined


def test_sisters_of_one_group_stay_apart(companies) -> None:
    text = "峦东工业(7618.HK)今日上市。此前峦东健康(6611.HK)、峦东物流(2611.HK)已在港交所上市。"
    assert sorted(companies(text)) == [["峦东健康"], ["峦东工业"], ["峦东物流"]]


def test_a_list_of_unknown_names_is_found_whole(companies) -> None:
    text = "正在招股的四家:岚渟生物、峤岳医疗、荞屿科技、岫泽股份,前三家已经截止认购。"
    assert {"岚渟生物", "峤岳医疗", "荞屿科技", "岫泽股份"} <= forms(companies(text))


def test_marks_of_share_classes_and_first_days_belong_to_the_name(companies) -> None:
    assert "岚格生物-B" in forms(companies("岚格生物-B(02565.HK)今日招股。"))
    assert "N岚材" in forms(companies("西安岚材(688783)今日在科创板上市,N岚材开盘大涨,西安岚材成交活跃。"))


def test_the_registered_name_is_told_apart(find) -> None:
    found = find("湖南岚济生物技术股份有限公司(简称“岚济生物”)7月14日递表,岚济生物的独家保荐人为中金公司。").companies[0]
    assert (found.forms[0], found.full) == ("岚济生物", "湖南岚济生物技术股份有限公司")


def test_mentions_cover_the_text_they_name(find) -> None:
    text = "岚茗(01634.HK)拟上市。岚茗由高盛保荐。"
    found = find(text, title="")
    assert [text[start:end] for start, end in found.companies[0].mentions] == ["岚茗", "岚茗"]
    assert all(text[name.start : name.end] == name.text for name in found.mentions)
    spans = [(name.start, name.end) for name in found.mentions]
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize(
    "text",
    [
        "证监会近日就修订办法公开征求意见,拟明确未盈利企业的上市标准。",
        "董事长刘德岚敲锣时表示,公司将加大研发投入。",
        "据弗若斯特沙利文的资料,行业前三家合计占七成。",
        "港股三大指数集体收跌,恒生指数跌1.24%,新股多数回调。",
        "杨梅大量上市,批发价每斤28元,比去年同期高两成。",
        "记者李岚从上交所获悉,新股发行节奏未变。",
        "什么是绿鞋机制?发行人授予主承销商超额配售选择权。",
    ],
)
def test_what_is_no_company_is_left_alone(companies, text: str) -> None:
    assert companies(text) == []
