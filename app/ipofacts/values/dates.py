"""Dates as they are written: found at a place of folded text, not yet resolved to a year (that is calendars.py)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ipofacts.values.lookup import WordTable, alternation, is_latin, skip_blank
from ipofacts.values.rules import DateRules

_YEAR = r"(?:19|20)\d\d"
_CLOSING = ")"


@dataclass(slots=True)
class Moment:
    """A date with the parts that are written. ``part`` is Q1–Q4, H1 or H2.

    The ``relative_`` fields count from the day of publication.

    ``anchored`` is false for a year that tells nothing of the article's own year (成立于2011年).
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str | None = None
    relative_year: int | None = None
    relative_month: int | None = None
    relative_day: int | None = None
    relative_week: int | None = None
    weekday: int | None = None
    until: Moment | None = None
    anchored: bool = True

    @property
    def precision(self) -> str:
        """``day``, ``month``, ``part`` or ``year``."""
        if self.day is not None or self.relative_day is not None or self.weekday is not None:
            return "day"
        return "part" if self.part else "month" if self.month is not None or self.relative_month is not None else "year"


_ReadOne = Callable[[str, int], Moment | None]


class Dates:
    """Reads the date that starts at a place of folded text."""

    def __init__(self, rules: DateRules, digits: dict[str, int], ten: str) -> None:
        self._rules = rules
        self._digits = digits
        ones = "".join(char for char, value in digits.items() if value)
        zeros = "".join(char for char, value in digits.items() if value == 0) + "Oo0"
        self._small = _chinese_days(digits, ten)
        small = alternation(self._small)
        month = rf"(?:1[0-2]|0?[1-9](?!\d)|{small})"
        day = rf"(?:[12]\d|3[01]|0?[1-9](?!\d)|{small})"
        year = rf"(?:{_YEAR}|[{ones}][{ones}{zeros}]{{3}})"
        year_mark, month_mark, day_mark = (
            alternation(rules.year_marks),
            alternation(rules.month_marks),
            alternation(rules.day_marks),
        )
        day_end = rf" ?{day_mark}(?!{alternation(rules.day_not_followed)})"
        relative_year = alternation(rules.years)
        relative_month = alternation(rules.months)
        part = rf"(?P<quarter>{alternation(rules.quarters)})|(?P<half>{alternation(rules.halves)})"
        month_part = rf"(?: ?{alternation(rules.month_parts)})?"
        mark_after_month = rf" ?{month_mark}(?!{alternation(rules.month_not_followed)})"
        first_day = rf"(?:{day_end}|(?= ?(?:{alternation(rules.range)}) ?\d{{1,2}} ?{day_mark}))"
        in_month = rf"(?P<month>{month}){mark_after_month}(?: ?(?P<day>{day}){first_day}|{month_part})"
        self._iso = re.compile(
            rf"(?P<year>{_YEAR})(?: ?(?P<mark>[-/.]) ?)(?P<month>1[0-2]|0?[1-9]) ?(?P=mark) ?"
            r"(?P<day>[12]\d|3[01]|0?[1-9])(?!\d|[-/.]\d)"
        )
        self._iso_month = re.compile(rf"(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])(?!\d|[-/.]\d|{year_mark}|[A-Za-z])")
        self._year_quarter = re.compile(
            rf"(?P<year>{_YEAR}) ?[-/]? ?(?P<part>Q[1-4]|H[12])(?![A-Za-z0-9])"
            rf"|(?P<part2>Q[1-4]|[1-4]Q|H[12])[ /-]?(?P<year2>{_YEAR})(?!\d)"
        )
        self._full = re.compile(
            rf"(?:(?P<year>{year}) ?{year_mark}|(?P<short>\d\d) ?{year_mark}(?= ?\d{{1,2}} ?{month_mark})"
            rf"|(?P<relative>{relative_year}))"
            rf"(?: ?(?:\u7684 ?)?(?:{in_month}|{part})| ?{alternation(rules.year_parts)})?"
        )
        between = rf" ?{alternation(rules.range)} ?"
        self._years = re.compile(rf"(?P<year>{_YEAR}){between}(?P<year2>{_YEAR}) ?{year_mark}")
        self._months = re.compile(rf"(?P<month>1[0-2]|[1-9]){between}(?P<month2>1[0-2]|[1-9]){mark_after_month}(?! ?\d)")
        self._month = re.compile(in_month)
        self._relative_month = re.compile(rf"(?P<relative>{relative_month})(?: ?(?P<day>{day}){day_end}|{month_part})")
        self._day = re.compile(rf"(?P<day>[12]\d|3[01]|0?[1-9]){day_end}")
        self._columns = re.compile(
            r"(?P<month>1[0-2]|0?[1-9])/(?P<day>[12]\d|3[01]|0?[1-9]) ?[-~\u2013\u2014] ?"
            r"(?P<month2>1[0-2]|0?[1-9])/(?P<day2>[12]\d|3[01]|0?[1-9])(?![\d/])"
        )
        self._cell = re.compile(r"(?P<month>1[0-2]|0[1-9])/(?P<day>[0-2]\d|3[01])(?=\s|[,|)\]]|$)")
        self._quarter_alone = re.compile(
            rf"(?P<quarter>{alternation(rules.quarters_alone)})|(?P<half>{alternation(rules.halves_alone)})"
        )
        weekday = rf"{alternation(rules.weekday)}[{''.join(rules.weekdays)}]"
        self._week = re.compile(
            rf"(?P<week>{alternation(rules.weeks)})(?P<day>[{''.join(rules.weekdays)}])|(?P<bare>{weekday})"
        )
        self._short_day = re.compile(rf"(?P<word>{alternation(rules.days_short)})\((?P<day>\d{{1,2}})\) ?{day_mark}?")
        verb = rules.days_before_verb
        self._verb = re.compile(rf"{alternation(verb.words)}(?={alternation(verb.followed)})")
        weekdays = [word + day for word in rules.weekday for day in rules.weekdays]
        self.start_words = {word: rf"(?=\(\d|{alternation(verb.followed)})" for word in (*rules.days_short, *verb.words)}
        for words in (rules.days, rules.weeks, rules.months, rules.years, rules.month_alone, rules.year_alone, weekdays):
            self.start_words.update(dict.fromkeys(words, ""))
        self.start_words.update(dict.fromkeys((*rules.quarters_alone, *rules.halves_alone), ""))
        self._marks = re.compile(
            rf" ?(?:{alternation((*rules.year_marks, *rules.month_marks, *rules.day_marks, *rules.quarters))}"
            rf"|[-/.~\u2013\u2014\u2212\u2500QH]|{alternation(rules.range)})"
        )
        marks = (*rules.year_marks, *rules.month_marks, *rules.day_marks, *rules.quarters, *rules.range, *"-/.~QH \u2212\u2500")
        self.marks = frozenset(word[0] for word in marks)
        self.clock_marks = frozenset((":", " ", *(word[0] for word in rules.times.hours)))
        self._run = re.compile(rf"[0-9{''.join(digits)}{ten}]+")
        self._readers = self._readers_by_mark()
        self._word_readers = (self._read_year_quarter, self._read_full, self._read_relative_month, self._read_word)
        self._word_firsts = frozenset(("Q", "H", *(word[0] for word in self.start_words)))
        self._words: WordTable[Moment] = WordTable()
        counted = (*digits, *"0123456789", *self._small)
        for word, shift in rules.days.items():
            self._words.add([word], Moment(0, 0, relative_day=shift), not_after=rules.days_not_after.get(word, ()))
        for word, shift in rules.month_alone.items():
            self._words.add(
                [word], Moment(0, 0, relative_month=shift), not_after=(*rules.days_not_after.get(word, ()), *counted)
            )
        for word, shift in rules.year_alone.items():
            self._words.add(
                [word], Moment(0, 0, relative_year=shift), not_after=(*rules.days_not_after.get(word, ()), *counted)
            )
        self._range: WordTable[bool] = WordTable()
        self._range.add(rules.range, True)
        self._weekday_note = re.compile(
            rf" ?\( ?(?:{alternation(rules.weeks)}[{''.join(rules.weekdays)}]|{weekday})[^()]{{0,6}}\)"
        )
        self._time = re.compile(_time_pattern(rules, small))
        times = rules.times
        self._time_firsts = frozenset((*"0123456789 ", *(word[0] for word in (*times.parts, *self._small))))
        minutes = rf"(?:{times.half}|{times.quarter}|(?:\d{{1,2}}|{small}) ?{alternation(times.minutes)}|\d\d)"
        self._clock = re.compile(
            r"\d{1,2}:\d\d(?::\d\d)?"
            rf"|(?:\d{{1,2}}|{small}) ?{alternation(times.hours)}(?:{minutes})?(?![\d{''.join(digits)}])"
        )

    def may_start(self, text: str, start: int, run_end: int) -> bool:
        """Whether what stands around the digits at ``start:run_end`` can make them a date: a cheap look before ``read``."""
        return not is_latin(text[start - 1 : start]) and self._marks.match(text, run_end) is not None

    def clock(self, text: str, start: int, run_end: int) -> int | None:
        """The end of a time of day (14:53, 9时30分), which is no value, that begins with the digits at ``start:run_end``."""
        if run_end - start > 3 or text[run_end] not in self.clock_marks or is_latin(text[start - 1 : start]):
            return None
        match = self._clock.match(text, start)
        return match.end() if match else None

    def read(self, text: str, start: int) -> Moment | None:
        """The date, or range of dates, that starts at ``start``; a time of day and a weekday beside it belong to its span."""
        first = self._read_one(text, start)
        if first is None or (first.month is None and first.day is not None and text[start - 1 : start] in ("+", "-")):
            return None
        first = self._note(text, first)
        end = self._after(text, first)
        second = self._read_until(text, first, end)
        if second is not None:
            first = replace(first, until=second, end=second.end)
            end = self._after(text, first)
        anchored = first.year is None or self._is_anchor(text, first)
        return first if (end, anchored) == (first.end, True) else replace(first, end=end, anchored=anchored)

    def _read_one(self, text: str, start: int) -> Moment | None:
        """The single date at ``start``. What follows its first number tells which forms it may have."""
        run = self._run.match(text, start)
        if run:
            for reader in self._readers.get(text[run.end() : run.end() + 1], ()):
                moment = reader(text, start)
                if moment is not None:
                    return moment
        if text[start : start + 1] not in self._word_firsts:
            return None
        for reader in self._word_readers:
            moment = reader(text, start)
            if moment is not None:
                return moment
        return None

    def _readers_by_mark(self) -> dict[str, list[_ReadOne]]:
        """Which forms are tried, and in which order, by the character behind the first number."""
        rules = self._rules
        ranges, years, months, days = (
            {" ", *(word[0] for word in words)} for words in (rules.range, rules.year_marks, rules.month_marks, rules.day_marks)
        )
        readers: list[tuple[_ReadOne, Iterable[str]]] = [
            (self._read_columns, "/"),
            (self._read_cell, "/"),
            (self._read_iso, "-/. "),
            (self._read_iso_month, "-"),
            (self._read_year_quarter, "-/ QH"),
            (self._read_years, ranges),
            (self._read_full, years),
            (self._read_months, ranges),
            (self._read_month, months),
            (self._read_day, days),
        ]
        table: dict[str, list[_ReadOne]] = {}
        for reader, marks in readers:
            for mark in marks:
                table.setdefault(mark, []).append(reader)
        return table

    def _read_columns(self, text: str, start: int) -> Moment | None:
        match = self._columns.match(text, start)
        if match is None:
            return None
        second = Moment(start, match.end(), month=int(match["month2"]), day=int(match["day2"]))
        return Moment(start, match.end(), month=int(match["month"]), day=int(match["day"]), until=second)

    def _read_cell(self, text: str, start: int) -> Moment | None:
        match = self._cell.match(text, start)
        if match is None or not (start == 0 or text[start - 1] in " \n|:([,"):
            return None
        return Moment(start, match.end(), month=int(match["month"]), day=int(match["day"]))

    def _read_iso(self, text: str, start: int) -> Moment | None:
        match = self._iso.match(text, start)
        return Moment(start, match.end(), int(match["year"]), int(match["month"]), int(match["day"])) if match else None

    def _read_iso_month(self, text: str, start: int) -> Moment | None:
        match = self._iso_month.match(text, start)
        return Moment(start, match.end(), int(match["year"]), int(match["month"])) if match else None

    def _read_year_quarter(self, text: str, start: int) -> Moment | None:
        match = self._year_quarter.match(text, start)
        if match is None:
            return None
        written = match["part"] or match["part2"]
        year = int(match["year"] or match["year2"])
        return Moment(start, match.end(), year, part=written[::-1] if written[0].isdigit() else written)

    def _read_years(self, text: str, start: int) -> Moment | None:
        match = self._years.match(text, start)
        if match is None:
            return None
        return Moment(start, match.end(), int(match["year"]), until=Moment(start, match.end(), int(match["year2"])))

    def _read_full(self, text: str, start: int) -> Moment | None:
        match = self._full.match(text, start)
        return self._from_full(match) if match else None

    def _read_months(self, text: str, start: int) -> Moment | None:
        match = self._months.match(text, start)
        if match is None:
            return None
        second = Moment(start, match.end(), month=int(match["month2"]))
        return Moment(start, match.end(), month=int(match["month"]), until=second)

    def _read_relative_month(self, text: str, start: int) -> Moment | None:
        match = self._relative_month.match(text, start)
        if match is None:
            return None
        return Moment(
            start, match.end(), relative_month=self._rules.months[match["relative"]], day=self._number(match["day"])
        )  # fmt: skip

    def _read_month(self, text: str, start: int) -> Moment | None:
        match = self._month.match(text, start)
        if match is None:
            return None
        return Moment(start, match.end(), month=self._number(match["month"]), day=self._number(match["day"]))

    def _read_day(self, text: str, start: int) -> Moment | None:
        match = self._day.match(text, start)
        return Moment(start, match.end(), day=int(match["day"])) if match else None

    def _from_full(self, match: re.Match[str]) -> Moment:
        year = match["year"]
        number = None if year is None else self._year(year)
        if match["short"]:
            number = 2000 + int(match["short"])
        relative = self._rules.years[match["relative"]] if match["relative"] else None
        return Moment(
            match.start(),
            match.end(),
            number,
            self._number(match["month"]),
            self._number(match["day"]),
            self._part(match),
            relative,
        )  # fmt: skip

    def _part(self, match: re.Match[str]) -> str | None:
        if match["quarter"]:
            return f"Q{self._rules.quarters[match['quarter']]}"
        return f"H{self._rules.halves[match['half']]}" if match["half"] else None

    def _read_word(self, text: str, start: int) -> Moment | None:
        short = self._short_day.match(text, start)
        if short:
            return Moment(start, short.end(), relative_day=self._rules.days_short[short["word"]], day=int(short["day"]))
        found = self._words.ahead(text, start)
        if found:
            return replace(found[1], start=start, end=found[0])
        week = self._week.match(text, start)
        if week:
            day = self._rules.weekdays[week["day"] or week["bare"][-1]]
            return Moment(
                start, week.end(), relative_week=self._rules.weeks[week["week"]] if week["week"] else None, weekday=day
            )
        alone = self._quarter_alone.match(text, start)
        if alone:
            return Moment(start, alone.end(), part=self._part(alone))
        verb = self._verb.match(text, start)
        if verb:
            return Moment(start, verb.end(), relative_day=self._rules.days_before_verb.words[verb[0]])
        return None

    def _note(self, text: str, first: Moment) -> Moment:
        """A weekday in brackets joins the span; an explicit date in brackets behind 今日 or 下周二 is the date."""
        following = text[first.end : first.end + 1]
        weekday = self._weekday_note.match(text, first.end) if following in ("(", " ") else None
        if weekday:
            return replace(first, end=weekday.end())
        if first.relative_day is None and first.weekday is None and first.relative_week is None:
            return first
        place = skip_blank(text, first.end)
        if text[place : place + 1] == "(":
            explicit = self._read_one(text, skip_blank(text, place + 1))
            if explicit is not None and explicit.day is not None:
                close = text.find(_CLOSING, explicit.end, explicit.end + 8)
                if close >= 0:
                    return replace(
                        explicit,
                        start=first.start,
                        end=close + 1,
                        relative_day=first.relative_day,
                        relative_week=first.relative_week,
                        weekday=first.weekday,
                    )
        elif first.day is None and (match := self._month.match(text, place)) and match["day"]:
            return Moment(first.start, match.end(), month=self._number(match["month"]), day=self._number(match["day"]))
        return first

    def _read_until(self, text: str, first: Moment, end: int) -> Moment | None:
        """The second date of a range whose first, with its time of day, ends at ``end``; of the same precision."""
        if first.until is not None:
            return first.until
        found = self._range.ahead(text, skip_blank(text, end))
        if found is None:
            return None
        place = skip_blank(text, found[0])
        second = self._read_one(text, place) if place < len(text) else None
        if second is None or second.until is not None or second.precision != first.precision or first.precision == "part":
            return None
        return self._note(text, second)

    def _after(self, text: str, moment: Moment) -> int:
        """Where a time of day behind a date ends."""
        if text[moment.end : moment.end + 1] not in self._time_firsts or moment.precision != "day":
            return moment.end
        match = self._time.match(text, moment.end)
        return match.end() if match else moment.end

    def _is_anchor(self, text: str, moment: Moment) -> bool:
        """Whether a written year may date the article: not 成立于2011年, not one end of 2019年至2024年."""
        words = self._rules.not_anchor
        before = text[max(0, moment.start - 6) : moment.start]
        if any(word in before for word in words.before) or text.startswith(tuple(words.after), moment.end):
            return False
        if moment.precision == "year":
            return moment.until is None and text.startswith(tuple(self._rules.anchor_after), skip_blank(text, moment.end))
        return moment.until is None or moment.precision == "day"

    def _number(self, written: str | None) -> int | None:
        if written is None:
            return None
        return int(written) if written.isdigit() else self._small[written]

    def _year(self, written: str) -> int | None:
        if written.isdigit():
            return int(written)
        return int("".join(str(self._digits.get(char, 0)) for char in written))


def _chinese_days(digits: dict[str, int], ten: str) -> dict[str, int]:
    """One to thirty-one in Chinese, from the digits of the rule file."""
    by_value: dict[int, str] = {}
    for char, value in digits.items():
        by_value.setdefault(value, char)
    found: dict[str, int] = {}
    for value in range(1, 32):
        tens, ones = divmod(value, 10)
        word = ("" if tens == 0 else ten if tens == 1 else by_value[tens] + ten) + (by_value[ones] if ones else "")
        found[word] = value
    return found


def _time_pattern(rules: DateRules, small: str) -> str:
    times = rules.times
    part = alternation(times.parts)
    hour = rf"(?:\d{{1,2}}|{small})"
    minutes = rf"(?:{times.half}|{times.quarter}|(?:\d{{1,2}}|{small}) ?{alternation(times.minutes)}|\d\d)"
    clock = rf"(?:{hour} ?{alternation(times.hours)} ?{minutes}?|\d{{1,2}}:\d\d(?::\d\d)?)"
    return rf" ?(?:{part} ?(?:{part} ?)?{clock}?|{clock})"
