"""What a line tells of all companies named below it: titles, headings, lines that end with a colon, heads of paragraphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice

from ipofacts.offerings.casting import ROUNDUP, Cast
from ipofacts.offerings.heads import companies_of, opens
from ipofacts.offerings.model import PLACE_FACTS
from ipofacts.offerings.weighing import OPENING_LINES
from ipofacts.rules.match import Candidate
from ipofacts.rules.reading import Reading
from ipofacts.rules.symbols import Line

# What a line can tell of all companies listed in it or below it.
SHARED_FACTS = frozenset({"stage", "exchange", "board", "listing_date", "subscription_start", "subscription_end"})


def is_scope(reading: Reading, line: Line, parts: Cast) -> bool:
    """Whether a line tells something of the companies listed below it: it names none and heads what follows."""
    if line.segment.kind != "title" and any(True for _ in companies_of(line, parts.outsiders)):
        return False
    text = reading.clean.text[line.segment.start : line.segment.end].rstrip()
    roundup = parts.roundup or len(parts.listed) >= ROUNDUP
    opening = line.index < OPENING_LINES and roundup and not _goes_on(reading, line, parts)
    return line.segment.kind in ("title", "heading") or text.endswith(":") or opening


def _goes_on(reading: Reading, line: Line, parts: Cast) -> bool:
    """Whether a line belongs to a paragraph that one company's name opens."""
    paragraph = (other for other in reading.lines if other.segment.paragraph == line.segment.paragraph)
    first = next(paragraph, line)
    name = next(companies_of(first, parts.outsiders), None)
    return first is not line and name is not None and opens(first, name)


def inherited(reading: Reading, told: Sequence[Candidate], parts: Cast) -> Iterator[tuple[Candidate, int]]:
    """What scope lines tell, with the companies that have a part of the article between them and the next line that tells the
    same fact; where it is a place, with all ``issuers`` there.
    """
    heard = parts.leading | parts.listed
    for candidate, end in _reaches(told, len(reading.lines)):
        hearing = heard | parts.issuers if candidate.fact in PLACE_FACTS else heard
        named = _named(reading.lines[candidate.line + 1 : end], parts)
        yield from ((candidate, company) for company in named if company in hearing)


def headed(reading: Reading, told: Sequence[Candidate], parts: Cast) -> Iterator[tuple[Candidate, int]]:
    """What the head of a paragraph tells (``仍在招股的,``), with the companies named from there on to the next head."""
    for candidate, end in _reaches(told, len(reading.lines)):
        lines = _paragraph(islice(reading.lines, candidate.line, end))
        yield from ((candidate, company) for company in _named(lines, parts))


def _paragraph(lines: Iterable[Line]) -> Iterator[Line]:
    """The first paragraph of some lines."""
    return next((group for _, group in groupby(lines, key=lambda line: line.segment.paragraph)), iter(()))


def _reaches(told: Sequence[Candidate], last: int) -> Iterator[tuple[Candidate, int]]:
    """Each candidate with the line before which what it tells ends: the next that tells the same fact."""
    by_fact: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in told:
        by_fact[candidate.fact].append(candidate)
    for same in by_fact.values():
        starts = sorted({candidate.line for candidate in same})
        ends = dict(zip(starts, [*starts[1:], last], strict=True))
        yield from ((candidate, ends[candidate.line]) for candidate in same)


def _named(lines: Iterable[Line], parts: Cast) -> list[int]:
    return list(dict.fromkeys(int(name.key) for line in lines for name in companies_of(line, parts.outsiders)))
