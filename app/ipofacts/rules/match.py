"""Rules tried on an article: every reading they allow, as candidates. Choosing among them is the offerings room's business."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ipofacts.names.model import Name
from ipofacts.rules.book import CompiledPhrase, CompiledRule, RuleBook, Surrounding
from ipofacts.rules.expressions import Match
from ipofacts.rules.language import CLAUSE_MARKS
from ipofacts.rules.reading import Reading
from ipofacts.rules.symbols import Line, Mention

_MARKS = frozenset(CLAUSE_MARKS)
LATIN_PART = 3
_Order = tuple[int, int, str, str, tuple[int, ...], int]
_Call = tuple[Line, set[str], list[int]]


class Candidate(NamedTuple):
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


class _Hit(NamedTuple):
    """One place where a phrase stands: symbols ``first:last`` of a line; ``refusal`` is what around it forbids the reading."""

    compiled: CompiledPhrase
    line: Line
    match: Match
    first: int
    last: int
    refusal: str | None


def find_candidates(
    book: RuleBook,
    reading: Reading,
    deciding: frozenset[int] = frozenset(),
    enough: Callable[[Sequence[Candidate]], bool] = lambda _: False,
) -> list[Candidate]:
    """All candidates of an article, in the order of the text; each phrase is tried only on lines that call for it.

    The phrases with the numbers ``deciding`` go first: if what they read is ``enough``, the others are spared.
    """
    calls = list(_calls(book, reading))
    found = _read(book, ((line, standing, [n for n in numbers if n in deciding]) for line, standing, numbers in calls))
    if not enough(list(found.values())):
        found |= _read(book, ((line, standing, [n for n in numbers if n not in deciding]) for line, standing, numbers in calls))
    return [found[place] for place in sorted(found)]


def _read(book: RuleBook, calls: Iterable[_Call]) -> dict[_Order, Candidate]:
    hits = (hit for hit in _hits(book, calls) if hit.refusal is None)
    return {_order(candidate): candidate for hit in hits for candidate in _candidates(hit)}


def find_refused(book: RuleBook, reading: Reading) -> list[tuple[Candidate, str]]:
    """Candidates whose phrase stands but whose surroundings forbid it, each with what forbade it (``unless.before``,
    ``needs.clause``).
    """
    refused = {
        (*_order(candidate), hit.refusal): (candidate, hit.refusal)
        for hit in _hits(book, _calls(book, reading))
        if hit.refusal is not None
        for candidate in _candidates(hit)
    }
    return [refused[place] for place in sorted(refused)]


def _order(candidate: Candidate) -> _Order:
    """Where a candidate stands among others; two that have all of it in common are the same."""
    places = tuple([mention.start for mention in (*candidate.mentions, *candidate.companies)])
    return (candidate.start, candidate.end, candidate.rule.id, candidate.fact, places, len(candidate.mentions))


def _calls(book: RuleBook, reading: Reading) -> Iterator[_Call]:
    """The lines, with the words that stand in them and the phrases that they call for."""
    for line in reading.lines:
        standing = book.standing(line.symbols)
        yield line, standing, book.called_by(standing)


def _hits(book: RuleBook, calls: Iterable[_Call]) -> Iterator[_Hit]:
    phrases = book.phrases
    for line, standing, numbers in calls:
        for number in numbers:
            match = phrases[number].expression.search(line.symbols)
            if match is not None:
                yield from _try(phrases[number], line, standing, match)


def _try(compiled: CompiledPhrase, line: Line, standing: set[str], match: Match | None) -> Iterator[_Hit]:
    """The places where a phrase stands, of which ``match`` is the first."""
    while match is not None:
        first, last = match.span()
        refusal = refused_by(compiled.rule.around, line, first, last, standing)
        yield _Hit(compiled, line, match, first, last, refusal)
        # A refused match may hide a shorter one; the value of one match may be the context of the next.
        at = max(first + 1, 0 if refusal else _last_part(line.symbols, last) if last - first > 1 else last)
        match = compiled.expression.search(line.symbols, at)


def _last_part(symbols: str, end: int) -> int:
    """Where the last symbol before ``end`` begins, or the last three characters of a Latin word (IPO)."""
    begin = end - 1
    while begin > end - LATIN_PART and symbols[begin - 1 : begin + 1].isascii():
        begin -= 1
    return begin


def _candidates(hit: _Hit) -> Iterator[Candidate]:
    values: list[Mention] = []
    companies: list[Name] = []
    line, rule = hit.line, hit.compiled.rule
    for group, symbols, found in hit.compiled.read:
        start, end = hit.match.span(group)
        taken: list[Any] = companies if found else values
        for index in range(start, end):
            mention = line.mentions.get(index)
            if mention is not None and line.symbols[index] in symbols:
                taken.append(mention)
    if not values and not companies and rule.rule.gives is None:
        return
    start, end = line.clean_span(hit.first, hit.last)
    mentions, owners, length = tuple(values), tuple(companies), hit.last - hit.first
    for fact in rule.facts:
        yield Candidate(fact, rule, line.index, start, end, mentions, owners, length)


def refused_by(around: Sequence[Surrounding], line: Line, first: int, last: int, standing: set[str]) -> str | None:
    """What around symbols ``first:last`` of a line forbids a reading (``needs.clause``: it lacks what must stand), None if
    nothing does. ``standing`` are the words of the line: where no anchor stands, nothing need be looked for.
    """
    for one in around:
        stands = not one.anchors.isdisjoint(standing) and _stands(one, line.symbols, first, last)
        if stands is not one.needed:
            return f"{'needs' if one.needed else 'unless'}.{one.place}"
    return None


def _stands(one: Surrounding, symbols: str, first: int, last: int) -> bool:
    return one.expression.search(_window(one, symbols, first, last)) is not None


def _window(one: Surrounding, symbols: str, first: int, last: int) -> str:
    """The symbols a surrounding phrase is looked for in; before and after are held to the match, so that their gaps say how
    far they reach.
    """
    if one.place == "before":
        return symbols[max(0, first - one.longest) : first]
    if one.place == "after":
        return symbols[last : last + one.longest]
    if one.place == "inside":
        return symbols[first:last]
    if one.place == "sentence":
        return symbols
    left, right = first, last
    while left > 0 and symbols[left - 1] not in _MARKS:
        left -= 1
    while right < len(symbols) and symbols[right] not in _MARKS:
        right += 1
    return symbols[left:right]
