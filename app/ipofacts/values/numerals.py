"""Numbers as they are written, in digits, in Chinese or in both, read as Decimal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ipofacts.values.lookup import alternation
from ipofacts.values.model import Bound
from ipofacts.values.rules import BoundWords, NumeralRules

ARABIC = r"(?:(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+)"
LONGEST = 30  # characters; what is longer is no amount, and Decimal would round it
_LOOSE_PAIR = (3, 5)  # the one pair that skips a digit
_GROUPED = r"\d,\d{3}(?!\d)"  # behind 万 or 亿: 1亿3,000万
_TRAILING = r"(?![\d.,]*\d|[%:/])"


@dataclass(slots=True)
class Number:
    """A number read at a place: where it ends, its value (or both ends of an approximate pair such as 八九亿).

    ``unscaled`` is the number without the magnitude behind it, which a range shares; ``exponent`` is the power of ten of 万, 亿
    or million, and 0 for smaller ones.
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
        zeros = self._zeros = "".join(char for char, value in rules.digits.items() if value == 0)
        ones = "".join(char for char, value in rules.digits.items() if value)
        counter = alternation(rules.counter)
        self._arabic = re.compile(
            rf"(?P<head>{ARABIC})(?:"
            rf"(?P<tail> ?(?:{more_words}(?= ?{big}))?(?:{counter}(?={big}))? ?(?P<scale>{big}{{1,4}})(?P<more>{more_words})?"
            rf"(?P<rest>(?:[{zeros}]?(?:{_GROUPED}|\d{{1,8}}(?:\.\d+)?|[{ones}]){big}{{1,2}}){{0,4}}"
            rf"(?:[{zeros}]?(?:{_GROUPED}|\d{{1,4}}){_TRAILING}|[{zeros}][{ones}])?))"
            rf"|(?:[eE]\+?|[x\u00d7]10\^?)(?P<exponent>\d{{1,2}})(?![\dA-Za-z])"
            rf"|(?P<only>{more_words})| ?(?P<latin>{alternation(self._latin)})(?![A-Za-z]))?"
        )
        self._inner_more = re.compile(more_words)
        self._chinese = re.compile(
            rf"(?P<run>(?:[{''.join(rules.digits)}{''.join(rules.tens)}]|{big})+)(?:{self._point}(?P<fraction>[{digits}]+|\d+)(?P<scale2>{big}{{1,3}})?(?![{chars}]))?"
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

    def power(self, scale: str) -> int:
        """The power of ten of magnitudes in a row (百万: 6)."""
        return sum(self._magnitudes[char] for char in scale)

    def read(self, text: str, start: int) -> Number | None:
        """The number that starts at ``start``, the longest sensible reading; None if there is none."""
        if text[start] == "." or text[start].isdigit():
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
        if match["exponent"]:
            power = int(match["exponent"])
            return Number(start, match.end(), head.scaleb(power), None, head, power, None, True)
        if match["only"]:
            return Number(start, match.end(), head, None, head, 0, self._bound(match["only"]), True)
        if not match["tail"]:
            return Number(start, match.end("head"), head, None, head, 0, None, True)
        inner = self._inner_more.search(match["tail"])
        power = self.power(match["scale"])
        value, end = head.scaleb(power), match.end()
        if match["rest"] and "." in match["head"] and match["rest"][0] in self._zeros:
            return None  # 10.1万零100 counts no ones
        if match["rest"]:
            total = self._decode((match["head"] + match["scale"] + match["rest"]).replace(",", ""))
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
            value += Decimal("0." + "".join(str(self._digits.get(char, char)) for char in match["fraction"]))
        core, power = (run, 0) if match["fraction"] else self._split_scale(run)
        unscaled = value if match["fraction"] else self._lone_digit(run) or self._decode(core) or Decimal(1)
        power += self.power(scale)
        value = value.scaleb(self.power(scale))
        return Number(start, match.end(), value, None, unscaled, power, bound, False)

    def _lone_digit(self, run: str) -> Decimal | None:
        """The digit of 三百 or 五千, whose magnitude a range may share (三到五千); None for other numbers."""
        if len(run) != 2 or run[0] not in self._digits or self._magnitudes.get(run[1], 0) not in (2, 3):
            return None
        return Decimal(self._digits[run[0]])

    def _bound(self, word: str) -> Bound | None:
        found = self._more[word]
        return "over" if found == "over" else "approx"

    def _split_scale(self, run: str) -> tuple[str, int]:
        """A Chinese number without the 万 and 亿 at its end, and their power of ten."""
        core = run
        while core and self._magnitudes.get(core[-1], 0) >= 4:
            core = core[:-1]
        return core, self.power(run[len(core) :])

    def _pair(self, run: str) -> tuple[Decimal, Decimal] | None:
        """Both ends of an approximate pair (八九亿, 三四十, 三五百): two neighbouring digits, then magnitudes only."""
        if len(run) < 2 or run[0] not in self._digits or run[1] not in self._digits:
            return None
        low, high = self._digits[run[0]], self._digits[run[1]]
        neighbours = high == low + 1 and low > 0
        if not (neighbours or ((low, high) == _LOOSE_PAIR and len(run) > 2)) or any(
            char not in self._magnitudes for char in run[2:]
        ):
            return None
        power = self.power(run[2:])
        return Decimal(low).scaleb(power), Decimal(high).scaleb(power)

    def _decode(self, written: str) -> Decimal | None:
        """The value of digits and magnitudes in any mixture; None if they don't make a number."""
        tokens = re.findall(r"\d*\.\d+|\d+|\D", written)
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
                gap = gap or current == 0 or digit == 0 or token.startswith("0")
                current = digit
                continue
            if power < 4:
                part += (Decimal(1) if current is None or (current == 0 and gap) else current).scaleb(power)
            else:
                part += _shorthand(current, last_power, gap)
                if part == 0:
                    total = total.scaleb(power) if total else Decimal(1).scaleb(power)
                elif power > largest:
                    total = (total + part).scaleb(power)
                else:
                    total += part.scaleb(power)
                part, largest = Decimal(0), power
            current, last_power, gap = None, power, False
        return total + part + _shorthand(current, last_power, gap)

    def _value(self, token: str) -> Decimal:
        if token in self._digits:
            return Decimal(self._digits[token])
        if token in self._tens:
            return Decimal(self._tens[token] * 10)
        return Decimal(token)


def _shorthand(last: Decimal | None, power: int, gap: bool) -> Decimal:
    """The last digit of 三万五 and 一百二 counts the next smaller magnitude; that of 三万零五 is a one."""
    if last is None:
        return Decimal(0)
    return last.scaleb(power - 1) if not gap and power >= 2 and 0 < last < 10 and last == int(last) else last


def _guarded(word: str, not_followed: list[str]) -> str:
    return word + (f"(?!{alternation(not_followed)})" if not_followed else "")
