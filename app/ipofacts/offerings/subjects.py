"""Who a candidate is about: the company its phrase names, else the one the sentence, the heading or the article speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ipofacts.names.model import Name
from ipofacts.offerings.casting import ROUNDUP, Cast
from ipofacts.offerings.discourse import Discourse
from ipofacts.offerings.groups import Groups
from ipofacts.offerings.heads import companies_of, opens_section
from ipofacts.offerings.model import PLACE_FACTS
from ipofacts.offerings.scopes import SHARED_FACTS, headed, inherited, is_scope
from ipofacts.rules.match import Candidate
from ipofacts.rules.reading import Reading
from ipofacts.rules.symbols import Line

# A company named so early in a sentence is its topic.
OPENING_SYMBOLS = 8
# What ``of`` says of rules that speak of no company alone.
SEVERAL = "several"
# What it says of rules that speak of the companies below a heading.
HEADING = "heading"


class Owned(NamedTuple):
    """A candidate and the company it is of; ``shared`` if a line above told it of all companies that follow."""

    candidate: Candidate
    company: int
    shared: bool = False


def assign(reading: Reading, candidates: Sequence[Candidate], parts: Cast, groups: Groups, discourse: Discourse) -> list[Owned]:
    """Each candidate with its company; one that is of several (``A、B和C今日上市``) stands once for each."""
    return _Assignment(reading, parts, groups, discourse).of(candidates)


class _Assignment:
    """Whom the candidates of one article are of."""

    def __init__(self, reading: Reading, parts: Cast, groups: Groups, discourse: Discourse) -> None:
        self._reading, self._parts, self._groups, self._discourse = reading, parts, groups, discourse
        self._topics = _topics(reading, parts, groups, discourse)
        self._single: set[int] = set()
        self._scoped: list[Candidate] = []
        self._heads: list[Candidate] = []

    def of(self, candidates: Sequence[Candidate]) -> list[Owned]:
        """All candidates that are somebody's, with what heads and scope lines tell of the companies below them."""
        self._single = {c.line for c in candidates if c.fact not in SHARED_FACTS and c.rule.rule.of != SEVERAL}
        own = [owned for candidate in candidates for owned in self._own(candidate)]
        scoped = _of_one_mind(self._scoped)
        below = [*headed(self._reading, self._heads, self._parts), *inherited(self._reading, scoped, self._parts)]
        return [*own, *(Owned(candidate, company, shared=True) for candidate, company in below)]

    def _own(self, candidate: Candidate) -> list[Owned]:
        line = self._reading.lines[candidate.line]
        each = [
            Owned(part, int(name.key))
            for part, name in (
                *self._discourse.respectively(line, candidate, self._groups.above(line)),
                *self._discourse.houses(line, candidate, self._groups.named(line)),
            )
        ]
        if each:
            return each
        if self._groups.is_aside(line, candidate):
            return []
        turn = self._groups.in_turn(line, candidate.end)
        if turn is not None:
            return [Owned(candidate, turn)]
        owners = self._named(candidate, line) if candidate.companies else self._spoken_of(candidate, line)
        if not owners and owners is not None and not candidate.companies:
            owners = self._unnamed(candidate, line)
        return [Owned(candidate, owner) for owner in owners or ()]

    def _named(self, candidate: Candidate, line: Line) -> list[int]:
        """The companies that the phrase names, with those listed before them where the fact can be told of a list."""
        named = [name for name in candidate.companies if (name.start, name.end) not in self._parts.outsiders]
        if not named and all(_bracketed(line, name) for name in candidate.companies):
            return self._spoken_of(candidate, line) or []
        return list(dict.fromkeys(company for name in named for company in self._with_list(name, candidate, line) or ()))

    def _with_list(self, name: Name, candidate: Candidate, line: Line) -> list[int] | None:
        """A company with those listed before it; several places told of a list (``先后在A股与港股上市``) belong to none of it
        (None).
        """
        lists = self._groups.lists[line.index]
        names = next((names for names in lists if names[-1] is name and len(names) > 1), None)
        if names is None or candidate.fact not in SHARED_FACTS:
            return [int(name.key)]
        venues = _venues(line)
        return None if candidate.fact in PLACE_FACTS and len(venues) > 1 else [int(member.key) for member in names]

    def _spoken_of(self, candidate: Candidate, line: Line) -> list[int] | None:
        """The company the sentence itself speaks of where the candidate stands; after a colon all that follow it; None for
        nobody's.
        """
        names = self._groups.names[line.index]
        if candidate.rule.rule.of == HEADING:
            heads = line.segment.kind == "heading" or (line.segment.kind == "title" and self._parts.roundup)
            return [] if heads and not names else None
        if line.segment.kind == "row":
            here = [int(name.key) for name in names]
            return ([company for company in here if company in self._parts.issuers] or here)[:1]
        tied = self._discourse.tied(line, candidate, names)
        if tied is not None:
            return [int(tied.key)]
        counted = self._groups.counted(line, candidate) if candidate.fact in SHARED_FACTS else None
        if counted:
            return counted
        if counted is not None or candidate.rule.rule.of == SEVERAL:
            return [] if is_scope(self._reading, line, self._parts) else None
        inside = [name for name in names if candidate.start <= name.start < candidate.end]
        if len(inside) == 1:
            return self._with_list(inside[0], candidate, line)
        before = [name for name in names if name.start < candidate.end]
        if before:
            return self._with_list(self._nearest(before, line), candidate, line)
        if candidate.fact in PLACE_FACTS and self._discourse.opens_with(line, candidate):
            following = next((listed for listed in self._groups.lists[line.index] if listed[0].start >= candidate.end), [])
            return [int(name.key) for name in following]
        colon = line.symbols.find(":")
        if 0 <= colon < len(line.symbols) - 1 and candidate.end <= line.starts[colon] and candidate.fact in SHARED_FACTS:
            return [int(name.key) for name in names if name.start > line.starts[colon]]
        return []

    def _nearest(self, before: Sequence[Name], line: Line) -> Name:
        """Of the companies named before a candidate the last that is known to list, or is listed with one that is."""
        issuers, lists = self._parts.issuers, self._groups.lists[line.index]
        known = {n.start for names in lists if any(int(member.key) in issuers for member in names) for n in names}
        return next((name for name in reversed(before) if name.start in known), before[-1])

    def _unnamed(self, candidate: Candidate, line: Line) -> list[int]:
        """The company a line without one is about; what heads those below is kept for them too."""
        if candidate.fact in SHARED_FACTS and self._discourse.heads(line, candidate):
            self._heads.append(candidate)
            return []
        if candidate.fact in SHARED_FACTS and self._is_scope_of(candidate, line):
            self._scoped.append(candidate)
        topic = self._topics[line.index]
        return [topic] if topic is not None and candidate.rule.rule.of not in (SEVERAL, HEADING) else []

    def _is_scope_of(self, candidate: Candidate, line: Line) -> bool:
        """Whether a line tells a fact of all companies below it; of several exchanges none is that of all."""
        one_place = candidate.fact not in PLACE_FACTS or len(_exchanges(line)) <= 1
        return one_place and is_scope(self._reading, line, self._parts) and not self._is_of_one(line)

    def _is_of_one(self, line: Line) -> bool:
        """Whether a sentence tells what can only be one company's (its sponsor, its proceeds), and counts none."""
        sentence = line.segment.kind == "sentence" and not self._reading.clean.text[: line.segment.end].endswith(":")
        return sentence and line.index in self._single and not self._discourse.counts(line)


def _of_one_mind(scoped: Sequence[Candidate]) -> list[Candidate]:
    """What scope lines tell, without the stages of a line that counts companies of several (``3家过会1家撤单``): they are of
    some below it, nobody knows which.
    """
    stages: dict[int, set[str | None]] = defaultdict(set)
    for candidate in scoped:
        if candidate.fact == "stage" and candidate.rule.rule.of == SEVERAL:
            stages[candidate.line].add(candidate.rule.rule.gives)
    return [c for c in scoped if c.fact != "stage" or len(stages[c.line]) < 2]


def _bracketed(line: Line, name: Name) -> bool:
    """Whether a name stands last in brackets, where it only tells more of the one before them."""
    return line.symbols.startswith(")", line.place(name.start) + 1)


def _venues(line: Line) -> set[str]:
    """The places that a line names; a board behind its exchange (``港交所主板``) is no other."""
    places = {index: m for index, m in line.mentions.items() if isinstance(m, Name) and m.kind in PLACE_FACTS}
    return {m.key for index, m in places.items() if m.kind == "exchange" or index - 1 not in places}


def _exchanges(line: Line) -> set[str]:
    """The exchanges that a line names."""
    return {m.key for m in line.mentions.values() if isinstance(m, Name) and m.kind == "exchange"}


def _topics(reading: Reading, parts: Cast, groups: Groups, discourse: Discourse) -> list[int | None]:
    """The company each line is about if it names none: the last one its paragraph spoke of, that of its section, else the
    main one. An item of a list of companies that names none is of one that isn't known.
    """
    topics: list[int | None] = []
    listed = {names[0] for line in reading.lines if line.segment.kind == "item" and (names := _issuers(line, parts))}
    itemised = len(listed) >= ROUNDUP
    introduced = _paragraph_of(reading, parts.main)
    section: int | None = None
    spoken: int | None = None
    paragraph, unknown = -1, False
    other = False
    for line in reading.lines:
        names = _issuers(line, parts)
        if line.segment.kind in ("heading", "item") or (names and opens_section(line, parts.outsiders)):
            section = names[0] if names else None if is_scope(reading, line, parts) else section
        if line.segment.paragraph != paragraph:
            paragraph, spoken = line.segment.paragraph, None
            unknown = itemised and line.segment.kind == "item" and not names
        early = line.segment.paragraph < introduced and line.segment.kind not in ("title", "heading")
        otherwise = None if unknown or early or (parts.roundup and section is None) else parts.main
        topic = spoken if spoken is not None else section if section is not None and not unknown else otherwise
        of_other = other and discourse.refers_back(line) and not groups.names[line.index]
        topics.append(None if discourse.turns_away(line) or of_other else topic)
        other = of_other or _is_of_other(line, parts)
        turn = groups.in_turn(line)
        now = _spoken(line, parts) if turn is None else turn
        spoken = spoken if now is None else now
    return topics


def _is_of_other(line: Line, parts: Cast) -> bool:
    """Whether a line speaks only of companies that play another part."""
    return bool(line.companies) and not any(True for _ in companies_of(line, parts.outsiders))


def _paragraph_of(reading: Reading, company: int | None) -> int:
    """The paragraph that first names a company; what those before it tell is somebody else's."""
    named = (line for line in reading.lines for name in line.companies if int(name.key) == company)
    first = next(named, None)
    return first.segment.paragraph if first else 0


def _issuers(line: Line, parts: Cast) -> list[int]:
    return [int(name.key) for name in companies_of(line, parts.outsiders) if int(name.key) in parts.issuers]


def _spoken(line: Line, parts: Cast) -> int | None:
    """The company a sentence makes its topic: the one it starts with, else the one that matters most among those it opens
    with.
    """
    start = line.starts[0]
    opening = line.starts[min(OPENING_SYMBOLS, len(line.starts)) - 1]
    names = list(companies_of(line, parts.outsiders))
    if names and names[0].start <= start + 1:
        return int(names[0].key)
    heard = [name for name in names if int(name.key) in parts.issuers]
    fit = [int(n.key) for n in heard if n.start <= opening or int(n.key) in parts.leading or int(n.key) == parts.main]
    otherwise = int(names[0].key) if names and parts.roundup else None
    return max(fit, key=lambda company: parts.worth[company], default=otherwise)
