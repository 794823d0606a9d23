"""Units that stand before their numbers, as in the cells of a table: 发行数量(万股):4,000, 认购倍数:47.6."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ipofacts.values.contexts import Contexts
from ipofacts.values.lookup import alternation, skip_blank
from ipofacts.values.numerals import Numerals
from ipofacts.values.rules import Lexicon
from ipofacts.values.sides import Side, Sides
from ipofacts.values.units import Unit

_REACH = 60  # characters between the unit and the last number of a list that it serves
_LONGEST = 12  # characters of a unit in brackets
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d(?![\d.,])")


@dataclass(frozen=True, slots=True)
class Header:
    """The unit that a label gives the numbers behind it; ``power`` is the power of ten of its scale (万股: 4)."""

    unit: Unit
    power: int = 0
    per_share: bool = False

    def serve(self, side: Side) -> Side:
        """``side`` with this unit, and with its scale unless the number has one; ``side`` itself if it has a unit."""
        if side.unit is not None:
            return side
        number, unit = side.number, self.unit
        if self.power and not number.scaled:
            number = replace(number, exponent=self.power)
            unit = replace(unit, factor=unit.factor.scaleb(self.power))
        return replace(side, number=number, unit=unit, per_share=self.per_share)


class Headers:
    """Reads the unit that a label gives the number behind it."""

    def __init__(self, lexicon: Lexicon, numerals: Numerals, contexts: Contexts, sides: Sides) -> None:
        rules = lexicon.units.headers
        self._numerals, self._contexts, self._sides = numerals, contexts, sides
        self._scale = re.compile(f"(?:{numerals.scale}){{0,2}}")
        self._labels = [(label, Unit("multiple")) for label in rules.multiples]
        listed = alternation(lexicon.bounds.range.listed)
        self._way = re.compile(rf" ?(?P<link>{alternation(rules.links)})? ?(?P<items>(?:[\d.,]*\d ?{listed} ?){{0,8}})")
        self._lasts = frozenset(
            (")", " ", *(word[-1] for word in (*rules.links, *rules.multiples, *lexicon.bounds.range.listed)))
        )

    def read(self, text: str, place: int) -> Header | None:
        """The unit given to the number, with the words before it, that starts at ``place``."""
        if text[place - 1 : place] not in self._lasts:
            return None
        floor = max(0, place - _REACH)
        close = text.rfind(")", floor, place)
        if close >= 0:
            return self._bracketed(text, close) if self._leads(text, close + 1, place) else None
        for label, unit in self._labels:
            found = text.rfind(label, floor, place)
            if found >= 0 and self._leads(text, found + len(label), place):
                return Header(unit)
        return None

    def _leads(self, text: str, end: int, place: int) -> bool:
        """Whether only a colon, 为 or earlier numbers of a list stand between; a year that nothing links heads a column."""
        way = self._way.fullmatch(text, end, place)
        return way is not None and bool(way["link"] or way["items"] or not _YEAR_LIKE.match(text, place))

    def _bracketed(self, text: str, close: int) -> Header | None:
        """The unit alone in the bracket that ends at ``close``, behind a word."""
        opening = text.rfind("(", max(0, close - _LONGEST), close)
        if opening < 1 or not text[max(0, opening - 2) : opening].rstrip(" ")[-1:].isalpha():
            return None
        place = opening + 1
        context = self._contexts.second(text, place)
        header = self._alone(text, place, close, None)
        return header or (context and self._alone(text, context[0], close, context[1].currency))

    def _alone(self, text: str, place: int, close: int, currency: str | None) -> Header | None:
        """The scale and unit that fill ``place:close``, behind the name of a currency if one is given."""
        scale = self._scale.match(text, place)
        end = scale.end() if scale else place
        power = self._numerals.power(text[place:end])
        found, per_share = self._sides.unit(text, end), False
        if found is None:
            return Header(Unit("money", currency), power) if currency and end == close else None
        end, unit = found
        if unit.kind == "money":
            unit = replace(unit, currency=unit.currency or currency)
            per_end = self._sides.per_share(text, end)
            end, per_share = per_end or end, per_end is not None
        if unit.kind == "nothing" or skip_blank(text, end) != close:
            return None
        return Header(unit, power, per_share)
