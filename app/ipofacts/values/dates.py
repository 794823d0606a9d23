"""Dates as they are written: found at a place of folded text, not yet resolved to a year (that is calendars.py)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from ipofacts.values.datepatterns import DatePatterns
from ipofacts.values.lookup import WordTable, alternation, is_latin, skip_blank
from ipofacts.values.moments import Moment
from ipofacts.values.rules import DateRules

_CLOSING = ")"


_FISCAL_REACH = 12  # characters
_PIVOT = 60  # two-digit years below it are of this century
_JOINS = re.compile(r"[A-Za-z0-9./_=#-]")  # before a number: it is part of something longer
_ReadOne = Callable[[str, int], Moment | None]


class Dates:
    """Reads the date that starts at a place of folded text."""

    def __init__(self, rules: DateRules, digits: dict[str, int], ten: str) -> None:
        self._rules = rules
        self._digits = digits
        self._forms = DatePatterns(rules, digits, ten)
        self.start_words = self._forms.start_words
        self.marks, self.clock_marks = self._forms.marks, self._forms.clock_marks
        self._day_labels = tuple(f"{word}{mark}" for word in rules.day_labels for mark in (":", "|", ": "))
        self._run = re.compile(rf"[0-9{''.join(digits)}{ten}]+")
        self._readers = self._readers_by_mark()
        self._word_readers = (
            self._read_year_quarter,
            self._read_full,
            self._read_first_parts,
            self._read_relative_month,
            self._read_word,
        )
        self._word_firsts = frozenset(("Q", "H", *(word[0] for word in self._forms.start_words)))
        self._words: WordTable[Moment] = WordTable()
        counted = (*digits, *"0123456789", *self._forms.small)
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
        for word, (shift, last) in rules.year_pairs.items():
            self._words.add([word], Moment(0, 0, relative_year=shift, until=Moment(0, 0, relative_year=last)))
        self.coming, self.foreseen = tuple(rules.coming), rules.foreseen
        self.listed = re.compile(f" ?{alternation(rules.listed)} ?")
        self._fiscal = re.compile(rf"(?:{alternation(rules.fiscal)}|FY ?\d{{2,4}}).{{0,2}}$")
        self._range: WordTable[bool] = WordTable()
        self._range.add(rules.range, True)

    def may_start(self, text: str, start: int, run_end: int) -> bool:
        """Whether what stands around the digits at ``start:run_end`` can make them a date: a cheap look before ``read``."""
        return not is_latin(text[start - 1 : start]) and self._forms.follows.match(text, run_end) is not None

    def eight_digits(self, text: str, start: int) -> Moment | None:
        """The day written 20260108 at ``start``, unless it is part of a longer name or number."""
        match = self._forms.eight_digits.match(text, start)
        if match is None or _JOINS.match(text[start - 1 : start]):
            return None
        return Moment(start, match.end(), int(match["year"]), int(match["month"]), int(match["day"]))

    def clock(self, text: str, start: int, run_end: int) -> int | None:
        """The end of a time of day (14:53, 9时30分), which is no value, that begins with the digits at ``start:run_end``."""
        if run_end - start > 3 or text[run_end] not in self.clock_marks or is_latin(text[start - 1 : start]):
            return None
        match = self._forms.clock.match(text, start)
        return match.end() if match else None

    def read(self, text: str, start: int) -> Moment | None:
        """The date, or range of dates, that starts at ``start``; a time of day and a weekday beside it belong to its span."""
        first = self._read_one(text, start)
        if first is None or (first.month is None and first.day is not None and text[start - 1 : start] in ("+", "-")):
            return None
        if first.part is not None and first.year is None and first.relative_year is None and self._is_fiscal(text, start):
            return None
        first = self._note(text, first)
        end = self._after(text, first)
        second = self._read_until(text, first, end)
        if second is not None:
            first = replace(first, until=second, end=max(first.end, second.end))
            end = self._after(text, first)
        anchored = first.year is None or self._is_anchor(text, first)
        return first if (end, anchored) == (first.end, True) else replace(first, end=end, anchored=anchored)

    def _is_fiscal(self, text: str, start: int) -> bool:
        """Whether the quarter or half at ``start`` is one of a fiscal year (2025财年第一季度), which is no calendar date."""
        return self._fiscal.search(text, max(0, start - _FISCAL_REACH), start) is not None

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
            (self._read_dashed, "-"),
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
        match = self._forms.columns.match(text, start)
        if match is None:
            return None
        second = Moment(start, match.end(), month=int(match["month2"]), day=int(match["day2"]))
        return Moment(start, match.end(), month=int(match["month"]), day=int(match["day"]), until=second)

    def _read_cell(self, text: str, start: int) -> Moment | None:
        match = self._forms.cell.match(text, start)
        if match is None or not (start == 0 or text[start - 1] in " \n|:([,"):
            match = self._forms.stroke.match(text, start)
        if match is None or (start and text[start - 1] in "/."):
            return None
        return Moment(start, match.end(), month=int(match["month"]), day=int(match["day"]))

    def _read_dashed(self, text: str, start: int) -> Moment | None:
        """03-16 in a cell or behind a label that speaks of a day (上市日:03-16); elsewhere it is a range."""
        match = self._forms.dashed.match(text, start)
        if match is None or not text.endswith(self._day_labels, 0, start):
            return None
        return Moment(start, match.end(), month=int(match["month"]), day=int(match["day"]))

    def _read_iso(self, text: str, start: int) -> Moment | None:
        match = self._forms.iso.match(text, start)
        return Moment(start, match.end(), int(match["year"]), int(match["month"]), int(match["day"])) if match else None

    def _read_iso_month(self, text: str, start: int) -> Moment | None:
        match = self._forms.iso_month.match(text, start)
        return Moment(start, match.end(), int(match["year"]), int(match["month"])) if match else None

    def _read_year_quarter(self, text: str, start: int) -> Moment | None:
        match = self._forms.year_quarter.match(text, start)
        if match is None:
            return None
        written = match["part"] or match["part2"] or match["part3"]
        year = _full_year(int(match["year"] or match["year2"] or match["year3"]))
        return Moment(start, match.end(), year, part=written[::-1] if written[0].isdigit() else written)

    def _read_years(self, text: str, start: int) -> Moment | None:
        match = self._forms.years.match(text, start)
        if match is None:
            return None
        year, last = int(match["year"]), int(match["year2"])
        last += year // 100 * 100 if last < 100 else 0  # 2023-25年
        if last <= year:
            return None
        month, day = self._number(match["month"]), self._number(match["day"])
        return Moment(start, match.end(), year, until=Moment(start, match.end(), last, month, day))

    def _read_year_months(self, text: str, start: int) -> Moment | None:
        """2025年1-9月, 今年1至6月."""
        match = self._forms.year_months.match(text, start)
        if match is None:
            return None
        year, relative = self._written_year(match)
        until = Moment(start, match.end(), month=self._number(match["month2"]))
        return Moment(start, match.end(), year, self._number(match["month"]), relative_year=relative, until=until)

    def _read_first_parts(self, text: str, start: int) -> Moment | None:
        """今年前三季度, 2025年前5个月: from the first part of a year; months need the year beside them."""
        match = self._forms.first_parts.match(text, start)
        if match is None:
            return None
        year, relative = self._written_year(match)
        count = self._number(match["count"]) or 0
        if match["quarters"] and 2 <= count <= 4:
            until = Moment(start, match.end(), part=f"Q{count}")
            return Moment(start, match.end(), year, part="Q1", relative_year=relative, until=until)
        if match["months"] and 2 <= count <= 12 and (year or relative is not None):
            until = Moment(start, match.end(), month=count)
            return Moment(start, match.end(), year, 1, relative_year=relative, until=until)
        return None

    def _written_year(self, match: re.Match[str]) -> tuple[int | None, int | None]:
        """The year of a match, as written or counted from this one."""
        year, relative = match["year"], match["relative"]
        return self._year(year) if year else None, self._rules.years[relative] if relative else None

    def _read_full(self, text: str, start: int) -> Moment | None:
        match = self._forms.full.match(text, start)
        if match is None:
            return None
        if match["month"] is None and match["quarter"] is None:
            following = text[skip_blank(text, match.end())] if match.end() < len(text) - 1 else ""
            if following in self._forms.year_goes_on:
                return self._read_first_parts(text, start) or self._read_year_months(text, start) or self._from_full(match)
        return self._from_full(match)

    def _read_months(self, text: str, start: int) -> Moment | None:
        match = self._forms.months.match(text, start)
        if match is None:
            return None
        second = Moment(start, match.end(), month=int(match["month2"]))
        return Moment(start, match.end(), month=int(match["month"]), until=second)

    def _read_relative_month(self, text: str, start: int) -> Moment | None:
        match = self._forms.relative_month.match(text, start)
        if match is None:
            return None
        return Moment(
            start, match.end(), relative_month=self._rules.months[match["relative"]], day=self._number(match["day"])
        )  # fmt: skip

    def _read_month(self, text: str, start: int) -> Moment | None:
        match = self._forms.month.match(text, start)
        if match is None:
            return None
        return Moment(start, match.end(), month=self._number(match["month"]), day=self._number(match["day"]))

    def _read_day(self, text: str, start: int) -> Moment | None:
        match = self._forms.day.match(text, start)
        return Moment(start, match.end(), day=int(match["day"])) if match else None

    def _from_full(self, match: re.Match[str]) -> Moment:
        year = match["year"]
        number = None if year is None else self._year(year)
        if match["short"]:
            number = _full_year(self._year(match["short"]))
        relative = self._rules.years[match["relative"]] if match["relative"] else None
        return Moment(
            match.start(),
            match.end(),
            number,
            self._rules.months_of_year[match["named"]] if match["named"] else self._number(match["month"] or match["nth"]),
            self._number(match["day"]),
            self._part(match),
            relative,
        )  # fmt: skip

    def _part(self, match: re.Match[str]) -> str | None:
        if match["quarter"]:
            return f"Q{self._rules.quarters[match['quarter']]}"
        return f"H{self._rules.halves[match['half']]}" if match["half"] else None

    def _read_word(self, text: str, start: int) -> Moment | None:
        short = self._forms.short_day.match(text, start)
        if short:
            return Moment(start, short.end(), relative_day=self._rules.days_short[short["word"]], day=int(short["day"]))
        found = self._words.ahead(text, start)
        if found:
            return replace(found[1], start=start, end=found[0])
        week = self._forms.week.match(text, start)
        if week:
            day = self._rules.weekdays[week["day"] or week["bare"][-1]]
            return Moment(
                start, week.end(), relative_week=self._rules.weeks[week["week"]] if week["week"] else None, weekday=day
            )
        for word, shift in self._rules.quarters_relative.items():
            if text.startswith(word, start):
                return Moment(start, start + len(word), part="Q", relative_quarter=shift)
        alone = self._forms.quarter_alone.match(text, start)
        if alone and not (_JOINS.match(text[start - 1 : start]) and is_latin(text[start])):
            return Moment(start, alone.end(), part=self._part(alone))
        verb = self._forms.verb.match(text, start)
        if verb and text[start - 1 : start] not in self._rules.days_before_verb.not_after:
            return Moment(start, verb.end(), relative_day=self._rules.days_before_verb.words[verb[0]])
        return None

    def _note(self, text: str, first: Moment) -> Moment:
        """A weekday in brackets joins the span; an explicit date in brackets behind 今日 or 下周二 is the date."""
        following = text[first.end : first.end + 1]
        weekday = self._forms.weekday_note.match(text, first.end) if following in ("(", " ") else None
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
        elif first.day is None and (explicit := self._read_beside(text, first, place)):
            return replace(explicit, start=first.start)
        return first

    def _read_beside(self, text: str, first: Moment, place: int) -> Moment | None:
        """The date that stands directly behind a word for the same day: 今日1月8日; behind a weekday also after a comma."""
        if first.weekday is not None and text[place : place + 1] in (",", "\uff0c"):
            place = skip_blank(text, place + 1)
        explicit = self._read_one(text, place)
        return explicit if explicit and explicit.month and explicit.day and explicit.until is None else None

    def _read_until(self, text: str, first: Moment, end: int) -> Moment | None:
        """The second date of a range whose first, with its time of day, ends at ``end``; of the same precision."""
        if first.until is not None:
            return first.until
        found = self._range.ahead(text, skip_blank(text, end))
        if found is None:
            return None
        place = skip_blank(text, found[0])
        second = self._read_second(text, place) if place < len(text) else None
        if second is None or second.until is not None or first.precision == "part":
            return None
        if second.precision != first.precision and (second.relative_month is None or first.month is None):
            return None
        return self._note(text, second)

    def _read_second(self, text: str, place: int) -> Moment | None:
        """The last day of a range: as any date, but its day may stand in Chinese numerals alone, or behind a stroke."""
        second = self._read_one(text, place)
        stroke = self._forms.second_stroke.match(text, place) if second is None else None
        if stroke:
            return Moment(place, stroke.end(), month=int(stroke["month"]), day=int(stroke["day"]))
        match = self._forms.second_day.match(text, place) if second is None else None
        return Moment(place, match.end(), day=self._number(match["day"])) if match else second

    def _after(self, text: str, moment: Moment) -> int:
        """Where a time of day behind a date ends."""
        if text[moment.end : moment.end + 1] not in self._forms.time_firsts or moment.precision != "day":
            return moment.end
        match = self._forms.time.match(text, moment.end)
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
        if written.isdigit():
            return int(written)
        for names in (self._forms.small, self._rules.month_names):
            if written in names:
                return names[written]
        return self._digits[written]

    def _year(self, written: str) -> int:
        if written.isdigit():
            return int(written)
        return int("".join(str(self._digits.get(char, 0)) for char in written))


def _full_year(year: int) -> int:
    """The year that two digits mean; a year of four digits is itself."""
    return year if year > 99 else year + (2000 if year < _PIVOT else 1900)
