"""The whole way from an Article to its Extraction, in the order of the rooms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ipofacts import rulefiles
from ipofacts.explain import explain
from ipofacts.offerings import OfferingFinder, Posted
from ipofacts.rules import Candidate, Reader, Reading, RuleBook, find_candidates
from ipofacts.schema import Article, Extraction, Offering


class Extractor:
    """Reads articles with one set of rules. Create it once; use one per thread or process.

    ``rules`` is a folder of rule files laid over the shipped ones, or layers that are complete. Raises
    rulefiles.RuleFileError if they can't be used.
    """

    def __init__(self, rules: Path | str | rulefiles.Layers | None = None) -> None:
        root = rulefiles.over_shipped(rules)
        if missing := rulefiles.missing_folders(root):
            raise rulefiles.RuleFileError(missing)
        self.rules_version = rulefiles.version(root)
        self.reader = Reader(root)
        self.book = RuleBook(root)
        self.offerings = OfferingFinder(root)

    def extract(
        self, text: str, *, title: str | None = None, published: str | None = None, id: str | None = None
    ) -> Extraction:
        """The IPO facts that an article states; ``published`` (YYYY-MM-DD) resolves 今日 and dates without a year.

        Raises pydantic.ValidationError for blank text or a date that is none.
        """
        return self.extract_article(Article(text=text, title=title, published=published, id=id))

    def extract_article(self, article: Article) -> Extraction:
        """As ``extract``, for an Article of the contract."""
        return self._extraction(article, *self._read(article))

    def _read(self, article: Article) -> tuple[Reading, list[Candidate]]:
        reading = self.reader.read(article.text, article.title, article.published)
        return reading, find_candidates(self.book, reading)

    def _extraction(self, article: Article, reading: Reading, candidates: Sequence[Candidate]) -> Extraction:
        posted = Posted(article.text, article.title, reading.clean)
        found = self.offerings.find(reading, candidates, posted)
        return Extraction(
            id=article.id,
            offerings=[Offering.model_validate(offering) for offering in found],
            warnings=list(reading.clean.warnings),
            rules_version=self.rules_version,
        )

    def explain(self, article: Article) -> dict[str, Any]:
        """The extraction with all that led to it, as JSON data: clean text, mentions, candidates and their fate."""
        reading, candidates = self._read(article)
        extraction = self._extraction(article, reading, candidates)
        return {"extraction": extraction.to_json(), **explain(self.book, reading, candidates)}

    def rules(self) -> list[dict[str, Any]]:
        """All rules in force: id, facts, file, line, the place of the rule it replaces, rank and phrases."""
        return [
            {
                "id": rule.id,
                "facts": list(rule.facts),
                "file": rule.file,
                "line": rule.line,
                "replaces": rule.replaces,
                "rank": rule.rule.rank,
                "read": rule.rule.read,
            }
            for rule in self.book.rules
        ]
