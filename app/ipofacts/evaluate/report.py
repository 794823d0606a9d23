"""The evaluation itself: every sample extracted, compared and counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol
from zlib import crc32

from ipofacts.evaluate.compare import Outcome, compare
from ipofacts.evaluate.golden import GoldenArticle, load
from ipofacts.evaluate.noise import garbled, renamed
from ipofacts.evaluate.scores import Scores
from ipofacts.schema import Extraction, Offering


class Extracts(Protocol):
    """What is evaluated: anything that extracts as ipofacts.extractor.Extractor does."""

    def extract(
        self, text: str, *, title: str | None = None, published: str | None = None, id: str | None = None
    ) -> Extraction:
        """The offerings of one article."""
        ...


@dataclass(frozen=True, slots=True)
class ArticleResult:
    """One sample (as it was posted, noise included), what was read from it, and how each fact fared."""

    sample: GoldenArticle
    extraction: Extraction
    outcomes: tuple[Outcome, ...]

    @property
    def wrong(self) -> tuple[Outcome, ...]:
        """Outcomes that aren't right, for a missed or invented offering its company alone."""
        return tuple(
            outcome
            for outcome in self.outcomes
            if (outcome.invented or outcome.missed) and (outcome.fact == "company" or (outcome.expected and outcome.got))
        )


@dataclass(frozen=True)
class Report:
    """The results of all samples; scores are computed when asked for."""

    results: tuple[ArticleResult, ...]

    @cached_property
    def scores(self) -> Scores:
        """Counts over all samples: ``scores.core.f1``, ``scores.all``, ``scores.mentioned``, and by fact."""
        return _scores(self.results)

    @cached_property
    def by_tag(self) -> dict[str, Scores]:
        """Counts over the samples that carry each tag, by name of the tag."""
        tags = sorted({tag for result in self.results for tag in result.sample.tags})
        return {tag: _scores([result for result in self.results if tag in result.sample.tags]) for tag in tags}

    def by(self, fact: str) -> dict[str, Scores]:
        """Counts by a fact of the offerings as stated, of invented ones as read: ``by("exchange")``, ``by("stage")``; ``none``
        where they have none.
        """
        found: dict[str, Scores] = defaultdict(Scores)
        for outcome in (outcome for result in self.results for outcome in result.outcomes):
            found[getattr(outcome.expected or outcome.got, fact) or "none"].add([outcome])
        return dict(sorted(found.items()))

    def by_fold(self, folds: int) -> dict[str, Scores]:
        """Counts by fold, told by the samples' ids: rules written looking at some are measured on the others."""
        found: dict[str, list[ArticleResult]] = {f"{number + 1}/{folds}": [] for number in range(folds)}
        for result in self.results:
            found[f"{crc32(result.sample.id.encode()) % folds + 1}/{folds}"].append(result)
        return {name: _scores(results) for name, results in found.items()}

    @property
    def perfect(self) -> int:
        """The number of samples without any difference."""
        return sum(not result.wrong for result in self.results)

    @property
    def negatives(self) -> int:
        """The number of samples that state no offering."""
        return sum(not result.sample.offerings for result in self.results)

    @property
    def clean_negatives(self) -> int:
        """The number of samples that state no offering and from which none was read."""
        return sum(not result.sample.offerings and not result.extraction.offerings for result in self.results)


def evaluate(path: Path, extractor: Extracts, noise: Sequence[str] = ()) -> Report:
    """Extract and compare all samples below ``path``, each garbled first by the noises named (see ``NOISES``).

    Raises GoldenError for samples that can't be read and ValueError for an unknown noise.
    """
    results = []
    for sample in load(path):
        article = garbled(sample.article, noise)
        extraction = extractor.extract(article.text, title=article.title, published=article.published, id=sample.id)
        posted = GoldenArticle(sample.id, article, sample.tags, sample.offerings, sample.file, sample.line)
        outcomes = compare([_renamed(offering.facts, noise) for offering in sample.offerings], extraction.offerings)
        results.append(ArticleResult(posted, extraction, tuple(outcomes)))
    return Report(tuple(results))


def _renamed(offering: Offering, noise: Sequence[str]) -> Offering:
    """The offering with the forms that noise gives its company's names as further aliases."""
    company = offering.company
    held = (company.name, company.full_name, *company.aliases)
    forms = [form for name in held if name and (form := renamed(name, noise)) != name]
    if not forms:
        return offering
    return offering.model_copy(update={"company": company.model_copy(update={"aliases": [*company.aliases, *forms]})})


def _scores(results: Sequence[ArticleResult]) -> Scores:
    scores = Scores()
    for result in results:
        scores.add(result.outcomes)
    return scores
