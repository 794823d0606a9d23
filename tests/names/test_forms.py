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
