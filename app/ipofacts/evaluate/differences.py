"""A difference between a sample and an extraction, as an editor needs it: the fact, both values, the sentence, the rules."""

from __future__ import annotations

import re
from typing import Any

from ipofacts.evaluate.compare import Outcome
from ipofacts.evaluate.report import ArticleResult
from ipofacts.schema import Amount, Offering, Quantity

# A sentence ends at a line break or a full stop, exclamation or question mark of either width.
_STOP = re.compile("[\n\u3002\uff01\uff1f!?]")
_LONGEST = 120


def told(result: ArticleResult, outcome: Outcome) -> dict[str, Any]:
    """A difference as JSON data; ``sentence`` is where the article states the fact, or where it was read, if known."""
    evidence = outcome.got.evidence.get(outcome.fact, []) if outcome.got else []
    return {
        "id": result.sample.id,
        "file": str(result.sample.file),
        "company": value_of(outcome.expected, "company") or value_of(outcome.got, "company"),
        "primary": outcome.primary,
        "fact": outcome.fact,
        "expected": value_of(outcome.expected, outcome.fact),
        "got": value_of(outcome.got, outcome.fact),
        "sentence": _sentence(result, outcome),
        "rules": sorted({item.rule for item in evidence}),
    }


def value_of(offering: Offering | None, fact: str) -> Any:
    """A fact of an offering as JSON data, of its company the name; None if it isn't there."""
    value = getattr(offering, fact) if offering else None
    if fact == "company" and offering:
        return offering.company.name
    return value.model_dump(exclude_none=True) if isinstance(value, Amount | Quantity) else value


def _sentence(result: ArticleResult, outcome: Outcome) -> str | None:
    """The sentence of the golden quote, else of the evidence, else nothing."""
    article = result.sample.article
    for offering in result.sample.offerings:
        if offering.facts is outcome.expected:
            for quote in offering.quotes.get(outcome.fact, ()):
                for text in (article.text, article.title or ""):
                    if (start := text.find(quote)) >= 0:
                        return _around(text, start, start + len(quote))
    for item in outcome.got.evidence.get(outcome.fact, []) if outcome.got else []:
        return _around(article.text if item.in_ == "text" else article.title or "", item.start, item.end)
    return None


def _around(text: str, start: int, end: int) -> str:
    before = max((hit.end() for hit in _STOP.finditer(text, max(0, start - _LONGEST), start)), default=max(0, start - _LONGEST))
    after = _STOP.search(text, end, end + _LONGEST)
    return text[before : after.end() if after else end + _LONGEST].strip()
