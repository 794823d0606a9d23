"""Which phrases a line calls for: never fewer than match, wherever they match; and the two engines read alike."""

import re
from itertools import islice
from pathlib import Path

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from ipofacts.evaluate import load
from ipofacts.rules.expressions import MOST_STEPS, MOST_WAYS, Expression, at_end, longest, ways
from ipofacts.rules.language import compile_phrase
from ipofacts.rules.symbols import COMPANY, DATE, EXCHANGE, PRICE

GOLDEN = Path(__file__).resolve().parents[2] / "samples" / "golden"
LISTS = {"raise": ["募资", "集资"], "and": ["、", ",以及"]}


@pytest.fixture(scope="module")
def book(extractor):
    return extractor.book


def missed(book, symbols: str) -> list[str]:
    """The phrases that match in a line which doesn't call for them."""
    called = set(book.called_by(book.standing(symbols)))
    rest = (phrase for number, phrase in enumerate(book.phrases) if number not in called)
    return [phrase.phrase.source for phrase in rest if phrase.expression.search(symbols)]


def test_a_line_of_an_article_calls_for_every_phrase_that_matches(book, extractor) -> None:
    reader = extractor.reader
    lines = [line.symbols for sample in islice(load(GOLDEN), 0, None, 40) for line in reader.read(sample.article.text).lines]
    assert lines
    assert [phrase for line in lines for phrase in missed(book, line)] == []


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_made_line_calls_for_every_phrase_that_matches(book, data) -> None:
    words = [data.draw(st.sampled_from(sorted(group))) for group in data.draw(st.sampled_from(book.phrases)).phrase.groups]
    more = data.draw(st.lists(st.sampled_from([",", "的", "约", "(", "。", "上市", PRICE, DATE, COMPANY, EXCHANGE])))
    assert missed(book, "".join(data.draw(st.permutations([*words, *more])))) == []


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("@raise ..8 {price}", 11),
        ("[约] @raise {price}", 4),
        ("(@raise ..3|价) {price}", 6),
        ("(募资|) {price}", 3),
        ("{companies} 今日", 1 + 20 * (26 + 3 + 1) + 2),
    ],
)
def test_the_longest_match_is_known(phrase: str, expected: int) -> None:
    assert longest(compile_phrase(phrase, LISTS).tree, LISTS) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("@raise {price}", 1), ("@raise ..8 {price}", 9), ("..2 (a ..3|b ..5) c", 18), ("{companies} ..2", 63)],
)
def test_ways_are_what_gaps_and_lists_allow(phrase: str, expected: int) -> None:
    assert ways(compile_phrase(phrase, LISTS).tree) == expected


def test_only_phrases_of_many_ways_go_to_re2_and_on_long_lines_alone(monkeypatch) -> None:
    asked = []
    monkeypatch.setattr(re2, "compile", lambda pattern, _: asked.append(pattern) or re.compile(pattern))
    Expression("价", MOST_WAYS).search("价" * 2000)
    assert not asked
    Expression("价", MOST_WAYS + 1).search("价")
    assert asked


@pytest.mark.parametrize("ways", [1, MOST_WAYS + 1, MOST_STEPS])
def test_either_engine_tells_where_a_pattern_stands(ways: int) -> None:
    match = Expression("价(元)?", ways).search("价元,价", 1)
    assert match is not None
    assert (match.span(), match.span(1)) == ((3, 4), (-1, -1))
    assert Expression(at_end("价"), ways).search("价元") is None
    assert Expression(at_end("价"), ways).search("元价") is not None


def test_both_engines_read_alike(book, extractor) -> None:
    reader = extractor.reader
    lines = [line for sample in islice(load(GOLDEN), 0, None, 60) for line in reader.read(sample.article.text).lines]
    assert any(EXCHANGE in line.symbols for line in lines)
    for line in lines:
        for number in book.called_by(book.standing(line.symbols)):
            pattern = book.phrases[number].phrase.expression
            ours, theirs = (engine.compile(pattern).search(line.symbols) for engine in (re, re2))
            assert (ours and (ours.span(), ours.groups())) == (theirs and (theirs.span(), theirs.groups()))
