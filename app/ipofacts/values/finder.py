"""Finding all values of a text in one pass."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from ipofacts.values.calendars import Calendar
from ipofacts.values.codes import Codes
from ipofacts.values.dates import Dates, Moment
from ipofacts.values.fold import Folder
from ipofacts.values.lookup import alternation
from ipofacts.values.model import Value
from ipofacts.values.quantities import Quantities
from ipofacts.values.rules import load

_MONEY = ("money", "price")
_CONVERSION = re.compile(r" ?[(,\uff0c\u3001] ?|")


class ValueFinder:
    """Finds and normalises values, on characters, in time linear in the text. Holds no state between texts."""

    def __init__(self, rules: Path | None = None) -> None:
        lexicon = load(rules)
        self.lexicon = lexicon
        self._fold = Folder(lexicon.fold.pairs)
        self._quantities = Quantities(lexicon)
        self._dates = Dates(lexicon.dates, lexicon.units.numerals.digits)
        self._codes = Codes(lexicon.codes)
        chars = self._quantities.numerals.chars
        self._start = re.compile(
            rf"(?P<digits>\d+)|(?P<percent>{alternation(lexicon.units.percents.before)})|(?P<chinese>[{chars}]+)|(?P<word>{self._dates.start_pattern})"
            rf"|(?P<label>{self._codes.label_pattern})|(?P<prefix>{self._codes.prefix_pattern})|(?P<ticker>{self._codes.ticker_pattern})"
        )
        self._run = re.compile(rf"[\d.,]*\d|[{chars}]+")

    def find(self, text: str, published: str | None = None) -> list[Value]:
        """The values of ``text`` in order, not overlapping; ``value.text == text[value.start:value.end]``.

        ``published`` (``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``) resolves relative dates and years. Raises ValueError if it is no date.
        """
        found = self._scan(text, self._fold(text))
        calendar = Calendar(text, published, [item for item in found if isinstance(item, Moment)])
        values: list[Value] = []
        for item in found:
            if isinstance(item, Value):
                values.append(item)
                continue
            resolved = calendar.resolve(item)
            if resolved is not None:
                values.append(Value("date", item.start, item.end, text[item.start : item.end], date=resolved[0], date_end=resolved[1]))
        return values

    def _scan(self, source: str, text: str) -> list[Value | Moment]:
        found: list[Value | Moment] = []
        place = floor = 0
        while match := self._start.search(text, place):
            end, item = self._read(source, text, match, floor)
            if item is not None:
                found.append(_mark_conversion(text, found, item))
                floor = item.end
            place = max(end, match.start() + 1)
        return found

    def _read(self, source: str, text: str, match: re.Match[str], floor: int) -> tuple[int, Value | Moment | None]:
        """The value that starts at a match, if it is one, and where to go on."""
        start, end, group = match.start(), match.end(), match.lastgroup
        if group == "label":
            return self._codes.labelled(source, text, start, end)
        if group == "word":
            moment = self._dates.read(text, start)
            return (moment.end, moment) if moment else (start + 1, None)
        if group in ("prefix", "ticker"):
            read = self._codes.prefixed if group == "prefix" else self._codes.ticker
            code = read(source, text, start, end)
            return (code.end, code) if code else (end if group == "ticker" else start + 1, None)
        if group == "percent":
            value = self._quantities.read_percent(source, text, start, end, floor)
            return (value.end, value) if value else (end, None)
        return self._read_number(source, text, start, end, floor, group == "digits")

    def _read_number(self, source: str, text: str, start: int, end: int, floor: int, digits: bool) -> tuple[int, Value | Moment | None]:
        if digits:
            code = self._codes.suffixed(source, text, start) or self._codes.bracketed(source, text, start)
            if code:
                return code.end, code
        if not _is_latin_before(text, start):
            moment = self._dates.read(text, start) if end - start <= 8 else None
            if moment:
                return moment.end, moment
            clock = self._dates.clock(text, start) if end - start <= 3 else None
            if clock:
                return clock, None
        opened = None if digits else self._quantities.opens_price(text, start)
        if opened:
            return opened, None
        value = self._quantities.read(source, text, start, floor)
        if value:
            return value.end, value
        run = self._run.match(text, start)
        return (run.end() if run else end), None


def _mark_conversion(text: str, found: list[Value | Moment], item: Value | Moment) -> Value | Moment:
    """Marks an amount that only converts the one directly before it: 4亿美元(约31亿港元)."""
    if not isinstance(item, Value) or item.kind != "money" or item.unit not in (None, "converted"):
        return item
    before = found[-1] if found else None
    converts = isinstance(before, Value) and before.kind in _MONEY and before.currency != item.currency and _CONVERSION.fullmatch(text, before.end, item.start)
    return replace(item, unit="converted" if converts else None)


def _is_latin_before(text: str, start: int) -> bool:
    return start > 0 and text[start - 1].isascii() and text[start - 1].isalpha()


@lru_cache(maxsize=1)
def default_finder() -> ValueFinder:
    """The finder with the shipped rules, loaded once."""
    return ValueFinder()


def find_values(text: str, published: str | None = None) -> list[Value]:
    """The values of a text, found with the shipped rules; see ``ValueFinder.find``."""
    return default_finder().find(text, published)
