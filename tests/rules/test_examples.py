"""Every rule carries proof: what it reads in its examples, and what it leaves alone in its look-alikes."""

from functools import cache

import pytest

from ipofacts.rulefiles import over_shipped, shipped
from ipofacts.rules import ExampleResult, RuleBook, run_examples

RULES = [rule.id for rule in RuleBook(shipped()).rules]


@cache
def results() -> dict[str, list[ExampleResult]]:
    by_rule: dict[str, list[ExampleResult]] = {name: [] for name in RULES}
    for result in run_examples(shipped()):
        by_rule[result.rule].append(result)
    return by_rule


@pytest.mark.parametrize("name", RULES)
def test_a_rule_reads_its_examples_and_leaves_its_lookalikes(name: str) -> None:
    assert [(r.text, r.expected, r.got, r.taken_by) for r in results()[name] if not r.passed] == []


@pytest.mark.parametrize("name", RULES)
def test_a_rule_has_two_examples_and_two_lookalikes_at_least(name: str) -> None:
    kinds = [result.expected is None for result in results()[name]]
    assert min(kinds.count(False), kinds.count(True)) >= 2


def test_an_example_that_fails_is_told_with_what_was_read_instead(folder) -> None:
    folder.rules(
        "- id: price.stated\n"
        '  read: ["发行价 ..4 {price}"]\n'
        "  examples: [{text: 发行价为12.80港元。, gives: HKD 12.90}, {text: 发售价为9.60港元。, gives: HKD 9.60}]\n"
        "  lookalikes: [发行价为12.80港元。, 开盘价为9.60港元。]\n"
    ).rules(
        "- id: price.sold\n"
        '  read: ["发售价 ..4 {price}"]\n'
        "  examples: [{text: 发售价为9.60港元。, gives: HKD 9.60}, {text: 发售价9.6元。, gives: '9.6'}]\n"
        "  lookalikes: [发行价为12.80港元。, 无]\n",
        name="sold",
    )
    book = {result.text: result for result in run_over(folder) if result.rule == "price.stated" and result.expected}
    assert (book["发行价为12.80港元。"].got, book["发行价为12.80港元。"].passed) == (("HKD 12.80",), False)
    assert (book["发售价为9.60港元。"].got, book["发售价为9.60港元。"].taken_by) == ((), ("issue-price.stated", "price.sold"))
    assert [r.passed for r in run_over(folder) if r.rule == "price.stated" and r.expected is None] == [False, True]


def run_over(folder) -> list[ExampleResult]:
    (folder.path / "words" / "words.yaml").unlink(missing_ok=True)
    return [result for result in run_examples(over_shipped(folder.path)) if result.file.startswith(str(folder.path))]
