"""Money, prices, counts, times, percents and plain numbers: a number with the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from ipofacts.values.lookup import WordTable, is_latin, skip_blank
from ipofacts.values.model import Bound, Kind, Value
from ipofacts.values.numerals import Number, Numerals
from ipofacts.values.rules import Lexicon

UnitClass = Literal["money", "count", "multiple", "percent", "nothing"]
ContextClass = Literal["bound", "currency", "share", "par", "lot", "converted", "negative", "filler"]
_MINUS = "-\u2212\u2013"
_BULLETS = ("\u3001", ")", ".")
_DECIMAL = re.compile(r"\d+\.(\d+)")
_SEPARATED = re.compile(r"\d{1,24}(?:,\d{1,24}){1,12}")


@dataclass(frozen=True, slots=True)
class Unit:
    """What a word behind a number makes of it; ``factor`` multiplies the number, ``label`` is the Value's unit."""

    kind: UnitClass
    currency: str | None = None
    label: str | None = None
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Context:
    """What a word before a number says about it."""

    kind: ContextClass
    bound: Bound | None = None
    currency: str | None = None


@dataclass(slots=True)
class Before:
    """All that stands directly before a number; ``start`` is where it begins."""

    start: int
    bound: Bound | None = None
    currency: str | None = None
    per_share: bool = False
    par: bool = False
    lot: bool = False
    converted: bool = False
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a range: the number, its unit if written, and where it ends."""

    number: Number
    unit: Unit | None
    end: int
    per_share: bool
    bound: Bound | None = None
    extra: Decimal = Decimal(0)


class Quantities:
    """Reads the quantity whose number starts at a place of folded text."""

    def __init__(self, lexicon: Lexicon) -> None:
        units, bounds = lexicon.units, lexicon.bounds
        self.numerals = Numerals(units.numerals, bounds.more)
        self._units = _unit_table(lexicon)
        self._context = _context_table(lexicon)
        self._after: WordTable[Bound] = WordTable()
        for word, bound in bounds.after.items():
            self._after.add([word], _bound(bound), bounds.after_not_followed.get(word, ()))
        self._between: WordTable[bool] = WordTable()
        self._between.add(bounds.range.between, False)
        self._between.add(bounds.range.joined, True)
        self._openers: WordTable[bool] = WordTable()
        self._openers.add(bounds.range.openers, True)
        self._closers: WordTable[bool] = WordTable()
        self._closers.add(bounds.range.closers, True)
        self._per_share: WordTable[bool] = WordTable()
        self._per_share.add(units.shares_of_price.after, True)
        self._slash: WordTable[bool] = WordTable()
        self._slash.add(units.shares_of_price.slash, True)
        self._parts = _parts(lexicon)
        self._tenths = units.percents.tenths
        self._tenths_not_followed = tuple(units.percents.tenths_not_followed)
        self._digits = units.numerals.digits
        self._half = units.percents.half
        self._indefinite = tuple(units.numerals.indefinite)
        self._fraction = units.numerals.fraction
        self._ordinal = units.numerals.ordinal
        self._percent_before = units.percents.before
        self._number_start = re.compile(rf"\d|[{self.numerals.chars}]")

    def read_percent(self, source: str, text: str, start: int, word_end: int, floor: int) -> Value | None:
        """The percent written 百分之N; the word before its number stands at ``start:word_end``."""
        sides = [self.numerals.read(text, word_end)] if self._number_start.match(text, word_end) else [None]
        first = sides[0]
        if first is None:
            return None
        power = self._percent_before[text[start:word_end]]
        end, high = first.end, first.high
        found = self._between.ahead(text, end)
        if found and text.startswith(text[start:word_end], found[0]):
            second_start = found[0] + word_end - start
            second = self.numerals.read(text, second_start) if self._number_start.match(text, second_start) else None
            if second:
                end, high = second.end, second.value
        before = self._read_before(text, start, floor)
        side = Side(first, Unit("percent"), end, False)
        low = first.value.scaleb(power)
        return self._value(source, text, before, side, low, None if high is None else high.scaleb(power), end, Unit("percent"))

    def opens_price(self, text: str, start: int) -> int | None:
        """The end of a word such as 一股 or 一手 at ``start`` that belongs to the number behind it; None if there is none."""
        found = self._context.ahead(text, start)
        return found[0] if found and found[1].kind in ("share", "lot") else None

    def read(self, source: str, text: str, start: int, floor: int) -> Value | None:
        """The quantity whose number starts at ``start``; words before it back to ``floor`` join it."""
        if self._is_indefinite(text, start):
            return None
        number = self.numerals.read(text, start)
        if number is None or text.startswith(self._fraction, number.end) or text.startswith(self._ordinal, start - 1, start):
            return None
        before = self._read_before(text, start, floor)
        if before.currency:
            number = self.numerals.with_symbol(text, number)
        if self._inside_another_word(text, number, before):
            return None
        side = self._side(text, number)
        if side.unit is not None and (side.unit.kind == "nothing" or _is_wording(side)):
            return None
        ranged = self._read_range(text, before, side)
        if ranged is not None:
            first, second, low, high = ranged
            unit = second.unit or first.unit
            merged = replace(second, per_share=first.per_share or second.per_share, bound=first.bound or second.bound)
            return self._value(source, text, before, merged, low, high, second.end, unit)
        if self._is_bare(side, before) and not self._stands_alone(text, side, before):
            return None
        if side.unit is None and before.bound is None and _is_magnitude(number):
            return None
        factor = side.unit.factor if side.unit else Decimal(1)
        value = number.value * factor + side.extra
        return self._value(source, text, before, side, value, number.high and number.high * factor, side.end, side.unit)

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
        end, after = self._read_after(text, end)
        bound = before.bound or after or side.bound or side.number.bound
        kind, currency, label = _classify(before, side, unit)
        sign = -1 if before.negative else 1
        single = _plain(low * sign) if high is None else None
        return Value(
            kind, before.start, end, source[before.start : end], value=single,
            low=None if high is None else _plain(low * sign), high=None if high is None else _plain(high * sign),
            currency=currency, bound=bound, unit=label, scaled=side.number.scaled,
        )  # fmt: skip

    def _is_indefinite(self, text: str, start: int) -> bool:
        """Whether the number is one of 数十亿, 几百万: no number at all."""
        return start > 0 and not text[start].isdigit() and text.endswith(self._indefinite, 0, start)

    def _read_before(self, text: str, start: int, floor: int) -> Before:
        """Bounds, currencies, 每股 and signs directly before ``start``, outwards, not before ``floor``."""
        before = Before(start)
        before.negative = self._has_minus(text, start, floor)
        if before.negative or (start > floor and text[start - 1] == "+" and not text[start - 2 : start - 1].isalnum()):
            before.start = start - 1
        place, filled = before.start, False
        for _ in range(6):
            blank = place - 1 if place > floor and text[place - 1] == " " else place
            found = self._context.behind(text, blank, floor)
            if found is None:
                break
            place, meaning = found
            if meaning.kind == "filler":
                filled = True
                continue
            if meaning.kind == "converted" and not self._opens(text, place):
                break
            if filled and meaning.kind not in ("share", "par", "lot"):
                break
            if not _take(before, meaning):
                break
            before.start = place
        return before

    def _has_minus(self, text: str, start: int, floor: int) -> bool:
        if start - 1 < floor or text[start - 1] not in _MINUS:
            return False
        previous = text[start - 2] if start >= 2 else " "
        return not (previous.isdigit() or is_latin(previous) or previous in "%)" or previous in _MINUS)

    def _opens(self, text: str, place: int) -> bool:
        """Whether a place begins a bracket or a clause, where a conversion may stand."""
        return place > 0 and text[place - 1] in "(,\uff0c "

    def _inside_another_word(self, text: str, number: Number, before: Before) -> bool:
        """Whether digits belong to a product name, a version, a document number or a list without clear separators."""
        start, end = number.start, number.end
        previous, following = text[start - 1 : start], text[end : end + 1]
        after = text[end + 1 : end + 2]
        if text[start] == "0" and text[start + 1 : start + 2].isdigit():
            return True
        if following in (".", ",") and after.isdigit() and (following == "." or _runs_on(text, start)):
            return True
        if previous in (".", ",") and start >= 2 and text[start - 2].isdigit() and (previous == "." or _runs_on(text, start)):
            return True
        if before.start == start and is_latin(previous):
            unit = self._units.ahead(text, skip_blank(text, end))
            return not number.written_in_digits or unit is None or (unit[1].kind in ("nothing", "count") and not number.scaled)
        return previous == "-" and start >= 2 and is_latin(text[start - 2])

    def _is_bare(self, side: Side, before: Before) -> bool:
        return side.unit is None and before.currency is None and not side.number.scaled

    def _stands_alone(self, text: str, side: Side, before: Before) -> bool:
        """Whether a number without unit and scale is a number, not part of a score, a name, a telephone number or a word."""
        number = side.number
        if number.end - number.start <= 2 and text.startswith(_BULLETS, number.end):
            return False
        following, previous = text[side.end : side.end + 1], text[before.start - 1 : before.start]
        if not number.written_in_digits:
            return not _is_word_char(previous) and not _is_word_char(following)
        if is_latin(following) or (following in "-/:+*#_=" and following) or (previous in "-/:+#_=[\u3014." and previous):
            return False
        if previous == " " and before.start >= 2 and is_latin(text[before.start - 2]):
            return False
        length = number.end - number.start
        whole = text[number.start : number.end].isdigit()
        return not (
            whole
            and (
                length >= 7
                or (length == 4 and text[number.start] in "12" and before.bound is None)
                or (text[number.start] == "0" and length > 1)
            )
        )

    def _side(self, text: str, number: Number) -> Side:
        """A number with the unit and the per-share words behind it."""
        found = self._units.ahead(text, skip_blank(text, number.end))
        if found is None:
            return self._with_tenths(text, Side(number, None, number.end, False))
        end, unit = found
        if unit.kind == "count" and unit.label in ("shares", "other"):
            end, unit = self._depositary(text, end, unit)
        if unit.kind != "money":
            return Side(number, unit, end, False)
        end, extra = self._read_parts(text, end)
        per_end = self._read_per_share(text, end)
        return Side(number, unit, per_end or end, per_end is not None, extra=extra)

    def _depositary(self, text: str, end: int, unit: Unit) -> tuple[int, Unit]:
        """份 and 股 become depositary shares if ADS follows behind a blank."""
        found = self._units.ahead(text, skip_blank(text, end))
        if found and found[1].label == "ads":
            return found
        return end, unit

    def _with_tenths(self, text: str, side: Side) -> Side:
        """三成八, 五成: tenths as percent."""
        end = skip_blank(text, side.end)
        if not text.startswith(self._tenths, end) or side.number.scaled or text.startswith(self._tenths_not_followed, end + 1):
            return side
        end += 1
        extra = Decimal(0)
        follow = text[end : end + 1]
        if follow == self._half:
            extra, end = Decimal(5), end + 1
        elif (
            (follow in self._digits or follow.isdigit())
            and not self._units.ahead(text, end + 1)
            and not self._number_start.match(text, end + 1)
        ):
            extra, end = Decimal(self._digits.get(follow, follow)), end + 1
        more = self._after.ahead(text, end)
        return Side(side.number, Unit("percent", factor=Decimal(10)), end, False, more[1] if more else None, extra)

    def _read_parts(self, text: str, end: int) -> tuple[int, Decimal]:
        """The smaller coins behind an amount (三元五角): their end and their value in the unit."""
        total = Decimal(0)
        for _ in range(2):
            if not self._number_start.match(text, end):
                break
            number = self.numerals.read(text, end)
            part = self._parts.ahead(text, number.end) if number and not number.scaled else None
            if number is None or part is None or number.value >= 100:
                break
            end, total = part[0], total + number.value * part[1]
        return end, total

    def _read_per_share(self, text: str, end: int) -> int | None:
        """The end of ``/股`` or 每股 behind an amount; None if there is none."""
        place = skip_blank(text, end)
        if text[place : place + 1] == "/":
            found = self._slash.ahead(text, skip_blank(text, place + 1))
            return found[0] if found else None
        found = self._per_share.ahead(text, place)
        if found is None or self._number_start.match(text, skip_blank(text, found[0])):
            return None
        return found[0]

    def _read_range(self, text: str, before: Before, first: Side) -> tuple[Side, Side, Decimal, Decimal] | None:
        """The second end of a range behind ``first``, if one stands there: both sides, low and high."""
        place = skip_blank(text, first.end)
        found = self._between.ahead(text, place)
        if found is None or first.number.high is not None:
            return None
        place, joined = found
        place = skip_blank(text, place)
        currency: str | None = None
        for _ in range(2):
            context = self._forward_context(text, place)
            if context is None:
                break
            place, currency = skip_blank(text, context[0]), context[1].currency or currency
        if not self._number_start.match(text, place):
            return None
        number = self.numerals.read(text, place)
        if number is None or text[number.end : number.end + 1].isdigit():
            return None
        second = self._side(text, self.numerals.with_symbol(text, number) if currency else number)
        if second.unit is not None and second.unit.kind == "nothing":
            return None
        if self._is_bare(first, before) and self._is_bare(second, before) and not _alike(text, first.number, second.number):
            return None
        if joined and not self._is_between(text, before, second.end):
            return None
        return _combine(before, first, second, currency)

    def _forward_context(self, text: str, place: int) -> tuple[int, Context] | None:
        found = self._context.ahead(text, place)
        return found if found and found[1].kind in ("currency", "bound") else None

    def _is_between(self, text: str, before: Before, end: int) -> bool:
        """Whether 和 joins a range: 介乎 before it or 之间 behind it."""
        return (
            self._openers.behind(text, before.start, max(0, before.start - 4)) is not None
            or self._closers.ahead(text, end) is not None
        )

    def _read_after(self, text: str, end: int) -> tuple[int, Bound | None]:
        """Bound words and 之间 behind a value: the new end and the bound."""
        closer = self._closers.ahead(text, end)
        if closer:
            end = closer[0]
        found = self._after.ahead(text, skip_blank(text, end))
        return found if found else (end, None)


def _take(before: Before, meaning: Context) -> bool:
    """Adds a word's meaning to what stands before the number; False if it contradicts what stands nearer."""
    if meaning.kind == "bound":
        if before.bound is not None and before.bound != meaning.bound and "approx" not in (before.bound, meaning.bound):
            return False
        before.bound = meaning.bound if before.bound in (None, "approx") else before.bound
    elif meaning.kind == "currency":
        if before.currency is not None:
            return False
        before.currency = meaning.currency
    elif meaning.kind == "negative":
        before.negative = True
    elif meaning.kind == "share":
        before.per_share = True
    elif meaning.kind == "par":
        before.par = True
    elif meaning.kind == "lot":
        before.lot = True
    else:
        before.converted = True
    return True


def _classify(before: Before, side: Side, unit: Unit | None) -> tuple[Kind, str | None, str | None]:
    """The kind, currency and unit label of a value."""
    per_share = before.per_share or side.per_share
    if unit is None or unit.kind == "money":
        currency = (unit.currency if unit else None) or before.currency
        if unit is None and before.currency is None and not (per_share and not side.number.scaled):
            return "number", None, None
        label = "par" if before.par else "lot" if before.lot else "converted" if before.converted else None
        return ("price" if per_share and label is None else "money"), currency, label
    if unit.kind == "count" and before.lot:
        return "count", None, "lot"
    if unit.kind == "count" and before.per_share and unit.label == "shares":
        return "count", None, "other"
    return ("number" if unit.kind == "nothing" else unit.kind), None, unit.label


def _combine(before: Before, first: Side, second: Side, currency: str | None) -> tuple[Side, Side, Decimal, Decimal] | None:
    """Low and high of a range; units and scales written once serve both ends. None if the ends don't fit each other."""
    if second.unit is None and first.unit is not None and not (currency or before.currency):
        return None
    if first.unit and second.unit and not _same(first.unit, second.unit):
        return None
    unit = second.unit or first.unit
    factor = unit.factor if unit else Decimal(1)
    low, high = first.number.value * factor, second.number.value * factor + second.extra
    if first.unit is not None:
        low = first.number.value * first.unit.factor + first.extra
    if (
        not first.number.scaled
        and second.number.exponent
        and first.number.value <= second.number.unscaled
        and first.unit is None
    ):
        low = low.scaleb(second.number.exponent)
    return (first, second, low, high) if low <= high else None


def _alike(text: str, first: Number, second: Number) -> bool:
    """Whether two bare numbers are written with equally many decimals (24.80-29.20): then they are a range, not a score."""
    one, two = (_DECIMAL.fullmatch(text, number.start, number.end) for number in (first, second))
    return one is not None and two is not None and len(one[1]) == len(two[1])


def _is_magnitude(number: Number) -> bool:
    """Whether the number is a lone magnitude such as the first character of a name."""
    return number.scaled and not number.written_in_digits and number.end - number.start == 1


def _is_wording(side: Side) -> bool:
    """Whether a small Chinese numeral before a common measure word is wording (一个, 三家), not a figure."""
    return (
        side.unit is not None and side.unit.label == "other" and not side.number.written_in_digits and side.number.value <= 10
    )


def _same(first: Unit, second: Unit) -> bool:
    if first.kind == second.kind == "money":
        return first.currency is None or second.currency is None or first.currency == second.currency
    return first.kind == second.kind and first.label == second.label


def _runs_on(text: str, start: int) -> bool:
    """Whether a run of digits and commas around ``start`` is grouped otherwise than by thousands."""
    begin = start
    while begin > 0 and start - begin < 24 and (text[begin - 1].isdigit() or text[begin - 1] == ","):
        begin -= 1
    match = _SEPARATED.match(text, begin)
    return match is not None and any(len(group) >= 3 for group in match[0].split(",")[1:])


def _plain(number: Decimal) -> Decimal:
    """The number without an exponent: 4348000000, not 4.348E+9."""
    exponent = number.as_tuple().exponent
    return Decimal(format(number, "f")) if isinstance(exponent, int) and exponent > 0 else number


def _is_word_char(char: str) -> bool:
    return char.isalpha()


def _bound(word: str) -> Bound:
    return "approx" if word == "approx" else "over" if word == "over" else "under"


def _unit_table(lexicon: Lexicon) -> WordTable[Unit]:
    """Words behind a number; where two rules claim a word, the earlier here has it."""
    units, table = lexicon.units, WordTable[Unit]()
    for currency in lexicon.currencies.currencies:
        table.add(currency.after, Unit("money", currency.code))
        for word, part in currency.parts.items():
            table.add([word], Unit("money", currency.code, factor=Decimal(part)))
    plain = lexicon.currencies.plain
    table.add(plain.after, Unit("money"), plain.not_followed)
    for word, part in plain.coins.items():
        table.add([word], Unit("money", factor=Decimal(part)))
    for label in ("ads", "shares", "lot"):
        rule = getattr(units.counts, label)
        table.add(rule.words, Unit("count", label=label), rule.not_followed)
    table.add(units.multiples.words, Unit("multiple"), units.multiples.not_followed)
    percents = units.percents
    table.add(percents.percent, Unit("percent"))
    table.add(percents.point, Unit("percent", label="point"))
    table.add(percents.permille, Unit("percent", factor=Decimal("0.1")))
    table.add(percents.basis_point, Unit("percent", label="point", factor=Decimal("0.01")))
    table.add(units.counts.other.words, Unit("count", label="other"))
    table.add(units.nothing, Unit("nothing"))
    return table


def _context_table(lexicon: Lexicon) -> WordTable[Context]:
    """Words before a number."""
    units, bounds, table = lexicon.units, lexicon.bounds, WordTable[Context]()
    for currency in lexicon.currencies.currencies:
        table.add(currency.before, Context("currency", currency=currency.code))
    table.add(units.par.words, Context("par"))
    table.add(units.lots.words, Context("lot"))
    table.add(units.shares_of_price.before, Context("share"))
    for word, bound in bounds.before.items():
        table.add([word], Context("bound", bound=_bound(bound)), not_after=bounds.not_after.get(word, ()))
    table.add(bounds.converted, Context("converted"))
    table.add([units.numerals.negative], Context("negative"))
    table.add(units.shares_of_price.fillers, Context("filler"))
    table.add(units.lots.fillers, Context("filler"))
    return table


def _parts(lexicon: Lexicon) -> WordTable[Decimal]:
    table: WordTable[Decimal] = WordTable()
    parts = [lexicon.currencies.plain.parts, *(currency.parts for currency in lexicon.currencies.currencies)]
    for word, part in (item for row in parts for item in row.items()):
        table.add([word], Decimal(part))
    return table
