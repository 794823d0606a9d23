"""Why a fact was or was not read: clean text, mentions, and every candidate with its fate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ipofacts.names.model import Name
from ipofacts.offerings.claims import settle
from ipofacts.rules import Candidate, NearMiss, Reading, RuleBook, find_refused, nearest, short
from ipofacts.rules.symbols import Mention
from ipofacts.schema import FACTS

# Phrases that nearly matched, told for each fact that rules read.
NEAREST = 5
NEAR_FACTS = tuple(fact for fact in FACTS if fact not in ("primary", "company"))


def explain(book: RuleBook, reading: Reading, candidates: Sequence[Candidate]) -> dict[str, Any]:
    """The stages of one reading, as JSON data.

    ``clean``: the text the rules saw, in segments; ``mentions``: values and names in it; ``candidates``: what rules read
    there, each
    with ``fate`` (``kept``, ``lost`` to another rule, or ``refused`` by its surroundings) and the place in clean text;
    ``nearest``: for
    each fact that nothing read, the phrases that nearly matched, what they wanted next and what they found.
    """
    kept, lost = settle(candidates)
    told = [_told(reading, candidate, "kept") for candidate in kept]
    told += [_told(reading, loser, "lost", {"to": winner.rule.id, "its_fact": winner.fact}) for loser, winner in lost]
    told += [_told(reading, candidate, "refused", {"by": reason}) for candidate, reason in find_refused(book, reading)]
    read = {candidate.fact for candidate in kept}
    segments = [
        {
            "kind": segment.kind,
            "start": segment.start,
            "end": segment.end,
            "text": reading.clean.text[segment.start : segment.end],
        }
        for segment in reading.clean.segments
    ]
    return {
        "clean": {"text": reading.clean.text, "segments": segments, "published": reading.published},
        "mentions": list(_mentions(reading)),
        "nearest": {
            fact: [_near(miss) for miss in nearest(book, reading, fact, NEAREST)] for fact in NEAR_FACTS if fact not in read
        },
        "candidates": sorted(told, key=lambda item: (item["start"], item["end"], item["rule"], item["fact"])),
    }


def _near(miss: NearMiss) -> dict[str, Any]:
    return {
        "rule": miss.rule.id,
        "file": miss.rule.file,
        "line": miss.rule.line,
        "phrase": miss.phrase,
        "matched": f"{miss.elements}/{miss.of}",
        "start": miss.start,
        "end": miss.end,
        "after": miss.after,
        "expected": miss.expected,
        "found": miss.found,
    }


def _told(reading: Reading, candidate: Candidate, fate: str, more: dict[str, str] | None = None) -> dict[str, Any]:
    return {
        "fact": candidate.fact,
        "value": short(candidate),
        "rule": candidate.rule.id,
        "file": candidate.rule.file,
        "line": candidate.rule.line,
        "rank": candidate.rule.rule.rank,
        "start": candidate.start,
        "end": candidate.end,
        "clean": reading.clean.text[candidate.start : candidate.end],
        "fate": fate,
        **(more or {}),
    }


def _mentions(reading: Reading) -> Iterator[dict[str, Any]]:
    for line in reading.lines:
        for index in sorted(line.mentions):
            yield _mention(line.mentions[index])


def _mention(mention: Mention) -> dict[str, Any]:
    place = {"start": mention.start, "end": mention.end, "text": mention.text, "kind": mention.kind}
    if isinstance(mention, Name):
        return {**place, "key": mention.key}
    keys = ("value", "low", "high", "currency", "bound", "unit", "date", "date_end", "code", "market")
    return {**place, **{key: str(value) for key in keys if (value := getattr(mention, key)) is not None}}
