"""Noise garbles an article as scraped pages are garbled, and the same way every time."""

import pytest

from ipofacts.evaluate import NOISES
from ipofacts.evaluate.noise import COMBINATIONS, described, garble, garbled
from ipofacts.schema import Article

ARTICLE = Article(
    text="岚溪科技(02999.HK)12月9日公开发行2000万股，由高盛保荐，公开发售获超额认购。\n每股ADS定价<5美元，共30万手，公司预计集资1亿美元。\n"
    * 12
    + "公司\t代码\t发行价\n岚溪科技\t2999\t12.5\n"
    + "公司把钱用于研发，并且补充营运资金" * 20,
    title="岚溪科技IPO",
    published="2025-12-09",
)


@pytest.mark.parametrize("name", [*NOISES, *COMBINATIONS])
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
        ("readings", "("),
        ("ruby", "<rt>"),
        ("utf8-as-latin1", "(02999.HK)12"),
        ("cells", "公司\n代码\n发行价"),
        ("western", "公开发行2000万股,由高盛保荐"),
        ("widgets", "%)"),
        ("scraped", "嵐"),
        ("spun", "刊行2000万股"),
        ("menus", "岚溪科技(02999.HK)12月9日公开发行2000万股"),
    ],
)
def test_what_a_noise_writes(name, holds):
    assert holds in garbled(ARTICLE, [name]).text


def test_markup_is_not_widened():
    article = garbled(Article(text="<p class='a'>A<B&nbsp;&amp; 5%</p>"), ["fullwidth"])
    assert article.text == "<p class='a'>Ａ＜Ｂ&nbsp;&amp; ５％</p>"


@pytest.mark.parametrize("name", [*NOISES, *COMBINATIONS])
def test_each_noise_is_told_in_a_line_and_keeps_places(name):
    assert described(name)
    draft = garble(ARTICLE.text, [name])
    places = list(zip(draft.starts, draft.ends, strict=True))
    assert len(places) == len(draft.text)
    assert all(0 <= start <= end <= len(ARTICLE.text) for start, end in places)
    assert [start for start, _ in places] == sorted(start for start, _ in places)


def test_noises_add_up_and_pages_leave_the_title_alone():
    both = garbled(ARTICLE, ["traditional", "html"])
    assert both.title == "嵐溪科技IPO"
    assert both.text.startswith("<div")
    assert garbled(ARTICLE, []) == ARTICLE


def test_an_unknown_noise_is_refused():
    with pytest.raises(ValueError, match="unknown noise 'wind'"):
        garbled(ARTICLE, ["wind"])
