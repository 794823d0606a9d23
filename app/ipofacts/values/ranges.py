"""Ranges: two numbers joined by 至 or a dash, which may share a unit, a scale or a currency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ipofacts.values.bounds import AfterWords
from ipofacts.values.contexts import Before, Contexts
from ipofacts.values.headers import Header
from ipofacts.values.lookup import WordTable, skip_blank
from ipofacts.values.numerals import Number, Numerals
from ipofacts.values.rules import BoundRules
from ipofacts.values.sides import Side, Sides

_DECIMAL = re.compile(r"\d+\.(\d+)")
_DASH_AND_MINUS = "--"  # -50%--30%


@dataclass(slots=True)
class Range:
    """Both ends of a range as they are written, and as numbers with their signs."""

    first: Side
    second: Side
    low: Decimal
    high: Decimal


class Ranges:
    """Reads the second end of a range."""

    def __init__(self, rules: BoundRules, numerals: Numerals, contexts: Contexts, sides: Sides, after: AfterWords) -> None:
        self._numerals, self._contexts, self._sides, self._after = numerals, contexts, sides, after
        self._between = joining_words(rules)
        self._openers: WordTable[bool] = WordTable()
        self._openers.add(rules.range.openers, True)
        self._notes: WordTable[bool] = WordTable()
        self._notes.add(rules.range.notes, True)
        self.firsts = frozenset((*self._between.firsts, *self._notes.firsts, " "))

    def between(self, text: str, end: int) -> int | None:
        """The end of the word that joins a range at ``end``; None if there is none."""
        found = self._between.ahead(text, end)
        return found[0] if found else None

    def read(self, text: str, before: Before, first: Side, header: Header | None) -> Range | None:
        """The range whose first end is ``first``, its units perhaps given by a label; None if it is none."""
        if text[first.end : first.end + 1] not in self.firsts or first.number.high is not None:
            return None
        note = self._notes.ahead(text, first.end)
        joint = skip_blank(text, note[0] if note else first.end)
        found = self._between.ahead(text, joint)
        if found is None:
            return None
        place, joined = found
        if before.negative and text.startswith(_DASH_AND_MINUS, joint):
            place = joint + 1
        place = skip_blank(text, place)
        currency: str | None = None
        negative = False
        for _ in range(2):
            context = self._contexts.second(text, place)
            if context is None:
                break
            place, currency = skip_blank(text, context[0]), context[1].currency or currency
            negative = negative or context[1].kind == "negative"
        number = self._numerals.read(text, place) if self._numerals.starts(text, place) else None
        if number is None or text[number.end : number.end + 1].isdigit():
            return None
        second = self._sides.read(text, self._numerals.with_symbol(text, number) if currency else number)
        if header is not None:
            second = header.serve(second)
        if second.unit is not None and second.unit.kind == "nothing":
            return None
        if _is_bare(first, before) and _is_bare(second, before) and not _alike(text, first.number, second.number):
            return None
        if joined and not self._is_between(text, before, first.number.start, second.end):
            return None
        return _combine(before, first, second, currency, negative)

    def _is_between(self, text: str, before: Before, start: int, end: int) -> bool:
        """Whether 和 joins a range from the number at ``start``: 介乎 before it or 之间 behind it."""
        floor = max(0, before.start - 4)
        opened = self._openers.behind(text, before.start, floor) or self._openers.behind(text, start, floor)
        return opened is not None or self._after.closes(text, end)


def joining_words(rules: BoundRules) -> WordTable[bool]:
    """Words between the ends of a range; true for those that join other things too (和)."""
    table: WordTable[bool] = WordTable()
    table.add(rules.range.between, False)
    table.add(rules.range.joined, True)
    return table


def _is_bare(side: Side, before: Before) -> bool:
    return side.unit is None and before.currency is None and not side.number.scaled


def _combine(before: Before, first: Side, second: Side, currency: str | None, negative: bool) -> Range | None:
    """Low and high; units and scales written once serve both ends, signs their own. None if the ends don't fit each other."""
    if second.unit is None and first.unit is not None and not (currency or before.currency):
        return None
    if first.unit and second.unit and not first.unit.fits(second.unit):
        return None
    unit = second.unit or first.unit
    factor = unit.factor if unit else Decimal(1)
    low, high = first.number.value * factor, second.number.value * factor + second.extra
    if first.unit is not None:
        low = first.number.value * first.unit.factor + first.extra
    shared = second.number
    least, most = _signed(first.number.value, before.negative), _signed(shared.unscaled, negative)
    if not first.number.scaled and first.unit is None and least <= most and shared.unscaled != shared.value:
        low = low * shared.value / shared.unscaled
    low, high = _signed(low, before.negative), _signed(high, negative)
    return Range(first, second, low, high) if low <= high else None


def _signed(number: Decimal, negative: bool) -> Decimal:
    return -number if negative else number


def _alike(text: str, first: Number, second: Number) -> bool:
    """Whether two bare numbers are written with equally many decimals (24.80-29.20): then they are a range, not a score."""
    one, two = (_DECIMAL.fullmatch(text, number.start, number.end) for number in (first, second))
    return one is not None and two is not None and len(one[1]) == len(two[1])
