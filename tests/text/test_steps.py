"""What each step does to an article, told by whole articles: noise in, clean text out."""

from __future__ import annotations

import pytest

from ipofacts.text import Cleaner


def _segments(cleaner: Cleaner, text: str, title: str | None = None) -> list[tuple[str, str]]:
    cleaned = cleaner.clean(text, title)
    return [(s.kind, cleaned.text[s.start : s.end]) for s in cleaned.segments]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("<p>发行价为<b>12.5</b>元。</p>", "\n发行价为12.5元。\n"),
        ("发行价&nbsp;12.5&nbsp;元", "发行价12.5元"),
        ("甲&amp;amp;乙公司&#20844;告", "甲&乙公司公告"),
        ("\\u4eca日挂牌\\uff0cC:\\users", "今日挂牌,C:\\users"),
        ("&lt;p&gt;今日挂牌&lt;/p&gt;", "\n今日挂牌\n"),
        ("<!-- 广告 -->今日挂牌<script>if (a<b) show();</script>", "今日挂牌"),
        ("今日<a href=http://x.example/?a=1 target=_blank>挂牌</a", "今日挂牌</a"),
        ('<img alt="a>b" src="x.png">今日挂牌</p>', "今日挂牌\n"),
        ("<ruby>網<rp>(</rp><rt>wǎng</rt><rp>)</rp></ruby>易", "网易"),
        ("P<0.05,若a<b则成立", "P<0.05,若a<b则成立"),
        ("甲公司<script>没有结束", "甲公司没有结束"),
        ("甲公司<!-- 没有结束", "甲公司 没有结束"),
    ],
)
def test_markup(cleaner: Cleaner, raw: str, clean: str) -> None:
    assert cleaner.clean(raw).text == clean


def test_a_table_in_html_becomes_rows(cleaner: Cleaner) -> None:
    raw = (
        "<table>\n <tr><th>公司</th><th>代码</th><th>发行价(港元)</th></tr>\n"
        " <tr>\n  <td>甲乙科技</td>\n  <td>2799</td>\n  <td>12.50</td>\n </tr>"
        "<tr><td>丙丁医药</td><td>2788</td><td>--</td></tr></table>"
    )
    assert [text for kind, text in _segments(cleaner, raw) if kind == "row"] == [
        "公司:甲乙科技,代码:2799,发行价:12.50港元",
        "公司:丙丁医药,代码:2788",
    ]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("共發行２，５００萬股，佔比２５．００％", "共发行2,500万股,占比25.00%"),
        ("「甲乙」與『丙丁』", "“甲乙”与“丙丁”"),
        ('他说"破发"了', "他说“破发”了"),
        ("招\u200b股\ufeff价\u00ad为5元", "招股价为5元"),
        ("募资４．５９亿元．该股开盘报１２元．", "募资4.59亿元。该股开盘报12元。"),
        ("占比12。91%", "占比12.91%"),
        ("代码为2513。2024年上市", "代码为2513。2024年上市"),
        ("价格20—25元", "价格20-25元"),
        ("网上𝟏𝟐元", "网上12元"),
        ("这么说", "这么说"),
    ],
)
def test_characters(cleaner: Cleaner, raw: str, clean: str) -> None:
    assert cleaner.clean(raw).text == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("醫療(liáo)器械", "医疗器械"),
        ("总(zo\u030cng)市值", "总市值"),
        ("小红书(app)上市", "小红书(app)上市"),
        ("甲公司(an)上市", "甲公司(an)上市"),
        ("A公司(ā)与附注(xyz)", "A公司与附注(xyz)"),
    ],
)
def test_readings(cleaner: Cleaner, raw: str, clean: str) -> None:
    assert cleaner.clean(raw).text == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("中国甲乙(37.460, 0.23, 0.62%)独家保荐", "中国甲乙独家保荐"),
        ("甲乙(48.300, -0.36, -0.74%)资本(香港)", "甲乙资本(香港)"),
        ("甲乙科技(,)今日挂牌", "甲乙科技今日挂牌"),
        ("![](https://x.example/a.png)今日挂牌", "今日挂牌"),
        ("## 甲乙科技\n**发行价**为[5元](https://x.example)", "甲乙科技\n发行价为5元"),
        ("净额51747.82万元[10][90]", "净额51747.82万元"),
        ("证监许可[2023]305号", "证监许可[2023]305号"),
        ("甲乙(02561)公布", "甲乙(02561)公布"),
    ],
)
def test_widgets(cleaner: Cleaner, raw: str, clean: str) -> None:
    assert cleaner.clean(raw).text == clean


def test_a_wrapped_sentence_is_joined_and_headings_are_not(cleaner: Cleaner) -> None:
    raw = (
        "招股安排\n甲乙科技今日公布,公司计划在联交所主板发行三千万股股份,每股发售价\n"
        "介乎十元至十二元,所得款项净额约三亿元,将用于研发以及补充一般营运资金\n等用途。"
    )
    assert cleaner.clean(raw).text.split("\n")[0] == "招股安排"
    assert "每股发售价介乎十元" in cleaner.clean(raw).text


def test_blanks_become_pauses_where_a_line_has_no_punctuation(cleaner: Cleaner) -> None:
    raw = "甲乙教育周四晚间宣布完成定价 每份存托股定价为9美元整 总共发行了1000万份存托股 募资总额达到9000万美元 将于当地时间8月1日上市"
    assert cleaner.clean(raw).text == raw.replace(" ", ",")


def test_labels_and_values_share_a_paragraph_until_a_label_returns(cleaner: Cleaner) -> None:
    cleaned = cleaner.clean("一览\n股票简称\n甲乙科技\n股票代码\n688999\n股票简称\n丙丁医药\n股票代码\n688998\n")
    rows = [(s.paragraph, cleaned.text[s.start : s.end]) for s in cleaned.segments if s.kind == "row"]
    assert [text for _, text in rows] == ["股票简称:甲乙科技", "股票代码:688999", "股票简称:丙丁医药", "股票代码:688998"]
    assert rows[0][0] == rows[1][0] != rows[2][0] == rows[3][0]


def test_segments(cleaner: Cleaner) -> None:
    raw = "新股周记\n一、上市(1家)\n1、甲乙科技(2799.HK)\n首日收平(盘中曾跌。后反弹)。成交不多;市值百亿!\n2)丙丁医药,主板,某某国际独家保荐。明年上市。"
    assert _segments(cleaner, raw) == [
        ("title", "新股周记"),
        ("heading", "一、上市(1家)"),
        ("heading", "1、甲乙科技(2799.HK)"),
        ("sentence", "首日收平(盘中曾跌。后反弹)。"),
        ("sentence", "成交不多;"),
        ("sentence", "市值百亿!"),
        ("item", "2)丙丁医药,主板,某某国际独家保荐。"),
        ("sentence", "明年上市。"),
    ]


def test_a_posted_title_comes_first_and_its_copy_is_boilerplate(cleaner: Cleaner) -> None:
    assert _segments(cleaner, "甲乙科技今起招股\n每股5元。", "甲乙科技今起招股") == [
        ("title", "甲乙科技今起招股"),
        ("boilerplate", "甲乙科技今起招股"),
        ("sentence", "每股5元。"),
    ]


def test_a_headline_list_after_the_tail_is_boilerplate_but_prose_is_read(cleaner: Cleaner) -> None:
    raw = (
        "甲乙科技今日挂牌。\n相关推荐\n某银行发行价10元\n2026-03-07 19:26\n· 丙丁汽车拟登陆科创板\n"
        "丙丁汽车日前公告,董事会已决议发行人民币股份,并在上交所科创板上市。"
    )
    kinds = {text: kind for kind, text in _segments(cleaner, raw)}
    assert kinds["某银行发行价10元"] == kinds["2026-03-07 19:26"] == "boilerplate"
    assert kinds["· 丙丁汽车拟登陆科创板"] == "heading"
    assert kinds["丙丁汽车日前公告,董事会已决议发行人民币股份,并在上交所科创板上市。"] == "sentence"


def test_words_that_are_names_in_spun_text_are_left_alone(cleaner: Cleaner) -> None:
    raw = "甲乙科技厚爱在港交所挂牌交游,保荐东说念主为丙丁国际,对手“顺说念快车”与大众汽车未作回应。"
    cleaned = cleaner.clean(raw)
    assert cleaned.text == "甲乙科技正式在港交所挂牌交易,保荐人为丙丁国际,对手“顺道快车”与大众汽车未作回应。"
    assert cleaned.warnings == ("spun",)


def test_lost_bytes_are_told(cleaner: Cleaner) -> None:
    assert cleaner.clean("那就好??墒,公司仍亏损").warnings == ("garbled",)
    assert cleaner.clean("公司\ufffd\ufffd招股").warnings == ("garbled",)
    assert cleaner.clean("真的吗??他问").warnings == ()


def test_a_headline_behind_a_date_is_read_and_a_bare_date_is_not(cleaner: Cleaner) -> None:
    raw = "2018-09-05 甲乙科技更新招股材料:每份存托股7至9美元\n2018-09-05 星期三\n公司今日把新版招股书交到美国证券交易委员会手上。"
    assert [kind for kind, _ in _segments(cleaner, raw)] == ["title", "boilerplate", "sentence"]
    assert cleaner.clean(raw).dateline == "2018-09-05"


def test_a_line_that_states_a_figure_is_no_heading(cleaner: Cleaner) -> None:
    kinds = {text: kind for kind, text in _segments(cleaner, "要点如下\n先说交表的:\n入场费约:5元\n▪入股价为:10.56港元\n完。")}
    assert kinds == {
        "要点如下": "title",
        "先说交表的:": "heading",
        "入场费约:5元": "sentence",
        "▪入股价为:10.56港元": "item",
        "完。": "boilerplate",
    }


def test_a_labelled_date_is_no_dateline(cleaner: Cleaner) -> None:
    assert cleaner.clean("甲乙科技\n上市日期:2026-01-08\n公司今日公布招股结果,一手中签率为两成。").dateline is None


def test_a_blank_inside_a_figure_goes_and_one_between_fields_stays(cleaner: Cleaner) -> None:
    assert cleaner.clean("发行3741万 股份,股票简称:甲乙 股票代码:2799").text == "发行3741万股份,股票简称:甲乙 股票代码:2799"


def test_a_figure_torn_by_a_line_break_is_whole_again(cleaner: Cleaner) -> None:
    raw = (
        "甲乙科技今日在港交所主板挂牌,公司此前公布,发行价定为每股1\n8.60港元,开市报22.00港元,高开一成八,所得款项净额约3\n"
        "亿港元。"
    )
    assert cleaner.clean(raw).text == raw.replace("\n", "")


def test_numbered_lines_are_not_joined(cleaner: Cleaner) -> None:
    raw = "甲乙科技今日公布招股安排,全球发售三千万股,其中公开发售占一成,要点共有2\n1.发售价每股5元,\n2.3月8日挂牌。"
    assert "\n1.发售价" in cleaner.clean(raw).text


def test_blanks_stand_for_the_marks_of_an_article_without_any(cleaner: Cleaner) -> None:
    raw = (
        "甲乙科技今日公布配发结果 发售价定为每股12元 全球发售2500万股 公开发售部分获超额认购86倍 该公司主要生产传感器 "
        "去年收入增长两成 预期三月四日挂牌。"
    )
    assert cleaner.clean(raw).text == (
        "甲乙科技今日公布配发结果,发售价定为每股12元,全球发售2500万股,公开发售部分获超额认购86倍。该公司主要生产传感器,"
        "去年收入增长两成,预期三月四日挂牌。"
    )


def test_blanks_within_words_go(cleaner: Cleaner) -> None:
    raw = "甲 乙科技 今日公 布配发 结果,发售 价定为 每股12元,全球 发售2500万股,公 开发售 获超额 认购86倍,预期三月 四日挂牌。"
    assert cleaner.clean(raw).text == raw.replace(" ", "")


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("🔥甲乙科技今日挂牌💰发行价12元", "甲乙科技今日挂牌 发行价12元"),
        ("1️⃣发行价12元，✅募资3亿元", "发行价12元,募资3亿元"),
        ("★公司公告", "★公司公告"),
    ],
)
def test_pictures(cleaner: Cleaner, raw: str, clean: str) -> None:
    assert cleaner.clean(raw).text == clean


def test_a_bracket_and_a_reading_at_a_line_break(cleaner: Cleaner) -> None:
    assert cleaner.clean("甲乙科技(027\n99.HK)今日挂牌").text == "甲乙科技(02799.HK)今日挂牌"
    assert cleaner.clean("甲乙科技今日公布，发行价定为每股１２．\n５元").text.endswith("每股12.5元")
    assert "(yè)" not in cleaner.clean("企業\n(yè)今日掛牌").text


def test_a_spun_label_with_its_unit_is_a_label(cleaner: Cleaner) -> None:
    raw = "甲乙科技公开刊行的结果\n刊行价钱(元)\n12.50\n召募资金总和(万元)\n31250\n"
    rows = [text for kind, text in _segments(cleaner, raw) if kind == "row"]
    assert rows == ["发行价格:12.50元", "募集资金总额:31250万元"]
