"""Problems as RFC 9457 tells them: what is wrong and what to do, never a word of the article.

The catalogue is shared by the service, its engines, the command line and the library, so a problem reads the same wherever it
arises.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from ipofacts.schema import Article

TYPE_PREFIX = "urn:ipofacts:problem:"
_FIELDS = tuple(Article.model_fields)


class Detail(BaseModel):
    """One wrong field."""

    loc: list[str | int] = Field(description="Where: body or query, then the field.", examples=[["body", "published"]])
    msg: str = Field(description="What to do about it.", examples=["not a date; write YYYY-MM-DD, for example 2026-01-08"])
    type: str = Field(description="A stable kind.", examples=["value_error"])


class ProblemDocument(BaseModel):
    """The problem+json document that every error answers with."""

    type: str = Field(description="A stable name of the kind of problem.", examples=["urn:ipofacts:problem:invalid-article"])
    title: str = Field(description="The kind of problem in words.", examples=["The article can't be read"])
    status: int = Field(description="The HTTP status.", examples=[422])
    detail: str = Field(description="What to do.", examples=["Mend the fields named in errors and send the article again."])
    errors: list[Detail] | None = Field(default=None, description="The fields that are wrong, if any can be named.")
    request_id: str | None = Field(default=None, description="Names the request in the service's log.", examples=["4f1f8e0c"])


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: its HTTP status, title, and what to do about it."""

    status: int
    title: str
    detail: str


KINDS: dict[str, Kind] = {
    "invalid-http": Kind(400, "The request is not HTTP", "Send an HTTP/1.1 request; over TLS if a proxy in front wants that."),
    "invalid-json": Kind(400, "The body is not JSON", 'Send valid JSON in UTF-8, for example {"text": "…"}.'),
    "invalid-article": Kind(422, "The article can't be read", "Mend the fields named in errors and send the article again."),
    "invalid-query": Kind(422, "The query is not understood", "The only parameter is offsets: codepoints or utf16."),
    "invalid-batch": Kind(422, "The batch can't be read", "Send a JSON array of articles, or one article a line (NDJSON)."),
    "unauthorized": Kind(401, "An API key is needed", "Send the header Authorization: Bearer <key>."),
    "not-found": Kind(404, "There is nothing at this address", "See /docs for the addresses of this service."),
    "method-not-allowed": Kind(405, "The method is not allowed here", "Use a method named in the Allow header."),
    "body-timeout": Kind(408, "The body came too slowly", "Send the whole body without pauses, or split it."),
    "too-large": Kind(413, "The body is too large", "Send fewer or shorter articles in one request."),
    "unsupported-media-type": Kind(415, "The media type is not supported", "Send Content-Type: application/json in UTF-8."),
    "headers-too-large": Kind(431, "The headers are too large", "Send fewer or shorter headers; 64 KB are accepted."),
    "rate-limited": Kind(429, "The key asks too often", "Wait as long as Retry-After says, then send the request again."),
    "rules-refused": Kind(422, "The rules are not taken", "Mend what errors names; the rules before them stay in force."),
    "reload-failed": Kind(503, "The rules could not be reloaded", "Reload again; the rules before them stay in force."),
    "too-busy": Kind(503, "The service is busy", "Wait as long as Retry-After says, then send the request again."),
    "not-ready": Kind(503, "The service is not ready", "Wait as Retry-After says; if it lasts, see the service's log."),
    "engine-failed": Kind(503, "The engine stopped while reading", "Send it again; if it fails again, report the request id."),
    "too-slow": Kind(503, "The article took too long", "Shorten the article, or split it where a report ends."),
    "internal": Kind(500, "The service failed", "Report the request id to whoever runs this service."),
}

_ADVICE = {
    "missing": "is missing; add it",
    "string_type": "must be a string",
    "string_too_short": "is empty; send the article",
    "string_too_long": "is too long; shorten it",
    "model_type": "must be a JSON object with the key text",
    "string_unicode": "holds half a surrogate pair; send whole characters",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem; ``kind`` is a key of KINDS, ``detail`` overrides the catalogue's advice, ``retry_after`` is in seconds."""

    kind: str
    detail: str | None = None
    errors: Sequence[Detail] = field(default_factory=tuple)
    retry_after: int | None = None

    @property
    def status(self) -> int:
        """The HTTP status."""
        return KINDS[self.kind].status

    @property
    def told(self) -> str:
        """What is wrong and what to do, in one line."""
        wrong = "; ".join(f"{'.'.join(map(str, error.loc[1:]))} {error.msg}".strip() for error in self.errors)
        return f"{KINDS[self.kind].title}: {wrong or self.detail or KINDS[self.kind].detail}"

    def document(self, request_id: str | None = None) -> dict[str, Any]:
        """As problem+json data."""
        kind = KINDS[self.kind]
        document = ProblemDocument(
            type=TYPE_PREFIX + self.kind,
            title=kind.title,
            status=kind.status,
            detail=self.detail or kind.detail,
            errors=list(self.errors) or None,
            request_id=request_id,
        )
        return document.model_dump(exclude_none=True)


class ProblemError(Exception):
    """Why an article has no answer: raised on the way to one, or standing in its place; ``id`` is the article's."""

    def __init__(self, problem: Problem, id: str | None = None) -> None:
        super().__init__(problem, id)
        self.problem = problem
        self.id = id

    def __str__(self) -> str:
        return self.problem.told

    @property
    def type(self) -> str:
        """The stable name of the kind of problem."""
        return TYPE_PREFIX + self.problem.kind

    def to_json(self) -> dict[str, Any]:
        """As plain JSON data, as batches and the command line write it."""
        return {"id": self.id, "problem": self.problem.document()}


def invalid_json(reason: str) -> Problem:
    """The body can't be parsed; ``reason`` names a position, never content."""
    return Problem("invalid-json", f"{reason}. {KINDS['invalid-json'].detail}")


def from_validation(error: ValidationError) -> Problem:
    """What pydantic found wrong with an article, without what was sent."""
    details = error.errors(include_url=False, include_input=False, include_context=False)
    if details[0]["type"] == "json_invalid":
        reason = str(details[0]["msg"])
        return invalid_json(f"{reason}: half a surrogate pair? Send whole characters" if "hex escape" in reason else reason)
    return Problem("invalid-article", errors=[_detail(item) for item in details])


def from_json(answer: Mapping[str, Any]) -> ProblemError:
    """What ``ProblemError.to_json`` wrote."""
    document = ProblemDocument.model_validate(answer["problem"])
    kind = document.type.removeprefix(TYPE_PREFIX)
    return ProblemError(Problem(kind, document.detail, document.errors or ()), answer["id"])


def places(error: BaseException) -> str:
    """Where an exception came from: files, lines and functions, but no values, which may quote the article."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno}:{frame.name}" for frame in reversed(frames))


def _detail(item: Mapping[str, Any]) -> Detail:
    kind, where = str(item["type"]), tuple(item["loc"])
    if kind == "extra_forbidden":
        return Detail(loc=["body"], msg=_unknown(str(where[-1])), type=kind)
    own_words = str(item["msg"]).removeprefix("Value error, ") if kind == "value_error" else None
    return Detail(loc=["body", *where], msg=own_words or _ADVICE.get(kind, "is not valid"), type=kind)


def _unknown(key: str) -> str:
    """Advice on a key that doesn't exist. The key itself may hold anything, so only ours are named."""
    close = get_close_matches(key[:40], _FIELDS, n=1)
    guess = f"did you mean {close[0]}? " if close else ""
    return f"unknown field; {guess}An article has {', '.join(_FIELDS)}"
