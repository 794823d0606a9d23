"""How sentences speak of several companies: lists of them, how many they count, values told in the order of a list, turns to
somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from ipofacts.names.model import Name
from ipofacts.offerings.model import PLACE_FACTS
from ipofacts.rulefiles import Root, RuleModel, read_file
from ipofacts.rules.language import CLAUSE_MARKS
from ipofacts.rules.match import Candidate
from ipofacts.rules.symbols import CLASSES, Line, Mention, is_symbol, symbol
from ipofacts.values.model import Value
from ipofacts.words.lists import load_lists

# What may stand in brackets between the members of a list, and between the values of a series.
_BRACKETED = re.compile(r"\([^()]{0,24}\)")
_JOINERS = "and"
# What may stand in a sentence before the name of the company that it introduces.
_LEADING = "".join(CLASSES[kind] for kind in ("date", "venue", "count"))
# How far before a name what describes it may end.
TIE_LENGTH = 14
# How far into a line what heads the following may begin.
HEAD_PLACE = 4
# How far behind a number what it counts may stand.
NEWCOMER_LENGTH = 8
# How long what describes a member of a list may be (, 以及跨境支付商|云岭数字).
DESCRIPTION_LENGTH = 14
# A fact told of several houses at once, and how far before them 分别 may stand.
SPONSORS, HOUSES_REACH = "sponsors", 12


class SubjectWords(RuleModel):
    """Openings that turn to another company, words that stand for the company spoken of (those that
    stand for the one just named), words that tie what is said to a name
    that follows (今日截飞的X), words for the first and the last of two companies, words that give each of a list its own
    (分别), what makes a statement the head of what follows
    (仍在招股|的,), how companies are counted (三|家, 三家|新股) and what speaks of two, headlines of
    roundups, openings that set a paragraph aside in one, and what a member's description begins after.
    """

    turns: list[str]
    pronouns: list[str]
    personal: list[str]
    links: list[str]
    former: list[str]
    latter: list[str]
    each: list[str]
    heads: list[str]
    counters: list[str]
    newcomers: list[str]
    roundups: list[str]
    asides: list[str]
    numerals: dict[str, int]
    ordinals: list[str]
    pairs: list[str]
    separators: list[str]


class Discourse:
    """Lists of companies and what is said of them (rules/offerings/subjects.yaml and the word list ``and``)."""

    def __init__(self, root: Root) -> None:
        words = read_file(root, Path("offerings/subjects.yaml"), SubjectWords).content
        self._turns = tuple(words.turns)
        self._pronouns = tuple(words.pronouns)
        self._personal = tuple(words.personal)
        self._links = tuple(words.links)
        self._turn = re.compile(f"(?P<former>{_either(words.former)})|{_either(words.latter)}")
        self._each = re.compile(_either(words.each))
        self._heads = tuple(words.heads)
        self._newcomers = tuple(words.newcomers)
        self._roundups, self._asides = tuple(words.roundups), tuple(words.asides)
        self._joiners = frozenset(load_lists(root)[_JOINERS])
        self._separators = tuple(words.separators)
        self._numbers = {**words.numerals, **{str(number): number for number in words.numerals.values()}}
        counters, numerals = ("|".join(map(re.escape, kind)) for kind in (words.counters, words.numerals))
        self._counter = re.compile(f"(?:{counters})\\Z")
        self._counted = re.compile(f"(?<![{''.join(words.ordinals)}])({numerals})(?:{counters})")
        self._pairs = re.compile("|".join(map(re.escape, words.pairs)))

    def turns_away(self, line: Line) -> bool:
        """Whether a line that names no company turns to one that isn't known."""
        return line.symbols.startswith(self._turns) and not any(word in line.symbols for word in self._pronouns)

    def refers_back(self, line: Line) -> bool:
        """Whether a line opens with a word for the company that the one before it spoke of: ``它2009年上市``."""
        return line.symbols.startswith(self._personal)

    def turn(self, line: Line, end: int) -> tuple[int, bool] | None:
        """Where a line last says the former or the latter before ``end`` (``后者2014年上市``), and whether it is the former."""
        last = None
        for last in self._turn.finditer(line.symbols, 0, end):  # noqa: B007 - the last one is wanted
            pass
        return (last.start(), last["former"] is not None) if last else None

    def heads(self, line: Line, candidate: Candidate) -> bool:
        """Whether a candidate opens a line as what is told of those that follow: ``仍在招股的,``, ``聆讯方面,``."""
        first, last = line.symbol_span(candidate.start, candidate.end)
        return first <= HEAD_PLACE and line.symbols.startswith(self._heads, last)

    def opens_with(self, line: Line, candidate: Candidate) -> bool:
        """Whether a line opens with the place that a candidate names, behind a date at most: ``9月13日,创业板上市委审了``."""
        places = [index for index, mention in line.mentions.items() if any(mention is own for own in candidate.mentions)]
        before = _BRACKETED.sub("", line.symbols[: places[0]]) if places else ""
        return bool(places) and not any(sign.isalpha() and not is_symbol(sign) for sign in before)

    def tied(self, line: Line, candidate: Candidate, names: Sequence[Name]) -> Name | None:
        """The company that a candidate describes from before its name: ``今日截飞的X``, ``正在招股的电动车品牌X``."""
        name = next((name for name in names if name.start >= candidate.end), None)
        if name is None:
            return None
        _, end = line.symbol_span(candidate.start, candidate.end)
        between = line.symbols[end : line.place(name.start)]
        near = len(between) <= TIE_LENGTH and not any(mark in between for mark in CLAUSE_MARKS)
        return name if near and between.startswith(self._links) else None

    def lists(self, line: Line, names: Sequence[Name]) -> list[list[Name]]:
        """The companies of a line in lists: those that follow each other with nothing but joining words, brackets and what
        describes the next between.
        """
        places = {name.start: index for index, name in line.mentions.items() if isinstance(name, Name)}
        found: list[list[Name]] = []
        last = -1
        for name in names:
            here = places[name.start]
            if found and self._lists_on(line.symbols[last + 1 : here]):
                found[-1].append(name)
            else:
                found.append([name])
            last = here
        return found

    def series(self, line: Line, candidate: Candidate) -> list[Mention]:
        """The values told one after the other from a candidate's own on (``29.06元、8.62元、17.78元``), itself included."""
        if len(candidate.mentions) != 1:
            return []
        first = candidate.mentions[0]
        index = next((i for i, mention in line.mentions.items() if mention is first), None)
        return [] if index is None else [first, *self._following(line, index, {symbol(first)})]

    def _following(self, line: Line, index: int, signs: Collection[str]) -> Iterator[Mention]:
        """The mentions that follow one after the other, with nothing but joining words between, that have one of ``signs``."""
        for following in sorted(i for i in line.mentions if i > index):
            between = line.symbols[index + 1 : following]
            if symbol(line.mentions[following]) not in signs or not self._joined(between):
                return
            yield line.mentions[following]
            index = following

    def places(self, line: Line, candidate: Candidate) -> list[Mention]:
        """The exchanges and boards told one after the other, each of one company, among which is a candidate's own
        (``分别登陆港交所和科创板``).
        """
        each = self._each.search(line.symbols)
        if each is None or len(candidate.mentions) != 1:
            return []
        places = {index: m for index, m in line.mentions.items() if isinstance(m, Name) and m.kind in PLACE_FACTS}
        signs = {symbol(mention) for mention in places.values()}
        opening = next((index for index in sorted(places) if index > each.start()), None)
        if opening is None:
            return []
        found = [places[opening], *self._following(line, opening, signs)]
        return found if any(mention is candidate.mentions[0] for mention in found) else []

    def respectively(
        self, line: Line, candidate: Candidate, above: Sequence[Sequence[Sequence[Name]]]
    ) -> Iterator[tuple[Candidate, Name]]:
        """A series of values given to the last list of as many companies before it, each its own; nothing if there is none.

        ``above`` holds the lists of several in the lines up to this one, line by line.
        """
        if not any(above):
            return
        series = self.places(line, candidate) if candidate.fact in PLACE_FACTS else self.series(line, candidate)
        if len(series) < 2:
            return
        told = (names for lists in reversed(above) for names in reversed(lists) if names[-1].end <= candidate.start)
        names = next((names for names in told if len(names) == len(series)), None)
        for name, mention in zip(names or (), series, strict=False):
            if candidate.fact != "board" or mention is candidate.mentions[0]:
                yield candidate._replace(mentions=(mention,)), name

    def houses(self, line: Line, candidate: Candidate, above: Sequence[Sequence[Name]]) -> Iterator[tuple[Candidate, Name]]:
        """The sponsors of a candidate, each of one of the companies named last (``A和B的保荐人依次是X和Y``); nothing where all
        are of the one spoken of: unless the line names or counts as many companies.

        ``above`` holds the companies of the lines up to this one, line by line.
        """
        number = len(candidate.mentions)
        if number < 2 or candidate.fact != SPONSORS:
            return
        first = next((index for index, mention in line.mentions.items() if mention in candidate.mentions), 0)
        if not self._each.search(line.symbols, max(0, first - HOUSES_REACH), first):
            return
        before = [name for names in above for name in names if name.end <= candidate.start]
        told = dict.fromkeys(name.key for name in reversed(before))
        counted = any(count == number and place < first for place, count in self.counts(line))
        named = len({name.key for name in above[-1] if name.end <= candidate.start}) == number
        if len(told) < number or not (counted or named):
            return
        for key, mention in zip(list(told)[number - 1 :: -1], candidate.mentions, strict=True):
            yield candidate._replace(mentions=(mention,)), next(name for name in before if name.key == key)

    def tie(self, rest: str) -> int:
        """How far a count may begin in what follows a candidate: ``今日上市的|三家公司``."""
        return next((len(link) + 1 for link in self._links if rest.startswith(link)), 0)

    def counts(self, line: Line) -> list[tuple[int, int]]:
        """How many companies or shares a line speaks of, each with the place in its symbols (``三家公司``, ``5只新股``)."""
        found = [(match.start(), self._numbers[match.group(1)]) for match in self._counted.finditer(line.symbols)]
        found += [(match.start(), 2) for match in self._pairs.finditer(line.symbols)]
        for place, mention in line.mentions.items():
            if isinstance(mention, Value) and mention.kind == "count" and self._counter.search(mention.text) and mention.value:
                found.append((place, int(mention.value)))
        return sorted(found)

    def newcomers(self, line: Line) -> int:
        """The largest number of newcomers that a line counts (``四家企业``, ``3只新股``), 0 for none."""
        counted = (
            number
            for place, number in self.counts(line)
            if any(word in _clause(line.symbols[place : place + NEWCOMER_LENGTH]) for word in self._newcomers)
        )
        return max(counted, default=0)

    def rounds_up(self, line: Line) -> bool:
        """Whether a headline is one of roundups: ``一周新股``, ``下周打新``."""
        return any(word in line.symbols for word in self._roundups)

    def introduces(self, line: Line, name: Name) -> bool:
        """Whether a line leads up to a name with no more than a description, a day and a place."""
        before = line.symbols[: line.starts.index(name.start)]
        pauses = sum(before.count(mark) for mark in CLAUSE_MARKS)
        plain = all(sign in _LEADING or not is_symbol(sign) for sign in before)
        return plain and pauses <= 1

    def is_set_aside(self, line: Line) -> bool:
        """Whether a line opens as one of a roundup that tells of somebody in passing: ``至于X``, ``另外``."""
        return line.symbols.startswith(self._asides)

    def _lists_on(self, between: str) -> bool:
        """Whether a list goes on after what stands between two names: ``、``, ``,以及跨境支付商``."""
        if self._joined(between):
            return True
        rest = _BRACKETED.sub("", between)
        lead = next((mark for mark in self._separators if rest.startswith(mark)), None)
        described = rest[len(lead) :] if lead else ""
        clean = not any(mark in described for mark in CLAUSE_MARKS + "、:") and not any(map(is_symbol, described))
        return lead is not None and clean and len(described) <= DESCRIPTION_LENGTH

    def _joined(self, between: str) -> bool:
        return _BRACKETED.sub("", between).strip() in self._joiners


def _clause(symbols: str) -> str:
    """Symbols up to the first mark that ends a clause."""
    return re.split(f"[{re.escape(CLAUSE_MARKS)}]", symbols, maxsplit=1)[0]


def _either(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, words))
