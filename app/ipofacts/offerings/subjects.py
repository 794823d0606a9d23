"""Who a candidate is about: the company its phrase names, else the one the sentence, the heading or the article speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ipofacts.names.model import Name
from ipofacts.rules.match import Candidate
from ipofacts.rules.reading import Reading
from ipofacts.rules.symbols import Line

TITLE_WORTH, STATED_WORTH, HEADING_WORTH = 4, 3, 3
OPENING_LINES = 3
# A company named so early in a sentence is its topic.
OPENING_SYMBOLS = 8
SECTION_KINDS = ("heading", "item", "row")
# From this many companies with a section of their own on, an article is a roundup: what no section owns is told of all.
ROUNDUP = 2
# What a line can tell of all companies listed below it.
SHARED_FACTS = frozenset({"stage", "exchange", "board", "listing_date", "subscription_start", "subscription_end"})

# A list of companies: so many names, with so few other symbols between; or names after a short label and a colon.
LIST_LENGTH, LIST_SPACE, SHORT_LABEL = 3, 5, 12

Place = tuple[int, int]


@dataclass(frozen=True)
class Cast:
    """The companies of an article by their parts.

    ``issuers`` are known to list and own facts before all others; ``main`` owns what names nobody (None: nobody does); ``leading``
    have the headline, a heading, a list item or a table row of their own; ``worth`` is how much each is what the article is about.
    ``roundup``: several companies have a section; ``listed`` are those that a sentence enumerates, after a colon or one after the other.
    """

    issuers: frozenset[int]
    main: int | None
    leading: frozenset[int]
    outsiders: frozenset[Place]
    worth: dict[int, int] = field(default_factory=dict)
    roundup: bool = False
    listed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Owned:
    """A candidate and the company it is of; ``shared`` if a line above told it of all companies that follow."""

    candidate: Candidate
    company: int
    shared: bool = False


def cast(reading: Reading, candidates: Sequence[Candidate], outsiders: frozenset[Place]) -> Cast:
    """Tell issuers from the rest: companies that a phrase names as listing, or that headline and headings are about."""
    stated = {(n.start, int(n.key)) for c in candidates for n in c.companies if (n.start, n.end) not in outsiders}
    worth = Counter(dict.fromkeys((company for _, company in stated), STATED_WORTH))
    sections: set[int] = set()
    headline: set[int] = set()
    leads = 0
    for line in reading.lines:
        names = [int(name.key) for name in companies_of(line, outsiders)]
        worth.update(names)
        if not names:
            continue
        if line.segment.kind == "title" or leads == 0:
            worth.update(dict.fromkeys(set(names), TITLE_WORTH))
            headline.add(names[0])
        elif line.segment.kind in SECTION_KINDS:
            worth[names[0]] += HEADING_WORTH
            sections.add(names[0])
        if leads < OPENING_LINES:
            worth[names[0]] += 1
            leads += 1
    worth.subtract(int(n.key) for c in candidates for n in c.companies if (n.start, n.end) in outsiders)
    ranked = sorted(worth, key=lambda key: (-worth[key], key))
    main = ranked[0] if ranked else None
    issuers = {company for _, company in stated} | sections | ({main} if main is not None else set())
    enumerated = frozenset(company for line in reading.lines for company in _enumerated(line, outsiders))
    roundup = len(sections) >= ROUNDUP
    return Cast(frozenset(issuers), main, frozenset(sections | headline), outsiders, dict(worth), roundup, enumerated)


def _enumerated(line: Line, outsiders: frozenset[Place]) -> Iterator[int]:
    """The companies of a line that does little else than name them."""
    names = list(companies_of(line, outsiders))
    colon = line.symbols.find(":")
    after = [name for name in names if colon >= 0 and line.starts[colon] < name.start]
    long_list = len(names) >= LIST_LENGTH and len(line.symbols) <= len(names) * LIST_SPACE
    if line.segment.kind != "row" and (long_list or (after and len(after) == len(names) and colon <= SHORT_LABEL)):
        yield from (int(name.key) for name in names)


def companies_of(line: Line, outsiders: frozenset[Place]) -> Iterator[Name]:
    """The company mentions of a line in order, without those that play another part there."""
    for index in sorted(line.mentions):
        mention = line.mentions[index]
        if isinstance(mention, Name) and mention.kind == "company" and (mention.start, mention.end) not in outsiders:
            yield mention


def assign(reading: Reading, candidates: Sequence[Candidate], parts: Cast) -> list[Owned]:
    """Each candidate with its company; one that is of several (``A、B和C今日上市``) stands once for each."""
    topics = _topics(reading, parts)
    found: list[Owned] = []
    scoped: list[Candidate] = []
    for candidate in candidates:
        if candidate.companies:
            named = [name for name in candidate.companies if (name.start, name.end) not in parts.outsiders]
            found.extend(Owned(candidate, int(name.key)) for name in named)
            continue
        line = reading.lines[candidate.line]
        owners = _owners(line, candidate, parts)
        if not owners and candidate.fact in SHARED_FACTS and _is_scope(reading, line, parts):
            scoped.append(candidate)
        if not owners and topics[line.index] is not None:
            owners = [topics[line.index]]
        found.extend(Owned(candidate, owner) for owner in owners if owner is not None)
    return [*found, *_inherited(reading, scoped, parts)]


def _owners(line: Line, candidate: Candidate, parts: Cast) -> list[int | None]:
    """The company the sentence itself speaks of where the candidate stands; after a colon all that follow it."""
    names = list(companies_of(line, parts.outsiders))
    if line.segment.kind == "row":
        here = [int(name.key) for name in names]
        return list(([company for company in here if company in parts.issuers] or here)[:1])
    before = [int(name.key) for name in names if name.start < candidate.end]
    if before:
        known = [company for company in before if company in parts.issuers]
        return [(known or before)[-1]]
    colon = line.symbols.find(":")
    if 0 <= colon < len(line.symbols) - 1 and candidate.end <= line.starts[colon] and candidate.fact in SHARED_FACTS:
        return [int(name.key) for name in names if name.start > line.starts[colon]]
    return []


def _topics(reading: Reading, parts: Cast) -> list[int | None]:
    """The company each line is about if it names none: the last one its paragraph spoke of, that of its section, else the main one."""
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
        topics.append(spoken if spoken is not None else section if section is not None else otherwise)
        now = _spoken(line, parts)
        spoken = spoken if now is None else now
    return topics


def _spoken(line: Line, parts: Cast) -> int | None:
    """The company a sentence makes its topic: the one it starts with, else the one that matters most among those it opens with."""
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
    if any(True for _ in companies_of(line, parts.outsiders)):
        return False
    text = reading.clean.text[line.segment.start : line.segment.end].rstrip()
    opening = line.index < OPENING_LINES and (parts.roundup or len(parts.listed) >= ROUNDUP)
    return line.segment.kind in ("title", "heading") or text.endswith(":") or opening


def _inherited(reading: Reading, scoped: Sequence[Candidate], parts: Cast) -> Iterator[Owned]:
    """What scope lines tell, given to the companies named between them and the next line that tells the same fact."""
    for candidate in scoped:
        later = [other.line for other in scoped if other.fact == candidate.fact and other.line > candidate.line]
        end = min(later, default=len(reading.lines))
        for company in dict.fromkeys(
            int(name.key) for line in reading.lines[candidate.line + 1 : end] for name in companies_of(line, parts.outsiders)
        ):
            yield Owned(candidate, company, shared=True)
