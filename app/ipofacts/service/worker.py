"""What runs inside an engine process: one extractor, entered by one thread, answering bytes with bytes.

The front process never parses an article: it hands over the posted bytes and gets back the finished answer or a problem.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ipofacts.parallel import attach
from ipofacts.problems import Problem, ProblemError, places
from ipofacts.service.offsets import to_utf16
from ipofacts.service.reading import read_article, read_id
from ipofacts.service.selfcheck import reads_the_example

if TYPE_CHECKING:
    from ipofacts.extractor import Extractor
    from ipofacts.rulefiles import Layers

Task = Literal["extract", "explain"]
Counting = Literal["codepoints", "utf16"]
_log = logging.getLogger("ipofacts.engine")
_extractor: Extractor | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine made of one article: JSON bytes or a problem, and the article's id."""

    id: str | None
    payload: bytes | None = None
    problem: Problem | None = None
    offerings: int = 0

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


def start(rules: Path | Layers | None) -> None:
    """Makes the present process an engine; called once in a new process."""
    attach()
    load(rules)


def load(rules: Path | Layers | None) -> None:
    """Loads the extractor; enough to read articles in the present process. Raises RuleFileError."""
    global _extractor
    from ipofacts.extractor import Extractor

    _extractor = Extractor(rules)


def hello() -> Hello:
    """Reads the example of the contract, so that the engine is warm, and reports whether it came out right."""
    extractor = _loaded()
    return Hello(os.getpid(), reads_the_example(extractor), extractor.rules_version, _dump(extractor.rules()))


def answer(task: Task, body: bytes, counting: Counting = "codepoints") -> Answer:
    """Reads one article from JSON bytes; whatever the bytes are, there is an answer."""
    try:
        article = read_article(body)
    except ProblemError as error:
        return Answer(read_id(body), problem=error.problem)
    try:
        if task == "explain":
            return Answer(article.id, payload=_dump(_loaded().explain(article)))
        extraction = _loaded().extract_article(article)
        found = to_utf16(article, extraction) if counting == "utf16" else extraction
        payload = found.to_bytes()
        return Answer(article.id, payload=payload, offerings=len(found.offerings))
    except Exception as error:  # one article must never cost another
        _log.error("article of %d characters failed: %s at %s", len(article.text), type(error).__name__, places(error))
        return Answer(article.id, problem=Problem("internal"))


def _loaded() -> Extractor:
    if _extractor is None:
        raise RuntimeError("the engine was not started")
    return _extractor


def _dump(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
