"""The way of an article from raw text to lines of symbols: text, values, words and names in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ipofacts.names import NameFinder
from ipofacts.names.model import Names
from ipofacts.rulefiles import Root, together
from ipofacts.rules.symbols import Line, make_line, merge_mentions
from ipofacts.text import Cleaner, Washed
from ipofacts.text.model import CleanText
from ipofacts.values import ValueFinder
from ipofacts.values.model import Value


@dataclass(frozen=True)
class Reading:
    """An article as read so far: clean text, values, names, and the lines (segments that are no boilerplate) for the rules.

    ``published`` is the day of writing, as posted or as the article's own dateline tells it; without a year it is ``--09-19``.
    """

    clean: CleanText
    published: str | None
    values: Sequence[Value]
    names: Names
    lines: Sequence[Line]

    @cached_property
    def years(self) -> list[list[tuple[int, int]]]:
        """The years that the dates of each line are of, with their places, in order."""
        return [sorted(_years(line)) for line in self.lines]

    @cached_property
    def year(self) -> int:
        """The article's own year: that of its publication, else the latest it tells (0 if it tells none)."""
        if self.published and self.published[0] != "-":
            return int(self.published[:4])
        return max((year for told in self.years for _, year in told), default=0)

    def past_lines(self) -> frozenset[int]:
        """The lines whose dates are all of years before the article's own."""
        return frozenset(index for index, told in enumerate(self.years) if told and max(year for _, year in told) < self.year)


class Reader:
    """Reads articles with the rule files below ``root``; not for use by several threads at once. Raises RuleFileError."""

    def __init__(self, root: Root) -> None:
        self.cleaner: Cleaner
        self.values: ValueFinder
        self.names: NameFinder
        self.cleaner, self.values, self.names = together(root, Cleaner, ValueFinder, NameFinder)

    def read(
        self,
        text: str,
        title: str | None = None,
        published: str | None = None,
    ) -> Reading:
        """``published`` resolves relative dates; without it the article's own dateline does."""
        return self.read_washed(self.cleaner.wash(text, title), published)

    def read_washed(
        self, washed: Washed, published: str | None = None, passed: Callable[[str], None] = lambda _: None
    ) -> Reading:
        """As ``read``, from what ``cleaner.wash`` gave.

        ``passed`` is told the name of each room when the article leaves it; words are cut where names are looked for.
        """
        clean = self.cleaner.cut(washed)
        passed("text")
        published = published or clean.dateline
        values = self.values.find(clean.told(), published)
        passed("values")
        names = self.names.find(clean, values)
        passed("names")
        return Reading(clean, published, values, names, _lines(clean, values, names, published))


def _years(line: Line) -> Iterator[tuple[int, int]]:
    for mention in line.mentions.values():
        if isinstance(mention, Value) and mention.date and mention.date[0] != "-":
            yield mention.start, int(mention.date[:4])


def _lines(clean: CleanText, values: Sequence[Value], names: Names, published: str | None) -> list[Line]:
    mentions = merge_mentions(values, names.mentions)
    lines: list[Line] = []
    at = 0
    for segment in clean.segments:
        if segment.kind == "boilerplate":
            continue
        while at < len(mentions) and mentions[at].start < segment.start:
            at += 1
        inside = []
        while at < len(mentions) and mentions[at].end <= segment.end:
            inside.append(mentions[at])
            at += 1
        lines.append(make_line(clean.text, segment, len(lines), inside, published))
    return lines
