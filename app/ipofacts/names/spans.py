"""Ordered spans that do not overlap, and looking them up in logarithmic time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

Span = tuple[int, int]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order without those that overlap an earlier one."""
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or kept[-1][1] <= span[0]:
            kept.append(span)
    return kept


def united(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap made one."""
    kept: list[Span] = []
    for start, end in sorted(spans):
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def overlaps(spans: Sequence[Span], start: int, end: int) -> bool:
    """Whether one of the ordered ``spans`` shares a character with ``start:end``."""
    index = bisect_left(spans, (end, 0))
    return index > 0 and spans[index - 1][1] > start


def masked(text: str, spans: Sequence[Span], symbol: str) -> str:
    """The text with ``symbol`` in place of each character of the ordered ``spans``, which do not overlap."""
    pieces, place = [], 0
    for start, end in spans:
        pieces += [text[place:start], symbol * (end - start)]
        place = end
    return "".join([*pieces, text[place:]])


def end_before(spans: Sequence[Span], place: int) -> int:
    """The end of the last of the ordered ``spans`` that ends at or before ``place``; 0 if none does."""
    index = bisect_left(spans, (place, 0))
    while index > 0 and spans[index - 1][1] > place:
        index -= 1
    return spans[index - 1][1] if index else 0


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether ``start:end`` is no part of a longer Latin word or number."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())
