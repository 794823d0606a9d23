"""Noise garbles an article as scraped pages are garbled, and the same way every time."""

import pytest

from ipofacts.evaluate import NOISES
from ipofacts.evaluate.noise import garbled
from ipofacts.schema import Article

ARTICLE = Article(
    text="岚溪科技12月9日发行2000万股。\n每股ADS定价<5美元,公司预计集资1亿美元。" * 3,
    title="岚溪科技IPO",
    published="2025-12-09",
)


@pytest.mark.parametrize("name", NOISES)
def test_each_noise_changes_the_text_the_same_way_twice(name):
    once = garbled(ARTICLE, [name])
    assert once.text != ARTICLE.text
    assert once == garbled(ARTICLE, [name])
    assert once.published == ARTICLE.published


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("traditional", "嵐溪科技"),
        ("blanks", "2000 万股"),
        ("fullwidth", "２０００万股"),
        ("html", "ADS定价&lt;5美元"),
        ("spun", "刊行2000万股"),
        ("menus", "岚溪科技12月9日发行2000万股"),
    ],
)
def test_what_a_noise_writes(name, holds):
    assert holds in garbled(ARTICLE, [name]).text


def test_markup_is_not_widened():
    article = garbled(Article(text="<p class='a'>A<B&nbsp;&amp; 5%</p>"), ["fullwidth"])
    assert article.text == "<p class='a'>Ａ＜Ｂ&nbsp;&amp; ５％</p>"


def test_noises_add_up_and_pages_leave_the_title_alone():
    both = garbled(ARTICLE, ["traditional", "html"])
    assert both.title == "嵐溪科技IPO"
    assert both.text.startswith("<div")
    assert garbled(ARTICLE, []) == ARTICLE


def test_an_unknown_noise_is_refused():
    with pytest.raises(ValueError, match="unknown noise 'wind'"):
        garbled(ARTICLE, ["wind"])
