"""Lists of numbers whose unit stands behind the last alone: 31.2、36.5和41.9亿元."""

from __future__ import annotations

import re

from ipofacts.values.contexts import Before
from ipofacts.values.lookup import alternation
from ipofacts.values.numerals import ARABIC, Number, Numerals
from ipofacts.values.rules import RangeRules
from ipofacts.values.sides import Side, Sides

_MOST = 8  # items looked over for the unit


class Lists:
    """Gives a number the unit, and if it has none the scale, of the last number of its list."""

    def __init__(self, rules: RangeRules, numerals: Numerals, sides: Sides) -> None:
        self._numerals, self._sides = numerals, sides
        self._items = re.compile(rf"(?: ?{alternation(rules.listed)} ?(?={ARABIC})[\d.,]*\d(?:{numerals.scale})*){{1,{_MOST}}}")
        self.firsts = frozenset((" ", *(word[0] for word in rules.listed)))
        self._last = re.compile(rf"{ARABIC}(?:{numerals.scale})*$")

    def read(self, text: str, before: Before, first: Side) -> Side:
        """``first`` with the list's unit, or ``first`` itself if it has one or stands in no list."""
        number = first.number
        if first.unit is not None or not number.written_in_digits or not _is_figure(text, number):
            return first
        items = self._items.match(text, number.end)
        last = self._last.search(text, number.end, items.end()) if items else None
        end = last and self._numerals.read(text, last.start())
        if end is None:
            return first
        side = self._sides.read(text, end)
        unit = side.unit
        if unit is None or unit.kind == "nothing" or unit.label == "other" or (before.currency and unit.currency):
            return first
        if end.scaled and not number.scaled:
            value = number.value.scaleb(end.exponent)
            number = Number(number.start, number.end, value, None, number.value, end.exponent, number.bound, True)
        return Side(number, unit, number.end, side.per_share)


def _is_figure(text: str, number: Number) -> bool:
    """Whether a number looks like an amount, not like the number of a paragraph or a year."""
    return number.scaled or "." in text[number.start : number.end] or "," in text[number.start : number.end]
