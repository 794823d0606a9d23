"""Finding all values of a text in one pass."""

from __future__ import annotations

import re
from decimal import Context, localcontext
from functools import lru_cache
from string import ascii_uppercase

from ipofacts.rulefiles import Root
from ipofacts.values.calendars import Calendar
from ipofacts.values.codes import Codes
from ipofacts.values.dates import Dates
from ipofacts.values.fold import Folder
from ipofacts.values.limits import Limits
from ipofacts.values.lookup import tree
from ipofacts.values.model import Value
from ipofacts.values.moments import Moment
from ipofacts.values.quantities import Quantities
from ipofacts.values.rules import load
from ipofacts.values.signs import Sign, signs

_EXACT = Context(prec=60)  # whatever the caller's context rounds to, amounts stay as written
_MONEY = ("money", "price")
_CONVERSION_LENGTH = 3
_CONVERSION = re.compile(r" ?[(,\uff0c] ?|")


class ValueFinder:
    """Finds and normalises values, on characters, in time linear in the text. Holds no state between texts."""

    def __init__(self, rules: Root | None = None) -> None:
        lexicon = load(rules)
        self.lexicon = lexicon
        numerals = lexicon.units.numerals
        self._fold = Folder(lexicon.fold.pairs)
        self._quantities = Quantities(lexicon)
        self._limits = Limits(lexicon.bounds.range)
        self._dates = Dates(lexicon.dates, numerals.digits, next(iter(numerals.magnitudes)))
        self._codes = Codes(lexicon.codes)
        chars = self._quantities.numerals.chars
        starts = dict(self._codes.start_prefixes)
        starts.update(self._dates.start_words)
        starts.update(dict.fromkeys((*self._codes.start_labels, *lexicon.units.percents.before), ""))
        self._kinds = dict.fromkeys(self._dates.start_words, "word")
        self._kinds.update(dict.fromkeys(self._codes.start_labels, "label"))
        self._kinds.update(dict.fromkeys(lexicon.units.percents.before, "percent"))
        # Tickers have an empty group behind them, which tells them from words.
        starts.update(dict.fromkeys(ascii_uppercase, f"{self._codes.ticker_rest}()"))
        # Two searches that each start with a set of characters are faster than one that doesn't.
        self._word = re.compile(tree(starts))
        self._number = re.compile(rf"[0-9{chars}](?:(?<=[0-9])[0-9]*|[{chars}]*)")
        self._run = re.compile(rf"[\d.,]*\d[{chars}]*\d*|[{chars}]+")

    def signs(self) -> dict[str, Sign]:
        """What a clean text must hold for a value of a kind to stand in it."""
        return signs(self.lexicon, self._fold)

    def find(self, text: str, published: str | None = None) -> list[Value]:
        """The values of ``text`` in order, not overlapping; ``value.text == text[value.start:value.end]``.

        ``published`` (``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``) resolves relative dates and years, ``--MM-DD`` relative days.
        Raises ValueError if it is no date.
        """
        with localcontext(_EXACT):
            folded = self._fold(text)
            found = self._scan(text, folded)
        calendar = Calendar(
            folded,
            published,
            [item for item in found if isinstance(item, Moment)],
            self._dates.listed,
            self._dates.coming,
            self._dates.foreseen,
        )
        values: list[Value] = []
        for item in found:
            if isinstance(item, Value):
                values.append(item)
                continue
            resolved = calendar.resolve(item)
            if resolved is not None:
                values.append(
                    Value("date", item.start, item.end, text[item.start : item.end], date=resolved[0], date_end=resolved[1])
                )
        return values

    def _scan(self, source: str, text: str) -> list[Value | Moment]:
        found: list[Value | Moment] = []
        place = floor = 0
        word, number = self._word.search(text), self._number.search(text)
        while True:
            if word is not None and word.start() < place:
                word = self._word.search(text, place)
            if number is not None and number.start() < place:
                number = self._number.search(text, place)
            if number is not None and (word is None or number.start() < word.start()):
                begin, end = number.span()
                end, item = self._read_number(source, text, begin, end, floor)
            elif word is not None:
                begin = word.start()
                end, item = self._read_word(source, text, word, floor)
            else:
                return found
            if item is not None:
                self._add(source, text, found, item)
                floor = item.end
            place = end if end > begin else begin + 1

    def _add(self, source: str, text: str, found: list[Value | Moment], item: Value | Moment) -> None:
        """Adds what was found last; two limits of one thing become one range."""
        before = found[-1] if found else None
        ranged = self._limits.join(text, before, item) if isinstance(before, Value) and isinstance(item, Value) else None
        if ranged is not None:
            found[-1] = ranged._replace(text=source[ranged.start : ranged.end])
        else:
            found.append(_mark_conversion(text, found, item))

    def _read_word(self, source: str, text: str, match: re.Match[str], floor: int) -> tuple[int, Value | Moment | None]:
        """The value that starts with a word, if it is one, and where to go on."""
        start, end = match.span()
        if match.lastindex:
            code = self._codes.ticker(source, text, start)
            return (code.end, code) if code else (end, None)
        kind = self._kinds.get(match[0], "prefix")
        if kind == "label":
            return self._codes.labelled(source, text, start, end)
        if kind == "word":
            moment = self._dates.read(text, start)
            return (moment.end, moment) if moment else (start + 1, None)
        if kind == "percent":
            value = self._quantities.read_percent(source, text, start, end, floor)
            return (value.end, value) if value else (end, None)
        code = self._codes.prefixed(source, text, start, end)
        return (code.end, code) if code else (start + 1, None)

    def _read_number(self, source: str, text: str, start: int, end: int, floor: int) -> tuple[int, Value | Moment | None]:
        """The value whose number begins with the digits, or the Chinese numerals, at ``start:end``."""
        digits, following = text[start] <= "9", text[end : end + 1]
        if digits:
            code = self._codes.digits(source, text, start, end)
            if code:
                return code.end, code
            moment = self._dates.eight_digits(text, start) if end - start == 8 else None
            if moment:
                return moment.end, moment
        if following in self._dates.marks and (following != "." or end - start == 4) and end - start <= 8:
            moment = self._dates.read(text, start) if self._dates.may_start(text, start, end) else None
            if moment:
                return moment.end, moment
        if following in self._dates.clock_marks:
            clock = self._dates.clock(text, start, end)
            if clock:
                return clock, None
        if not digits:
            opened = self._quantities.opens_price(text, start)
            if opened:
                return opened, None
            if self._quantities.is_word(text, start, end):
                return end, None
        value = self._quantities.read(source, text, start, floor)
        if value:
            return value.end, value
        rest = self._run.match(text, start)
        return (rest.end() if rest else end), None


def _mark_conversion(text: str, found: list[Value | Moment], item: Value | Moment) -> Value | Moment:
    """Marks an amount that only converts the one directly before it: 4亿美元(约31亿港元)."""
    if not isinstance(item, Value) or item.kind != "money" or item.unit not in (None, "converted"):
        return item
    before = found[-1] if found else None
    if before is None or item.start - before.end > _CONVERSION_LENGTH:
        return item if item.unit is None else item._replace(unit=None)
    converts = (
        isinstance(before, Value)
        and before.kind in _MONEY
        and before.currency != item.currency
        and _CONVERSION.fullmatch(text, before.end, item.start)
    )
    unit = "converted" if converts else None
    return item if item.unit == unit else item._replace(unit=unit)


@lru_cache(maxsize=1)
def default_finder() -> ValueFinder:
    """The finder with the shipped rules, loaded once."""
    return ValueFinder()


def find_values(text: str, published: str | None = None) -> list[Value]:
    """The values of a text, found with the shipped rules; see ``ValueFinder.find``."""
    return default_finder().find(text, published)
