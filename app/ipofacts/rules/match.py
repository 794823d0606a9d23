"""Rules tried on an article: every reading they allow, as candidates. Choosing among them is the offerings room's business."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import re2

from ipofacts.names.model import Name
from ipofacts.rules.book import CompiledPhrase, CompiledRule, RuleBook, Surroundings
from ipofacts.rules.language import CLAUSE_MARKS
from ipofacts.rules.reading import Reading
from ipofacts.rules.symbols import Line, Mention, symbol_class

_MARKS = frozenset(CLAUSE_MARKS)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One fact that one rule read at one place.

    ``start:end`` are the clean characters of the whole phrase, ``mentions`` what was read (one, or several for a list slot,
    none for a
    rule that gives a constant), ``companies`` the companies that the phrase itself names as those the fact is of, ``length``
    the symbols
    the phrase took (a shorter one binds tighter).
    """

    fact: str
    rule: CompiledRule
    line: int
    start: int
    end: int
    mentions: tuple[Mention, ...]
    companies: tuple[Name, ...]
    length: int


def find_candidates(book: RuleBook, reading: Reading) -> list[Candidate]:
    """All candidates of an article, in the order of the text; each phrase is tried only on lines where one of its anchors
    stands.
    """
    found = {candidate for candidate, refusal in _tried(book, reading) if refusal is None}
    return sorted(found, key=_order)


def find_refused(book: RuleBook, reading: Reading) -> list[tuple[Candidate, str]]:
    """Candidates whose phrase stands but whose surroundings forbid it, each with what forbade it (``unless.before``,
    ``needs.clause``).
    """
    refused = {(candidate, refusal) for candidate, refusal in _tried(book, reading) if refusal is not None}
    return sorted(refused, key=lambda pair: (*_order(pair[0]), pair[1]))


def _order(candidate: Candidate) -> tuple[int, int, str, str, tuple[int, ...]]:
    places = tuple(mention.start for mention in (*candidate.mentions, *candidate.companies))
    return (candidate.start, candidate.end, candidate.rule.id, candidate.fact, places)


def _tried(book: RuleBook, reading: Reading) -> Iterator[tuple[Candidate, str | None]]:
    for line in reading.lines:
        for number in sorted(book.called_by(line.symbols)):
            yield from _try(book.phrases[number], line)


def _try(compiled: CompiledPhrase, line: Line) -> Iterator[tuple[Candidate, str | None]]:
    at = 0
    data = line.encoded
    while match := compiled.expression.search(data, at):
        first, last = line.symbol_at(match.start()), line.symbol_at(match.end())
        refusal = refused_by(compiled.rule.needs, compiled.rule.unless, line, first, last)
        for candidate in _candidates(compiled, line, match, first, last):
            yield candidate, refusal
        # A refused match may hide a shorter one; the value of one match may be the context of the next.
        resume = match.start() + 1 if refusal else match.end() - 3 if last - first > 1 else match.end()
        at = max(match.start() + 1, resume)
        while at < len(data) and (data[at] & 0xC0) == 0x80:
            at += 1


def _candidates(compiled: CompiledPhrase, line: Line, match: re2._Match, first: int, last: int) -> Iterator[Candidate]:
    values: list[Mention] = []
    companies: list[Name] = []
    constant = compiled.rule.rule.gives is not None
    for number, slot in enumerate(compiled.phrase.slots):
        start, end = match.span(number + 1)
        if start < 0 or not slot.read:
            continue
        for index in range(line.symbol_at(start), line.symbol_at(end)):
            mention = line.mentions.get(index)
            if mention is None or line.symbols[index] not in symbol_class(slot.kind):
                continue
            if slot.kind in ("company", "companies"):
                companies.append(mention)  # type: ignore[arg-type]
            else:
                values.append(mention)
    if not values and not constant and not companies:
        return
    start, end = line.clean_span(first, last)
    for fact in compiled.rule.facts:
        yield Candidate(fact, compiled.rule, line.index, start, end, tuple(values), tuple(companies), last - first)


def refused_by(needs: Surroundings, unless: Surroundings, line: Line, first: int, last: int) -> str | None:
    """What around symbols ``first:last`` of a line forbids a reading (``needs.clause``: it lacks what must stand), None if
    nothing does.
    """
    for key in Surroundings.__slots__:
        wanted, barred = getattr(needs, key), getattr(unless, key)
        if wanted is None and barred is None:
            continue
        window = _window(key, line.symbols, first, last).encode("utf-8", "replace")
        if wanted is not None and not wanted.search(window):
            return f"needs.{key}"
        if barred is not None and barred.search(window):
            return f"unless.{key}"
    return None


def _window(key: str, symbols: str, first: int, last: int) -> str:
    """The symbols a surrounding phrase is looked for in; before and after are held to the match, so that their gaps say how
    far they reach.
    """
    if key == "sentence":
        return symbols
    if key == "inside":
        return symbols[first:last]
    if key == "before":
        return symbols[:first]
    if key == "after":
        return symbols[last:]
    left, right = first, last
    while left > 0 and symbols[left - 1] not in _MARKS:
        left -= 1
    while right < len(symbols) and symbols[right] not in _MARKS:
        right += 1
    return symbols[left:right]
