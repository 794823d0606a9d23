"""Who a candidate is about: the company its phrase names, else the one the sentence, the heading or the article speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ipofacts.names.model import Name
from ipofacts.offerings.casting import OPENING_LINES, ROUNDUP, Cast, companies_of
from ipofacts.offerings.discourse import Discourse
from ipofacts.offerings.groups import Groups
from ipofacts.rules.match import Candidate
from ipofacts.rules.reading import Reading
from ipofacts.rules.symbols import Line

# A company named so early in a sentence is its topic.
OPENING_SYMBOLS = 8
# What a line can tell of all companies listed in it or below it.
SHARED_FACTS = frozenset({"stage", "exchange", "board", "listing_date", "subscription_start", "subscription_end"})
# What ``of`` says of rules that speak of no company alone.
SEVERAL = "several"
PLACE_FACTS = ("exchange", "board")


@dataclass(frozen=True, slots=True)
class Owned:
    """A candidate and the company it is of; ``shared`` if a line above told it of all companies that follow."""

    candidate: Candidate
    company: int
    shared: bool = False


def assign(
    reading: Reading, candidates: Sequence[Candidate], parts: Cast, groups: Groups, discourse: Discourse
) -> list[Owned]:
    """Each candidate with its company; one that is of several (``A、B和C今日上市``) stands once for each."""
    topics = _topics(reading, parts, discourse)
    found: list[Owned] = []
    scoped: list[Candidate] = []
    for candidate in candidates:
        line = reading.lines[candidate.line]
        each = [Owned(part, int(name.key)) for part, name in discourse.respectively(line, candidate, groups.above(line))]
        if each:
            found.extend(each)
            continue
        owners = (
            _named(candidate, parts, groups.lists[line.index], line)
            if candidate.companies
            else _owners(reading, line, candidate, parts, groups, discourse)
        )
        if owners is None:
            continue
        if not owners and not candidate.companies:
            if candidate.fact in SHARED_FACTS and _is_scope(reading, line, parts):
                scoped.append(candidate)
            alone = candidate.rule.rule.of != SEVERAL
            owners = [topic] if alone and (topic := topics[line.index]) is not None else []
        found.extend(Owned(candidate, owner) for owner in owners)
    return [*found, *_inherited(reading, scoped, parts)]


def _named(candidate: Candidate, parts: Cast, lists: Sequence[Sequence[Name]], line: Line) -> list[int]:
    """The companies that the phrase names, with those listed before them where the fact can be told of a list."""
    named = [name for name in candidate.companies if (name.start, name.end) not in parts.outsiders]
    return list(dict.fromkeys(company for name in named for company in _with_list(name, candidate, lists, line) or ()))


def _with_list(name: Name, candidate: Candidate, lists: Sequence[Sequence[Name]], line: Line) -> list[int] | None:
    """A company with those listed before it; several places told of a list (``先后在A股与港股上市``) belong to none of it
    (None).
    """
    names = next((names for names in lists if names[-1] is name and len(names) > 1), None)
    if names is None or candidate.fact not in SHARED_FACTS:
        return [int(name.key)]
    venues = {m.key for m in line.mentions.values() if isinstance(m, Name) and m.kind in PLACE_FACTS}
    return None if candidate.fact in PLACE_FACTS and len(venues) > 1 else [int(member.key) for member in names]


def _owners(
    reading: Reading, line: Line, candidate: Candidate, parts: Cast, groups: Groups, discourse: Discourse
) -> list[int] | None:
    """The company the sentence itself speaks of where the candidate stands; after a colon all that follow it; None for
    nobody's.
    """
    names = list(companies_of(line, parts.outsiders))
    if line.segment.kind == "row":
        here = [int(name.key) for name in names]
        return ([company for company in here if company in parts.issuers] or here)[:1]
    tied = discourse.tied(line, candidate, names)
    if tied is not None:
        return [int(tied.key)]
    counted = groups.counted(line, candidate) if candidate.fact in SHARED_FACTS else None
    if counted is not None:
        return counted
    if candidate.rule.rule.of == SEVERAL:
        return [] if _is_scope(reading, line, parts) else None
    lists = groups.lists[line.index]
    before = [name for name in names if name.start < candidate.end]
    if before:
        known = [name for name in before if _is_known(name, lists, parts)]
        return _with_list((known or before)[-1], candidate, lists, line)
    colon = line.symbols.find(":")
    if 0 <= colon < len(line.symbols) - 1 and candidate.end <= line.starts[colon] and candidate.fact in SHARED_FACTS:
        return [int(name.key) for name in names if name.start > line.starts[colon]]
    return []


def _is_known(name: Name, lists: Sequence[Sequence[Name]], parts: Cast) -> bool:
    """Whether a company, or one that it is listed with, is known to list."""
    return any(int(member.key) in parts.issuers for names in lists if name in names for member in names)


def _topics(reading: Reading, parts: Cast, discourse: Discourse) -> list[int | None]:
    """The company each line is about if it names none: the last one its paragraph spoke of, that of its section, else the
    main one.
    """
    topics: list[int | None] = []
    section: int | None = None
    spoken: int | None = None
    paragraph = -1
    for line in reading.lines:
        names = [int(name.key) for name in companies_of(line, parts.outsiders) if int(name.key) in parts.issuers]
        if line.segment.kind in ("heading", "item"):
            section = names[0] if names else None if _is_scope(reading, line, parts) else section
        if line.segment.paragraph != paragraph:
            paragraph, spoken = line.segment.paragraph, None
        otherwise = None if parts.roundup and section is None else parts.main
        topic = spoken if spoken is not None else section if section is not None else otherwise
        topics.append(None if discourse.turns_away(line) else topic)
        now = _spoken(line, parts)
        spoken = spoken if now is None else now
    return topics


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
    return max(fit, key=lambda company: parts.worth[company], default=None)


def _is_scope(reading: Reading, line: Line, parts: Cast) -> bool:
    """Whether a line tells something of the companies listed below it: it names none and heads what follows."""
    if line.segment.kind != "title" and any(True for _ in companies_of(line, parts.outsiders)):
        return False
    text = reading.clean.text[line.segment.start : line.segment.end].rstrip()
    opening = line.index < OPENING_LINES and (parts.roundup or len(parts.listed) >= ROUNDUP)
    return line.segment.kind in ("title", "heading") or text.endswith(":") or opening


def _inherited(reading: Reading, scoped: Sequence[Candidate], parts: Cast) -> Iterator[Owned]:
    """What scope lines tell, given to the companies named between them and the next line that tells the same fact."""
    by_fact: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in scoped:
        by_fact[candidate.fact].append(candidate)
    for told in by_fact.values():
        starts = sorted({candidate.line for candidate in told})
        ends = dict(zip(starts, [*starts[1:], len(reading.lines)], strict=True))
        below = {start: _named_between(reading, start + 1, end, parts) for start, end in ends.items()}
        yield from (Owned(candidate, company, shared=True) for candidate in told for company in below[candidate.line])


def _named_between(reading: Reading, start: int, end: int, parts: Cast) -> list[int]:
    lines = reading.lines[start:end]
    return list(dict.fromkeys(int(name.key) for line in lines for name in companies_of(line, parts.outsiders)))
