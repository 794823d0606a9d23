"""What holds for every article, clean or garbled: evidence stands where it says, and the same article gives the same answer."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipofacts.evaluate import NOISES, load
from ipofacts.evaluate.noise import garbled
from ipofacts.extractor import Extractor
from ipofacts.schema import FACTS, Article, Extraction, Offering

GOLDEN = load(Path(__file__).resolve().parents[1] / "samples" / "golden")
EXTRACTOR = Extractor()
ANSWER = """
import json, sys
from ipofacts.extractor import Extractor
from ipofacts.schema import Article
extractor = Extractor()
for line in sys.stdin:
    print(json.dumps(extractor.extract_article(Article.model_validate_json(line)).to_json()))
"""


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


@pytest.mark.parametrize(("number", "noise"), list(enumerate(["", *NOISES])))
def test_every_quote_stands_in_the_article(number, noise):
    for sample in GOLDEN[number % 8 :: 8] if noise else GOLDEN:  # a share each: all articles meet several noises
        article = garbled(sample.article, [noise] if noise else [])
        extraction = read(article)
        assert extraction.id == sample.id
        assert_grounded(article, extraction)


def test_all_noises_together():
    for sample in GOLDEN:
        article = garbled(sample.article, ["spun", "traditional", "readings", "blanks", "fullwidth", "html"])
        assert_grounded(article, read(article))


def test_two_processes_give_the_same_answer():
    """Whatever order sets and dicts have in another process."""
    posted = "".join(sample.article.model_dump_json() + "\n" for sample in GOLDEN)
    answers = [
        subprocess.run(
            [sys.executable, "-c", ANSWER],
            input=posted,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert answers[0] == answers[1]
    here = [json.loads(line) for line in answers[0].splitlines()]
    assert here == [read(sample.article).to_json() for sample in GOLDEN]


def test_one_article_leaves_no_trace_in_the_next():
    forwards = [read(sample.article).to_json() for sample in GOLDEN]
    backwards = [read(sample.article).to_json() for sample in reversed(GOLDEN)]
    assert forwards == backwards[::-1]


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
