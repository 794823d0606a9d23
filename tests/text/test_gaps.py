"""Odd blanks strewn over an article go, and the author's single ones stay."""

from __future__ import annotations

import pytest

from ipofacts.rulefiles import shipped
from ipofacts.text import Cleaner
from ipofacts.text.draft import Draft
from ipofacts.text.files import BlankRules, load
from ipofacts.text.gaps import Gaps

KINDS = ["\u3000", "\u00a0", "\u2003", "  "]
TITLE = "岚溪科技首日收高 散户获利"
PROSE = "Marlow Harbour Group周三公布，旗下岚溪科技发售价定为每股12.58港元，超额认购153倍，计划3月4日在主板挂牌。"


def _strewn(text: str, kind: str, every: int) -> str:
    return "".join(char + kind * (place % every == every - 1 and char != "\n") for place, char in enumerate(text)).rstrip()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("every", [5, 7, 9])
def test_blanks_of_one_kind_go_from_words_names_and_figures(cleaner: Cleaner, kind: str, every: int) -> None:
    raw = f"{TITLE}\n{PROSE}"
    assert cleaner.clean(_strewn(raw, kind, every)).text == cleaner.clean(raw).text


@pytest.mark.parametrize("kind", KINDS)
def test_a_title_may_be_strewn_with_another_kind_than_the_article(cleaner: Cleaner, kind: str) -> None:
    other = KINDS[KINDS.index(kind) - 1]
    cleaned = cleaner.clean(_strewn(PROSE, kind, 5), _strewn(TITLE, other, 5))
    assert cleaned.text == cleaner.clean(PROSE, TITLE).text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "text",
    [
        "{0}{0}岚溪科技今日挂牌，收报12港元。\n{0}{0}去年收入增长两成，仍然亏损。",
        "来源：远山财经{0}作者：小周\n岚溪科技今日挂牌，收报12港元。",
        "公司{0}代码{0}招股价{0}上市日期\n岚溪科技{0}2799{0}12.58{0}3月4日\n丙丁餐饮{0}2788{0}8.10{0}3月5日\n戊己医药{0}2777{0}9.20{0}3月6日",
        "1.{0}2024年收入增长，\n2.{0}2025年亏损收窄，\n3.{0}2026年计划上市，\n4.{0}2027年扩产，",
    ],
)
def test_blanks_that_part_fields_stay(text: str, kind: str) -> None:
    draft = Draft(text.format(kind))
    Gaps(load(shipped(), "blanks", BlankRules)).close((draft,))
    assert draft.text == text.format(kind)


@pytest.mark.parametrize("kind", ["\u3000", "\u2003", "  "])
def test_bytes_read_wrongly_are_put_together_first(cleaner: Cleaner, kind: str) -> None:
    garbled = PROSE.encode("gbk").decode("latin-1")
    assert cleaner.clean(_strewn(garbled, kind, 7)).text == cleaner.clean(PROSE).text
