"""Characters that clean text never holds: a phrase or word written with them never stands anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ipofacts.rulefiles import RuleFile, RuleProblem
from ipofacts.rulefiles.problems import Step
from ipofacts.rules.model import Around, RuleSheet
from ipofacts.text import Cleaner
from ipofacts.words.lists import WordListFile

Written = tuple[tuple[Step, ...], str]


def misspelt(
    sheets: Sequence[RuleFile[RuleSheet]], lists: Sequence[RuleFile[WordListFile]], cleaner: Cleaner
) -> list[RuleProblem]:
    """Traditional and full-width characters in phrases and word lists, each with what to write."""
    clean: dict[str, str] = {}
    found = [problem for sheet in sheets for problem in _in(sheet, phrases_of(sheet.content), clean, cleaner)]
    return [*found, *(problem for words in lists for problem in _in(words, words_of(words.content), clean, cleaner))]


def _in(
    file: RuleFile[RuleSheet] | RuleFile[WordListFile], written: Iterator[Written], clean: dict[str, str], cleaner: Cleaner
) -> Iterator[RuleProblem]:
    for where, text in written:
        for sign in dict.fromkeys(text):
            if sign.isascii() or sign.isspace():
                continue
            if sign not in clean:
                clean[sign] = cleaner.clean(sign).text
            if clean[sign] != sign:
                remedy = f"write {clean[sign]!r}" if clean[sign] else "remove it"
                yield file.problem(where, f"in {text!r}: {sign!r} never stands in clean text; {remedy}")


def phrases_of(sheet: RuleSheet) -> Iterator[Written]:
    """Every phrase of a file of rules and where it stands."""
    for number, rule in enumerate(sheet.rules):
        yield from ((("rules", number, "read", index), source) for index, source in enumerate(rule.read))
        for key, around in (("needs", rule.needs), ("unless", rule.unless)):
            for side in Around.model_fields:
                for index, source in enumerate(getattr(around, side)):
                    yield ("rules", number, key, side, index), source


def words_of(file: WordListFile) -> Iterator[Written]:
    """Every word of a file of word lists and where it stands."""
    for name, entry in file.lists.items():
        yield from ((("lists", name, "words", index), word) for index, word in enumerate(entry.words))
