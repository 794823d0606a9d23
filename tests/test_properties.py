"""What holds for every article, clean or garbled: evidence stands where it says, and the same article gives the same answer."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipofacts.evaluate import NOISES, load
from ipofacts.evaluate.noise import garbled
from ipofacts.extractor import Extractor
from ipofacts.schema import FACTS, Article, Extraction, Offering

GOLDEN = load(Path(__file__).resolve().parents[1] / "samples" / "golden")
# Enough for what has nothing to do with any one article.
SOME = slice(None, None, 4)
EXTRACTOR = Extractor()
ANSWER = """
import json, sys
from ipofacts.extractor import Extractor
from ipofacts.schema import Article
extractor = Extractor()
for line in sys.stdin:
    print(json.dumps(extractor.extract_article(Article.model_validate_json(line)).to_json()))
"""


@cache
def golden() -> list[Extraction]:
    """What is read in the golden samples, in their order."""
    return [read(sample.article) for sample in GOLDEN]


def read(article: Article) -> Extraction:
    return EXTRACTOR.extract(article.text, title=article.title, published=article.published, id=article.id)


def stated(offering: Offering) -> set[str]:
    return {fact for fact in FACTS if getattr(offering, fact) is not None} - {"primary"}


def assert_grounded(article: Article, extraction: Extraction) -> None:
    """Every fact has evidence, every evidence a fact, and every quote stands where it says."""
    for offering in extraction.offerings:
        assert stated(offering) <= set(offering.evidence) <= set(FACTS)
        for fact, items in offering.evidence.items():
            assert items, fact
            for item in items:
                source = article.text if item.in_ == "text" else article.title or ""
                assert item.quote == source[item.start : item.end] != "", fact


def test_every_quote_stands_in_the_article():
    for sample, extraction in zip(GOLDEN, golden(), strict=True):
        assert extraction.id == sample.id
        assert_grounded(sample.article, extraction)


@pytest.mark.parametrize(("number", "noise"), list(enumerate(NOISES)))
def test_every_quote_stands_in_a_garbled_article(number, noise):
    for sample in GOLDEN[number % 16 :: 16]:  # a share each: most articles meet several noises
        article = garbled(sample.article, [noise])
        extraction = read(article)
        assert extraction.id == sample.id
        assert_grounded(article, extraction)


def test_all_noises_together():
    for sample in GOLDEN[SOME]:
        article = garbled(sample.article, ["spun", "traditional", "readings", "blanks", "fullwidth", "html"])
        assert_grounded(article, read(article))


def test_another_process_gives_the_same_answer():
    """Whatever order sets and dicts have there."""
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    answers = subprocess.run(
        [sys.executable, "-c", ANSWER],
        input="".join(sample.article.model_dump_json() + "\n" for sample in GOLDEN[SOME]),
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert [json.loads(line) for line in answers.splitlines()] == [extraction.to_json() for extraction in golden()[SOME]]


def test_one_article_leaves_no_trace_in_the_next():
    backwards = [read(sample.article) for sample in reversed(GOLDEN[SOME])]
    assert golden()[SOME] == backwards[::-1]


PIECES = st.sampled_from(
    "发行价 每股 12.5 港元 万股 亿 ( ) （02999.HK） 岚溪科技 上市 港交所 超额认购 倍 1月8日 至 - 约 % 募资 保荐人 、 。".split()
    + "| <td> </p> &nbsp; (jià) \ufffd \x00 \u200b 😀".split()
    + ["\n", "\u3000", " "]
)
TEXTS = st.one_of(st.text(st.characters(exclude_categories=["Cs"])), st.lists(PIECES, max_size=60).map("".join))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(
    text=TEXTS.filter(str.strip), title=st.one_of(st.none(), TEXTS), published=st.sampled_from([None, "2026-01-08", "2026-01"])
)
def test_any_text_gives_a_grounded_extraction(text, title, published):
    article = Article(text=text, title=title, published=published)
    assert_grounded(article, read(article))
