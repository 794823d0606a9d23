"""Text pasted from elsewhere: points of double width at line ends, characters without width in tags and between bytes."""

from __future__ import annotations

import pytest

from ipofacts.text import Cleaner


@pytest.mark.parametrize("figure", ["１３．８２", "２，６６８．５０", "０．６２５"])
def test_a_point_of_double_width_may_begin_a_line(cleaner: Cleaner, figure: str) -> None:
    lead = "岚溪科技今日在主板挂牌，去年收入增长两成，发售价定为每股"
    text = cleaner.clean(f"{lead}{figure.replace('．', chr(10) + '．')}元，收市升两成，成交活跃．").text
    plain = figure.translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})
    assert f"每股{plain}元" in text
    assert text.endswith("成交活跃。")


@pytest.mark.parametrize("hidden", ["\u200b", "\u00ad", "\u2060", "\u202c", "\ufeff"])
@pytest.mark.parametrize("tag", ["<p>{}</p>", "<b>{}</b>", '<span class="a">{}</span>', "<ruby>{}<rt>x</rt></ruby>"])
def test_invisible_characters_hide_no_tag(cleaner: Cleaner, tag: str, hidden: str) -> None:
    strewn = "".join(f"{char}{hidden}" for char in tag.format("挂牌"))
    assert cleaner.clean(strewn).text.strip() == "挂牌"


@pytest.mark.parametrize("hidden", ["\u200b", "\u200e", "\u2060", "\ufeff"])
@pytest.mark.parametrize("charset", ["gbk", "utf-8"])
def test_characters_without_width_part_no_misread_bytes(cleaner: Cleaner, hidden: str, charset: str) -> None:
    prose = "岚溪科技公布,发售价定为每股12.58港元,计划在主板挂牌,募集资金用于研发。"
    garbled = prose.encode(charset).decode("latin-1")
    strewn = "".join(char + hidden * (place % 5 == 0) for place, char in enumerate(garbled))
    assert cleaner.clean(strewn).text == prose
