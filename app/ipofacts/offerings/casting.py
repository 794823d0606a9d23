"""The companies of an article by their parts: who lists, whom the article is about, who only stands by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ipofacts.names.model import Name
from ipofacts.offerings.heads import SHORT_LABEL, Place, companies_of, has_code, opens, opens_section
from ipofacts.offerings.weighing import HISTORY, headed
from ipofacts.rules.match import Candidate
from ipofacts.rules.reading import Reading
from ipofacts.rules.symbols import Line

# From this many companies with a section of their own on, an article is a roundup: what no section owns is told of all.
ROUNDUP = 2
# So many companies opening paragraphs make each paragraph a section.
OWN_PARAGRAPHS = 3
# A list of companies: so many names, with so few other symbols between; or names after a short label and a colon.
LIST_LENGTH, LIST_SPACE = 3, 5

# Facts of a phrase that names a company which make it one that lists.
ISSUER_FACTS = frozenset({"stage", "exchange", "listing_date", "subscription_start", "subscription_end", "issue_price"})


@dataclass(frozen=True)
class Cast:
    """The companies of an article by their parts.

    ``issuers`` are known to list and own facts before all others; ``main`` owns what names nobody (None: nobody does);
    ``leading`` have the headline, a heading, a list item or a table row of their own; ``worth`` is how much each is what the
    article is about. ``roundup``: several companies have a section, or the opening speaks of several; ``listed`` are those that
    a sentence enumerates, after a colon or one after the other; ``many``: it is about statistics;
    ``passing``: those that an article about so many others sets aside.
    """

    issuers: frozenset[int]
    main: int | None
    leading: frozenset[int]
    outsiders: frozenset[Place]
    worth: dict[int, int] = field(default_factory=dict)
    roundup: bool = False
    listed: frozenset[int] = frozenset()
    sections: frozenset[int] = frozenset()
    many: bool = False
    passing: frozenset[int] = frozenset()

    def of_many(self) -> Cast:
        """The same for an article of statistics: it is about nobody but those that have a section of their own."""
        return replace(self, main=None, leading=self.sections, many=True)


def cast(
    reading: Reading,
    candidates: Sequence[Candidate],
    outsiders: frozenset[Place],
    worth: dict[int, int],
    counted: frozenset[int] = frozenset(),
    announced: int = 0,
    introduced: frozenset[int] = frozenset(),
) -> Cast:
    """Tell issuers from the rest: companies that a phrase names as listing, that headline and headings are about, or that the
    opening has ``counted``. ``announced`` is how many newcomers the opening speaks of, ``introduced`` are those that have a
    paragraph each in an article that announces several.
    """
    past = {(c.line, n.key) for c in candidates if c.rule.rule.of == HISTORY for n in c.companies}
    told = ((c.line, n) for c in candidates for n in c.companies if (n.start, n.end) not in outsiders)
    stated = {int(name.key) for line, name in told if (line, name.key) not in past}
    headline, sections = _heads(reading, outsiders)
    sections |= _opened(reading, outsiders) | introduced
    main = max(worth, key=lambda company: (worth[company], -company), default=None)
    issuers = stated | sections | ({main} if main is not None else set())
    enumerated = counted.union(company for line in reading.lines for company in _enumerated(line, outsiders))
    roundup = len(sections) >= ROUNDUP or announced >= ROUNDUP
    return Cast(
        frozenset(issuers),
        main,
        frozenset(sections | counted | {company for company in headline if roundup or _is_told_of(reading, company)}),
        outsiders,
        worth,
        roundup,
        enumerated,
        frozenset(sections),
    )


def _is_told_of(reading: Reading, company: int) -> bool:
    """Whether the article comes back to a company; one that only its headline names is no subject beside the main one."""
    return len(reading.names.companies[company].mentions) > 1


def _heads(reading: Reading, outsiders: frozenset[Place]) -> tuple[set[int], set[int]]:
    """The companies that the headline (the first line that names one, too) is about, and those that head a part."""
    headline: set[int] = set()
    sections: set[int] = set()
    for line in reading.lines:
        names = list(companies_of(line, outsiders))
        if not names:
            continue
        if line.segment.kind == "title" or not headline:
            headline.add(headed(reading, line, names))
        if line.segment.kind != "title" and opens_section(line, outsiders):
            sections.add(int(names[0].key))
    return headline, sections


def sidelined(reading: Reading, candidates: Sequence[Candidate], outsiders: frozenset[Place]) -> frozenset[Place]:
    """``outsiders``, with all other places of those that are shown in another part (a holder, a parent that spins off) and of
    which nothing tells that they list.
    """
    lists = {company for c in candidates if c.fact in ISSUER_FACTS for company in _told_of(reading.lines[c.line], c, outsiders)}
    shown = (name for line in reading.lines for name in line.companies if (name.start, name.end) in outsiders)
    others = {int(name.key) for name in shown if _is_usual(reading, name)} - lists
    return outsiders.union(place for company in others for place in reading.names.companies[company].mentions)


def _told_of(line: Line, candidate: Candidate, outsiders: frozenset[Place]) -> Iterator[int]:
    """The companies that a candidate names, else the last one that its sentence names before it ends."""
    if candidate.companies:
        named = [name for name in candidate.companies if (name.start, name.end) not in outsiders]
    else:
        named = [name for name in companies_of(line, outsiders) if name.start < candidate.end][-1:]
    yield from (int(name.key) for name in named)


def _is_usual(reading: Reading, name: Name) -> bool:
    """Whether a name is what the article calls its company; a shorter form may be that of a whole group (``X系``)."""
    company = reading.names.companies[int(name.key)]
    return name.text in (company.forms[0], company.full)


def _opened(reading: Reading, outsiders: frozenset[Place]) -> set[int]:
    """Companies whose name opens a paragraph (behind a bullet or a bracket, perhaps), if so many do that each has its own; with
    one more they may be introduced there with their code (``今日轮到北川生物(06712)登场``).
    """
    found: set[int] = set()
    introduced: set[int] = set()
    paragraph = -1
    for line in reading.lines:
        if line.segment.paragraph == paragraph:
            continue
        paragraph = line.segment.paragraph
        first = next(companies_of(line, outsiders), None)
        if first is None:
            continue
        if opens(line, first):
            found.add(int(first.key))
        elif _is_introduced(reading, line, first):
            introduced.add(int(first.key))
    if len(found | introduced) > OWN_PARAGRAPHS:
        return found | introduced
    return found if len(found) >= OWN_PARAGRAPHS else set()


def _is_introduced(reading: Reading, line: Line, name: Name) -> bool:
    """Whether a name stands for the first time, with its code in brackets."""
    return reading.names.companies[int(name.key)].mentions[0] == (name.start, name.end) and has_code(line, name)


def _enumerated(line: Line, outsiders: frozenset[Place]) -> Iterator[int]:
    """The companies of a line that does little else than name them."""
    names = list(companies_of(line, outsiders))
    colon = line.symbols.find(":")
    after = [name for name in names if colon >= 0 and line.starts[colon] < name.start]
    long_list = len(names) >= LIST_LENGTH and len(line.symbols) <= len(names) * LIST_SPACE
    if line.segment.kind != "row" and (long_list or (after and len(after) == len(names) and colon <= SHORT_LABEL)):
        yield from (int(name.key) for name in names)
