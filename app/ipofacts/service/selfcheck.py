"""The self-check behind /readyz: the example article of the contract must give the example facts of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipofacts.schema import Article, Extraction, Offering

if TYPE_CHECKING:
    from ipofacts.extractor import Extractor

_FACTS = ("exchange", "stock_code", "issue_price")


def example_article() -> Article:
    """The article made of the examples that the contract gives for the fields of Article."""
    return Article(**{name: _example(Article, name) for name in Article.model_fields})


def reads_the_example(extractor: Extractor) -> bool:
    """Whether the extractor reads the example's code, exchange and price, and every quote stands where it says."""
    article = example_article()
    extraction = extractor.extract_article(article)
    facts = extraction.to_json()["offerings"]
    expected = {name: _example(Offering, name) for name in _FACTS}
    right = len(facts) == 1 and all(_holds(facts[0].get(name), value) for name, value in expected.items())
    return right and grounded(article, extraction)


def grounded(article: Article, extraction: Extraction) -> bool:
    """Whether every quote equals the posted characters at its offsets."""
    posted = {"text": article.text, "title": article.title or ""}
    return all(
        posted[quote.in_][quote.start : quote.end] == quote.quote
        for offering in extraction.offerings
        for quotes in offering.evidence.values()
        for quote in quotes
    )


def _holds(found: Any, expected: Any) -> bool:
    return found is not None and (found.items() >= expected.items() if isinstance(expected, dict) else found == expected)


def _example(model: type[Article] | type[Offering], name: str) -> Any:
    examples = model.model_fields[name].examples
    return examples[0] if examples else None
