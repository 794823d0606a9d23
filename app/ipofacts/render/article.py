"""The article as posted, the evidence of each fact marked in the colour of its group."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Any, NamedTuple

from ipofacts.render.labels import Labels, facts


class Span(NamedTuple):
    """The evidence of one fact of one offering in a text, and the rule that read it."""

    start: int
    end: int
    offering: int
    fact: str
    rule: str


def spans(offerings: Sequence[dict[str, Any]], field: str) -> list[Span]:
    """All evidence in one field of the article (``text`` or ``title``)."""
    return [
        Span(quote["start"], quote["end"], index, fact, quote["rule"])
        for index, offering in enumerate(offerings)
        for fact, quotes in offering["evidence"].items()
        for quote in quotes
        if quote["in"] == field
    ]


def marked(text: str, found: Sequence[Span], words: Labels) -> str:
    """``text`` as HTML, escaped, cut at the borders of evidence; each piece is marked with all facts that cover it."""
    groups = {fact.fact: fact.group for fact in facts()}
    return "".join(
        _mark(text[start:end], over, groups, words) if over else escape(text[start:end])
        for start, end, over in _pieces(len(text), found)
    )


def _pieces(length: int, found: Sequence[Span]) -> Iterator[tuple[int, int, list[Span]]]:
    """The text cut where evidence begins or ends, each piece with the spans over it, the shortest first."""
    cuts = sorted({0, length, *(span.start for span in found), *(span.end for span in found)})
    over: list[list[Span]] = [[] for _ in cuts]
    for span in sorted(found, key=lambda span: span.end - span.start):
        for piece in range(bisect_left(cuts, span.start), bisect_left(cuts, span.end)):
            over[piece].append(span)
    yield from ((start, end, over[at]) for at, (start, end) in enumerate(pairwise(cuts)))


def _mark(piece: str, over: Sequence[Span], groups: dict[str, str], words: Labels) -> str:
    told = dict.fromkeys(f"{words['facts'].get(span.fact, span.fact)} · {span.rule}" for span in over)
    keys = " ".join(dict.fromkeys(f"{span.offering}:{span.fact}" for span in over))
    among = list(dict.fromkeys(groups.get(span.fact, "other") for span in over))
    also = f" also also-{among[1]}" if len(among) > 1 else ""
    title = escape("\n".join(told))
    return f'<mark class="{among[0]}{also}" data-facts="{escape(keys)}" title="{title}">{escape(piece)}</mark>'
