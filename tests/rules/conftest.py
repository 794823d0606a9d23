"""Small folders of rules: what a test needs and nothing else."""

from collections.abc import Callable
from pathlib import Path
from textwrap import indent

import pytest

from ipofacts.rulefiles import RuleFileError, RuleProblem, shipped
from ipofacts.rules import Candidate, Reader, RuleBook, find_candidates, find_refused

WORDS = """\
lists:
  and: {words: [、, 和]}
  issue_price: {words: [发行价, 发售价]}
  raise: {words: [募资, 集资]}
"""
RULE = """\
- id: price.stated
  read: ["@issue_price ..6 {price}"]
  examples: [{text: 发行价为每股12.80港元。, gives: HKD 12.80}, {text: 发售价9.6元。, gives: "9.6"}]
  lookalikes: [开盘价为每股12.80港元。, 发行价未定。]
"""


def sheet(rules: str, fact: str = "issue_price") -> str:
    """A rule file around some rules."""
    return f"fact: {fact}\nabout: Made for a test\nrules:\n{indent(rules, '  ')}"


def write(root: Path, **files: str) -> Path:
    """A folder of rules: the words above, and files of facts by name."""
    for room in ("words", "facts"):
        (root / room).mkdir(parents=True, exist_ok=True)
    (root / "words" / "words.yaml").write_text(WORDS, encoding="utf-8")
    for name, text in files.items():
        (root / "facts" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return root


def problems(root: Path) -> list[RuleProblem]:
    """What is wrong with a folder of rules; none may be usable in part."""
    with pytest.raises(RuleFileError) as caught:
        RuleBook(root)
    return list(caught.value.problems)


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(shipped())


Read = Callable[..., tuple[list[Candidate], list[tuple[Candidate, str]]]]


@pytest.fixture
def read(tmp_path: Path, reader: Reader) -> Read:
    """What some rules read in a text, and what their surroundings refused."""

    def read_with(rules: str, text: str, fact: str = "issue_price") -> tuple[list[Candidate], list[tuple[Candidate, str]]]:
        book = RuleBook(write(tmp_path, made=sheet(rules, fact)))
        reading = reader.read(text)
        return find_candidates(book, reading), find_refused(book, reading)

    return read_with
