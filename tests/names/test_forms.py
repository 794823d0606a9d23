"""Forms of one company that a text joins, and companies that share characters and stay apart; all names are invented."""

import pytest


def home(companies: list[list[str]], form: str) -> list[str]:
    return next((forms for forms in companies if form in forms), [])


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("栎舟国际今日招股。栎舟国际英文名为Oakboat International Holding Ltd.,注册在开曼。", "栎舟国际", "Oakboat International Holding Ltd."),
        ("岚杉外教递了招股书。8月19日,岚杉外教的开曼主体Silver Fir Learning Group Ltd.向纳斯达克提交申请。", "岚杉外教", "Silver Fir Learning Group Ltd."),
        ("36快修招股首日仅获0.3倍认购。36快修(02436)全名三十六快修科技控股有限公司。", "36快修", "三十六快修科技控股有限公司"),
        ("栎钢网今日在港上市。继承公司栎钢产业互联集团有限公司早盘高开,栎钢网募资10亿元。", "栎钢网", "栎钢产业互联集团有限公司"),
        ("Oakwave今日在纳斯达克上市。美国AI芯片公司Oakwave Systems首日大涨。", "Oakwave", "Oakwave Systems"),
        ("栎舟数据招股意向书\n栎舟数据科技股份有限公司Oakboat Data Technology Co.,Ltd.\n栎舟数据拟在深交所上市。", "栎舟数据", "Oakboat Data Technology Co.,Ltd."),
    ],
)  # fmt: skip
def test_another_full_name_of_the_company_spoken_of(companies, text: str, one: str, other: str) -> None:
    found = companies(text)
    assert other in home(found, one), found


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("栎舟今日招股。岚杉科技全称岚杉科技股份有限公司,也在招股。", "栎舟", "岚杉科技股份有限公司"),
        ("栎舟工业今日招股。栎舟物流去年在港上市。", "栎舟工业", "栎舟物流"),
        ("ABB分拆的ABB Motion今日招股。", "ABB", "ABB Motion"),
    ],
)
def test_names_of_two_companies(companies, text: str, one: str, other: str) -> None:
    assert other not in home(companies(text), one)


@pytest.mark.parametrize(
    ("text", "name", "never"),
    [
        ("栎舟汽车今日在港挂牌。与其他公司不同,栎舟汽车未在美国上市满两年。", "栎舟汽车", "栎舟汽车未在"),
        ("Oakwave近日递交招股书。议员要求Oakwave证明供应链合规,否则不许上市。", "Oakwave", "Oakwave证明供应链"),
        ("栎舟股份首日破发。北交所昨迎栎舟股份(870508),开盘跌5%。", "栎舟股份", "昨迎栎舟股份"),
    ],
)
def test_words_of_the_sentence_are_no_part_of_a_name(companies, text: str, name: str, never: str) -> None:
    found = companies(text)
    assert home(found, name)
    assert not home(found, never)


@pytest.mark.parametrize(
    "text",
    [
        "栎舟科技今早放榜,价钱定在55元,公开发售超购百倍。",
        "栎舟科技昨日招股。分析员提醒,细价新股货源归边,上市首日易大上大落。",
        "栎舟科技上市,辅导一年有效,逾期需更新材料。",
        "栎舟科技过会,按发行量算实际拿到10亿元,发行人须在12个月内发行。",
    ],
)
def test_pieces_of_sentences_are_no_names(companies, text: str) -> None:
    assert companies(text) == [["栎舟科技"]]


@pytest.mark.parametrize("name", ["极栎快运", "尚栎科技", "中电栎", "上栎电气"])
def test_such_characters_may_stand_in_names(companies, name: str) -> None:
    assert [name] in companies(f"{name}今日在港交所挂牌,首日收平。")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("钠离子电池研发商“栎源”近日递交招股书,拟在港上市。", "栎源"),
        ("名单中有人参饮品公司“参栎记”,6月中旬在港交所主板交表。", "参栎记"),
        ("三是心理咨询平台栎容,独家保荐人为浦银国际,拟赴港上市。", "栎容"),
        ("生物科技“Oakumena”撤回了去年提交的纽交所上市申请。", "Oakumena"),
        ("涨得最凶的是深市的中栎港(301287),上市首日翻倍。", "中栎港"),
        ("栎岸医院(02581.HK)今日招股,两家民营综合医院。", "栎岸医院"),
        ("第五名 滴栎(纽约证券交易所,DILI)\n6月30日上市,首日收平。", "滴栎"),
        ("这盆冷水浇到了栎声买菜身上,它上市首日破发。", "栎声买菜"),
    ],
)
def test_behind_a_kind_or_before_a_code_stands_the_name_alone(companies, text: str, name: str) -> None:
    assert companies(text) == [[name]]


@pytest.mark.parametrize(
    "text",
    [
        "这家公司“双百行动”后改制,拟上市。",
        "短视频平台2月5日上市,定价115港元。",
        "具身智能公司今年扎堆递表,具身智能企业已有十家过会。",
    ],
)
def test_what_kind_of_company_is_meant_is_no_name(companies, text: str) -> None:
    assert companies(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "已上市的核心原则是适应性,上市规则不变。",
        "两家公司昨日一先一后在港交所挂牌,一红一黑。",
        "凑出了资本市场首单CDR,CDR今日上市。",
        "问:什么时候上市?答:什么时候过会就什么时候上市。",
        "老赵这辈子没穿过西装,今日老赵在深交所敲钟。",
        "旗下380家餐厅上市,42只银行股挂牌。",
    ],
)
def test_everyday_words_and_counted_things_are_no_names(companies, text: str) -> None:
    assert companies(text) == []


@pytest.mark.parametrize("name", ["36栎市", "栎之光", "能之栎"])
def test_numbers_and_joining_characters_may_be_part_of_a_name(companies, name: str) -> None:
    assert companies(f"最新上市的是{name}。{name}今日在港交所挂牌,分析员看好{name}。") == [[name]]


@pytest.mark.parametrize(
    "text",
    [
        "栎舟科技上市,每股按6740万股的发行量算实际拿到10亿元。",
        "从事品牌鞋履零售及分销的栎舟科技今日招股。",
        "小编按挂牌先后捋一捋,栎舟科技首日上市破发。",
        "总部位于杭州的具身智能公司栎舟科技以保密形式向港交所递表。",
    ],
)
def test_trades_and_torn_words_name_nobody_beside_the_issuer(companies, text: str) -> None:
    assert companies(text) == [["栎舟科技"]]


def test_an_unknown_name_of_four_characters_opens_a_sentence(companies) -> None:
    assert ["嘉岚耘智"] in companies("同业的香港上市梦至今无一成真。嘉岚耘智去年11月率先过期,其后再无下文。")
    assert companies("新股昨日挂牌。账面浮盈三万元,网友直呼太少。") == []
