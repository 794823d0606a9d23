"""Sentences of the trade as they come from outside, each with the companies that it names; all of them are invented.

One line of sentences.txt is ``text ⇒ name,other form | name … ; who may be named besides``. A line that opens with ``✗ ``
is known to fail: it must go on failing, or lose the mark.
"""

import re
from pathlib import Path

import pytest

from ipofacts.rulefiles import shipped
from ipofacts.rules import Reader

LINES = Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines()
SHARE_CLASS = re.compile(r"[-–](?:B|W|S|P|SW|BW|SB|U|UW)\Z")


def plain(name: str) -> str:
    """A name without its share class, brackets as in clean text."""
    return SHARE_CLASS.sub("", name.strip()).replace("（", "(").replace("）", ")")


def companies(part: str) -> list[set[str]]:
    return [{plain(form) for form in re.split(r",(?=\S)", one)} for one in part.split("|") if one.strip()]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(shipped())


@pytest.mark.parametrize(
    "line",
    [pytest.param(line[2:], marks=pytest.mark.xfail(strict=True)) if line.startswith("✗ ") else line for line in LINES],
)
def test_a_sentence_names_its_companies_and_nobody_else(reader: Reader, line: str) -> None:
    text, _, rest = line.partition("⇒")
    expected, besides = (companies(part) for part in (rest.partition(";")[0], rest.partition(";")[2]))
    found = [
        {plain(form) for form in company.forms} for company in reader.read(text.strip(), None, "2025-06-10").names.companies
    ]
    assert [one for one in expected if not any(one & other for other in found)] == [], "missing"
    assert [one for one in found if not any(one & other for other in expected + besides)] == [], "invented"
    assert [one for one in found if sum(bool(one & other) for other in expected) > 1] == [], "two made one"
