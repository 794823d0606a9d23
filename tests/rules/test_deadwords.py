"""Words that values and names take from a line are told of: no phrase with them would ever stand."""

import pytest

from ipofacts.rulecheck import check_words
from ipofacts.rulefiles import shipped
from ipofacts.rules import Reader

EXAMPLES = """\
  examples: [{text: 发行价为每股12.80港元。, gives: HKD 12.80}, {text: 发售价9.6元。, gives: "9.6"}]
  lookalikes: [开盘价为每股12.80港元。, 发行价未定。]
"""


def told(folder, reader: Reader, phrase: str, unless: str = "[未定]") -> list[str]:
    """What is told of a rule with this phrase, read without the path."""
    folder.rules(f'- id: made.one\n  read: ["{phrase}"]\n  unless: {{clause: {unless}}}\n{EXAMPLES}')
    return [problem.message for problem in check_words(folder.path, reader)]


@pytest.mark.parametrize(
    ("phrase", "word", "kind", "write"),
    [
        ("科创板 ..4 发行价 {price}", "科创板", "board", "{a venue}"),
        ("(香港|港交所) ..4 发行价 {price}", "港交所", "exchange", "{a venue}"),
        ("登陆港交所 ..4 发行价 {price}", "登陆港交所", "exchange", "{a venue}"),
        ("[今日|昨日公布] 发行价 {price}", "昨日公布", "date", "{a date}"),
        ("(明日|最快) ..4 发行价 {price}", "明日", "date", "{a date}"),
    ],
)
def test_a_word_that_is_a_mention_is_told_of(folder, reader, phrase: str, word: str, kind: str, write: str) -> None:
    problems = [problem for problem in told(folder, reader, phrase) if problem.startswith(f"'{word}'")]
    assert len(problems) == 1
    assert f"is read as {kind}; write {write}" in problems[0]


def test_what_must_not_stand_around_is_looked_at_too(folder, reader) -> None:
    assert len(told(folder, reader, "发行价 {price}", '["(可转债|今年)"]')) == 1


@pytest.mark.parametrize(
    "phrase",
    [
        "(今日|{a day}) ..4 发行价 {price}",
        "(明日|{a coming} 起) ..4 发行价 {price}",
        "({a venue}|北交) ..4 发行价 {price}",
        "(港元|日后) ..4 发行价 {price}",
    ],
)
def test_words_beside_a_slot_and_words_that_stay_words_are_right(folder, reader, phrase: str) -> None:
    assert told(folder, reader, phrase) == []


def test_the_shipped_rules_have_none(reader) -> None:
    assert check_words(shipped(), reader) == []
