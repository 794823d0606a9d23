"""Small folders of rules: what a test needs and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent

import pytest

from ipofacts.rulefiles import RuleFileError, shipped
from ipofacts.rules import Candidate, Reader, RuleBook, find_candidates, find_refused

WORDS = """\
lists:
  and: {words: [、, 和]}
  issue_price: {words: [发行价, 发售价]}
  raise: {words: [募资, 集资]}
"""


@dataclass(frozen=True)
class Folder:
    """A folder of rule files with a few word lists."""

    path: Path

    def write(self, name: str, text: str) -> "Folder":
        (self.path / name).parent.mkdir(parents=True, exist_ok=True)
        (self.path / name).write_text(text, encoding="utf-8")
        return self

    def rules(self, rules: str, fact: str = "issue_price", name: str = "made") -> "Folder":
        """Writes a file of rules, given as the YAML of their list."""
        return self.write(f"facts/{name}.yaml", f"fact: {fact}\nabout: Made for a test\nrules:\n{indent(rules, '  ')}")

    def problems(self) -> list[str]:
        """What is wrong, as told; nothing of the folder can be used then."""
        with pytest.raises(RuleFileError) as caught:
            RuleBook(self.path)
        return [str(problem) for problem in caught.value.problems]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path).write("words/words.yaml", WORDS)


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(shipped())


Read = Callable[..., tuple[list[Candidate], list[tuple[Candidate, str]]]]


@pytest.fixture
def read(folder: Folder, reader: Reader) -> Read:
    """What rules read in a text, and what their surroundings refused."""

    def read_with(rules: str, text: str, fact: str = "issue_price") -> tuple[list[Candidate], list[tuple[Candidate, str]]]:
        book = RuleBook(folder.rules(rules, fact).path)
        reading = reader.read(text)
        return find_candidates(book, reading), find_refused(book, reading)

    return read_with
