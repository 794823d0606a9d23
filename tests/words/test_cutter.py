"""The cutter: whole words stay whole, nothing is lost, and both engines cut alike."""

import pickle

import pytest

from ipofacts.words import Cutter

SENTENCES = [
    "翠湖智能将于1月8日在港交所主板挂牌,发行价为每股116.20港元,募资总额约43.48亿港元。",
    "翠湖智能將於1月8日在港交所主板掛牌,發行價為每股116.20港元,募資總額約43.48億港元。",
    "保荐人为中金公司、华泰国际;香港公开发售获1,164.5倍超额认购\n  Green Lake AI Inc.(NASDAQ:GLAI)",
    "青岭生物(02513.HK)、K-Tech金融与N青岭同日上市 ABC123xyz 3.5% A+H 3,334.00万股",
    "的了是在 和与及 將獲 拟于 之 🎉 — — 2026年Q1 Ⅱ ㈱ é",
]


def test_rjieba_cuts_as_jieba_does() -> None:
    words = ["发行价", "超额认购", "港交所"]
    cutter, reference = Cutter(words), Cutter(words, "jieba")
    assert [cutter.cut(text) for text in SENTENCES] == [reference.cut(text) for text in SENTENCES]


@pytest.mark.parametrize("text", ["", *SENTENCES])
def test_the_words_cover_the_text(text: str) -> None:
    assert "".join(text[start:end] for start, end in Cutter(["发行价"]).cut(text)) == text


def cut(cutter: Cutter, text: str, fixed: list[tuple[int, int]] | None = None) -> list[str]:
    return [text[start:end] for start, end in cutter.cut(text, fixed or ())]


def test_values_and_rule_words_are_never_divided() -> None:
    text = "发行价格区间为每股1,234.56港元"
    assert cut(Cutter(["发行价格区间", "发行价"]), text, [(7, 19)]) == ["发行价格区间", "为", "每股1,234.56港元"]


def test_a_rule_word_that_runs_into_a_value_is_left_to_jieba() -> None:
    assert cut(Cutter(["股12"]), "每股12港元", [(2, 4)])[1] != "股12"


def test_new_words_are_not_guessed() -> None:
    assert cut(Cutter(), "公司拟于下周") == ["公司", "拟", "于", "下周"]


@pytest.mark.parametrize("fixed", [[(3, 5), (4, 6)], [(2, 99)], [(4, 6), (0, 2)], [(2, 2)]])
def test_fixed_spans_must_be_sound(fixed: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="fixed spans"):
        Cutter().cut("发行价为每股12港元", fixed)


def test_a_cutter_survives_pickling_before_and_after_use() -> None:
    cutter = Cutter(["超额认购倍数"])
    text = "超额认购倍数为30倍"
    before = pickle.loads(pickle.dumps(cutter)).cut(text)
    assert before == cutter.cut(text) == pickle.loads(pickle.dumps(cutter)).cut(text)
    assert before[0] == (0, 6)
