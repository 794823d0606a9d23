"""Two limits told one after the other as one range: 不低于6.2元及不高于7.4元; 下限6.2元,上限7.4元; 上下限7.4元及6.2元."""

from __future__ import annotations

import re

from ipofacts.values.lookup import alternation
from ipofacts.values.model import Value
from ipofacts.values.rules import RangeRules

_KINDS = ("money", "price")
_LONGEST = 12  # characters between the amounts
_LABEL_LENGTH = 10
_WIDEST = 10  # limits farther apart than this factor are of different things
_OPPOSITE = {"over": "under", "under": "over"}


class Limits:
    """Joins a lower and an upper limit to a range."""

    def __init__(self, rules: RangeRules) -> None:
        words = rules.limits
        join = f"(?:{alternation(words.joins)} ?)*"
        link = f"(?:{alternation(words.links)})?"
        self._join = re.compile(join)
        both = sorted(set(words.low) & set(words.high))
        self._both = re.compile(rf"{alternation(both)}{link}$") if both else None
        self._labels = {
            "over": re.compile(rf"{alternation(words.low)}{link}$"),
            "under": re.compile(rf"{alternation(words.high)}{link}$"),
        }
        self._joined_labels = {
            "over": re.compile(rf"{join}{alternation(words.low)}{link}"),
            "under": re.compile(rf"{join}{alternation(words.high)}{link}"),
        }

    def join(self, text: str, first: Value, second: Value) -> Value | None:
        """Both amounts as one range, None if they are no two limits of one thing."""
        if not _alike(first, second) or not 0 < second.start - first.end <= _LONGEST:
            return None
        start = self._opened(text, first, second)
        if start is None:
            return None
        low, high = sorted(value.value for value in (first, second) if value.value is not None)
        if low == high or high > low * _WIDEST:
            return None
        kind = "price" if "price" in (first.kind, second.kind) else first.kind
        return first._replace(
            kind=kind,
            start=start,
            end=second.end,
            value=None,
            low=low,
            high=high,
            currency=first.currency or second.currency,
            bound=None,
            scaled=first.scaled or second.scaled,
        )

    def _opened(self, text: str, first: Value, second: Value) -> int | None:
        """Where the range starts if the amounts are its two limits."""
        if first.bound and second.bound:
            joined = _OPPOSITE.get(first.bound) == second.bound and self._join.fullmatch(text, first.end, second.start)
            return first.start if joined else None
        if first.bound or second.bound:
            return None
        both = self._both and self._both.search(text, max(0, first.start - _LABEL_LENGTH), first.start)
        if both and self._join.fullmatch(text, first.end, second.start):
            return both.start()
        for side, other in _OPPOSITE.items():
            label = self._labels[side].search(text, max(0, first.start - _LABEL_LENGTH), first.start)
            if label and self._joined_labels[other].fullmatch(text, first.end, second.start):
                return label.start()
        return None


def _alike(first: Value, second: Value) -> bool:
    """Whether two values are amounts that one range may hold."""
    return (
        first.kind in _KINDS
        and second.kind in _KINDS
        and first.unit is second.unit is None
        and first.value is not None
        and second.value is not None
        and (first.currency is None or second.currency is None or first.currency == second.currency)
    )
