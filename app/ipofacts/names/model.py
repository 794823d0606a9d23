"""Names found in an article: companies with all their forms, exchanges and boards, banks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

NameKind = Literal["company", "exchange", "board", "bank"]


class Name(NamedTuple):
    """One mention of a name in clean text.

    ``key`` joins the mentions: for a company the index of its Company in Names.companies, as text; for an exchange its
    abbreviation (``HKEX``); for a board its value (``star``), for a bank the name as written.
    """

    kind: NameKind
    start: int
    end: int
    text: str
    key: str


@dataclass(slots=True)
class Company:
    """A company of the article: the clean forms it is called by, the most used first, and where they stand.

    ``full`` is its registered name if the article gives one.
    """

    forms: list[str]
    full: str | None = None
    mentions: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Names:
    """All names of one article: companies, and mentions of every kind in the order of the text, not overlapping."""

    companies: tuple[Company, ...]
    mentions: tuple[Name, ...]
