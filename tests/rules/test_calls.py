"""Which phrases a line calls for: never fewer than match, wherever they match; and the two engines read alike."""

import re
from itertools import islice
from pathlib import Path

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from ipofacts.evaluate import load
from ipofacts.extractor import Extractor
from ipofacts.rules.expressions import MOST_WAYS, compiled_expression, ways
from ipofacts.rules.landmarks import outline
from ipofacts.rules.language import compile_phrase
from ipofacts.rules.symbols import COMPANY, DATE, EXCHANGE, PRICE

GOLDEN = Path(__file__).resolve().parents[2] / "samples" / "golden"
LISTS = {"raise": ["募资", "集资"], "and": ["、", ",以及"]}


@pytest.fixture(scope="module")
def book():
    return Extractor().book


def missed(book, symbols: str) -> list[str]:
    """The phrases that match somewhere in a line which doesn't call for them there."""
    called = {call.phrase: call for call in book.called_by(book.standing(symbols))}
    found = []
    for number, phrase in enumerate(book.phrases):
        match = phrase.expression.search(symbols)
        if match is None:
            continue
        call = called.get(number)
        if call is None or not (call.first <= match.span()[0] <= call.last and match.span()[1] <= call.end):
            found.append(phrase.phrase.source)
    return found


def test_a_line_of_an_article_calls_for_every_phrase_that_matches(book) -> None:
    reader = Extractor().reader
    lines = [line.symbols for sample in islice(load(GOLDEN), 0, None, 40) for line in reader.read(sample.article.text).lines]
    assert lines
    assert [phrase for line in lines for phrase in missed(book, line)] == []


def pieces(book) -> list[str]:
    """Words and mentions that the first phrases are made of, so that made lines come near to them."""
    anchors = {word for phrase in book.phrases for landmark in phrase.outline.landmarks for word in landmark.words}
    return sorted(anchors)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_made_line_calls_for_every_phrase_that_matches(book, data) -> None:
    landmarks = data.draw(st.sampled_from(book.phrases)).outline.landmarks
    filling = st.one_of(
        st.sampled_from(["", "", ",", "的", "约", "(", "。", PRICE, DATE, COMPANY]), st.sampled_from(pieces(book))
    )
    parts = [
        part for landmark in landmarks for part in (data.draw(filling), data.draw(st.sampled_from(sorted(landmark.words))))
    ]
    assert missed(book, "".join([*parts, data.draw(filling)])) == []


@pytest.mark.parametrize(
    ("phrase", "landmarks", "longest"),
    [
        ("@raise ..8 {price}", [(0, 0), (2, 10)], 11),
        ("[约] @raise {price}", [(0, 1), (2, 2)], 4),
        ("..4 @raise", [(0, 4)], 6),
        ("(@raise ..3|价) {price}", [(0, 5), (1, 5)], 6),
        ("{companies} 今日", [(0, 0), (1, 1 + 20 * 30)], 1 + 20 * 30 + 2),
        ("(募资|) {price}", [(0, 2)], 3),
    ],
)
def test_landmarks_stand_so_far_from_one_another(phrase: str, landmarks: list[tuple[int, int]], longest: int) -> None:
    read = outline(compile_phrase(phrase, LISTS).tree, LISTS)
    assert [(landmark.least, landmark.most) for landmark in read.landmarks] == landmarks
    assert read.longest == longest


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("@raise {price}", 1), ("@raise ..8 {price}", 9), ("..2 (a ..3|b ..5) c", 18), ("{companies} ..2", 63)],
)
def test_ways_are_what_gaps_and_lists_allow(phrase: str, expected: int) -> None:
    assert ways(compile_phrase(phrase, LISTS).tree) == expected


def test_only_phrases_of_many_ways_go_to_re2() -> None:
    assert isinstance(compiled_expression("a", MOST_WAYS), re.Pattern)
    assert isinstance(compiled_expression("a", MOST_WAYS + 1), re2._Regexp)


def test_both_engines_read_alike(book) -> None:
    reader = Extractor().reader
    lines = [line for sample in islice(load(GOLDEN), 0, None, 60) for line in reader.read(sample.article.text).lines]
    assert any(EXCHANGE in line.symbols for line in lines)
    for line in lines:
        for call in book.called_by(book.standing(line.symbols)):
            pattern = book.phrases[call.phrase].phrase.expression
            ours, theirs = (engine.compile(pattern).search(line.symbols, call.first, call.end) for engine in (re, re2))
            assert (ours and (ours.span(), ours.groups())) == (theirs and (theirs.span(), theirs.groups()))
