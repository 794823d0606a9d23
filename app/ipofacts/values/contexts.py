"""Words before a number and what they say about it: bounds, currencies, 每股, signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ipofacts.values.lookup import WordTable, is_latin
from ipofacts.values.model import Bound
from ipofacts.values.rules import Lexicon

ContextClass = Literal["bound", "currency", "share", "par", "lot", "converted", "negative", "filler"]
MINUS = "-\u2212\u2013"
SIGNS = f"{MINUS}+"


@dataclass(frozen=True, slots=True)
class Context:
    """What a word before a number says about it."""

    kind: ContextClass
    bound: Bound | None = None
    currency: str | None = None


@dataclass(slots=True)
class Before:
    """All that stands directly before a number; ``start`` is where it begins."""

    start: int
    bound: Bound | None = None
    currency: str | None = None
    per_share: bool = False
    par: bool = False
    lot: bool = False
    converted: bool = False
    negative: bool = False

    @property
    def label(self) -> str | None:
        """The unit that these words give an amount."""
        return "par" if self.par else "lot" if self.lot else "converted" if self.converted else None

    def take(self, meaning: Context) -> bool:
        """Adds a word's meaning; False if it contradicts what stands nearer to the number."""
        if meaning.kind == "bound":
            if self.bound is not None and self.bound != meaning.bound and "approx" not in (self.bound, meaning.bound):
                return False
            self.bound = meaning.bound if self.bound in (None, "approx") else self.bound
        elif meaning.kind == "currency":
            if self.currency is not None:
                return False
            self.currency = meaning.currency
        elif meaning.kind == "negative":
            self.negative = True
        elif meaning.kind == "share":
            self.per_share = True
        elif meaning.kind == "par":
            self.par = True
        elif meaning.kind == "lot":
            self.lot = True
        else:
            self.converted = True
        return True


class Contexts:
    """Reads the words before a number, outwards."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = _context_table(lexicon)
        self._price_labels: WordTable[bool] = WordTable()
        self._price_labels.add(lexicon.units.shares_of_price.labels, True)
        self.firsts = self._words.firsts
        self.lasts = frozenset((*self._words.lasts, *self._price_labels.lasts, *SIGNS, " "))

    def read(self, text: str, start: int, floor: int) -> Before:
        """Bounds, currencies, 每股 and signs directly before ``start``, not before ``floor``."""
        before = Before(start)
        if start <= floor or text[start - 1] not in self.lasts:
            return before
        before.negative = _has_minus(text, start, floor)
        if before.negative or (text[start - 1] == "+" and not text[start - 2 : start - 1].isalnum()):
            before.start = start - 1
        place, filled = before.start, False
        for _ in range(6):
            blank = place - 1 if place > floor and text[place - 1] == " " else place
            found = self._words.behind(text, blank, floor)
            if found is None:
                break
            place, meaning = found
            if meaning.kind == "filler":
                filled = True
                continue
            if meaning.kind == "converted" and not _opens(text, place):
                break
            if filled and meaning.kind not in ("share", "par", "lot"):
                break
            if not before.take(meaning):
                break
            before.start = place
        before.per_share = before.per_share or self._labels_price(text, place, floor)
        return before

    def _labels_price(self, text: str, end: int, floor: int) -> bool:
        """Whether 每股发售价 or the like ends at ``end``; which price it is stays a word of the text."""
        label = self._price_labels.behind(text, end, floor)
        found = self._words.behind(text, label[0], floor) if label else None
        return found is not None and found[1].kind == "share"

    def opens_price(self, text: str, start: int) -> int | None:
        """The end of a word such as 一股 or 一手 at ``start`` that belongs to the number behind it; None if there is none."""
        found = self._words.ahead(text, start)
        return found[0] if found and found[1].kind in ("share", "lot") else None

    def second(self, text: str, place: int) -> tuple[int, Context] | None:
        """The bound, currency or sign before the second end of a range, which starts at ``place``: its end and meaning."""
        if text[place : place + 1] in SIGNS and text[place + 1 : place + 2].isdigit():
            return place + 1, Context("negative" if text[place] in MINUS else "filler")
        found = self._words.ahead(text, place)
        return found if found and found[1].kind in ("currency", "bound", "negative") else None


def as_bound(word: str) -> Bound:
    """A bound from the keys of the rule file."""
    return "approx" if word == "approx" else "over" if word == "over" else "under"


def _has_minus(text: str, start: int, floor: int) -> bool:
    if start - 1 < floor or text[start - 1] not in MINUS:
        return False
    previous = text[start - 2] if start >= 2 else " "
    return not (previous.isdigit() or is_latin(previous) or previous in "%)" or previous in MINUS)


def _opens(text: str, place: int) -> bool:
    """Whether a place begins a bracket or a clause, where a conversion may stand."""
    return place > 0 and text[place - 1] in "(,\uff0c "


def _context_table(lexicon: Lexicon) -> WordTable[Context]:
    units, bounds, table = lexicon.units, lexicon.bounds, WordTable[Context]()
    for currency in lexicon.currencies.currencies:
        table.add(currency.before, Context("currency", currency=currency.code))
    table.add(units.par.words, Context("par"))
    table.add(units.lots.words, Context("lot"))
    table.add(units.shares_of_price.before, Context("share"))
    for word, bound in bounds.before.items():
        table.add([word], Context("bound", bound=as_bound(bound)), not_after=bounds.not_after.get(word, ()))
    table.add(bounds.converted, Context("converted"))
    table.add([units.numerals.negative], Context("negative"))
    table.add(units.shares_of_price.fillers, Context("filler"))
    table.add(units.lots.fillers, Context("filler"))
    return table
