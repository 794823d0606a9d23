"""All that an article says for and against one string being a company's name, and the weight of it."""

from __future__ import annotations

from dataclasses import dataclass, field

# Points that make a name: backed by more than one sentence or by its form, and standing alone.
_ENOUGH, _ALONE = 4, 6
# Places in a sentence that leave no other reading weigh so much.
_SURE = 5
# A character of a clause at the edge of a string weighs so much against it.
_TORN = 4


@dataclass(slots=True)
class Evidence:
    """All that the article says for and against one string."""

    novelty: int = 0
    rare: bool = False
    fitting: bool = False
    trade: bool = False
    latin: bool = False
    listing: int = 0
    near: int = 0
    described: int = 0
    quoted: int = 0
    opens: int = 0
    leads: int = 0
    initial: int = 0
    titled: int = 0
    hits: int = 0
    count: int = 0
    person: int = 0
    personal: bool = False
    generic: int = 0
    kind: int = 0
    seats: int = 0
    sure: int = 0
    plain: int = 0
    ticker: int = 0
    strong: int = 0
    coded: int = 0
    listed: int = 0
    proper: bool = False
    short: bool = False
    common: bool = False
    fragment: bool = False
    spans: list[tuple[int, int]] = field(default_factory=list)

    def points(self) -> int:
        """The weight of the evidence; ``_ENOUGH`` makes a name, ``_ALONE`` one that nothing else backs."""
        if self.strong:
            return 10
        told = self.listing or self.near or self.described or self.seats
        known = bool(self.novelty or self.proper or (self.rare and told))
        score = self.novelty + self.trade * (1 + known + (known or self.described > 1))
        score += 2 * bool(self.listing) + (self.listing > 1) + bool(self.near) + min(self.described, 2)
        score += (
            bool(self.quoted)
            + bool(self.opens)
            + bool(self.titled)
            + min(self.count, 5)
            - 1
            - 3 * self.common
            + self.proper
            + min(3 * self.listed, 8)
            + (self.novelty > 1 and self.count > 1 and not self.short and not self.latin)
            + (self.novelty > 2)
            + 2 * (self.fitting and not self.personal)
        )
        score -= _TORN * self.fragment
        return score - 5 * (self.person > 0) - 3 * (self.personal and not self.listing and self.listed < 4)

    @property
    def special(self) -> bool:
        """Whether a string is more than everyday words: unknown ones, rare ones, a trade, a proper name."""
        return self.novelty > 0 or self.rare or self.trade or self.proper

    @property
    def of_a_kind(self) -> bool:
        """Whether the string mostly tells what kind of company is meant."""
        told_as_one = self.kind >= max(self.count, 1) and not (self.strong or self.quoted or self.listed)
        return told_as_one or 0 < self.hits <= 2 * self.generic

    @property
    def accepted(self) -> bool:
        """Whether the evidence makes a name."""
        if self.ticker and not self.strong:
            return False
        return self._by_itself or self._seated

    @property
    def seated_only(self) -> bool:
        """Whether nothing but the place it stands in makes a name."""
        return self._seated and not self._by_itself

    @property
    def _seated(self) -> bool:
        """Whether it stands where the trade's sentences name a company: often enough for a string so ``plain``."""
        if (self.person and self.seats < _SURE) or self.of_a_kind:
            return False
        backing = (
            self.seats
            + bool(self.sure and self.leads)
            + bool(self.titled)
            + bool(self.described)
            + bool(self.quoted)
            + self.proper
            + (self.count > 2 and self.leads > 1)
        )
        return self.seats > 0 and backing > self.plain + _TORN * self.fragment

    @property
    def _by_itself(self) -> bool:
        """Whether what it is made of and what is said of it make a name."""
        if (self.of_a_kind or (self.person and self.personal)) and not self.strong:
            return False
        made = (self.proper and self.listing and (self.backed or not self.short)) or (
            self.trade and (self.novelty > 1 or self.proper or self.leads)
        )
        made = made or (self.fitting and self.initial > 0 and not self.personal)
        enough = _ENOUGH if made or self.latin or self.backed else _ALONE
        return self.points() >= enough - (self.leads > 0 and enough == _ALONE)

    @property
    def backed(self) -> bool:
        """Whether more than one sentence speaks for the string."""
        return bool(self.count > 1 or self.listed or self.quoted or self.described or self.strong)
