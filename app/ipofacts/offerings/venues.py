"""Exchanges, boards, codes and currencies: what one of them tells of the others (rules/offerings/venues.yaml)."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from pathlib import Path

from ipofacts.rulefiles import Root, RuleModel, read_file
from ipofacts.values.model import Value


class Exchange(RuleModel):
    """Suffix and currency of an exchange, how its bare codes look, and the shares of a lot if offerings are counted in lots."""

    suffix: str
    currency: str
    digits: list[int] = []
    code_starts: list[str] = []
    telling_digits: list[int] = []
    lot: int | None = None


class Venues(RuleModel):
    """All exchanges by abbreviation, the exchange of each board, the exchange of each code suffix, and the currency of a
    bare 元 where
    no exchange is told. ``renamed``: boards that are called otherwise at an exchange. ``abroad``: exchanges where companies
    list whose private rounds are told in that currency.
    """

    exchanges: dict[str, Exchange]
    boards: dict[str, str]
    suffixes: dict[str, str]
    renamed: dict[str, dict[str, str]]
    bare_currency: str
    abroad: list[str]
    common_currencies: list[str]

    def of_code(self, value: Value, currencies: Collection[str] = ()) -> str | None:
        """The exchange that a code tells: by its suffix, by its first digits, by its length as written, or by its length in
        an article
        with amounts in the exchange's currency.
        """
        if value.market:
            return self.suffixes.get(value.market)
        code, written = value.code or "", len(value.text)
        for name, exchange in self.exchanges.items():
            if len(code) in exchange.digits and any(code.startswith(start) for start in exchange.code_starts):
                return name
            if written in exchange.telling_digits or (
                len(code) in exchange.digits and exchange.currency in currencies and not exchange.code_starts
            ):
                return name
        return None

    def currency(self, exchange: str | None) -> str | None:
        """The currency that a bare 元 means at an exchange."""
        found = self.exchanges.get(exchange or "")
        return found.currency if found else None

    def shares_of(self, lots: Decimal, exchange: str | None) -> Decimal | None:
        """The shares of so many lots, None at an exchange where offerings aren't counted in lots."""
        found = self.exchanges.get(exchange or "")
        return lots * found.lot if found and found.lot else None

    def amount_currency(self, exchange: str | None, beside: Collection[str] = ()) -> str:
        """The currency of an amount in bare 元 at an exchange; where none is told, the one of the amounts ``beside`` it, unless
        it is one that articles of any market count in.
        """
        known = self.currency(exchange)
        if known is None and len(beside) == 1 and not (said := set(beside)) & set(self.common_currencies):
            known = said.pop()
        return known or self.bare_currency

    def round_currency(self, exchange: str | None, beside: Collection[str] = ()) -> str:
        """The currency of an amount in bare 元 that a private round tells, which knows nothing of the exchange."""
        return self.bare_currency if exchange in self.abroad else self.amount_currency(exchange, beside)

    def full_code(self, value: Value, exchange: str | None) -> str | None:
        """``2513.HK``, ``688795.SH``, ``BABA.US``; None if neither the code nor the exchange tells the market, or
        if they don't fit (a code of the company's listing elsewhere).
        """
        code, own = value.code or "", self.of_code(value)
        if exchange and ((value.market and own and own != exchange) or not self.fits(code, exchange)):
            return None
        exchange = exchange or own
        found = self.exchanges.get(exchange or "")
        suffix = found.suffix if found else value.market
        return f"{code}.{suffix}" if suffix else None

    def board(self, key: str, exchange: str | None) -> str | None:
        """A board as it is called at an exchange, None if it is none of that exchange's."""
        board = self.renamed.get(exchange or "", {}).get(key, key)
        return board if exchange in (None, self.boards.get(board, exchange)) else None

    def fits(self, code: str, exchange: str | None) -> bool:
        """Whether a bare code can be one of an exchange: of so many digits where codes are digits (in Tokyo the last may be a
        letter), a ticker elsewhere.
        """
        found = self.exchanges.get(exchange or "")
        if found is None:
            return True
        return len(code) in found.digits if code[:1].isdigit() else not found.digits


def load_venues(root: Root) -> Venues:
    """The venues of a rules folder; raises RuleFileError."""
    return read_file(root, Path("offerings/venues.yaml"), Venues).content
