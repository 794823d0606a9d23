"""What the offerings room works with on the way: a company's candidates, gathered by listing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ipofacts.names.model import Name
from ipofacts.rules.match import Candidate

# Facts that name an exchange in words of listing; a code only tells one where these don't.
PLACE_FACTS = ("exchange", "board")


@dataclass(slots=True)
class Draft:
    """One offering in the making: a company (index in Names.companies), perhaps an exchange, and its candidates.

    ``place`` tells the exchange. ``shared`` are candidates that a line above told of several companies; they count only for
    facts that have none of their own.
    """

    company: int
    exchange: str | None
    candidates: list[Candidate] = field(default_factory=list)
    shared: list[Candidate] = field(default_factory=list)
    primary: bool = True
    place: Candidate | Name | None = None

    def of(self, fact: str) -> Sequence[Candidate]:
        """The candidates of one fact."""
        own = [candidate for candidate in self.candidates if candidate.fact == fact]
        return own or [candidate for candidate in self.shared if candidate.fact == fact]

    def facts(self) -> set[str]:
        """The facts that have a candidate of their own."""
        return {candidate.fact for candidate in self.candidates}
