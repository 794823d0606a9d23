"""What must hold for any number, date and text."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ipofacts.rulefiles import shipped
from ipofacts.values import find_values
from ipofacts.values.finder import default_finder

CURRENCIES = default_finder().lexicon.currencies.currencies
NUMERALS = default_finder().lexicon.units.numerals
SCALES = {char: power for char, power in NUMERALS.magnitudes.items() if power in (4, 8)}
amounts = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99999999"), places=2)


@given(amounts, st.sampled_from(CURRENCIES), st.sampled_from(["", *SCALES]), st.booleans())
def test_money_reads_back(amount: Decimal, currency: object, scale: str, commas: bool) -> None:
    number = f"{amount:,}" if commas else str(amount)
    for text in (
        *(f"{number}{scale}{word}" for word in currency.after),
        *(f"{word}{number}{scale}" for word in currency.before),
    ):  # type: ignore[attr-defined]
        (value,) = find_values(text)
        assert (value.value, value.currency, value.text) == (amount.scaleb(SCALES.get(scale, 0)), currency.code, text)  # type: ignore[attr-defined]


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2099, 12, 31)))
def test_dates_read_back(day: datetime.date) -> None:
    rules = default_finder().lexicon.dates
    year, month, mark = rules.year_marks[-1], rules.month_marks[-1], rules.day_marks[0]
    for text in (day.isoformat(), f"{day.year}/{day.month}/{day.day}", f"{day.year}{year}{day.month}{month}{day.day}{mark}"):
        (value,) = find_values(text)
        assert (value.date, value.text) == (day.isoformat(), text)


@given(st.text(alphabet=st.sampled_from([*"0123456789,.%-~/() \nAH$", *NUMERALS.magnitudes, *list(NUMERALS.digits)[:12], *"\u5e74",
    *"\u5143\u80a1\u500d\u6210\u6708\u65e5\u7ea6\u591a\u6e2f\u81f3"]), max_size=40))  # fmt: skip
def test_spans_are_ordered_and_exact(text: str) -> None:
    _check_spans(text)


def _check_spans(text: str) -> None:
    end = 0
    for value in find_values(text, "2026-01-08"):
        assert end <= value.start < value.end
        assert value.text == text[value.start : value.end]
        end = value.end


def _words(data: object) -> Iterator[str]:
    """All words and keys of a rule file."""
    if isinstance(data, dict):
        yield from (word for word in data if isinstance(word, str))
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _words(part)
    if isinstance(data, str):
        yield data


LEXICON = sorted(
    {
        word
        for file in (shipped() / "values").glob("*.yaml")
        for word in _words(yaml.safe_load(file.read_text(encoding="utf-8")))
    }
)


@given(st.lists(st.sampled_from(LEXICON) | st.integers(0, 2030).map(str), max_size=8).map("".join))
def test_spans_of_any_words_of_the_lexicon_are_ordered_and_exact(text: str) -> None:
    _check_spans(text)


def test_spans_of_each_word_of_the_lexicon_are_exact() -> None:
    for word in LEXICON:
        _check_spans(word)


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert all(value.text == text[value.start : value.end] for value in find_values(text, "2026-01"))


@given(amounts)
def test_no_number_is_split(amount: Decimal) -> None:
    text = f"A{amount}{next(iter(SCALES))}-{amount:,}"
    for value in find_values(text):
        around = text[value.start - 1 : value.start] + text[value.end : value.end + 1]
        assert not any(char.isdigit() for char in around)


def test_folding_knows_every_word() -> None:
    """A traditional form of any character of the rule files folds to it, and folding keeps length."""
    import opencc

    fold, to_traditional = default_finder()._fold, opencc.OpenCC("s2t")
    lexicon = default_finder().lexicon
    rules = (lexicon.currencies, lexicon.units, lexicon.bounds, lexicon.dates, lexicon.codes)
    for char in set("".join(rule.model_dump_json() for rule in rules)):
        written = to_traditional.convert(char)
        assert fold(written) == fold(char), written
    assert all(len(pair) == 2 for pair in lexicon.fold.pairs.split())


def test_rule_files_are_the_documented_ones() -> None:
    names = sorted(path.stem for path in (shipped() / "values").glob("*.yaml"))
    assert names == ["bounds", "codes", "currencies", "dates", "fold", "units"]
    for name in names:
        assert yaml.safe_load((shipped() / "values" / f"{name}.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("published", ["0001-01-01", "0001", "9999-12-31", "9999-12", "0002-01-01"])
def test_publication_at_the_ends_of_the_calendar_resolves_nothing_and_breaks_nothing(published: str) -> None:
    found = find_values("1月3日,今日,昨日,下周四,去年12月,12月31日,明年,5日,下月,三季度", published)
    assert next(value for value in found if value.text == "1月3日").date == "--01-03"
    assert all(value.date is None or not value.date.startswith(published[:4]) for value in found)


@pytest.mark.parametrize("word", ["今明两年", "今明年"])
def test_two_years_in_a_word_span_the_word(word: str) -> None:
    found = find_values(f"公司计划{word}内在港上市", "2025-06-10")
    assert [(value.text, value.date, value.date_end) for value in found] == [(word, "2025", "2026")]
