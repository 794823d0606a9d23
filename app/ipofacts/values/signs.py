"""What a text must hold for a value of a kind to stand in it: for a look that goes before reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ipofacts.values.fold import Folder
from ipofacts.values.lookup import character_class, tree
from ipofacts.values.rules import Lexicon
from ipofacts.values.units import unit_table


@dataclass(frozen=True, slots=True)
class Sign:
    """Words of which one stands in every clean text with such a value, however their characters are written.

    ``pattern`` matches there too, and in fewer other texts; it is empty where it would say no more than the words.
    """

    words: frozenset[str]
    pattern: str = ""


def signs(lexicon: Lexicon, fold: Folder) -> dict[str, Sign]:
    """``price``: an amount per share; ``money``: any other; ``shares``, ``ads``, ``lot``: counts of these; ``scaled``: a
    number with a scale and no unit.
    """
    units, numerals = lexicon.units, lexicon.units.numerals
    per_share = units.shares_of_price
    slashed = (f"/{gap}{word}" for word in per_share.slash for gap in ("", " "))

    def sign(*words: str) -> Sign:
        return Sign(_forms(fold, words))

    return {
        "price": sign(*per_share.before, *per_share.after, *slashed),
        "money": _money(lexicon, fold),
        "scaled": sign(*numerals.magnitudes, *numerals.latin, *numerals.symbols),
        "shares": sign(*units.counts.shares.words, *units.counts.ads.words),
        "ads": sign(*units.counts.ads.words),
        "lot": sign(*units.counts.lot.words, *units.lots.words),
    }


def _money(lexicon: Lexicon, fold: Folder) -> Sign:
    """A currency before a number; or a coin behind one, behind a scale, or alone in the brackets of a label."""
    numerals = lexicon.units.numerals
    before = _forms(fold, (word for currency in lexicon.currencies.currencies for word in currency.before))
    after = _forms(fold, unit_table(lexicon).words_of(lambda unit: unit.kind == "money"))
    ends = (*numerals.digits, *numerals.magnitudes, *numerals.tens, *(word[-1] for word in dict(lexicon.bounds.more.items())))
    end = character_class({*_forms(fold, ends), "("})[:-1] + r"\dA-Za-z]"
    return Sign(before | after, f"{end} ?(?:{tree(dict.fromkeys(after, ''))})|{tree(dict.fromkeys(before, ''))}")


def _forms(fold: Folder, words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in fold.forms(word))
