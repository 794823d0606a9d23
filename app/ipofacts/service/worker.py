"""What runs inside an engine process: one extractor, entered by one thread, answering bytes with bytes.

The front process never parses an article: it hands over the posted bytes and gets back the finished answer or a problem.
"""

from __future__ import annotations

import json
import logging
import os
import signal
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ipofacts.problems import Problem, ProblemError, places
from ipofacts.service.logs import Form, configure, fields
from ipofacts.service.offsets import to_utf16
from ipofacts.service.reading import read_article, read_id
from ipofacts.service.selfcheck import reads_the_example

if TYPE_CHECKING:
    from ipofacts.extractor import Extractor
    from ipofacts.rulefiles import Layers
    from ipofacts.schema import Extraction

Task = Literal["extract", "explain"]
Counting = Literal["codepoints", "utf16"]
_log = logging.getLogger("ipofacts.engine")
_extractor: Extractor | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine made of one article: JSON bytes or a problem, and the article's id.

    ``rules`` counts the facts that each rule gave evidence for, ``seconds`` tells the time that each room took.
    """

    id: str | None
    payload: bytes | None = None
    problem: Problem | None = None
    offerings: int = 0
    rules: Mapping[str, int] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)

    def line(self) -> bytes:
        """As one line of NDJSON, a problem standing in the article's place."""
        if self.payload is not None:
            return self.payload + b"\n"
        document = self.problem.document() if self.problem else None
        return _dump({"id": self.id, "problem": document}) + b"\n"


@dataclass(frozen=True, slots=True)
class Hello:
    """What an engine says when it is warm; ``rules`` is the JSON array of its rules."""

    pid: int
    sound: bool
    rules_version: str
    rules: bytes


def start(rules: Path | Layers | None, log_level: str = "info", log_format: Form = "text") -> None:
    """Makes the present process an engine; called once in a new process. Raises RuleFileError."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # told to all of a group: who started us lets us finish what we read
    configure(log_level, log_format)
    load(rules)


def load(rules: Path | Layers | None) -> None:
    """Loads the extractor; enough to read articles in the present process. Raises RuleFileError."""
    global _extractor
    from ipofacts.extractor import Extractor

    _extractor = Extractor(rules)


def hello() -> Hello:
    """Warms the engine: makes all rules ready and reads the example of the contract; tells whether it came out right."""
    extractor = loaded()
    extractor.book.compile()
    return Hello(os.getpid(), reads_the_example(extractor), extractor.rules_version, _dump(extractor.rules()))


def answer(task: Task, body: bytes, counting: Counting = "codepoints", request_id: str | None = None) -> Answer:
    """Reads one article from JSON bytes; whatever the bytes are, there is an answer."""
    try:
        article = read_article(body)
    except ProblemError as error:
        return Answer(read_id(body), problem=error.problem)
    try:
        if task == "explain":
            return Answer(article.id, payload=_dump(loaded().explain(article)))
        extraction = loaded().extract_article(article)
        found = to_utf16(article, extraction) if counting == "utf16" else extraction
        payload = found.to_bytes()
        return Answer(
            article.id, payload, offerings=len(found.offerings), rules=_rules_of(found), seconds=dict(loaded().seconds)
        )
    except Exception as error:  # one article must never cost another
        told = fields(request_id=request_id, characters=len(article.text), error=type(error).__name__, at=places(error))
        _log.error("an article failed", extra=told)
        return Answer(article.id, problem=Problem("internal"))


def _rules_of(extraction: Extraction) -> Counter[str]:
    """How many facts each rule gave evidence for."""
    return Counter(
        rule
        for offering in extraction.offerings
        for quotes in offering.evidence.values()
        for rule in {quote.rule for quote in quotes}
    )


def loaded() -> Extractor:
    """The extractor of the present process. Raises RuntimeError if none was loaded."""
    if _extractor is None:
        raise RuntimeError("the engine was not started")
    return _extractor


def _dump(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
