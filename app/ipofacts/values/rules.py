"""The rule files of this room (``rules/values/*.yaml``): their models, and one object that holds them all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ipofacts.rulefiles import Root, RuleModel, read_file, shipped

Words = list[str]
Examples = dict[str, str]


class CurrencyRule(RuleModel):
    """One currency: its ISO 4217 code, the words before and after a number, and fractions of its unit."""

    code: str
    before: Words = []
    after: Words = []
    parts: dict[str, str] = {}
    examples: Examples


class PlainMoney(RuleModel):
    """Words of money that name no currency; ``unit`` may stand before the name of one (三万元欧元)."""

    unit: str
    after: Words
    parts: dict[str, str]
    coins: dict[str, str]
    coins_not_followed: Words
    price_coins: dict[str, str]
    price_coins_not_followed: Words
    tails: dict[str, str]
    not_followed: Words


class CurrencyRules(RuleModel):
    """``currencies.yaml``."""

    plain: PlainMoney
    currencies: list[CurrencyRule]


class NumeralRules(RuleModel):
    """Digits, magnitudes (as powers of ten) and what makes a number indefinite."""

    digits: dict[str, int]
    magnitudes: dict[str, int]
    tens: dict[str, int]
    point: str
    negative: str
    counter: Words
    indefinite: Words
    ordinal: str
    fraction: str
    latin: dict[str, int]
    symbols: dict[str, int]
    not_scale: dict[str, Words]
    compounds: Words
    examples: Examples


class WordRule(RuleModel):
    """Words of one meaning; ``fillers`` may stand between them and the number."""

    words: Words
    not_followed: Words = []
    fillers: Words = []
    examples: Examples = {}


class CountRules(RuleModel):
    """What is counted."""

    shares: WordRule
    ads: WordRule
    lot: WordRule
    other: WordRule


class PercentRules(RuleModel):
    """Percents in all wordings."""

    percent: Words
    point: Words
    permille: Words
    basis_point: Words
    half: str
    tenths: str
    tenths_not_followed: Words
    before: dict[str, int]
    examples: Examples


class PerShareRules(RuleModel):
    """What makes an amount a price per share."""

    before: Words
    labels: Words
    after: Words
    slash: Words
    fillers: Words
    examples: Examples


class HeaderRules(RuleModel):
    """Labels that give the numbers behind them their unit; ``links`` may stand between, ``before`` before a unit alone."""

    multiples: Words
    links: Words
    before: Words
    examples: Examples


class UnitRules(RuleModel):
    """``units.yaml``."""

    numerals: NumeralRules
    counts: CountRules
    nothing: Words
    multiples: WordRule
    percents: PercentRules
    shares_of_price: PerShareRules
    par: WordRule
    lots: WordRule
    headers: HeaderRules


class BoundWords(RuleModel):
    """Words for about, more than and at most."""

    approx: Words = []
    over: Words = []
    under: Words = []

    def items(self) -> list[tuple[str, str]]:
        """All words, each with its bound."""
        return [(word, bound) for bound in ("approx", "over", "under") for word in getattr(self, bound)]


class LimitWords(RuleModel):
    """Words that make two amounts the limits of one range: before the lower, before the upper, and between them. A word of
    both lists stands before both amounts.
    """

    low: Words
    high: Words
    links: Words
    joins: Words


class RangeRules(RuleModel):
    """What holds the two ends of a range together."""

    between: Words
    joined: Words
    listed: Words
    openers: Words
    closers: Words
    notes: Words
    limits: LimitWords
    examples: Examples


class BoundRules(RuleModel):
    """``bounds.yaml``."""

    before: BoundWords
    not_after: dict[str, Words]
    after: BoundWords
    after_not_followed: dict[str, Words]
    more: BoundWords
    range: RangeRules
    converted: Words
    examples: Examples


class ShortDays(RuleModel):
    """One-character days that count only before certain words, and not as the end of another word (如今在)."""

    words: dict[str, int]
    followed: Words
    not_after: Words


class TimeRules(RuleModel):
    """Times of day: they belong to the date before them and are no values."""

    parts: Words
    hours: Words
    minutes: Words
    half: str
    quarter: str


class Anchors(RuleModel):
    """Words beside which a year tells nothing of the article's own year."""

    before: Words
    after: Words


class FirstParts(RuleModel):
    """Words of 前三季度, 前5个月: the first parts of a year."""

    words: Words
    counts: Words
    quarters: Words
    months: Words
    not_followed: Words


class DateRules(RuleModel):
    """``dates.yaml``."""

    days: dict[str, int]
    days_short: dict[str, int]
    days_before_verb: ShortDays
    days_not_after: dict[str, Words]
    weeks: dict[str, int]
    weekday: Words
    weekdays: dict[str, int]
    months: dict[str, int]
    years: dict[str, int]
    year_pairs: dict[str, list[int]]
    year_marks: Words
    year_not_followed: Words
    fiscal: Words
    month_marks: Words
    day_marks: Words
    month_names: dict[str, int]
    months_of_year: dict[str, int]
    nth_month: list[str]
    month_parts: Words
    year_parts: Words
    quarters: dict[str, int]
    quarters_alone: Words
    quarters_relative: dict[str, int]
    first_parts: FirstParts
    halves: dict[str, int]
    halves_alone: Words
    month_alone: dict[str, int]
    year_alone: dict[str, int]
    range: Words
    listed: Words
    day_not_followed: Words
    mark_not_followed: dict[str, Words]
    month_not_followed: Words
    stroke_followed: Words
    day_labels: Words
    times: TimeRules
    coming: Words
    foreseen: int
    anchor_after: Words
    not_anchor: Anchors
    examples: Examples


class LabelRules(RuleModel):
    """Label words by what they label; numbers after ``none`` are no codes and no values."""

    stock: Words
    subscription: Words
    bond: Words
    fund: Words
    index: Words
    none: Words

    def items(self) -> list[tuple[str, str]]:
        """All label words, each with what it labels."""
        return [(word, kind) for kind in type(self).model_fields for word in getattr(self, kind)]


class CodeRules(RuleModel):
    """``codes.yaml``."""

    labels: LabelRules
    label_links: Words
    behind_quotes: Words
    trades_behind: Words
    leads: Words
    behind_lead: Words
    ticker_context: Words
    not_tickers: Words
    quotes: Words
    suffixes: dict[str, Words]
    prefixes: dict[str, Words]
    digits: dict[str, str]
    year_like: list[str]
    subscription_starts: list[str]
    lone_starts: list[str]
    bracket_after_not: Words
    short_after_not: Words
    short_labels: Words
    examples: Examples


class FoldRules(RuleModel):
    """``fold.yaml``: pairs of characters, the second standing for the first."""

    pairs: str


@dataclass(frozen=True)
class Lexicon:
    """Everything the rule files of this room say."""

    currencies: CurrencyRules
    units: UnitRules
    bounds: BoundRules
    dates: DateRules
    codes: CodeRules
    fold: FoldRules

    def examples(self) -> Examples:
        """All examples of all files: text, and the notation of the value it must give."""
        units = self.units
        counts = units.counts
        groups: list[Examples] = [currency.examples for currency in self.currencies.currencies]
        groups += [units.numerals.examples, units.percents.examples, units.shares_of_price.examples]
        groups.append(units.headers.examples)
        groups += [
            rule.examples
            for rule in (counts.shares, counts.ads, counts.lot, counts.other, units.multiples, units.par, units.lots)
        ]
        groups += [self.bounds.examples, self.bounds.range.examples, self.dates.examples, self.codes.examples]
        return {text: want for group in groups for text, want in group.items()}


Rules = TypeVar("Rules", bound=RuleModel)


def load(root: Root | None = None) -> Lexicon:
    """The rules below ``root`` (the shipped ones by default). Raises RuleFileError."""
    folder = root or shipped()

    def part(name: str, model: type[Rules]) -> Rules:
        return read_file(folder, Path("values") / f"{name}.yaml", model).content

    return Lexicon(
        part("currencies", CurrencyRules),
        part("units", UnitRules),
        part("bounds", BoundRules),
        part("dates", DateRules),
        part("codes", CodeRules),
        part("fold", FoldRules),
    )
