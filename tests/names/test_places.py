"""Names that stand once, where a sentence of the trade leaves a place for a name; all names are invented."""

import pytest


def forms(companies: list[list[str]]) -> set[str]:
    return {form for company in companies for form in company}


# Unknown characters, dictionary words and function characters in them, foreign letters, trades of all kinds.
NAMES = [
    "岚茗", "云岘智芯", "均燊电子", "三禾智控", "八岭茶业", "必岚特", "旺岭旺川", "知岚行", "多岭数智", "沪上阿岚", "禾必达", "岚与岭",
    "卡岚特", "德镓医药", "青途养车", "岚深科技", "奕岚伟", "月岭之光", "溪山茶姬", "图岚通", "ZetaMind", "BOX直聘", "OmniBio", "岚LAB",
]  # fmt: skip

PLACES = [
    "{name}(02345.HK)今日起招股,每股12港元。",
    "6月3日,{name}在港交所主板挂牌上市,开盘涨12%。",
    "据悉,{name}计划今年赴港IPO,集资约5亿美元。",
    "此前,{name}于2024年在港交所上市,首日破发。",
    "证监会同意{name}首次公开发行股票的注册申请。",
    "消费品公司{name}将于下周二开始招股,每股发售价12港元。",
    "继{name}之后,又一家机器人企业冲刺港交所。",
    "{name}向港交所递交上市申请,中金公司任独家保荐人。",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_stands_once_is_found_whole(companies, place: str, name: str) -> None:
    assert name in forms(companies(place.format(name=name)))


@pytest.mark.parametrize("name", NAMES)
def test_a_headline_names_its_company(find, name: str) -> None:
    found = find("每股发行价12港元,香港公开发售超购30倍。", title=f"{name}今日登陆港交所,首日高开三成")
    assert name in {form for company in found.companies for form in company.forms}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("另一只新股岚茗下周招股,每手入场费3000港元。", "岚茗"),
        ("内地男装岚兴已过聆讯,计划下月挂牌。", "岚兴"),
        ("财税解决方案商岚算账递表港交所。", "岚算账"),
        ("市场消息称,跨境支付商岚岚数字拟于香港上市。", "岚岚数字"),
        ("网上申购简称:岚虹申购\n网上申购代码:787999", "岚虹"),
        ("N必岚今日登陆科创板,必岚特(688999)发行价17.78元。", "必岚特"),
        ("PCB钻针厂岚点(8921)今日挂牌上市。", "岚点"),
    ],
)
def test_what_stands_before_a_name_is_no_part_of_it(companies, text: str, name: str) -> None:
    assert name in forms(companies(text))


FOREIGN = [
    "Klarno", "Astero Labs", "Smithville Foods", "Kodio Robotics", "eLanto", "NovaPay", "iLanyi", "Vantor AG", "Lanma", "SHEYO",
]  # fmt: skip


@pytest.mark.parametrize(
    "place",
    [
        "当地时间周四,{name}在纽交所挂牌上市,首日收涨38%。",
        "据外电报道,{name}已向美国证券交易委员会秘密提交IPO申请,估值或达150亿美元。",
        "目前的纪录由{name}保持,该公司2019年上市时募资294亿美元。",
        "{name}(LNTO.US)将于6月12日登陆纳斯达克,发行价每股28美元。",
    ],
)
@pytest.mark.parametrize("name", FOREIGN)
def test_foreign_names_are_found_with_all_their_words(companies, place: str, name: str) -> None:
    assert name in forms(companies(place.format(name=name)))


def test_a_short_form_that_recurs_is_the_first(find) -> None:
    found = find("江岚荃岭生物医药股份有限公司-B(荃岭生物),10月3日递表港交所。").companies[0]
    assert found.forms[0] == "荃岭生物"


def test_initials_in_a_bracket_belong_to_the_latin_name(companies) -> None:
    text = "Lantian Bay Acquisition Corp.(LBAC)与Faraway Motors(FM,远岚汽车)合并后将在纳斯达克上市,LBAC股东已批准。"
    found = companies(text)
    assert ["LBAC", "Lantian Bay Acquisition Corp."] in [sorted(one, key=len) for one in found]
    assert any({"Faraway Motors", "远岚汽车"} <= set(one) for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "马云飞麾下第五家公司今日在港交所上市。",
        "四部门约谈了刘德岚、李岚海、王岚明三人,新股发行暂停。",
        "李岚海:十块钱的生意怎么做到港交所上市。",
        "张岚山笑言,这次在港交所上市等了十年。",
        "其A股(沪:688999)昨日升近4%,H股今日招股。",
        "港股医疗健康企业今年抢递表,医疗健康公司占新股三成。",
        "富途料新股超购过万倍,辉立的孖展数据显示认购踊跃。",
        "乐居财经讯,新股市场回暖,港交所收到多份申请。",
        "公司的股票代码为ABCD,ABCD今日登陆纳斯达克。",
        "多家企业计划赴港上市,监管部门将加快审核。",
        "早在去年,市场就预计新股会提前在港交所挂牌。",
        "史上最大IPO即将登陆纳斯达克。",
        "福建厦门又有一家企业冲刺港交所。",
        "岚岭SU9 Ultra今日正式上市,售价52.99万元,锁单量突破一万台。",
        "岚澄湖大闸蟹本周大量上市,批发价每斤80元。",
        "今日水果店的苹果和小米都卖完了。",
        "一家机器人公司拟赴港上市,募资约2亿美元。",
        "打新日历:今日一只新股申购,明日无新股。",
    ],
)
def test_persons_kinds_houses_and_phrases_are_no_companies(companies, text: str) -> None:
    assert companies(text) == []


def test_a_bond_is_no_company(companies) -> None:
    assert "岚屿转债" not in forms(companies("岚屿转债(申购代码072999)今日申购,中签率0.01%。"))


def test_a_registered_house_among_sponsors_is_no_company(find) -> None:
    found = find("岚茗(01634.HK)今日招股。联席保荐人为岚岳联合证券有限责任公司及岚海证券有限公司。")
    assert [company.forms for company in found.companies] == [["岚茗"]]
