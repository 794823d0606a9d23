"""HTML that stands alone: values as an editor reads them, evidence in place, nothing that runs."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ipofacts import render
from ipofacts.render.labels import facts, labels
from ipofacts.render.values import shown
from ipofacts.schema import FACTS

CASES = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))
TEXT = "🎉岚溪科技(02999.HK)今日在港交所主板挂牌,发行价为每股12.5港元。<script>alert(1)</script>{0} {count}"
VOID = {"meta", "br"}


class Tree(HTMLParser):
    """Tags must close in order; keeps the text of each element of a class, and all tags and attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.texts: dict[str, list[str]] = {}
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("class") or tag))
            self.texts.setdefault(self.open[-1][1], []).append("")

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        for name in {name for _, name in self.open}:
            self.texts[name][-1] += data


@pytest.fixture(scope="module")
def read(extractor):
    """An article and the answer to it."""
    article = {"text": TEXT, "title": "岚溪科技<b>挂牌", "published": "2026-03-04", "id": "a<b"}
    return article, extractor.extract(**article).to_json()


@pytest.mark.parametrize("language", render.LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["en"])
def test_values_are_written_as_an_editor_reads_them(case, language):
    assert shown(case["kind"], case["value"], labels(language)) == case[language]


def test_a_number_of_any_length_is_shown():
    assert len(shown("money", {"value": "9" * 10_000}, labels("zh"))) > 10_000


def test_every_fact_has_a_place_and_a_name_in_each_language():
    assert {fact.fact for fact in facts()} == set(FACTS) - {"primary"}
    for language in render.LANGUAGES:
        assert {fact.fact for fact in facts()} == set(labels(language)["facts"])
        assert {fact.group for fact in facts()} == set(labels(language)["groups"])


def keys(words, prefix=""):
    for key, value in words.items():
        # What a currency, problem or exchange is called may be left to its own name.
        if isinstance(value, dict) and key not in ("currencies", "problems", "advice"):
            yield from keys(value, f"{prefix}{key}.")
        else:
            yield prefix + key


def test_the_languages_say_the_same_things():
    chinese, english = (set(keys(labels(language))) for language in render.LANGUAGES)
    assert chinese == english


def test_a_language_that_is_none_is_refused():
    with pytest.raises(ValueError, match="zh, en"):
        render.labels("fr")


@pytest.mark.parametrize("language", render.LANGUAGES)
def test_a_document_shows_article_and_cards(read, language):
    article, answer = read
    tree = Tree(render.opening(language) + render.section(article, answer, 1, language) + render.closing())
    assert tree.texts["article"] == [article["title"] + TEXT]
    (offering,) = answer["offerings"]
    for quotes in offering["evidence"].values():
        for quote in quotes:
            assert quote["quote"] in tree.texts["article"][0]
    assert "发行价为每股12.5港元" in tree.texts["money"]
    assert tree.texts["h3"] == ["岚溪科技"]
    assert shown("date", "2026-03-04", labels(language)) in tree.texts["value"]


def test_marks_stand_where_the_evidence_is_behind_wide_characters(read):
    article, answer = read
    marks = Tree(render.section(article, answer, 1)).texts
    joined = "".join(
        text for name, texts in marks.items() if name.startswith(("money", "code", "company", "date")) for text in texts
    )
    assert "12.5港元" in joined
    assert "🎉" not in joined


def test_nothing_runs_and_nothing_is_loaded(read):
    article, answer = read
    html = render.opening() + render.section(article, answer, 1) + render.closing()
    tree = Tree(html)
    assert not tree.tags & {"script", "img", "svg", "a", "iframe", "link", "b"}
    assert not [name for name, _ in tree.attributes if name.startswith("on") or name in ("src", "href")]
    assert "default-src 'none'" in html
    assert "url(" not in html


def test_a_problem_stands_in_its_articles_place():
    problem = {"title": "The article <can't> be read", "detail": "Send it again."}
    tree = Tree(render.section({"text": "x", "id": "a"}, {"id": "a", "problem": problem}, 1))
    assert "The article <can't> be read" in tree.texts["problem"][0]


def test_an_extraction_shows_itself_in_a_notebook(extractor):
    extraction = extractor.extract(TEXT, published="2026-03-04")
    tree = Tree(extraction._repr_html_())
    assert tree.texts["h3"] == ["岚溪科技"]
    assert "12.5港元" in tree.texts["value"]
    assert "文中没有首次公开发行" in Tree(extractor.extract("今天天气很好。")._repr_html_()).texts["h2"]


def test_mentions_checks_and_warnings_are_told(extractor):
    extraction = extractor.extract(
        "岚溪科技将于3月4日在港交所主板挂牌,发行价12.5港元,发行1000万股,募资2亿港元。星桥科技上周在港交所挂牌。"
    )
    texts = Tree(extraction._repr_html_()).texts
    assert texts["h2"] == ["1 宗发行，另提及 1 宗"]
    assert texts["badge mention"] == ["仅提及"]
    assert any("文中2亿，推算1.25亿" in text for text in texts["fails"])
    assert any("未写年份" in text for text in texts["warning"])
