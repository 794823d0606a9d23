"""Companies that an article speaks of together: lists of them, and the sentences that count them (``三家今日同时挂牌``)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice, takewhile

from ipofacts.names.model import Name
from ipofacts.offerings.discourse import Discourse
from ipofacts.offerings.heads import companies_of, has_code
from ipofacts.offerings.weighing import OPENING_LINES
from ipofacts.rules.language import CLAUSE_MARKS
from ipofacts.rules.match import Candidate
from ipofacts.rules.reading import Reading
from ipofacts.rules.symbols import Line

# How many lines before and after a sentence that counts companies they may be listed, and told one a sentence or paragraph.
LOOK_BACK, LOOK_AHEAD, LOOK_BELOW = 12, 6, 24
# How many lines before a sentence that says the latter the two may be named.
LOOK_NEAR = 3
# More newcomers than so many are counted as statistics are; an article that announces some may have a paragraph each for one
# more (one in passing) or one fewer (a name that wasn't found).
MOST_ANNOUNCED, OFF_BY = 12, 1
# So many newcomers are counted by statistics.
STATISTICS = 40


class Groups:
    """The companies of an article, line by line: ``names`` in order, ``lists`` of those that a line names together."""

    def __init__(self, reading: Reading, outsiders: frozenset[tuple[int, int]], discourse: Discourse) -> None:
        self._lines = reading.lines
        self._outsiders = outsiders
        self._discourse = discourse
        self.names = [list(companies_of(line, outsiders)) for line in reading.lines]
        self._counts: dict[int, list[tuple[int, int]]] = {}
        self.lists = [discourse.lists(line, names) for line, names in zip(reading.lines, self.names, strict=True)]
        self._several = [[names for names in lists if len(names) > 1] for lists in self.lists]
        self._turns = [discourse.turn(line, len(line.symbols)) is not None for line in reading.lines]

    def above(self, line: Line) -> list[list[list[Name]]]:
        """The lists of several companies in the lines up to this one, line by line."""
        return self._several[max(0, line.index - LOOK_BACK) : line.index + 1]

    def named(self, line: Line) -> list[list[Name]]:
        """The companies of the lines up to this one, line by line."""
        return self.names[max(0, line.index - LOOK_BACK) : line.index + 1]

    def counted(self, line: Line, candidate: Candidate) -> list[int] | None:
        """The companies of which a line counts as many beside a candidate, if the article lists them near it; nobody if the
        clause counts several that it doesn't list; None if it counts none.
        """
        first, last = line.symbol_span(candidate.start, candidate.end)
        reach = last + self._discourse.tie(line.symbols[last:])
        place, number = next((pair for pair in reversed(self._counted_in(line)) if pair[0] < reach), (0, 0))
        colon = line.symbols.rfind(":", place, first)
        if colon >= 0 and any(line.starts[colon] < name.start < candidate.end for name in self.names[line.index]):
            return None
        if number == 0 or (found := self._of(number, line.index)):
            return found if number else None
        apart = any(mark in line.symbols[place:first] for mark in CLAUSE_MARKS)
        return None if number == 1 or apart else []

    def in_turn(self, line: Line, end: int | None = None) -> int | None:
        """The company that the former or the latter stands for where a line says so before a place of the clean text (or
        anywhere), if it names none after that: the first or the last of the two named before, holders and the like included.
        """
        if not self._turns[line.index]:
            return None
        last = len(line.symbols) if end is None else bisect_left(line.starts, end)
        turn = self._discourse.turn(line, last)
        if turn is None or any(line.starts[turn[0]] < name.start < line.starts[last - 1] for name in self.names[line.index]):
            return None
        pair: list[int] = []
        for name in reversed(self._named_before(line, turn[0])):
            if int(name.key) not in pair:
                pair.append(int(name.key))
            if len(pair) == 2:
                return pair[turn[1]]
        return pair[0] if pair and not turn[1] else None

    def _named_before(self, line: Line, place: int) -> list[Name]:
        """The companies named in the paragraph before a place in a line's symbols, in order."""
        lines = [
            other
            for other in self._lines[max(0, line.index - LOOK_NEAR) : line.index + 1]
            if other.segment.paragraph == line.segment.paragraph
        ]
        names = (name for other in lines for name in other.companies)
        return [name for name in names if name.start < line.starts[place]]

    def is_aside(self, line: Line, candidate: Candidate) -> bool:
        """Whether a candidate stands in brackets right behind a company that plays another part (``母公司X(2899.HK)``)."""
        opening = line.symbols.rfind("(", 0, line.symbol_span(candidate.start, candidate.end)[0])
        name = line.mentions.get(opening - 1) if opening > 0 else None
        if not isinstance(name, Name) or (name.start, name.end) not in self._outsiders:
            return False
        return ")" not in line.symbols[opening : line.symbol_span(candidate.start, candidate.end)[0]]

    def headline(self) -> frozenset[int]:
        """The companies that the headline counts (``一日迎来5只新股``), newcomers that a line of the opening counts and lists,
        and those that the opening lists with several of the headline.
        """
        if not self._lines:
            return frozenset()
        numbers = {number for _, number in self._discourse.counts(self._lines[0])}
        first = set(_keys(self.names[0]))
        groups = (_keys(names) for lists in self.lists for names in lists if len(names) > 1)
        counted = next((keys for keys in groups if len(keys) in numbers), [])
        opening = (_keys(names) for lists in self.lists[:OPENING_LINES] for names in lists)
        joined = [key for keys in opening if len(first.intersection(keys)) > 1 for key in keys]
        listed = [
            key
            for line, lists in zip(self._lines[:OPENING_LINES], self.lists, strict=False)
            for names in lists
            if len(keys := _keys(names)) > 1 and len(keys) == self._discourse.newcomers(line)
            for key in keys
        ]
        return frozenset([*counted, *joined, *listed, *self._with_codes()])

    def _with_codes(self) -> list[int]:
        """The companies that an article on several newcomers names with their codes, so many of the first as it announces: it
        is about them all, whether or not each has a paragraph.
        """
        announced = self._newcomers
        if not 1 < announced <= MOST_ANNOUNCED:
            return []
        named = zip(self._lines, self.names, strict=True)
        coded = _keys([name for line, names in named for name in names if has_code(line, name)])
        return coded[:announced] if len(coded) > announced // 2 else []

    def announced(self) -> int:
        """How many newcomers the headline, or the first line, speaks of: ``四家企业首发上会``; 0 if it tells no number."""
        return self._discourse.newcomers(self._lines[0]) if self._lines else 0

    @cached_property
    def introduced(self) -> frozenset[int]:
        """The companies that have a paragraph each in an article whose headline or opening announces several: whatever the
        paragraph tells of them before their name, it names them first. Those that stand aside (``至于X``) make up for what
        lacks to the number announced.
        """
        announced = self._newcomers
        rounds_up = any(self._discourse.rounds_up(line) for line in self._lines[:1])
        if self.is_of_many() or (not rounds_up and not 1 < announced <= MOST_ANNOUNCED):
            return frozenset()
        heads = [(line, names[0]) for line, names in self._heads() if self._discourse.introduces(line, names[0])]
        first = _keys([name for line, name in heads if not self._discourse.is_set_aside(line)])
        aside = [key for key in _keys([name for _, name in heads]) if key not in first]
        first += aside[: max(0, announced - len(first))]
        fit = len(first) > 1 and (rounds_up or abs(len(first) - announced) <= OFF_BY)
        return frozenset(first) if fit else frozenset()

    def set_aside(self) -> frozenset[int]:
        """The companies in passing of an article that announces how many it is about, and has a paragraph for each of these."""
        introduced = self.introduced
        if not introduced or len(introduced) < self._newcomers or self._newcomers < 2:
            return frozenset()
        heads = [names[0] for line, names in self._heads() if self._discourse.is_set_aside(line)]
        return frozenset(_keys(heads)) - introduced

    def _heads(self) -> Iterator[tuple[Line, list[Name]]]:
        """The line of each paragraph that names a company first, with the companies it names."""
        seen: set[int] = set()
        for line, names in zip(self._lines, self.names, strict=True):
            if names and line.segment.paragraph not in seen and line.segment.kind not in ("title", "row"):
                seen.add(line.segment.paragraph)
                yield line, names

    def is_of_many(self) -> bool:
        """Whether an article opens with statistics: so many newcomers that none of them is its subject, before it names one."""
        opening = islice(zip(self._lines, self.names, strict=True), OPENING_LINES)
        unnamed = takewhile(lambda pair: not pair[1], opening)
        return any(self._discourse.newcomers(line) >= STATISTICS for line, _ in unnamed)

    @cached_property
    def _newcomers(self) -> int:
        """How many newcomers the opening announces."""
        return max((self._discourse.newcomers(line) for line in self._lines[:OPENING_LINES]), default=0)

    def _of(self, number: int, index: int) -> list[int] | None:
        """The nearest companies of which there are so many: all of the line, a list in it, before it, after it; one alone only
        if the line names no other.
        """
        every = _keys(self.names[index])
        if len(every) == number:
            return every
        if number == 1:
            return None
        listed = next((keys for names in self._near(index) if len(keys := _keys(names)) == number), None)
        return listed or next((keys for keys in self._told(index) if len(keys) == number), None)

    def _told(self, index: int) -> Iterator[list[int]]:
        """The companies of the paragraph so far, those of its rest, one or several a sentence, and those that paragraphs below
        speak of first.
        """
        near = range(max(0, index - LOOK_BACK), min(index + LOOK_BELOW, len(self._lines)))
        paragraph = self._lines[index].segment.paragraph
        here = [at for at in near if self._lines[at].segment.paragraph == paragraph]
        yield _keys([name for at in here if at < index for name in self.names[at]])
        yield _keys([name for at in here if at >= index for name in self.names[at]])
        first: dict[int, int] = {}
        for at in near:
            if self._lines[at].segment.paragraph > paragraph and self.names[at]:
                first.setdefault(self._lines[at].segment.paragraph, int(self.names[at][0].key))
        yield list(dict.fromkeys(first.values()))

    def _near(self, index: int) -> Iterator[list[Name]]:
        yield from self.lists[index]
        for lists in reversed(self.lists[max(0, index - LOOK_BACK) : index]):
            yield from reversed(lists)
        for lists in self.lists[index + 1 : index + 1 + LOOK_AHEAD]:
            yield from lists

    def _counted_in(self, line: Line) -> list[tuple[int, int]]:
        if line.index not in self._counts:
            self._counts[line.index] = self._discourse.counts(line)
        return self._counts[line.index]


def _keys(names: Sequence[Name]) -> list[int]:
    return list(dict.fromkeys(int(name.key) for name in names))
