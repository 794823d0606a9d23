"""Any number, day or code written in any supported form (forms.yaml) reads back as itself."""

import datetime
from decimal import Decimal, localcontext
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ipofacts.values import Value, find_values, notation
from ipofacts.values.finder import default_finder

FORMS = yaml.safe_load((Path(__file__).parent / "forms.yaml").read_text(encoding="utf-8"))
NUMERALS = default_finder().lexicon.units.numerals
DIGITS = sorted({value: char for char, value in reversed(NUMERALS.digits.items())}.items())
TEN, HUNDRED, THOUSAND, MYRIAD, HUNDRED_MILLION = (
    next(char for char, power in NUMERALS.magnitudes.items() if power == wanted) for wanted in (1, 2, 3, 4, 8)
)

amounts = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99999999"), places=2)
wholes = st.integers(min_value=11, max_value=10**12)
days = st.dates(datetime.date(1990, 1, 1), datetime.date(2049, 12, 31))


def chinese(number: int) -> str:
    """A whole number in Chinese numerals, as it is read aloud."""
    if number >= 10**8:
        return _above(number, 10**8, HUNDRED_MILLION)
    if number >= 10**4:
        return _above(number, 10**4, MYRIAD)
    written, gap = "", False
    for power, magnitude in ((3, THOUSAND), (2, HUNDRED), (1, TEN), (0, "")):
        digit = number // 10**power % 10
        if digit:
            written += (DIGITS[0][1] if gap and written else "") + DIGITS[digit][1] + magnitude
        gap = not digit
    return written or DIGITS[0][1]


def _above(number: int, unit: int, magnitude: str) -> str:
    high, low = divmod(number, unit)
    zero = DIGITS[0][1] if low and low < unit // 10 else ""
    return chinese(high) + magnitude + (zero + chinese(low) if low else "")


def _only(text: str, published: str | None = None) -> Value:
    (value,) = find_values(text, published)
    assert value.text in text
    return value


def _labels(value: Value) -> str:
    return " ".join(word for word in (value.kind, value.currency, value.bound, value.unit) if word)


@pytest.mark.parametrize(("want", "form"), [(want, form) for want, forms in FORMS["numbers"].items() for form in forms])
@given(amount=amounts, whole=wholes, commas=st.booleans())
@settings(max_examples=12)
def test_number(want: str, form: str, amount: Decimal, whole: int, commas: bool) -> None:
    number = f"{amount:,}" if commas else str(amount)
    value = _only(form.format(n=number, zh=chinese(whole)))
    assert (_labels(value), value.value) == (want, whole if "{zh}" in form else amount)


@pytest.mark.parametrize(("want", "form"), [(want, form) for want, forms in FORMS["ranges"].items() for form in forms])
@given(low=amounts, high=amounts)
@settings(max_examples=12)
def test_range(want: str, form: str, low: Decimal, high: Decimal) -> None:
    low, high = sorted((low, high))
    value = _only(form.format(a=low, b=high))
    assert (_labels(value), value.low, value.high) == (want, low, high)


@pytest.mark.parametrize("form", FORMS["days"])
@given(day=days)
@settings(max_examples=12)
def test_day(form: str, day: datetime.date) -> None:
    assert _only(form.format(y=day.year, m=day.month, d=day.day)).date == day.isoformat()


@pytest.mark.parametrize("form", FORMS["months"])
@given(day=days)
@settings(max_examples=12)
def test_month(form: str, day: datetime.date) -> None:
    assert _only(form.format(y=day.year, m=day.month)).date == day.isoformat()[:7]


@pytest.mark.parametrize("form", FORMS["spans"])
@given(first=days, last=days)
@settings(max_examples=12)
def test_span(form: str, first: datetime.date, last: datetime.date) -> None:
    text = form.format(y=first.year, m=first.month, d=first.day, y2=last.year, m2=last.month, d2=last.day)
    value = _only(text)
    assert (value.date, value.date_end) == (first.isoformat(), last.isoformat())


@given(day=days, published=days)
def test_day_without_year_is_the_last_or_soon(day: datetime.date, published: datetime.date) -> None:
    rules = default_finder().lexicon.dates
    value = _only(f"{day.month}{rules.month_marks[-1]}{day.day}{rules.day_marks[0]}", published.isoformat())
    assert value.date is not None
    assert value.date[5:] == day.isoformat()[5:]
    ahead = (datetime.date.fromisoformat(value.date) - published).days
    assert rules.foreseen - 370 <= ahead <= rules.foreseen + 2 or (day.month, day.day) == (2, 29)


@pytest.mark.parametrize(("market", "form"), [(market, form) for market, forms in FORMS["codes"].items() for form in forms])
@given(number=st.integers(min_value=1000, max_value=9999), board=st.sampled_from(["60", "00", "30", "68"]))
@settings(max_examples=12)
def test_code(market: str, form: str, number: int, board: str) -> None:
    code = f"0{number}" if market == "HK" else f"{board}{number}"
    value = find_values(form.format(c=code))[0]
    assert (value.kind, value.code, value.market) == ("code", code.lstrip("0") if market == "HK" else code, market)


@given(wholes)
def test_chinese_numerals_read_back(whole: int) -> None:
    assert _only(chinese(whole)).value == whole


@pytest.mark.parametrize(("want", "form"), [(want, form) for want, forms in FORMS["numbers"].items() for form in forms])
def test_common_form_is_read_as_any_other(want: str, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """``Sides.quick`` is a shortcut: without it the same comes out."""
    text = form.format(n="1,234.5", zh=chinese(12345))
    quick = find_values(text)
    monkeypatch.setattr(default_finder()._quantities._sides, "quick", lambda text, start: None)
    assert find_values(text) == quick
    assert [_labels(value) for value in quick] == [want]


@given(st.integers(min_value=10**20, max_value=10**25))
def test_precision_of_the_caller_does_not_round(whole: int) -> None:
    unit = default_finder().lexicon.currencies.plain.unit
    with localcontext() as context:
        context.prec = 4
        assert [notation(value) for value in find_values(f"{whole}{unit}")] == [f"money {whole}"]
