"""One end of a quantity: a number with the unit, the smaller coins and the per-share words behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ipofacts.values.bounds import AfterWords
from ipofacts.values.lookup import WordTable, character_class, skip_blank
from ipofacts.values.model import Bound
from ipofacts.values.numerals import ARABIC, LONGEST, Number, Numerals
from ipofacts.values.rules import Lexicon
from ipofacts.values.units import TENTHS, Unit, part_table, unit_table

_NONE = Decimal(0)


@dataclass(slots=True)
class Side:
    """A number, its unit if written, and where both end; ``extra`` (the 角分 of 三元五角) adds to the number times the unit."""

    number: Number
    unit: Unit | None
    end: int
    per_share: bool = False
    bound: Bound | None = None
    extra: Decimal = _NONE

    @property
    def is_small(self) -> bool:
        """Whether it is a small Chinese numeral (一个, 三家, 两毛)."""
        return not self.number.written_in_digits and self.number.value <= 10


class Sides:
    """Reads what stands behind a number; ``joined`` matches what leads to the second end of a range.

    ``joins`` are the characters that a word between two numbers may begin with.
    """

    def __init__(self, lexicon: Lexicon, numerals: Numerals, after: AfterWords, joined: str, joins: Iterable[str]) -> None:
        units = lexicon.units
        self._numerals = numerals
        self._after = after
        self._units = unit_table(lexicon)
        self._parts = part_table(lexicon)
        self._tails = {word: Decimal(worth) for word, worth in lexicon.currencies.plain.tails.items()}
        self._joins = frozenset(joins)
        self._per_share: WordTable[bool] = WordTable()
        self._per_share.add(units.shares_of_price.after, True)
        self._slash: WordTable[bool] = WordTable()
        self._slash.add(units.shares_of_price.slash, True)
        self._per_share_firsts = frozenset((*self._per_share.firsts, "/", " "))
        ads = {word[0] for word in units.counts.ads.words}
        numeral, depositary = character_class((*numerals.chars, *"0123456789")), character_class({*"ADGadg", *ads})
        per_share = f"/|{self._per_share.pattern()}"
        self._common = re.compile(
            rf"({ARABIC})({numerals.scale})?((?>{self._units.pattern()}))"
            rf"(?!{numeral}| ?(?:{depositary}|{after.pattern}|{per_share}|{joined}))"
        )  # fmt: skip
        small = "".join(char for char, value in units.numerals.digits.items() if value)
        after_word = character_class(
            {*numerals.chars, *"0123456789 ", *ads, *lexicon.bounds.more.approx, *lexicon.bounds.more.over}
        )
        self._wording = re.compile(
            rf"[{small}{next(iter(units.numerals.magnitudes))}]((?>{self._units.pattern()}))(?!{after_word})"
        )
        self._tenths = units.percents.tenths
        self._tenths_not_followed = tuple(units.percents.tenths_not_followed)
        self._digits = units.numerals.digits
        self._half = units.percents.half
        self.firsts = frozenset((*self._units.firsts, " ", self._tenths))

    def read(self, text: str, number: Number) -> Side:
        """A number with the unit and the per-share words behind it."""
        if text[number.end : number.end + 1] not in self.firsts:
            return Side(number, None, number.end)
        found = self.unit(text, number.end)
        if found is None:
            return self._with_tenths(text, number)
        end, unit = found
        if unit.kind == "count" and unit.label in ("shares", "other"):
            end, unit = self._depositary(text, end, unit)
        if unit.kind != "money":
            return Side(number, unit, end)
        end, extra = self._read_parts(text, end)
        per_end = self.per_share(text, end)
        return Side(number, unit, per_end or end, per_end is not None, extra=extra)

    def quick(self, text: str, start: int) -> Side | None:
        """Digits, perhaps one scale, and a unit behind which nothing can belong to the value: the commonest form.

        Gives what ``Numerals.read`` and ``read`` would, at a third of the time; None leaves the place to them.
        """
        match = self._common.match(text, start)
        if match is None or match.end(1) - start > LONGEST:
            return None
        head, scale, word = match.groups()
        head = head.replace(",", "")
        value, power = self._numerals.scaled(head, scale) if scale else (Decimal(head), 0)
        end = match.end()
        number = Number(start, end - len(word), value, None, value, power, None, True)
        return Side(number, self._units.meaning(word), end)

    def is_wording(self, text: str, start: int) -> bool:
        """Whether a small Chinese numeral at ``start`` counts things or time (一个, 三家, 两年): a look before ``read``."""
        match = self._wording.match(text, start)
        if match is None:
            return False
        unit = self._units.meaning(match[1])
        return unit.kind == "nothing" or unit.label == "other"

    def unit(self, text: str, end: int) -> tuple[int, Unit] | None:
        """The unit that stands at ``end``, perhaps behind a blank: its end and meaning."""
        return self._units.ahead(text, skip_blank(text, end))

    def _depositary(self, text: str, end: int, unit: Unit) -> tuple[int, Unit]:
        """份 and 股 become depositary shares if ADS follows behind a blank."""
        found = self.unit(text, end)
        if found and found[1].label == "ads":
            return found
        return end, unit

    def _with_tenths(self, text: str, number: Number) -> Side:
        """三成八, 五成: tenths as percent."""
        end = skip_blank(text, number.end)
        if not text.startswith(self._tenths, end) or number.scaled or text.startswith(self._tenths_not_followed, end + 1):
            return Side(number, None, number.end)
        end += 1
        extra = Decimal(0)
        follow = text[end : end + 1]
        if follow == self._half:
            extra, end = Decimal(5), end + 1
        elif (
            (follow in self._digits or follow.isdecimal())
            and not self._units.ahead(text, end + 1)
            and not self._numerals.starts(text, end + 1)
        ):
            extra, end = Decimal(self._digits.get(follow, follow)), end + 1
        more = self._after.word(text, end)
        return Side(number, TENTHS, end, False, more[1] if more else None, extra)

    def _read_parts(self, text: str, end: int) -> tuple[int, Decimal]:
        """The smaller coins behind an amount (三元五角): their end and their value in the unit."""
        total = _NONE
        for _ in range(2):
            place = end + 1 if self._digits.get(text[end : end + 1]) == 0 and text[end + 1 : end + 2].isdigit() else end
            if not self._numerals.starts(text, place):
                break
            number = self._numerals.read(text, place)  # 2令吉零5仙
            part = self._parts.ahead(text, number.end) if number and not number.scaled else None
            if number is None or part is None or number.value >= 100:
                break
            end, total = part[0], total + number.value * part[1]
        tail = self._tails.get(text[end - 1])
        return self._read_tail(text, end, total, tail) if tail else (end, total)

    def _read_tail(self, text: str, end: int, total: Decimal, worth: Decimal) -> tuple[int, Decimal]:
        """The digit behind 三块五 and 两毛五, which counts the next smaller coin (三块零五: the one after it)."""
        place = end
        if self._digits.get(text[place : place + 1]) == 0:
            place, worth = place + 1, worth / 10
        written, following = text[place : place + 1], text[place + 1 : place + 2]
        digit = int(written) if written.isdecimal() else self._digits.get(written)
        if not digit or following.isdecimal() or following == "." or (following.isalpha() and following not in self._joins):
            return end, total
        return place + 1, total + digit * worth

    def per_share(self, text: str, end: int) -> int | None:
        """The end of ``/股`` or 每股 behind an amount; None if there is none."""
        if text[end : end + 1] not in self._per_share_firsts:
            return None
        place = skip_blank(text, end)
        if text[place : place + 1] == "/":
            found = self._slash.ahead(text, skip_blank(text, place + 1))
            return found[0] if found else None
        found = self._per_share.ahead(text, place)
        if found is None or self._numerals.starts(text, skip_blank(text, found[0])):
            return None
        return found[0]
