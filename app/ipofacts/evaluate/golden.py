"""Golden samples: articles together with the facts they state, read strictly.

A sample that would quietly test nothing is an error: an empty file, a misspelt fact, an offering without facts, a value in a
form that no extraction can have, a quote that doesn't stand in the article.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from ipofacts.evaluate.forms import form_problems
from ipofacts.schema import FACTS, Article, Offering

Quotes = dict[str, tuple[str, ...]]


class GoldenError(Exception):
    """Samples that can't be used; ``problems`` holds one line for each thing wrong, with its file."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class GoldenOffering:
    """One offering as the sample states it; ``quotes`` holds, for some facts, the words of the article that state them."""

    facts: Offering
    quotes: Quotes


@dataclass(frozen=True, slots=True)
class GoldenArticle:
    """One sample: the article as it is posted, the facts it states, and the file (and line, from 1) it was read from."""

    id: str
    article: Article
    tags: tuple[str, ...]
    offerings: tuple[GoldenOffering, ...]
    file: Path
    line: int


class _Sample(Article):
    """The keys of a sample; offerings are checked one by one, so that a problem names its place."""

    id: str = Field(min_length=1, max_length=200)
    source: str | None = None
    tags: list[str] = Field(default_factory=list)
    offerings: list[dict[str, Any]]


def load(path: Path) -> list[GoldenArticle]:
    """All samples of a folder (``*.json``, one article a file, in the order of their names), a ``.json`` or a ``.jsonl`` file.

    Raises GoldenError with the problems of all samples together, also if there is no sample at all or an id stands twice.
    """
    found: list[GoldenArticle] = []
    problems: list[str] = []
    for file, line, text in _texts(path):
        try:
            found.append(parse(text, file, line))
        except GoldenError as error:
            problems.extend(error.problems)
    seen: dict[str, Path] = {}
    for sample in found:
        if sample.id in seen:
            problems.append(
                f"{sample.file}:{sample.line}: the id {sample.id!r} also stands in {seen[sample.id]}; ids are unique"
            )
        seen.setdefault(sample.id, sample.file)
    if not found and not problems:
        problems.append(f"{path}: no samples here; give a folder of .json files, a .json or a .jsonl file")
    if problems:
        raise GoldenError(problems)
    return found


def parse(text: bytes, file: Path, line: int = 1) -> GoldenArticle:
    """One sample from its JSON text (UTF-8); ``file`` and ``line`` are where problems are said to be. Raises GoldenError."""
    where = f"{file}:{line}"
    try:
        data = json.loads(text, object_pairs_hook=_no_double_keys)
        sample = _Sample.model_validate(data)
    except ValidationError as error:
        raise GoldenError(_explained(where, error)) from None
    except ValueError as error:
        raise GoldenError([f"{where}: not readable as JSON in UTF-8: {error}"]) from None
    problems: list[str] = []
    offerings = []
    for index, stated in enumerate(sample.offerings):
        try:
            offerings.append(_offering(stated, f"{where}: offerings.{index}", sample))
        except GoldenError as error:
            problems.extend(error.problems)
    if problems:
        raise GoldenError(problems)
    article = Article(text=sample.text, title=sample.title, published=sample.published, id=sample.id)
    return GoldenArticle(sample.id, article, tuple(sample.tags), tuple(offerings), file, line)


def _texts(path: Path) -> Iterator[tuple[Path, int, bytes]]:
    """The JSON text of each sample, with its file and line."""
    if not path.exists():
        raise GoldenError([f"{path}: no such file or folder"])
    for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
        lines = file.read_bytes().split(b"\n") if file.suffix == ".jsonl" else [file.read_bytes()]
        # Bytes are split, not text: a JSON string may hold characters that Python takes for line ends.
        yield from ((file, number, line) for number, line in enumerate(lines, 1) if line.strip() or file.suffix != ".jsonl")


def _offering(stated: dict[str, Any], where: str, article: Article) -> GoldenOffering:
    """One offering of a sample, its quotes apart from its facts."""
    stated = dict(stated)
    evidence = stated.pop("evidence", {})
    if "checks" in stated:
        raise GoldenError([f"{where}: 'checks' are computed, never stated; remove it"])
    try:
        facts = Offering.model_validate(stated)
    except ValidationError as error:
        raise GoldenError(_explained(where, error)) from None
    problems = [f"{where}: {problem}" for problem in form_problems(facts)]
    quotes, wrong = _quotes(evidence, facts, article)
    problems.extend(f"{where}: {problem}" for problem in wrong)
    if problems:
        raise GoldenError(problems)
    return GoldenOffering(facts, quotes)


def _quotes(evidence: Any, facts: Offering, article: Article) -> tuple[Quotes, list[str]]:
    """The quotes of an offering, each a text or a list of texts, and what is wrong with them."""
    if not isinstance(evidence, dict):
        return {}, ["evidence is an object: fact -> quote or list of quotes"]
    quotes: Quotes = {}
    problems: list[str] = []
    for fact, given in evidence.items():
        stated = tuple(given) if isinstance(given, list) else (given,)
        if fact not in FACTS or getattr(facts, fact) is None:
            problems.append(f"evidence.{fact}: there is no such fact in this offering")
        elif not stated or not all(isinstance(quote, str) and quote for quote in stated):
            problems.append(f"evidence.{fact}: a quote is text")
        elif not all(quote in article.text or quote in (article.title or "") for quote in stated):
            problems.append(f"evidence.{fact}: the quote doesn't stand in the article, character by character")
        else:
            quotes[fact] = stated
    return quotes, problems


def _explained(where: str, error: ValidationError) -> list[str]:
    return [
        f"{where}: {'.'.join(str(step) for step in detail['loc']) or 'sample'}: {detail['msg']}" for detail in error.errors()
    ]


def _no_double_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return found
