"""Lines broken off anywhere: behind a fixed number of characters, within readings, swapped words and Latin names."""

from __future__ import annotations

import pytest

from ipofacts.text import Cleaner

PROSE = (
    "岚溪科技今日公布招股结果，发售价定为每股十二元，公司计划三月四日在主板挂牌，独家保荐人为远山国际，"
    "所得款项净额约四亿元，将用于研发以及补充营运资金，该公司主要生产传感器，去年收入增长两成，董事会称会继续投入。"
)


def _broken(text: str, width: int) -> str:
    return "\n".join(text[start : start + width] for start in range(0, len(text), width))


@pytest.mark.parametrize("width", [16, 21, 25, 33])
@pytest.mark.parametrize("title", ["岚溪科技公布招股结果", "岚溪科技公布招股结果及配发基准，公开发售部分获得超过两百倍认购"])
def test_prose_broken_behind_so_many_characters_under_a_title_of_any_length(cleaner: Cleaner, width: int, title: str) -> None:
    text = cleaner.clean(f"{title}\n\n{_broken(2 * PROSE, width)}").text
    assert text == f"{title}\n\n{2 * PROSE}".replace("，", ",")


@pytest.mark.parametrize("latin", ["Marlow Harbour Holdings Limited", "SmartThings", "KeyBridge Capital", "Klorna"])
@pytest.mark.parametrize("lead", ["", "再", "再三"])
def test_latin_words_are_torn_where_lines_are_full_to_the_character(cleaner: Cleaner, latin: str, lead: str) -> None:
    prose = f"{lead}{PROSE}主承销商为{latin}与另外两家，{PROSE}"
    assert latin in cleaner.clean(_broken(prose, 25)).text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("募[mu4]集[j\ni2]资金与发[fa1\n]行[\nxing2]价", "募集\n资金与发\n行\n价"),
        ("承销(chéng\nxiāo)商", "承销\n商"),
        ("认(ㄖㄣ\nˋ)购", "认\n购"),
        ("挂 (gu\na4) 牌,上\n (shang4) 市,股(gu3)", "挂\n牌,上\n市,股"),
    ],
)
def test_a_line_may_break_off_within_a_reading(cleaner: Cleaner, raw: str, clean: str) -> None:
    text = cleaner.clean(raw).text
    assert text.replace("\n", "") == clean.replace("\n", "")


@pytest.mark.parametrize(
    ("broken", "whole"),
    [("一千二百万好\n意思元", "一千二百万美元"), ("出资东说\n念主", "出资人"), ("逾\n额认购", "超额认购")],
)
def test_a_line_may_break_off_within_a_swapped_word(cleaner: Cleaner, broken: str, whole: str) -> None:
    spun = "公司公开采售获东说念主民币两亿好意思元，瞻望行将刊行上市，"
    text = cleaner.clean(f"{spun}{PROSE}\n{broken}").text
    assert text.endswith(whole) or text.replace("\n", "").endswith(whole)


@pytest.mark.parametrize("heading", ["相关推荐", "延伸阅读", "热门文章", "猜你喜欢："])
def test_a_full_last_line_goes_on_in_no_heading_of_other_articles(cleaner: Cleaner, heading: str) -> None:
    lines = _broken(PROSE[: 25 * 4], 25)
    cleaned = cleaner.clean(f"{lines}\n{heading}\n渡江机器今日挂牌 发行价9.9港元")
    assert [cleaned.text[s.start : s.end] for s in cleaned.segments if s.kind == "boilerplate"][-1].startswith("渡江机器")
