"""Phrases that can never win are refused: said twice, or always taken by another rule of the same fact."""

import pytest

from ipofacts.rulefiles import RuleFileError
from ipofacts.rules import RuleBook

EXAMPLES = """\
  examples: [{text: 发行价为每股12.80港元。, gives: HKD 12.80}, {text: 发售价9.6元。, gives: "9.6"}]
  lookalikes: [开盘价为每股12.80港元。, 发行价未定。]
"""


def rule(name: str, read: str, more: str = "") -> str:
    return f"- id: {name}\n{more}  read: [{read}]\n{EXAMPLES}"


def said(folder, text: str) -> list[str]:
    with pytest.raises(RuleFileError) as caught:
        RuleBook(folder.rules(text).path)
    return [problem.message for problem in caught.value.problems]


def test_a_phrase_that_a_higher_rule_always_takes_is_refused(folder) -> None:
    text = rule("price.low", '"@issue_price .. {price}"') + rule("price.high", '"@issue_price..{price}"', "  rank: 8\n")
    assert said(folder, text) == [
        "'@issue_price .. {price}' is always taken by price.high (rank 8); remove it, or raise the rank of this rule"
    ]


def test_a_phrase_that_stands_twice_is_refused(folder) -> None:
    assert said(folder, rule("price.stated", '"@issue_price {price}", "@issue_price  {price}"')) == [
        "'@issue_price  {price}' stands twice in this rule; keep one"
    ]


def test_a_higher_rule_with_surroundings_leaves_the_rest(folder) -> None:
    high = rule("price.high", '"@issue_price..{price}"', "  rank: 8\n  unless: {clause: [上限]}\n")
    text = high + rule("price.low", '"@issue_price..{price}"')
    assert [made.id for made in RuleBook(folder.rules(text).path).rules] == ["price.high", "price.low"]
