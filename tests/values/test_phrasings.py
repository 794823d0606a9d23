"""The values of short texts: one value in many writings, look-alikes that are none, and the examples of the rule files."""

from pathlib import Path

import pytest
import yaml

from ipofacts.values import ValueFinder, find_values, notation
from ipofacts.values.finder import default_finder

HERE = Path(__file__).parent
PUBLISHED = "2026-01-08"


def _read(name: str) -> object:
    return yaml.load((HERE / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


PHRASINGS = [(str(want), text) for want, texts in dict(_read("phrasings.yaml")).items() for text in texts]
NOTHING = list(_read("nothing.yaml"))
SEVERAL = list(dict(_read("several.yaml")).items())
EXAMPLES = list(default_finder().lexicon.examples().items())


def test_tables_are_full() -> None:
    assert len(PHRASINGS) >= 600
    assert len(NOTHING) >= 200
    assert len({text for _, text in PHRASINGS}) == len(PHRASINGS)


@pytest.mark.parametrize(("want", "text"), PHRASINGS)
def test_phrasing(want: str, text: str) -> None:
    found = find_values(text, PUBLISHED)
    assert [_plain(notation(value)) for value in found] == [_plain(want)]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing(text: str) -> None:
    assert [notation(value) for value in find_values(text, PUBLISHED)] == []


@pytest.mark.parametrize(("text", "want"), SEVERAL)
def test_several(text: str, want: list[str]) -> None:
    assert [notation(value) for value in find_values(text, PUBLISHED)] == want


@pytest.mark.parametrize(("text", "want"), EXAMPLES)
def test_example_of_rule_file(text: str, want: str) -> None:
    assert [notation(value) for value in find_values(text)] == [want]


@pytest.mark.parametrize(("want", "text"), PHRASINGS)
def test_spans_hold_in_a_sentence(want: str, text: str) -> None:
    sentence = f"\u3002{text}\u3002"
    found = ValueFinder.find(default_finder(), sentence, PUBLISHED)
    assert [_plain(notation(value)) for value in found] == [_plain(want)]
    assert all(value.text == sentence[value.start : value.end] for value in found)


def _plain(written: str) -> str:
    """Numbers compared as numbers: 12.30 is 12.3."""
    return " ".join(
        word.rstrip("0").rstrip(".") if "." in word and word.replace(".", "").isdigit() else word for word in written.split()
    )
