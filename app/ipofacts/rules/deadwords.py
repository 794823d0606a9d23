"""Words of phrases that no line holds as words, because values and names take them first: 科创板 is a board, 明日 a day.

A day told by its distance from the day of writing stays words where that day isn't known, so it may stand beside a slot
for dates.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from ipofacts.rulefiles import RuleFile, RuleProblem
from ipofacts.rules.language import Choice, Elements, Literals, Slot, compile_phrase
from ipofacts.rules.model import RuleSheet
from ipofacts.rules.reading import Reader
from ipofacts.rules.spelling import phrases_of, words_of
from ipofacts.rules.symbols import Mention
from ipofacts.words.lists import WordListFile

# Any day will do: it makes dates of the words that tell a day by its distance.
_WRITTEN = "2026-01-08"
_DATES = frozenset(("date", "day", "coming", "year", "period"))
# What always is a mention, whatever stands around it; a company or a bank may be one here and none there.
_SLOTS = {"exchange": "{a venue}", "board": "{a venue}", "date": "{a date}"}


class DeadWords:
    """Finds words that are mentions; a word is read once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._told: dict[str, tuple[str, str] | None] = {}

    def problems(
        self, sheets: Sequence[RuleFile[RuleSheet]], lists: Sequence[RuleFile[WordListFile]], own: Container[str]
    ) -> Iterator[RuleProblem]:
        """Each dead word of a phrase or word list that stands in one of the files ``own``, with what to write."""
        unread = dict.fromkeys((name for words in lists for name in words.content.lists), ())
        for sheet in sheets:
            for where, source in phrases_of(sheet.content):
                if sheet.file(where) not in own:
                    continue
                for word in self._in(compile_phrase(source, unread).tree, False):
                    yield self._problem(sheet, where, word)
        for words in lists:
            for where, word in words_of(words.content):
                if words.file(where) in own and (told := self._mention(word)) and told[0] != "date":
                    yield self._problem(words, where, word)

    def _problem(
        self, file: RuleFile[RuleSheet] | RuleFile[WordListFile], where: tuple[str | int, ...], word: str
    ) -> RuleProblem:
        kind, text = self._mention(word) or ("", "")
        return file.problem(where, f"{word!r} never stands in a line as words: {text!r} is read as {kind}; {_remedy(kind)}")

    def _in(self, sequence: Elements, dated: bool) -> Iterator[str]:
        """The dead words of a sequence; ``dated``: a date may stand in its place."""
        for node in sequence.nodes:
            if isinstance(node, Literals):
                for word in node.words:
                    told = self._mention(word)
                    if told and not (dated and told[0] == "date"):
                        yield word
            elif isinstance(node, Choice):
                beside = any(isinstance(part, Slot) and part.kind in _DATES for b in node.branches for part in b.nodes)
                for branch in node.branches:
                    yield from self._in(branch, dated or beside)

    def _mention(self, word: str) -> tuple[str, str] | None:
        """The kind and text of what takes a word, or a part of it, from the words of a line."""
        if word not in self._told:
            reading = self._reader.read(word, published=_WRITTEN)
            found: list[Mention] = [m for line in reading.lines for m in line.mentions.values() if m.kind in _SLOTS]
            self._told[word] = (found[0].kind, reading.clean.text[found[0].start : found[0].end]) if found else None
        return self._told[word]


def _remedy(kind: str) -> str:
    return f"write {_SLOTS[kind]} in its place" + (", or beside it" if kind == "date" else "")
