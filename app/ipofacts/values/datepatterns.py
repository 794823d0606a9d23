"""The forms in which dates are written, as regular expressions made from the rule file."""

from __future__ import annotations

import re

from ipofacts.values.lookup import alternation
from ipofacts.values.rules import DateRules

YEAR = r"(?:19|20)\d\d"


class DatePatterns:
    """One compiled pattern a form; the groups are named for what they hold. ``small`` are the numerals of days and months."""

    def __init__(self, rules: DateRules, digits: dict[str, int], ten: str) -> None:
        ones = "".join(char for char, value in digits.items() if value)
        zeros = "".join(char for char, value in digits.items() if value == 0) + "Oo0"
        self.small = _chinese_days(digits, ten)
        small = alternation(self.small)
        month = rf"(?:1[0-2]|0?[1-9](?!\d)|{small}|{alternation(rules.month_names)})"
        day = rf"(?:[12]\d|3[01]|0?[1-9](?!\d)|{small})"
        fiscal = alternation(rules.fiscal)
        year = rf"(?:{YEAR}|[{ones}][{ones}{zeros}]{{3}})"
        year_mark, month_mark, day_mark = (
            f"{alternation(rules.year_marks)}(?! ?{fiscal})",
            alternation(rules.month_marks),
            alternation(rules.day_marks),
        )
        part_of = {
            mark: alternation((*rules.day_not_followed, *rules.mark_not_followed.get(mark, ()))) for mark in rules.day_marks
        }
        day_end = " ?(?:" + "|".join(rf"{mark}(?!{words})" for mark, words in part_of.items()) + ")"
        # Behind a month a day is one whatever follows: 9月29日后, but no day in 30日后.
        named_day_end = " ?(?:" + "|".join(
            rf"{mark}(?!{alternation(rules.mark_not_followed[mark])})" if mark in rules.mark_not_followed else mark
            for mark in rules.day_marks
        ) + ")"  # fmt: skip
        relative_year = f"{alternation(rules.years)}(?! ?{fiscal})"
        relative_month = alternation(rules.months)
        part = rf"(?P<quarter>{alternation(rules.quarters)})|(?P<half>{alternation(rules.halves)})"
        month_part = rf"(?: ?{alternation(rules.month_parts)})?"
        mark_after_month = rf" ?{month_mark}(?!{alternation(rules.month_not_followed)})"
        bare_day = rf"(?= ?(?:{alternation((*rules.range, *rules.listed))}) ?\d{{1,2}} ?(?:{day_mark}|{month_mark}))"
        first_day = rf"(?:{named_day_end}|{bare_day}|(?<=\d)(?=[,;)\u3002\uff0c\u3001\uff1b]|$))"
        in_month = rf"(?P<month>{month}){mark_after_month}(?: ?(?P<day>{day}){first_day}|{month_part})"
        ordinal, counted = rules.nth_month
        nth = rf"1[0-2]|[1-9]|{small}"
        parts_of_year = alternation((*rules.quarters, *rules.halves))
        named_month = rf"(?P<named>{alternation(rules.months_of_year)})|{ordinal} ?(?P<nth>{nth}) ?{counted}"
        self.iso = re.compile(
            rf"(?P<year>{YEAR})(?: ?(?P<mark>[-/.]) ?)(?P<month>1[0-2]|0?[1-9]) ?(?P=mark) ?"
            r"(?P<day>[12]\d|3[01]|0?[1-9])(?!\d|[-/.]\d)"
        )
        self.iso_month = re.compile(rf"(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])(?!\d|[-/.]\d|{year_mark}|[A-Za-z]| ?{fiscal})")
        self.year_quarter = re.compile(
            rf"(?P<year>{YEAR}) ?[-/]? ?(?P<part>Q[1-4]|H[12])(?![A-Za-z0-9])"
            rf"|(?P<part2>Q[1-4]|[1-4]Q|H[12]|[12]H)[ /-]?(?P<year2>{YEAR}|\d\d)(?![A-Za-z0-9.,%])"
            r"|(?P<year3>\d\d)(?P<part3>Q[1-4]|H[12])(?![A-Za-z0-9])"
        )
        self.full = re.compile(
            rf"(?:(?P<year>{year}) ?{year_mark}|(?P<short>\d\d|[{ones}{zeros[:-3]}]{{2}}) ?{year_mark}"
            rf"(?= ?(?:(?:\d{{1,2}}|{small}) ?{month_mark}|{ordinal} ?(?:{nth}) ?{counted}|{parts_of_year}))"
            rf"|(?P<relative>{relative_year}))"
            rf"(?: ?(?:\u7684 ?)?(?:{in_month}|{named_month}|{part})| ?{alternation(rules.year_parts)})?"
        )
        between = rf" ?{alternation(rules.range)} ?"
        some_year = rf"(?:(?P<year>{year}) ?{year_mark}|(?P<relative>{relative_year}))"
        self.year_months = re.compile(rf"{some_year} ?(?P<month>{month}){between}(?P<month2>{month}){mark_after_month}(?! ?\d)")
        first = rules.first_parts
        count = rf"(?P<count>\d{{1,2}}|{small}|{alternation(first.counts)})"
        self.first_parts = re.compile(
            rf"(?:{some_year} ?(?:\u7684 ?)?)?{alternation(first.words)}{count} ?(?:(?P<quarters>{alternation(first.quarters)})"
            rf"|(?P<months>{alternation(first.months)}))(?!{alternation(first.not_followed)})"
        )
        # What stands behind a year that goes on with 前三季度 or 1-9月.
        self.year_goes_on = frozenset((*"0123456789\u7684", *(word[0] for word in (*first.words, *self.small))))
        self.eight_digits = re.compile(rf"(?P<year>{YEAR})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?![\d.,A-Za-z])")
        later = alternation(rules.year_not_followed)
        self.years = re.compile(rf"(?P<year>{YEAR}){between}(?P<year2>{YEAR}|\d\d) ?{year_mark}(?!{later})(?: ?{in_month})?")
        self.months = re.compile(rf"(?P<month>1[0-2]|[1-9]){between}(?P<month2>1[0-2]|[1-9]){mark_after_month}(?! ?\d)")
        self.month = re.compile(in_month)
        self.relative_month = re.compile(rf"(?P<relative>{relative_month})(?: ?(?P<day>{day}){day_end}|{month_part})")
        self.day = re.compile(rf"(?P<day>[12]\d|3[01]|0?[1-9]){day_end}")
        self.second_day = re.compile(rf"(?P<day>{day}){day_end}")
        self.columns = re.compile(
            r"(?P<month>1[0-2]|0?[1-9])/(?P<day>[12]\d|3[01]|0?[1-9]) ?[-~\u2013\u2014] ?"
            r"(?P<month2>1[0-2]|0?[1-9])/(?P<day2>[12]\d|3[01]|0?[1-9])(?![\d/])"
        )
        self.cell = re.compile(r"(?P<month>1[0-2]|0[1-9])/(?P<day>[0-2]\d|3[01])(?=\s|[,|)\]]|$)")
        self.dashed = re.compile(r"(?P<month>1[0-2]|0[1-9])-(?P<day>0[1-9]|[12]\d|3[01])(?=\s|[,;|)\u3002\uff0c\uff1b]|$)")
        # Digits alone may be a fraction, 1/3; one that a step of an offering follows, or a weekday, is a day.
        stroke = r"(?P<month>1[0-2]|0?[1-9])/(?P<day>[12]\d|3[01]|0?[1-9])(?![\d/.%])"
        self.second_stroke = re.compile(stroke)
        self.stroke = re.compile(rf"{stroke}(?= ?(?:{alternation(rules.stroke_followed)}|\([{''.join(rules.weekdays)}]\)))")
        self.quarter_alone = re.compile(
            rf"(?P<quarter>{alternation(rules.quarters_alone)})|(?P<half>{alternation(rules.halves_alone)})"
        )
        weekday = rf"{alternation(rules.weekday)}[{''.join(rules.weekdays)}]"
        self.week = re.compile(rf"(?P<week>{alternation(rules.weeks)})(?P<day>[{''.join(rules.weekdays)}])|(?P<bare>{weekday})")
        self.short_day = re.compile(rf"(?P<word>{alternation(rules.days_short)})\((?P<day>\d{{1,2}})\) ?{day_mark}?")
        verb = rules.days_before_verb
        self.verb = re.compile(rf"{alternation(verb.words)}(?={alternation(verb.followed)})")
        weekdays = [word + day for word in rules.weekday for day in rules.weekdays]
        self.start_words = {word: rf"(?=\(\d|{alternation(verb.followed)})" for word in (*rules.days_short, *verb.words)}
        for words in (rules.days, rules.weeks, rules.months, rules.years, rules.month_alone, rules.year_alone, weekdays):
            self.start_words.update(dict.fromkeys(words, ""))
        self.start_words.update(
            dict.fromkeys((*rules.quarters_alone, *rules.halves_alone, *rules.quarters_relative, *rules.year_pairs), "")
        )
        self.start_words.update(dict.fromkeys(first.words, rf"(?=(?:\d{{1,2}}|{small}) ?{alternation(first.quarters)})"))
        self.follows = re.compile(
            rf" ?(?:{alternation((*rules.year_marks, *rules.month_marks, *rules.day_marks, *rules.quarters))}"
            rf"|[-/.~\u2013\u2014\u2212\u2500QH]|{alternation(rules.range)})"
        )
        marks = (*rules.year_marks, *rules.month_marks, *rules.day_marks, *rules.quarters, *rules.range, *"-/.~QH \u2212\u2500")
        self.marks = frozenset(word[0] for word in marks)
        self.clock_marks = frozenset((":", " ", *(word[0] for word in rules.times.hours)))
        self.weekday_note = re.compile(
            rf" ?\( ?(?:{alternation(rules.weeks)}[{''.join(rules.weekdays)}]|{weekday})[^()]{{0,6}}\)"
        )
        self.time = re.compile(_time_pattern(rules, small))
        times = rules.times
        self.time_firsts = frozenset((*"0123456789 ", *(word[0] for word in (*times.parts, *self.small))))
        minutes = rf"(?:{times.half}|{times.quarter}|(?:\d{{1,2}}|{small}) ?{alternation(times.minutes)}|\d\d)"
        self.clock = re.compile(
            r"\d{1,2}:\d\d(?::\d\d)?"
            rf"|(?:\d{{1,2}}|{small}) ?{alternation(times.hours)}(?:{minutes})?(?![\d{''.join(digits)}])"
        )


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
