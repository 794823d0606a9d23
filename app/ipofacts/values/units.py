"""Words behind a number and what they make of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ipofacts.values.lookup import WordTable
from ipofacts.values.rules import Lexicon

UnitClass = Literal["money", "count", "multiple", "percent", "nothing"]
ONE = Decimal(1)
PRICE_COIN = "price coin"  # a coin that is one only behind 每股


@dataclass(frozen=True, slots=True)
class Unit:
    """What a word behind a number makes of it; ``factor`` multiplies the number, ``label`` is the Value's unit."""

    kind: UnitClass
    currency: str | None = None
    label: str | None = None
    factor: Decimal = ONE

    def fits(self, other: Unit) -> bool:
        """Whether the two ends of one range may carry these units."""
        if self.kind == other.kind == "money":
            return self.currency is None or other.currency is None or self.currency == other.currency
        return self.kind == other.kind and self.label == other.label


PERCENT = Unit("percent")
TENTHS = Unit("percent", factor=Decimal(10))


def unit_table(lexicon: Lexicon) -> WordTable[Unit]:
    """Words behind a number; where two rules claim a word, the earlier here has it."""
    units, table = lexicon.units, WordTable[Unit]()
    plain = lexicon.currencies.plain
    for currency in lexicon.currencies.currencies:
        table.add(currency.after, Unit("money", currency.code))
        table.add([plain.unit + word for word in currency.after], Unit("money", currency.code))
        for word, part in currency.parts.items():
            table.add([word], Unit("money", currency.code, factor=Decimal(part)))
    table.add(plain.after, Unit("money"), plain.not_followed)
    for word, part in plain.coins.items():
        table.add([word], Unit("money", factor=Decimal(part)), plain.coins_not_followed)
    for word, part in plain.price_coins.items():
        table.add([word], Unit("money", label=PRICE_COIN, factor=Decimal(part)), plain.price_coins_not_followed)
    for label in ("ads", "shares", "lot"):
        rule = getattr(units.counts, label)
        table.add(rule.words, Unit("count", label=label), rule.not_followed)
    table.add(units.multiples.words, Unit("multiple"), units.multiples.not_followed)
    percents = units.percents
    table.add(percents.percent, PERCENT)
    table.add(percents.point, Unit("percent", label="point"))
    table.add(percents.permille, Unit("percent", factor=Decimal("0.1")))
    table.add(percents.basis_point, Unit("percent", label="point", factor=Decimal("0.01")))
    table.add(units.counts.other.words, Unit("count", label="other"))
    table.add(units.nothing, Unit("nothing"))
    return table


def part_table(lexicon: Lexicon) -> WordTable[Decimal]:
    """Smaller coins and what they are of the larger one."""
    table: WordTable[Decimal] = WordTable()
    parts = [lexicon.currencies.plain.parts, *(currency.parts for currency in lexicon.currencies.currencies)]
    for word, part in (item for row in parts for item in row.items()):
        table.add([word], Decimal(part))
    return table
