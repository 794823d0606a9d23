"""Names told by the shape of a list, and counted things that are none; all names are invented."""

import pytest


def forms(companies: list[list[str]]) -> set[str]:
    return {form for company in companies for form in company}


@pytest.mark.parametrize(
    "body",
    [
        "* 澄禾泵业 —— 深市主板,已问询;\n* 岚杉视觉 —— 科创板,已问询;\n* 栎舟铜箔 —— 沪市主板,拟募10亿元。",
        "· 澄禾泵业:拟募5亿元,主板\n· 岚杉视觉:拟募6亿元\n· 栎舟铜箔:昨日撤单",
        "1、澄禾泵业(主板)拟募5亿元\n2、岚杉视觉(科创板)已过会\n3、栎舟铜箔(主板)撤单",
        "一、澄禾泵业:三次延期\n二、岚杉视觉:二轮问询\n三、栎舟铜箔:主动撤回IPO",
        "【上交所主板:澄禾泵业】问询只回了一轮。\n【科创板:岚杉视觉】撤单。\n【北交所:栎舟铜箔】从受理到终止才五个月。",
        "【澄禾泵业】IPO问询只回了一轮。\n【岚杉视觉】撤单。\n【栎舟铜箔】从受理到终止才五个月。",
        "▍澄禾泵业:IPO撤单\n▍岚杉视觉:科创板过会\n▍栎舟铜箔:递表",
        "澄禾泵业|12.30元|3.2倍|主板\n岚杉视觉|8.10元|4.5倍|科创板\n栎舟铜箔|5.60元|1.1倍|IPO",
        "去香港上市的是:澄禾泵业,拟发行不超过9,206万股;岚杉视觉,不超过3.45亿股;栎舟铜箔,不超过5,000万股。",
    ],
)
def test_lines_of_one_shape_name_companies(companies, body: str) -> None:
    assert {"澄禾泵业", "岚杉视觉", "栎舟铜箔"} <= forms(companies(body))


@pytest.mark.parametrize(
    "body",
    [
        "申购要点\n· 发行价:12元\n· 募集资金:5亿元\n· 保荐机构:待定\n新股于科创板上市。",
        "【投资要点】新股上市。\n【风险提示】IPO有风险。\n【行业概况】市场规模扩大。",
        "1、公司概况:IPO\n2、财务数据:稳健\n3、风险因素:上市首日波动",
        "发行价|12元|上市\n市盈率|30倍|主板\n中签率|0.03%|IPO",
    ],
)
def test_lists_of_terms_name_nobody(companies, body: str) -> None:
    assert companies(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "等了两年,浙江一家中药饮片商不打算再赴美上市了。",
        "承销商换了,最后一版写的是发行375万股,这一版便没了用处。",
        "发行结果公告里的几个数字:公开发行1,300万股。",
        "读者问:新股上市首日怎么买?",
    ],
)
def test_counted_things_are_no_names(companies, body: str) -> None:
    assert companies(body) == []


def test_behind_a_descriptor_the_rest_of_the_clause_is_the_name(companies) -> None:
    assert "岚光出行" in forms(companies("电动车品牌「岚光」母公司岚光出行,昨日通过港交所聆讯。"))
    assert "瓯栎文创" in forms(companies("去美国的只有瓯栎文创一家,计划在纳斯达克发行不超过375万股。"))
    assert "宝栎棚业" in forms(companies("同一天撤回IPO的,还有香港建筑公司宝栎棚业。"))


def test_a_name_before_the_mark_of_its_share_class(companies) -> None:
    assert "达梵生命-B" in forms(companies("名称:达梵生命-B\n代码:02703\n上市日:3月9日"))
    assert "达梵生命-B" in forms(companies("名称 代码 状态\n清栎环境 02156 招股中\n达梵生命-B 02703 待上市"))


def test_a_kind_of_platform_that_is_pointed_at_is_no_name(companies) -> None:
    assert companies("这家同城货运平台2020年11月在纽交所上市。") == []


@pytest.mark.parametrize(
    "body",
    [
        "港股新股\n\n牧童乐园:将于周三登陆港交所。\n\n叮咚小栎:同样周三上市,定价8元。\n\n岚杉优鲜:昨日已挂牌。",
        "1. 牧童乐园,来自海口,独家保荐人招银国际。\n2. 叮咚小栎,拟主板上市。\n3. 岚杉优鲜,第三次闯关,申请已失效。",
        "值得记住的三单:\n第一,牧童乐园,4月27日上市。\n第二,叮咚小栎,10月27日挂牌。\n第三,岚杉优鲜,每股20港元,募资5亿港元。",
        "港交所收到三份申请。\n\n一是咨询平台牧童乐园,独家保荐人为浦银国际。\n\n二是叮咚小栎,拟主板上市。\n\n三是零售商岚杉优鲜,保荐人高盛。",
        "打新速览\n指标|牧童乐园|叮咚小栎|岚杉优鲜\n证券代码|688927|301733|603412\n申购日|3月4日|3月5日|3月6日",
    ],
)
def test_heads_of_entries_on_listings_are_names(companies, body: str) -> None:
    assert {"牧童乐园", "叮咚小栎", "岚杉优鲜"} <= forms(companies(body))


@pytest.mark.parametrize(
    "body",
    [
        "栎舟科技今日上市。\n主持人:今天上市,怎么看发行价?\n陈先生:发行价很好,上市首日涨了。\n主持人:募资多少?",
        "看点有二。一是程序,科创板的预先审阅。二是费用,发行费用由公司承担。",
        "栎舟科技招股。\n盈利能力:上市后仍待观察。\n财务状况:招股书显示亏损。\n竞争格局:同业多已上市。",
    ],
)
def test_who_speaks_and_what_is_reasoned_are_no_names(companies, body: str) -> None:
    assert forms(companies(body)) <= {"栎舟科技"}
