"""What a text must hold for a value of a kind to stand in it: for a look that goes before reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ipofacts.values.fold import Folder
from ipofacts.values.lookup import character_class, tree
from ipofacts.values.rules import Lexicon
from ipofacts.values.units import unit_table

# The power of ten from which on a magnitude scales the number before it.
_LARGE = 4


@dataclass(frozen=True, slots=True)
class Sign:
    """In every clean text with such a value one of the ``words`` stands, however their characters are written, or one of
    the ``tails`` where the ``pattern`` matches.
    """

    words: frozenset[str]
    tails: frozenset[str] = frozenset()
    pattern: str = ""


def signs(lexicon: Lexicon, fold: Folder) -> dict[str, Sign]:
    """``price``: an amount per share; ``money``: any other; ``shares``, ``ads``, ``lot``: counts of these; ``scaled``: a
    number with a scale and no unit.
    """
    units = lexicon.units
    per_share = units.shares_of_price
    slashed = (f"/{gap}{word}" for word in per_share.slash for gap in ("", " "))

    def sign(*words: str) -> Sign:
        return Sign(_forms(fold, words))

    return {
        "price": sign(*per_share.before, *per_share.after, *slashed),
        "money": _money(lexicon, fold),
        "scaled": _scaled(lexicon, fold),
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
    return Sign(before, after, f"{end} ?(?:{tree(dict.fromkeys(after, ''))})")


def _scaled(lexicon: Lexicon, fold: Folder) -> Sign:
    """A scale. A small one is part of a Chinese number (二十, 三百) unless it stands behind digits, 多, 个 or a fraction."""
    numerals = lexicon.units.numerals
    large = [word for word, power in numerals.magnitudes.items() if power >= _LARGE]
    alone = _forms(fold, (*large, *numerals.latin, *map(str.capitalize, numerals.latin), *numerals.symbols))
    small = _forms(fold, numerals.magnitudes) - alone
    ends = _forms(fold, (word[-1] for word in (*dict(lexicon.bounds.more.items()), *numerals.counter)))
    figure = f"{character_class(_forms(fold, numerals.digits))[:-1]}\\d]"
    point = character_class(fold.forms(numerals.point))
    begin = f"{character_class({*ends, *fold.forms(numerals.point)})[:-1]}\\d]"
    return Sign(alone, small, f"{begin}(?:(?<!{point}) ?|(?<={point}){figure}+){character_class(small)}")


def _forms(fold: Folder, words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in fold.forms(word))
