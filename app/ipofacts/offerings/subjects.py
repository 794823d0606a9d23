"""Who a candidate is about: the company its phrase names, else the one the sentence, the heading or the article speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ipofacts.names.model import Name
from ipofacts.rules.match import Candidate
from ipofacts.rules.reading import Reading
from ipofacts.rules.symbols import Line

TITLE_WORTH, STATED_WORTH, HEADING_WORTH = 4, 3, 3
OPENING_LINES = 3


@dataclass(frozen=True)
class Cast:
    """The companies of an article by their parts.

    ``issuers`` are known to list and own facts before all others; ``main`` owns what names nobody (None: nobody does); ``worth`` is how
    much each company is what the article is about.
    """

    issuers: frozenset[int]
    main: int | None
    worth: dict[int, int]


def cast(reading: Reading, candidates: Sequence[Candidate], outsiders: frozenset[tuple[int, int]]) -> Cast:
    """Tell issuers from the rest: companies that a phrase names as listing, or that title and headings are about."""
    worth: Counter[int] = Counter()
    stated: set[int] = set()
    for candidate in candidates:
        for name in candidate.companies:
            if (name.start, name.end) not in outsiders:
                worth[int(name.key)] += STATED_WORTH
                stated.add(int(name.key))
    for line in reading.lines:
        for name in companies_of(line, outsiders):
            worth[int(name.key)] += 1
            if line.segment.kind == "title" or line.index == 0:
                worth[int(name.key)] += TITLE_WORTH
    for line in reading.lines[:OPENING_LINES]:
        first = next(companies_of(line, outsiders), None)
        if first is not None:
            worth[int(first.key)] += 1
    for line in reading.lines:
        if line.segment.kind in ("heading", "item", "row"):
            first = next(companies_of(line, outsiders), None)
            if first is not None:
                worth[int(first.key)] += HEADING_WORTH
                stated.add(int(first.key))
    ranked = sorted(worth, key=lambda key: (-worth[key], key))
    main = ranked[0] if ranked else None
    issuers = stated | ({main} if main is not None else set())
    return Cast(frozenset(issuers), main, dict(worth))


def companies_of(line: Line, outsiders: frozenset[tuple[int, int]]) -> Iterator[Name]:
    """The company mentions of a line in order, without those that play another part there."""
    for index in sorted(line.mentions):
        mention = line.mentions[index]
        if isinstance(mention, Name) and mention.kind == "company" and (mention.start, mention.end) not in outsiders:
            yield mention


def assign(
    reading: Reading, candidates: Sequence[Candidate], parts: Cast, outsiders: frozenset[tuple[int, int]]
) -> list[tuple[Candidate, int]]:
    """Each candidate with its companies; one that names several (``A、B和C今日上市``) stands once for each."""
    topics = _topics(reading, parts, outsiders)
    found: list[tuple[Candidate, int]] = []
    for candidate in candidates:
        named = [name for name in candidate.companies if (name.start, name.end) not in outsiders]
        if named:
            found.extend((candidate, int(name.key)) for name in named)
            continue
        if candidate.companies:
            continue
        owner = _owner(reading.lines[candidate.line], candidate, parts, outsiders, topics)
        if owner is not None:
            found.append((candidate, owner))
    return found


def _owner(
    line: Line, candidate: Candidate, parts: Cast, outsiders: frozenset[tuple[int, int]], topics: Sequence[int | None]
) -> int | None:
    here = [int(name.key) for name in companies_of(line, outsiders) if name.start < candidate.end or line.segment.kind == "row"]
    known = [company for company in here if company in parts.issuers]
    if line.segment.kind == "row" and here:
        return (known or here)[0]
    before = known or here
    return before[-1] if before else topics[line.index]


def _topics(reading: Reading, parts: Cast, outsiders: frozenset[tuple[int, int]]) -> list[int | None]:
    """The company each line is about if it names none: that of its section, else the last one the paragraph spoke of, else the main one."""
    topics: list[int | None] = []
    section: int | None = None
    spoken: int | None = None
    paragraph = -1
    for line in reading.lines:
        names = [int(name.key) for name in companies_of(line, outsiders) if int(name.key) in parts.issuers]
        if line.segment.kind in ("heading", "item"):
            section = names[0] if names else section
        if line.segment.paragraph != paragraph:
            paragraph, spoken = line.segment.paragraph, None
        topics.append(spoken if spoken is not None else section if section is not None else parts.main)
        if names:
            spoken = names[0]
    return topics
