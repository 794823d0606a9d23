"""The cases of foreign test suites that lie within our scope, in one form.

Scope is stated by rule, and the rules' words stand in values.yaml:

- amounts and numbers: all that name one number or one range. Outside: indefinite ones (several tens of millions), letters for
  scales, halves and vulgar fractions, digits spelt one by one as a code.
  A coin smaller than a tenth alone (five hundredths, or five points?), and wording such as one piece.
- dates: days, months, quarters, halves, years and ranges of them. Outside: times of day, recurring times, lengths of time
  counted from today, weeks as a whole, feasts, seasons, the lunar calendar, parts of a month or year that the suite itself
  calls vague, words that refer back to another date, month before day in American order; and dates that a suite places by
  another convention than the calendar week that a word names, or the year that lies nearest to the day of reference. A
  two-digit year or a day alone reads as a length of time, and figures alone that are not year, month and day are numbers,
  scores or versions.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import opencc
import yaml

_CHINA = datetime.timezone(datetime.timedelta(hours=8))
WORDS = yaml.safe_load(Path(__file__).with_suffix("").with_name("values.yaml").read_text(encoding="utf-8"))
DEFAULT = "default"  # the suite's word for an amount without a currency of its own
Days = tuple[datetime.date, datetime.date]
Amount = tuple[Decimal, Decimal, str | None]
_simplify = opencc.OpenCC("t2s").convert


@dataclass(frozen=True)
class Case:
    """A text, the kind of answer (``amount``, ``number``, ``date``) and the right answers; none: it must give nothing."""

    suite: str
    text: str
    kind: str
    answers: tuple[Amount | Days, ...]
    today: datetime.date | None = None


def cases(root: Path) -> tuple[list[Case], int]:
    """All cases within scope below ``root``, and how many lie outside."""
    found, outside = [], 0
    for reader in (
        _jionlp_money,
        _cn2an,
        _an2cn,
        _duckling_money,
        _duckling_numbers,
        _jionlp_dates,
        _duckling_dates,
        _dateparser,
    ):
        for case in reader(root):
            if case is not None and _within(case):
                found.append(case)
            else:
                outside += 1
    return found, outside


def _within(case: Case) -> bool:
    text = _simplify(case.text)
    if case.kind != "date":
        return not any(word in text for words in WORDS["outside"]["amounts"].values() for word in words)
    if any(word in text for words in WORDS["outside"]["dates"].values() for word in words):
        return False
    rules = (_DURATION, _WHOLE_WEEK, _LUNAR_DAY, _AMERICAN, _BARE, _LENGTH, _NTH_WEEKDAY)
    return not any(rule.search(text) for rule in rules) and _same_convention(case, text)


def _any(words: Any) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


_NUMERAL = rf"[\d{WORDS['numerals']}]+"
_DURATION = re.compile(
    rf"{_NUMERAL}(?:{WORDS['duration']['more']})?{_any(WORDS['duration']['units'])}{_any(WORDS['duration']['after'])}"
    rf"|(?<!{WORDS['year']}){_any(WORDS['duration']['before'])}{_NUMERAL}{_any(WORDS['duration']['units'])}"
)
_WHOLE_WEEK = re.compile(rf"{_any(WORDS['week'])}(?![{''.join(WORDS['weekdays'])}])")
_NTH_WEEKDAY = re.compile(rf"\u7b2c{_NUMERAL}\u4e2a?{_any(WORDS['week'])}")
_LUNAR_DAY = re.compile(rf"{WORDS['months']}[{WORDS['numerals']}]+$|^[{WORDS['numerals']}]+$")
_AMERICAN = re.compile(r"^\d{1,2}/\d{1,2}(?:/(?:\d\d){1,2})?$")
_BARE = re.compile(r"^(?!\d{4}(?P<mark>[-/.]?)\d\d?(?P=mark)\d\d?$)[\d.\u00b7/ -]+$")
_LENGTH = re.compile(rf"^[\d{WORDS['numerals']}]{{2}}{WORDS['year']}$|^{_NUMERAL}{_any(WORDS['day'])}$")
_WEEKDAY = re.compile(rf"(?P<week>{_any(WORDS['weeks'])})?{_any(WORDS['week'])}(?P<day>[{''.join(WORDS['weekdays'])}])")
_YEARLESS = re.compile(rf"^{_NUMERAL}{WORDS['months']}")


def _same_convention(case: Case, text: str) -> bool:
    """Whether the suite places weekdays in the week named, and dates without year nearest to its day of reference."""
    if not case.answers or case.today is None:
        return True
    first = case.answers[0][0]
    assert isinstance(first, datetime.date)
    weekday = _WEEKDAY.search(text)
    if weekday and not re.search(rf"{WORDS['months']}", text):
        if not weekday["week"]:
            return False
        monday = case.today - datetime.timedelta(days=case.today.weekday())
        return (first - monday).days // 7 == int(WORDS["weeks"][weekday["week"]])
    if _YEARLESS.match(text):
        about = [
            abs((first.replace(year=first.year + shift, day=min(first.day, 28)) - case.today).days) for shift in (-1, 0, 1)
        ]
        return about[1] == min(about)
    return True


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _jionlp_money(root: Path) -> Iterator[Case | None]:
    for row in _lines(root / "jionlp" / "money_parser__money_string_list.jsonl"):
        want = row["expected"]
        numbers = want["num"] if isinstance(want["num"], list) else [want["num"]]
        currency = WORDS["currencies"].get(want["case"], DEFAULT)
        low, high = Decimal(numbers[0]), Decimal(numbers[-1])
        open_above = len(numbers) == 2 and len(re.findall(_NUMERAL, row["input"])) == 1
        answers: list[Amount] = [(low, high, currency)]
        yield Case("jionlp money", row["input"], "amount", (*answers, (low, low, currency)) if open_above else tuple(answers))


def _cn2an(root: Path) -> Iterator[Case | None]:
    for row in _lines(root / "cn2an" / "cases.jsonl"):
        if row["file"] != "cn2an_test":
            continue
        want = row["expected"]
        if isinstance(want, str) or row["set"] == "error_strict_datas" or not row["input"]:
            yield None  # digits spelt one by one; what only the strict mode refuses
        else:
            answer = () if want is None else ((Decimal(str(want)), Decimal(str(want)), DEFAULT),)
            yield Case("cn2an read", row["input"], "number", answer)


def _an2cn(root: Path) -> Iterator[Case | None]:
    """What cn2an writes must read back; amounts in words are rounded to two decimals."""
    for row in _lines(root / "cn2an" / "cases.jsonl"):
        if row["file"] != "an2cn_test" or not isinstance(row["expected"], list):
            continue
        value = Decimal(str(row["input"]))
        cents = value.quantize(Decimal("0.01"), rounding="ROUND_DOWN")
        for form, text in enumerate(row["expected"]):
            yield Case("cn2an written", text, "number", (((cents, cents, DEFAULT) if form == 2 else (value, value, DEFAULT)),))


def _duckling_money(root: Path) -> Iterator[Case | None]:
    for row in _lines(root / "duckling_zh" / "AmountOfMoney.jsonl"):
        match = re.fullmatch(r"\((simple|under|above|between) (\w+) \(?([\d.]+)(?:, ([\d.]+))?\)?\)", row["expected_hs"])
        if match is None or (match[2] in ("Dollar", "Cent") and not any(coin in row["input"] for coin in WORDS["coins"])):
            yield None  # an amount without any word for money
            continue
        scale = Decimal("0.01") if match[2] == "Cent" else Decimal(1)
        low, high = Decimal(match[3]) * scale, Decimal(match[4] or match[3]) * scale
        currency = DEFAULT if match[2] in ("Dollar", "Cent") else match[2]
        yield Case("duckling money", row["input"], "amount", ((low, high, currency),))


def _duckling_numbers(root: Path) -> Iterator[Case | None]:
    for row in _lines(root / "duckling_zh" / "Numeral.jsonl"):
        match = re.fullmatch(r"\(NumeralValue \(?(-?[\d.]+)\)?\)", row["expected_hs"])
        yield match and Case("duckling number", row["input"], "number", ((Decimal(match[1]), Decimal(match[1]), DEFAULT),))


def _jionlp_dates(root: Path) -> Iterator[Case | None]:
    for row in _lines(root / "jionlp" / "time_parser__time_string_list.jsonl"):
        want, today = row["expected"], _jionlp_today(row["time_base"])
        if (
            today is None
            or not isinstance(want, dict)
            or want["type"] not in ("time_point", "time_span")
            or want["definition"] != "accurate"
            or not (want["time"][0].endswith("00:00:00") and want["time"][1].endswith("23:59:59"))
        ):
            yield None
            continue
        first, last = (datetime.date.fromisoformat(time[:10]) for time in want["time"])
        yield Case("jionlp date", row["input"], "date", ((first, last),), today)


def _jionlp_today(base: list[Any]) -> datetime.date | None:
    given = base[0]
    if isinstance(given, dict) and "timestamp" in given:
        return datetime.datetime.fromtimestamp(given["timestamp"], _CHINA).date()
    if isinstance(given, (int, float)) and given > 10000:
        return datetime.datetime.fromtimestamp(given, _CHINA).date()
    if isinstance(given, dict) and "year" in given:
        return datetime.date(given["year"], given.get("month", 7), 1)
    if isinstance(given, list) and given:
        return datetime.date(*[*given, 7, 1][:3]) if len(given) < 3 else datetime.date(*given[:3])
    return None


def _duckling_dates(root: Path) -> Iterator[Case | None]:
    today = datetime.date(2013, 2, 12)
    for row in _lines(root / "duckling_zh" / "Time.jsonl"):
        match = re.fullmatch(r"\(datetime \((\d+), (\d+), (\d+), 0, 0, 0\) (Day|Month|Quarter|Year)\)", row["expected_hs"])
        if match is None:
            yield None
            continue
        first = datetime.date(int(match[1]), int(match[2]), int(match[3]))
        months = {"Day": 0, "Month": 1, "Quarter": 3, "Year": 12}[match[4]]
        yield Case("duckling date", row["input"], "date", ((first, _last_of(first, months)),), today)


def _last_of(first: datetime.date, months: int) -> datetime.date:
    """The last day of a span of whole months that begins at ``first``; ``first`` itself for none."""
    if not months:
        return first
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return datetime.date(year, month + 1, 1) - datetime.timedelta(days=1)


def _dateparser(root: Path) -> Iterator[Case | None]:
    today = datetime.date(2016, 6, 15)
    for row in _lines(root / "dateparser_zh" / "cases.jsonl"):
        args, ago = row["args"], re.fullmatch(r"\{'days': (\d+)\}", row["kwargs"].get("ago", ""))
        written = re.fullmatch(r"datetime\((\d+), (\d+), (\d+), 0, 0\)", str(args[-1])) or re.fullmatch(
            r"(?:\w+ )?(\d{4})-(\d\d)-(\d\d)", str(args[-1])
        )
        if ago:
            day = today - datetime.timedelta(days=int(ago[1]))
        elif written:
            day = datetime.date(*map(int, written.groups()))
        else:
            yield None
            continue
        yield Case("dateparser date", args[0] if ago or len(args) == 2 else args[1], "date", ((day, day),), today)
