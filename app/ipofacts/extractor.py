"""The whole way from an Article to its Extraction, in the order of the rooms."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ipofacts import rulefiles
from ipofacts.explain import explain
from ipofacts.offerings import Look, OfferingFinder, Posted, deciding, surely_speaks_of_something_else
from ipofacts.parallel import Lost, Workers
from ipofacts.problems import Problem, ProblemError, from_validation, places
from ipofacts.progress import progress_bar
from ipofacts.rules import Candidate, Reader, Reading, RuleBook, find_candidates
from ipofacts.schema import Article, Extraction, Offering
from ipofacts.text import Washed

Given = Article | Mapping[str, Any] | str
_log = logging.getLogger("ipofacts.extractor")


class Extractor:
    """Reads articles with one set of rules. Create it once: it takes a second or two.

    May be shared by threads: they take turns. Threads make reading no faster, for it never waits; ``extract_many`` with
    workers does. Pickles as its rules, as they were when it was made.

    ``rules`` is a folder of rule files laid over the shipped ones, or layers that are complete. Raises
    rulefiles.RuleFileError if they can't be used. ``seconds`` tells how long the last article was in each room.
    """

    def __init__(self, rules: Path | str | rulefiles.Layers | None = None) -> None:
        root = rulefiles.freeze(rulefiles.over_shipped(rules))
        self._root, self._turn = root, threading.Lock()
        self.rules_version = rulefiles.version(root)
        self.reader: Reader
        self.book: RuleBook
        self.offerings: OfferingFinder
        self.reader, self.book, self.offerings = rulefiles.together(root, Reader, RuleBook, OfferingFinder)
        self._deciding = deciding(self.book)
        self.look = Look(self.book, self.reader, self.offerings.stages)
        self.seconds: dict[str, float] = {}
        self._lap = 0.0

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._root,)

    def extract(
        self, text: str, *, title: str | None = None, published: str | None = None, id: str | None = None
    ) -> Extraction:
        """The IPO facts that an article states; ``published`` (YYYY-MM-DD) resolves 今日 and dates without a year.

        Raises pydantic.ValidationError for blank text or a date that is none.
        """
        return self.extract_article(Article(text=text, title=title, published=published, id=id))

    def extract_article(self, article: Article) -> Extraction:
        """As ``extract``, for an Article of the contract."""
        with self._turn:
            self.seconds, self._lap = {}, time.perf_counter()
            washed = self.reader.cleaner.wash(article.text, article.title)
            if not self.look.may_state(washed.text):
                self._passed("text")
                return self._told(article, [], washed.warnings)
            reading = self._reading(article, washed)
            # Of an article that speaks of something else nothing more is asked.
            candidates = find_candidates(self.book, reading, self._deciding, surely_speaks_of_something_else)
            self._passed("rules")
            return self._extraction(article, reading, candidates)

    def attempt(self, given: Given) -> Extraction | ProblemError:
        """The extraction of an article (a text, or a mapping with the keys of Article), or why there is none; never raises."""
        try:
            article = _article(given)
        except ValidationError as error:
            return ProblemError(from_validation(error), _id(given))
        try:
            return self.extract_article(article)
        except Exception as error:  # one article must never cost another
            _log.error("article of %d characters failed: %s at %s", len(article.text), type(error).__name__, places(error))
            return ProblemError(Problem("internal"), article.id)

    def extract_many(
        self, articles: Iterable[Given], *, workers: int = 1, progress: bool = False
    ) -> Iterator[Extraction | ProblemError]:
        """One extraction an article, in order, or the ProblemError that tells why there is none.

        Lazy: takes no more articles than are under way, so it works on endless iterables. ``workers`` above 1 are processes
        of their own, which read with the same rules; a script that uses them must do so below ``if __name__ == "__main__":``.
        ``progress`` shows a bar, in a terminal or a notebook.
        """
        with progress_bar(articles, progress) as bar:
            if workers == 1:
                for given in articles:
                    yield self.attempt(given)
                    bar()
                return
            with Workers(self._answer, workers) as pool:
                for given, answer in pool.in_order(articles):
                    bar()
                    yield _unpacked(given, answer)

    def _answer(self, given: Given) -> bytes | ProblemError:
        """As ``attempt``, as JSON: the quickest way from one process to another."""
        answer = self.attempt(given)
        return answer if isinstance(answer, ProblemError) else answer.to_bytes()

    def _reading(self, article: Article, washed: Washed) -> Reading:
        return self.reader.read_washed(washed, article.published, self._passed)

    def _passed(self, room: str) -> None:
        """Notes that the article has passed a room."""
        now = time.perf_counter()
        self.seconds[room], self._lap = now - self._lap, now

    def _extraction(self, article: Article, reading: Reading, candidates: Sequence[Candidate]) -> Extraction:
        posted = Posted(article.text, article.title, reading.clean)
        found = self.offerings.find(reading, candidates, posted)
        self._passed("offerings")
        return self._told(article, found, reading.clean.warnings)

    def _told(self, article: Article, found: Sequence[dict[str, Any]], warnings: Sequence[str]) -> Extraction:
        return Extraction(
            id=article.id,
            offerings=[Offering.model_validate(offering) for offering in found],
            warnings=list(warnings),
            rules_version=self.rules_version,
        )

    def explain(self, article: Article) -> dict[str, Any]:
        """The extraction with all that led to it, as JSON data: clean text, mentions, candidates and their fate."""
        with self._turn:
            self.seconds, self._lap = {}, time.perf_counter()
            reading = self._reading(article, self.reader.cleaner.wash(article.text, article.title))
            candidates = find_candidates(self.book, reading)
            self._passed("rules")
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


def _article(given: Given) -> Article:
    if isinstance(given, Article):
        return given
    return Article(text=given) if isinstance(given, str) else Article.model_validate(given)


def _id(given: Given) -> str | None:
    """The id of what is no article."""
    name = given.get("id") if isinstance(given, Mapping) else None
    return name if isinstance(name, str) else None


def _unpacked(given: Given, answer: bytes | ProblemError | Lost) -> Extraction | ProblemError:
    if isinstance(answer, bytes):
        return Extraction.model_validate_json(answer)
    if isinstance(answer, Lost):
        return ProblemError(Problem("engine-failed"), given.id if isinstance(given, Article) else _id(given))
    return answer
