"""Money, prices, counts, times, percents and plain numbers: a number with the words around it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from ipofacts.values.bounds import AfterWords
from ipofacts.values.contexts import SIGNS, Before, Contexts
from ipofacts.values.headers import Headers
from ipofacts.values.lists import Lists
from ipofacts.values.lookup import alternation, character_class, is_latin
from ipofacts.values.model import Kind, Value
from ipofacts.values.numerals import Number, Numerals
from ipofacts.values.ranges import Ranges, joining_words
from ipofacts.values.rules import Lexicon
from ipofacts.values.sides import Side, Sides
from ipofacts.values.units import ONE, PERCENT, PRICE_COIN, Unit

_ROUND = "0000"  # a long run of digits with such an end is an amount, no telephone number or identifier
_BULLETS = ("\u3001", ")", ".")
_SEPARATED = re.compile(r"\d{1,24}(?:,\d{1,24}){1,12}")


class Quantities:
    """Reads the quantity whose number starts at a place of folded text."""

    def __init__(self, lexicon: Lexicon) -> None:
        units, bounds = lexicon.units, lexicon.bounds
        self.numerals = Numerals(units.numerals, bounds.more)
        self._contexts = Contexts(lexicon)
        self._after = AfterWords(bounds)
        joins = joining_words(bounds)
        second = character_class({*self.numerals.chars, *"0123456789", *SIGNS, *self._contexts.firsts})
        notes = alternation(bounds.range.notes)
        joined = f"{notes}|(?:{joins.pattern()}) ?{second}"
        self._sides = Sides(
            lexicon, self.numerals, self._after, joined, [*joins.firsts, *(note[0] for note in bounds.range.notes)]
        )
        self._ranges = Ranges(bounds, self.numerals, self._contexts, self._sides, self._after)
        self._lists = Lists(bounds.range, self.numerals, self._sides)
        self._headers = Headers(lexicon, self.numerals, self._contexts, self._sides)
        self._indefinite = tuple(units.numerals.indefinite)
        self._fraction = units.numerals.fraction
        self._ordinal = units.numerals.ordinal
        self._percent_before = units.percents.before
        self.opens_price = self._contexts.opens_price
        magnitudes = [word for word, power in units.numerals.magnitudes.items() if power < 4]
        follows = [*self._sides.firsts, *self._ranges.firsts, *self._after.firsts, *bounds.more.approx, *bounds.more.over]
        follows += [*units.numerals.counter, units.numerals.point, self._fraction, *magnitudes, *self.numerals.chars]
        self._follows = frozenset(word[0] for word in follows)
        small = "".join((*units.numerals.digits, *units.numerals.tens, *magnitudes))
        self._small = re.compile(f"[{small}]+")
        self._scale_alone = re.compile(f"[{''.join(units.numerals.magnitudes)}]+")
        self._before_units = tuple(units.headers.before)

    def is_word(self, text: str, start: int, end: int) -> bool:
        """Whether a Chinese number without scale at ``start:end`` is part of a word (一起, 三星): a look before ``read``."""
        following = text[end : end + 1]
        return self._sides.is_wording(text, start) or (
            "\u4e00" <= following <= "\u9fff"
            and following not in self._follows
            and (start == 0 or text[start - 1] not in self._contexts.lasts)
            and self._small.fullmatch(text, start, end) is not None
        )

    def read_percent(self, source: str, text: str, start: int, word_end: int, floor: int) -> Value | None:
        """The percent written 百分之N; the word before its number stands at ``start:word_end``."""
        first = self.numerals.read(text, word_end) if self.numerals.starts(text, word_end) else None
        if first is None:
            return None
        power = self._percent_before[text[start:word_end]]
        end, high = first.end, first.high
        second_word = self._ranges.between(text, end)
        if second_word and text.startswith(text[start:word_end], second_word):
            second_start = second_word + word_end - start
            second = self.numerals.read(text, second_start) if self.numerals.starts(text, second_start) else None
            if second:
                end, high = second.end, second.value
        before = self._contexts.read(text, start, floor)
        low = -first.value.scaleb(power) if before.negative else first.value.scaleb(power)
        return self._value(
            source, text, before, Side(first, PERCENT, end), low, None if high is None else high.scaleb(power), end, PERCENT
        )

    def read(self, source: str, text: str, start: int, floor: int) -> Value | None:
        """The quantity whose number starts at ``start``; words before it back to ``floor`` join it."""
        if start and self._is_no_number(text, start):
            return None
        start = self._with_point(text, start, floor)
        quick = self._sides.quick(text, start) if text[start] <= "9" else None
        number = quick.number if quick else self.numerals.read(text, start)
        if number is None or text.startswith(self._fraction, number.end):
            return None
        before = self._contexts.read(text, start, floor)
        if before.currency and not quick:
            number = self.numerals.with_symbol(text, number)
        if self._inside_another_word(text, number, before):
            return None
        side = quick or self._sides.read(text, number)
        if side.unit is not None and side.unit.label == PRICE_COIN and not before.per_share:
            side = Side(number, None, number.end)
        unit = side.unit
        if unit is not None and (unit.kind == "nothing" or _is_wording(text, side, unit, before)):
            return None
        if not number.written_in_digits and self._is_unit(text, before, side):
            return None
        header = None
        if unit is None and number.written_in_digits and before.currency is None:
            header = self._headers.read(text, before.start)
            side = header.serve(side) if header else side
            number, unit = side.number, side.unit
        ranged = None if quick else self._ranges.read(text, before, side, header)
        if ranged is not None:
            first, second = ranged.first, ranged.second
            merged = replace(second, per_share=first.per_share or second.per_share, bound=first.bound or second.bound)
            return self._value(
                source, text, before, merged, ranged.low, ranged.high, second.end, second.unit or first.unit
            )  # fmt: skip
        if unit is None and text[side.end : side.end + 1] in self._lists.firsts:
            side = self._lists.read(text, before, side)
            number, unit = side.number, side.unit
        if unit is None:
            if before.currency is None and number.exponent == 0 and not _stands_alone(text, side, before):
                return None
            if before.bound is None and _is_magnitude(number):
                return None
        value, high = number.value, number.high
        if unit is not None and (unit.factor is not ONE or side.extra):
            value, high = value * unit.factor + side.extra, high and high * unit.factor
        if before.negative:
            value, high = (-value, None) if high is None else (-high, -value)
        return self._value(source, text, before, side, value, high, side.end, unit)

    def _value(
        self,
        source: str,
        text: str,
        before: Before,
        side: Side,
        low: Decimal,
        high: Decimal | None,
        end: int,
        unit: Unit | None,
    ) -> Value:
        end, after = self._after.read(text, end)
        start, kind, currency, label = before.start, *_classify(before, side, unit)
        bound = before.bound or after or side.bound or side.number.bound
        scaled, written = side.number.exponent > 0, source[start:end]
        if high is None:
            return Value(kind, start, end, written, _plain(low), None, None, currency, bound, label, scaled)
        return Value(kind, start, end, written, None, _plain(low), _plain(high), currency, bound, label, scaled)

    def _is_no_number(self, text: str, start: int) -> bool:
        """Whether the number is indefinite (数十亿, 几百万) or an ordinal (第五套)."""
        if text[start - 1] == self._ordinal:
            return True
        return text[start] > "9" and text.endswith(self._indefinite, 0, start)

    def _with_point(self, text: str, start: int, floor: int) -> int:
        """Where the number begins whose digits begin at ``start``: at the point of .77, if that ends nothing else."""
        if text[start - 1 : start] != "." or not text[start].isdigit():
            return start
        point, previous = start - 1, text[start - 2 : start - 1]
        if previous.isalpha():  # the point of 每股.77美元 or Rs.77, or a full stop
            opened = (
                self._contexts.read(text, point, floor).start < point and self._contexts.read(text, start, floor).start == start
            )
            return point if opened else start
        return start if previous.isdigit() or previous in (".", ")", "/", "_") else point

    def _is_unit(self, text: str, before: Before, side: Side) -> bool:
        """Whether a scale and a unit without a number only name a unit: (万股), 单位:亿元."""
        number = side.number
        if (side.unit is None and before.currency is None) or not self._scale_alone.fullmatch(text, number.start, number.end):
            return False
        return text.endswith(self._before_units, 0, before.start) or (
            text[before.start - 1 : before.start] == "(" and text[side.end : side.end + 1] in (")", "/")
        )

    def _inside_another_word(self, text: str, number: Number, before: Before) -> bool:
        """Whether digits belong to a product name, a version, a document number or a list without clear separators."""
        start, end = number.start, number.end
        previous, following = text[start - 1 : start], text[end : end + 1]
        if text[start] == "0" and text[start + 1 : start + 2].isdigit():
            return True
        if following in (".", ",") and text[end + 1 : end + 2].isdigit() and (following == "." or _runs_on(text, start)):
            return True
        if previous in (".", ",") and start >= 2 and text[start - 2].isdigit() and (previous == "." or _runs_on(text, start)):
            return True
        if before.start == start and is_latin(previous):
            unit = self._sides.unit(text, end)
            return not number.written_in_digits or unit is None or (unit[1].kind in ("nothing", "count") and not number.scaled)
        return previous == "-" and start >= 2 and is_latin(text[start - 2])


def _stands_alone(text: str, side: Side, before: Before) -> bool:
    """Whether a number without unit and scale is a number, not part of a score, a name, a telephone number or a word."""
    number = side.number
    if number.end - number.start <= 2 and text.startswith(_BULLETS, number.end):
        return False
    following, previous = text[side.end : side.end + 1], text[before.start - 1 : before.start]
    if not number.written_in_digits:
        return not previous.isalpha() and not following.isalpha()
    if is_latin(following) or (following in "-/:+*#_=" and following) or (previous in "-/:+#_=[\u3014." and previous):
        return False
    if previous == " " and before.start >= 2 and is_latin(text[before.start - 2]):
        return False
    length = number.end - number.start
    whole = text[number.start : number.end].isdigit()
    return not (
        whole
        and (
            (length >= 7 and not text.endswith(_ROUND, number.start, number.end))
            or (length == 4 and text[number.start] in "12" and before.bound is None)
            or (text[number.start] == "0" and length > 1)
        )
    )


def _classify(before: Before, side: Side, unit: Unit | None) -> tuple[Kind, str | None, str | None]:
    """The kind, currency and unit label of a value."""
    if unit is None or unit.kind == "money":
        per_share = before.per_share or side.per_share
        currency = (unit.currency if unit else None) or before.currency
        if unit is None and before.currency is None and not (per_share and not side.number.scaled):
            return "number", None, None
        label = before.label
        return ("price" if per_share and label is None else "money"), currency, label
    if unit.kind == "count" and before.lot:
        return "count", None, "lot"
    if unit.kind == "count" and before.per_share and unit.label == "shares":
        return "count", None, "other"
    return ("number" if unit.kind == "nothing" else unit.kind), None, unit.label


def _is_wording(text: str, side: Side, unit: Unit, before: Before) -> bool:
    """Whether a small Chinese numeral and its unit are wording, not a figure: 一个, 三家; 登陆A股; 冰山一角."""
    if unit.kind == "count" and side.is_small:
        return unit.label == "other" or is_latin(text[side.number.end])
    if unit.kind != "money" or unit.factor is ONE or unit.currency or not side.is_small:
        return False
    return before.start == side.number.start and text[before.start - 1 : before.start].isalpha()


def _is_magnitude(number: Number) -> bool:
    """Whether the number is a lone magnitude such as the first character of a name."""
    return number.scaled and not number.written_in_digits and number.end - number.start == 1


def _runs_on(text: str, start: int) -> bool:
    """Whether a run of digits and commas around ``start`` is grouped otherwise than by thousands."""
    begin = start
    while begin > 0 and start - begin < 24 and (text[begin - 1].isdigit() or text[begin - 1] == ","):
        begin -= 1
    match = _SEPARATED.match(text, begin)
    return match is not None and any(len(group) >= 3 for group in match[0].split(",")[1:])


def _plain(number: Decimal) -> Decimal:
    """The number without an exponent: 4348000000, not 4.348E+9."""
    return Decimal(format(number, "f")) if "E+" in str(number) else number
