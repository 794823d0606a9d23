"""Numbers as they are written, in digits, in Chinese or in both, read as Decimal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ipofacts.values.lookup import alternation
from ipofacts.values.model import Bound
from ipofacts.values.rules import BoundWords, NumeralRules

ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
LONGEST = 30  # characters; what is longer is no amount, and Decimal would round it
_TRAILING = r"(?![\d.,]*\d|[%:/])"


@dataclass(slots=True)
class Number:
    """A number read at a place: where it ends, its value (or both ends of an approximate pair such as 八九亿).

    ``unscaled`` is the number without the 万/亿/million behind it, ``exponent`` their power of ten: a range shares it.
    """

    start: int
    end: int
    value: Decimal
    high: Decimal | None
    unscaled: Decimal
    exponent: int
    bound: Bound | None
    written_in_digits: bool

    @property
    def scaled(self) -> bool:
        """Whether a scale such as 万 or million was written."""
        return self.exponent > 0


class Numerals:
    """Reads the number that starts at a place of folded text."""

    def __init__(self, rules: NumeralRules, more: BoundWords) -> None:
        self._digits = dict(rules.digits)
        self._magnitudes = rules.magnitudes
        self._tens = rules.tens
        self._point = rules.point
        self._latin = {**rules.latin, **{word.capitalize(): power for word, power in rules.latin.items()}}
        self._symbols = rules.symbols
        self._more = dict(more.items())
        chars = "".join((*rules.digits, *rules.magnitudes, *rules.tens))
        self.chars = chars
        self._starts = frozenset((*chars, *"0123456789"))
        big = "(?:" + "|".join(_guarded(word, rules.not_scale.get(word, [])) for word in rules.magnitudes) + ")"
        self.scale = big
        more_words = alternation(self._more)
        digits = "".join(rules.digits)
        counter = alternation(rules.counter)
        self._arabic = re.compile(
            rf"(?P<head>{ARABIC})(?:"
            rf"(?P<tail> ?(?:{more_words}(?= ?{big}))?(?:{counter}(?={big}))? ?(?P<scale>{big}{{1,4}})(?P<more>{more_words})?"
            rf"(?P<rest>(?:[{digits[:3]}]?\d{{1,8}}(?:\.\d+)?{big}{{1,2}}){{0,3}}(?:[{digits[:3]}]?\d{{1,4}}{_TRAILING})?))"
            rf"|(?P<only>{more_words})| ?(?P<latin>{alternation(self._latin)})(?![A-Za-z]))?"
        )
        self._inner_more = re.compile(more_words)
        self._chinese = re.compile(
            rf"(?P<run>(?:[{''.join(rules.digits)}{''.join(rules.tens)}]|{big})+)(?:{self._point}(?P<fraction>[{digits}]+)(?P<scale2>{big}{{1,3}})?(?![{chars}]))?"
            rf"(?:(?P<more>{more_words})(?P<scale>{big}{{1,3}})?|{counter}(?P<scale3>{big}{{1,2}}))?"
        )
        self._compound = re.compile(alternation(rules.compounds))
        self._symbol = re.compile(rf"(?P<symbol>[{''.join(rules.symbols)}])(?![A-Za-z])")

    def starts(self, text: str, start: int) -> bool:
        """Whether a number may start at ``start``."""
        return text[start : start + 1] in self._starts

    def scaled(self, digits: str, scale: str) -> tuple[Decimal, int]:
        """Digits times one scale character: the number, and its power of ten."""
        power = self._magnitudes[scale]
        whole, _, decimals = digits.partition(".")
        if len(decimals) > power:
            return Decimal(digits).scaleb(power), power
        return Decimal(whole + decimals + "0" * (power - len(decimals))), power

    def read(self, text: str, start: int) -> Number | None:
        """The number that starts at ``start``, the longest sensible reading; None if there is none."""
        if text[start].isdigit():
            return self._read_arabic(text, start)
        return self._read_chinese(text, start)

    def with_symbol(self, text: str, number: Number) -> Number:
        """The number with a scale letter behind it (``$10.5B``), which only a currency sign before it allows."""
        match = self._symbol.match(text, number.end)
        if match is None or number.scaled:
            return number
        power = self._symbols[match["symbol"]]
        value = number.value.scaleb(power)
        return Number(number.start, match.end(), value, None, number.unscaled, power, number.bound, True)

    def _read_arabic(self, text: str, start: int) -> Number | None:
        match = self._arabic.match(text, start)
        if match is None or match.end("head") - start > LONGEST:
            return None
        head = Decimal(match["head"].replace(",", ""))
        if match["latin"]:
            power = self._latin[match["latin"]]
            return Number(start, match.end(), head.scaleb(power), None, head, power, None, True)
        if match["only"]:
            return Number(start, match.end(), head, None, head, 0, self._bound(match["only"]), True)
        if not match["tail"]:
            return Number(start, match.end("head"), head, None, head, 0, None, True)
        inner = self._inner_more.search(match["tail"])
        power = sum(self._magnitudes[char] for char in match["scale"])
        value, end = head.scaleb(power), match.end()
        if match["rest"]:
            total = self._decode(match["head"].replace(",", "") + match["scale"] + match["rest"])
            if total is None or match["more"]:
                end = match.start("rest")
            else:
                value = total
        bound = self._bound(inner[0]) if inner else None
        return Number(start, end, value, None, head, power, bound, True)

    def _read_chinese(self, text: str, start: int) -> Number | None:
        match = self._chinese.match(text, start)
        if match is None or match.end() - start > 60 or self._compound.match(text, start):
            return None
        run = match["run"]
        scale = match["scale"] or match["scale2"] or match["scale3"] or ""
        bound = self._bound(match["more"]) if match["more"] else None
        pair = self._pair(run + scale) if not match["fraction"] else None
        if pair:
            low, high = pair
            return Number(start, match.end(), low, high, low, 0, bound, False)
        value = self._decode(run)
        if value is None:
            return None
        if match["fraction"]:
            value += Decimal("0." + "".join(str(self._digits[char]) for char in match["fraction"]))
        core, power = (run, 0) if match["fraction"] else self._split_scale(run)
        unscaled = value if match["fraction"] else self._decode(core) or Decimal(1)
        power += sum(self._magnitudes[char] for char in scale)
        value = value.scaleb(sum(self._magnitudes[char] for char in scale))
        return Number(start, match.end(), value, None, unscaled, power, bound, False)

    def _bound(self, word: str) -> Bound | None:
        found = self._more[word]
        return "over" if found == "over" else "approx"

    def _split_scale(self, run: str) -> tuple[str, int]:
        """A Chinese number without the 万 and 亿 at its end, and their power of ten."""
        core = run
        while core and self._magnitudes.get(core[-1], 0) >= 4:
            core = core[:-1]
        return core, sum(self._magnitudes[char] for char in run[len(core) :])

    def _pair(self, run: str) -> tuple[Decimal, Decimal] | None:
        """Both ends of an approximate pair (八九亿, 三四十): two neighbouring digits, then magnitudes only."""
        if len(run) < 2 or run[0] not in self._digits or run[1] not in self._digits:
            return None
        low, high = self._digits[run[0]], self._digits[run[1]]
        if high != low + 1 or low == 0 or any(char not in self._magnitudes for char in run[2:]):
            return None
        power = sum(self._magnitudes[char] for char in run[2:])
        return Decimal(low).scaleb(power), Decimal(high).scaleb(power)

    def _decode(self, written: str) -> Decimal | None:
        """The value of digits and magnitudes in any mixture; None if they don't make a number."""
        tokens = re.findall(r"\d+(?:\.\d+)?|\D", written)
        if len(tokens) > 1 and all(token in self._digits for token in tokens):
            return Decimal("".join(str(self._digits[token]) for token in tokens))
        total = part = Decimal(0)
        current: Decimal | None = None
        largest, last_power, gap = 0, 0, False
        for token in tokens:
            power = self._magnitudes.get(token)
            if power is None:
                digit = self._value(token)
                if token in self._tens:
                    part, current, last_power, gap = part + digit, None, 1, False
                    continue
                if current is not None and current != 0:
                    return None
                gap = gap or (current == 0)
                current = digit
                gap = gap or digit == 0
                continue
            if power < 4:
                part += (Decimal(1) if current is None or (current == 0 and gap) else current).scaleb(power)
            else:
                part += current or 0
                if part == 0:
                    total = total.scaleb(power) if total else Decimal(1).scaleb(power)
                elif power > largest:
                    total = (total + part).scaleb(power)
                else:
                    total += part.scaleb(power)
                part, largest = Decimal(0), power
            current, last_power, gap = None, power, False
        if current is not None and not gap and last_power >= 2 and 0 < current < 10 and current == int(current):
            current = current.scaleb(last_power - 1)
        return total + part + (current or 0)

    def _value(self, token: str) -> Decimal:
        if token in self._digits:
            return Decimal(self._digits[token])
        if token in self._tens:
            return Decimal(self._tens[token] * 10)
        return Decimal(token)


def _guarded(word: str, not_followed: list[str]) -> str:
    return word + (f"(?!{alternation(not_followed)})" if not_followed else "")
