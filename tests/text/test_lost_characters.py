"""What was lost is put back where the article tells it, and left out where it does not."""

from __future__ import annotations

import pytest

from ipofacts.text import Cleaner

LOST = ["??", "\ufffd", "\ufffd\ufffd", "\u25a1"]


@pytest.mark.parametrize("sign", LOST)
@pytest.mark.parametrize(
    "article",
    [
        "矿商赤{}黄金今日挂牌,赤峰黄金发售两亿股。",
        "晶华铜业公布招股结果,晶{}铜业的保荐人为远山国际。",
        "青松重工上市首日破发,分析员看好青松重{}业的前景,青松重工业亏损。",
        "公司公开发售获超购,公开{}售部分占一成。",
    ],
)
def test_the_same_words_elsewhere_tell_a_lost_character(cleaner: Cleaner, article: str, sign: str) -> None:
    cleaned = cleaner.clean(article.format(sign))
    assert not any(mark in cleaned.text for mark in "?\ufffd\u25a1")
    assert cleaned.warnings == ("garbled",)


def test_three_characters_tell_the_end_of_a_quoted_name(cleaner: Cleaner) -> None:
    cleaned = cleaner.clean("青松重工上市首日破发,分析员看好“青松重\ufffd”的前景,也看好“晶华铜\ufffd”。")
    assert "“青松重工”" in cleaned.text
    assert "晶华铜\ufffd" in cleaned.text


@pytest.mark.parametrize("sign", ["\ufffd", "\u25a1"])
@pytest.mark.parametrize(
    "article",
    [
        "募资{}额13.99亿港元,净额13.2亿港元。",  # the words behind stand behind a pause elsewhere
        "赤{}黄金挂牌,赤峰黄金与赤水黄金也要上市。",  # two are told
        "每股9至1{}亿美元,另有9至11亿美元。",  # a digit
        "中{}公司上市。",
    ],
)
def test_what_is_not_told_stays_lost(cleaner: Cleaner, article: str, sign: str) -> None:
    text = cleaner.clean(article.format(sign)).text
    assert "\u25a1" in text or "\ufffd" in text


def test_no_sentence_ends_at_a_lost_character(cleaner: Cleaner) -> None:
    sentences = [
        s for s in cleaner.clean("内地矿商赤??黄金昨在主板挂牌,一手赚76元。收盘升两成。").segments if s.kind == "sentence"
    ]
    assert len(sentences) == 2
    asked = [s for s in cleaner.clean("这只新股还能买吗??分析员认为可以。").segments if s.kind == "sentence"]
    assert len(asked) == 2
