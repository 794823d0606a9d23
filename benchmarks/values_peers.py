"""Ours and others' answers to one text: ``(low, high, currency)`` or ``(first day, last day)``; None for a refusal."""

from __future__ import annotations

import datetime
import importlib
import re
from collections.abc import Callable
from decimal import Context, Decimal, localcontext
from typing import Any

from ipofacts.values import Value, find_values
from values_suites import DEFAULT, WORDS, Amount, Case, Days, _last_of

Answer = Amount | Days | None
PEERS = {"JioNLP": "jionlp", "cn2an": "cn2an", "Recognizers": "recognizers_suite"}


def installed() -> dict[str, Callable[[Case], Answer]]:
    """Ours, and the peers that can be imported."""
    answers: dict[str, Callable[[Case], Answer]] = {"ipofacts": ours}
    for name, module in PEERS.items():
        try:
            library = importlib.import_module(module)
        except ImportError:
            continue
        answers[name] = {"JioNLP": _jionlp, "cn2an": _cn2an, "Recognizers": _recognizers}[name](library)
    return answers


def ours(case: Case) -> Answer:
    """The value, if the text gives exactly one that covers its words and numbers."""
    values = find_values(case.text, case.today.isoformat() if case.today else None)
    if not values:
        return None
    if len(values) > 1:
        return Decimal("NaN"), Decimal("NaN"), None
    value = values[0]
    return _days(value) if case.kind == "date" else _amount(value)


def _amount(value: Value) -> Answer:
    low = value.value if value.low is None else value.low
    high = value.value if value.high is None else value.high
    return None if low is None or high is None else (low, high, value.currency)


def _days(value: Value) -> Answer:
    if value.date is None or value.date.startswith("-"):
        return None
    return _span(value.date)[0], _span(value.date_end or value.date)[1]


def _span(written: str) -> Days:
    """First and last day of ISO text: 2026, 2026-01, 2026-01-08, 2026-Q1, 2026-H1."""
    year, _, rest = written.partition("-")
    if rest.startswith(("Q", "H")):
        months = 3 if rest[0] == "Q" else 6
        first = datetime.date(int(year), (int(rest[1]) - 1) * months + 1, 1)
        return first, _last_of(first, months)
    parts = [int(part) for part in rest.split("-") if part]
    first = datetime.date(int(year), *[*parts, 1, 1][:2])
    return first, _last_of(first, (12, 1, 0)[len(parts)])


def _jionlp(library: Any) -> Callable[[Case], Answer]:
    def answer(case: Case) -> Answer:
        try:
            if case.kind == "date":
                assert case.today is not None
                base = datetime.datetime.combine(case.today, datetime.time(12)).timestamp()
                found = library.parse_time(case.text, time_base=base)
                first, last = (datetime.date.fromisoformat(time[:10]) for time in found["time"])
                return first, last
            found = library.parse_money(case.text)
        except Exception:  # whatever a peer raises is its refusal
            return None
        if not found or found["num"] is None:
            return None
        numbers = found["num"] if isinstance(found["num"], list) else [found["num"]]
        return Decimal(numbers[0]), Decimal(numbers[-1]), WORDS["currencies"].get(found["case"])

    return answer


def _cn2an(library: Any) -> Callable[[Case], Answer]:
    def answer(case: Case) -> Answer:
        if case.kind == "date":
            return None
        try:
            number = Decimal(str(library.cn2an(case.text, "smart")))
        except Exception:  # whatever a peer raises is its refusal
            return None
        return number, number, None

    return answer


def _recognizers(library: Any) -> Callable[[Case], Answer]:
    chinese = library.Culture.Chinese

    def answer(case: Case) -> Answer:
        try:
            if case.kind == "date":
                today = datetime.datetime.combine(case.today or datetime.date.today(), datetime.time(12))
                return _recognized_days(case, library.recognize_datetime(case.text, chinese, reference=today))
            found = library.recognize_currency(case.text, chinese) or library.recognize_number(case.text, chinese)
            if len(found) != 1 or found[0].resolution.get("value") is None:
                return None
            number = Decimal(found[0].resolution["value"])
            return number, number, found[0].resolution.get("isoCurrency")
        except Exception:  # whatever a peer raises is its refusal
            return None

    return answer


def _recognized_days(case: Case, found: Any) -> Answer:
    """Of the readings that it offers for one text (this year's, last year's) the right one counts."""
    if len(found) != 1:
        return None
    readings: list[Days] = []
    for value in found[0].resolution["values"]:
        if value["type"] == "date" and re.fullmatch(r"\d{4}-\d\d-\d\d", value["value"]):
            day = datetime.date.fromisoformat(value["value"])
            readings.append((day, day))
        elif value["type"] == "daterange":
            first, end = datetime.date.fromisoformat(value["start"]), datetime.date.fromisoformat(value["end"])
            readings.extend([(first, end - datetime.timedelta(days=1)), (first, end)])
    right = [reading for reading in readings if reading in case.answers]
    return next(iter(right or readings), None)


def _cents(answer: Amount | Days) -> tuple[object, ...]:
    """Both ends in hundredths, as the suites of money round them; shorter numbers as they are."""
    with localcontext(Context(prec=60)):  # a peer narrows the precision of the whole process
        return tuple(
            round(end, 2) if isinstance(end, Decimal) and end.is_finite() and abs(end) >= 1 else end for end in answer[:2]
        )


def is_right(case: Case, answer: Answer) -> bool:
    """Whether an answer is one of the right ones; an amount in the suite's default currency may name it or not."""
    if answer is None:
        return not case.answers
    for want in case.answers:
        if case.kind == "date":
            if answer == want:
                return True
        elif _cents(answer) == _cents(want):
            currency = want[2] if len(want) == 3 else None
            given = answer[2] if len(answer) == 3 else None
            if given == currency or (currency == DEFAULT and given in (None, "CNY")):
                return True
    return False
