"""Every rule's own examples and look-alikes, run: an example must give its value, a look-alike must give nothing."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from ipofacts.rulefiles import Root, together
from ipofacts.rules.book import CompiledRule, RuleBook
from ipofacts.rules.match import find_candidates
from ipofacts.rules.reading import Reader
from ipofacts.rules.short import short


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One example or look-alike: what was expected (None: nothing), what the rule gave, and which rules took the text
    instead.
    """

    rule: str
    file: str
    line: int
    text: str
    expected: str | None
    got: tuple[str, ...]
    taken_by: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether the rule gave what was expected: the value, or nothing at all."""
        return not self.got if self.expected is None else self.expected in self.got


def run_examples(root: Root) -> list[ExampleResult]:
    """Runs the examples of all rules of a folder. Raises RuleFileError if the rules can't be loaded."""
    return examples_of(*together(root, RuleBook, Reader))


def examples_of(book: RuleBook, reader: Reader, files: Container[str] | None = None) -> list[ExampleResult]:
    """Runs the examples of all rules of a book, or of those in some of its files."""
    wanted = [rule for rule in book.rules if files is None or rule.file in files]
    return [result for rule in wanted for result in _of_rule(rule, book, reader)]


def _of_rule(rule: CompiledRule, book: RuleBook, reader: Reader) -> Iterator[ExampleResult]:
    cases: list[tuple[str, str | None, str | None]] = [(e.text, e.gives, e.published) for e in rule.rule.examples]
    cases += [(text, None, None) for text in rule.rule.lookalikes]
    for text, expected, published in cases:
        candidates = find_candidates(book, reader.read(text, published=published))
        got = tuple(dict.fromkeys(short(candidate) for candidate in candidates if candidate.rule is rule))
        others = tuple(
            dict.fromkeys(c.rule.id for c in candidates if c.rule is not rule and set(c.rule.facts) & set(rule.facts))
        )
        yield ExampleResult(rule.id, rule.file, rule.line, text, expected, got, others)
