"""A look at a text comes before what takes long; it may spare work and never change what is found."""

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from ipofacts.evaluate import load
from ipofacts.names import NameFinder, Names, mentions
from ipofacts.names.affixes import Beginnings, Endings
from ipofacts.names.mentions import occurrences
from ipofacts.names.vocabulary import load_vocabulary
from ipofacts.rulefiles import shipped
from ipofacts.text import Cleaner
from ipofacts.text.model import CleanText
from ipofacts.values import ValueFinder
from ipofacts.words.tagger import Tagger

SAMPLES = Path(__file__).parents[2] / "samples" / "golden"
PIECES = [
    "3亿元",
    "02345.HK",
    "(02345)",
    "今日",
    "三家",
    "-B",
    "K2",
    "Lotus Technology Inc.",
    "Green Lake Ltd",
    "N青岭",
    "\ue000",
]
MARKS = "，。；：、！？\n（）“”「」,.|│ ·"


class Everywhere:
    """An automaton that finds its words at every character."""

    def find_matches_as_indexes(self, text: str, overlapping: bool) -> list[tuple[int, int, int]]:
        return [(0, place, place + 1) for place in range(len(text))]


def without_looks() -> NameFinder:
    """A finder whose every look says that there may be something."""
    finder: Any = NameFinder()
    anywhere = re.compile("")
    finder._house_places._task = anywhere
    finder._registered._legal = anywhere
    finder._structures._mark = finder._structures._label_words = anywhere
    finder._slots._may_end = lambda masked, place: True
    finder._chunker._traded = Everywhere()
    return finder  # type: ignore[no-any-return]


def words_of(part: object) -> Iterator[str]:
    """All strings of a rule file."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from words_of(inner)


def random_texts(count: int, samples: Sequence[str]) -> Iterator[str]:
    """Texts of the rules' own words, values, marks, and bits of articles."""
    vocabulary = load_vocabulary(shipped())
    parts = (vocabulary.companies, vocabulary.slots, vocabulary.banks, vocabulary.exchanges, vocabulary.others)
    lists = [list(words_of(words)) for part in parts for words in part.model_dump().values()]
    chance = random.Random(11)
    for _ in range(count):
        pieces: list[str] = []
        for _ in range(80):
            article = chance.choice(samples)
            start = chance.randrange(len(article))
            bit = article[start : start + chance.randint(1, 20)]
            word = chance.choice(chance.choice([words for words in lists if words]))
            pieces.append(chance.choice((word, word, bit, chance.choice(PIECES), chance.choice(MARKS))))
        yield "".join(pieces)


@pytest.fixture(scope="module")
def texts() -> list[str]:
    samples = [sample.article.text for sample in load(SAMPLES)]
    return [*samples, *random_texts(120, samples)]


@pytest.fixture(scope="module")
def cleaned(texts: list[str]) -> list[CleanText]:
    cleaner = Cleaner(shipped())
    return [cleaner.clean(text) for text in texts if text.strip()]


def test_a_look_hides_nothing(cleaned: list[CleanText], monkeypatch: pytest.MonkeyPatch) -> None:
    values, quick, thorough = ValueFinder(), NameFinder(), without_looks()

    def all_names(finder: NameFinder) -> list[Names]:
        return [finder.find(clean, values.find(clean.told())) for clean in cleaned]

    found = all_names(quick)
    monkeypatch.setattr(mentions, "_MUCH", 0)
    assert all_names(thorough) == found


def test_one_cut_around_spans_is_the_cut_of_what_stands_between(texts: list[str]) -> None:
    tagger, chance = Tagger(["青岭"]), random.Random(3)
    for text in texts:
        edges = sorted(chance.sample(range(len(text) + 1), 2 * min(8, len(text) // 2)))
        blocked = list(zip(edges[::2], edges[1::2], strict=True))
        place, expected = 0, []
        for start, end in blocked:
            expected += [*tagger.tag(text[place:start], place), (text[start:end], start, end, "m")]
            place = end
        expected += tagger.tag(text[place:], place)
        assert tagger.tag_around(text, blocked) == [
            (word.replace("\ue000", " ") if tag == "x" else word, start, end, tag) for word, start, end, tag in expected
        ]


@pytest.mark.parametrize(
    ("text", "words"), [("岭南科技有限公司", ["科技", "公司", "限公司", "A"]), ("", ["科技"]), ("ABC", ["A", "C", "BC"])]
)
def test_affixes_are_those_of_strings(text: str, words: list[str]) -> None:
    begins, ends = Beginnings(words), Endings(words)
    for start in range(len(text) + 1):
        assert begins.at(text, start) == text.startswith(tuple(words), start)
        for end in range(start, len(text) + 1):
            assert ends.at(text, start, end) == text.endswith(tuple(words), start, end)


def test_of_words_that_overlap_the_leftmost_and_longest_is_found() -> None:
    assert list(occurrences("青岭青岭电机岭电机", ["岭青", "青岭", "青岭电机", "电机", "岭电"])) == [
        ("青岭", 0, 2),
        ("青岭电机", 2, 6),
        ("岭电", 6, 8),
    ]
