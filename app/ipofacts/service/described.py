"""What the OpenAPI document says of bodies and problems, beside what FastAPI finds out by itself."""

from __future__ import annotations

from typing import Any

from ipofacts.problems import KINDS, TYPE_PREFIX, Problem, ProblemDocument
from ipofacts.schema import Article
from ipofacts.service.errors import MEDIA_TYPE
from ipofacts.service.selfcheck import example_article

ARTICLE = Article.model_json_schema()
_EXAMPLE = example_article().model_dump(exclude_none=True)
_ANYWHERE = ("headers-too-large", "body-timeout", "internal")
_OF_KEYS = ("unauthorized", "rate-limited")
_OF_BODIES = ("invalid-json", "too-large", "unsupported-media-type", "too-busy", "not-ready")
OF_KEYS = (*_OF_KEYS, *_ANYWHERE)
OF_ARTICLES = (*OF_KEYS, *_OF_BODIES, "invalid-article", "invalid-query", "engine-failed", "too-slow")
OF_BATCHES = (*OF_KEYS, *_OF_BODIES, "invalid-batch", "invalid-query")


def answers_with(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """The problems an address may answer with, each with an example: the responses of a route."""
    by_status: dict[int | str, list[str]] = {}
    for kind in kinds:
        by_status.setdefault(KINDS[kind].status, []).append(kind)
    return {status: _response(found) for status, found in sorted(by_status.items(), key=lambda item: int(item[0]))}


def article_body() -> dict[str, Any]:
    """The request body of an address that takes one article."""
    return _body({"application/json": {"schema": ARTICLE, "examples": {"article": {"value": _EXAMPLE}}}})


def batch_body(ndjson: str) -> dict[str, Any]:
    """The request body of an address that takes many."""
    array = {"type": "array", "items": ARTICLE}
    line = {"type": "string", "description": "One article a line, each a JSON object."}
    return _body(
        {
            "application/json": {"schema": array, "examples": {"articles": {"value": [_EXAMPLE]}}},
            ndjson: {"schema": line, "examples": {"articles": {"value": example_article().model_dump_json() + "\n"}}},
        }
    )


def batch_answer(ndjson: str) -> dict[int | str, dict[str, Any]]:
    """The answer of an address that takes many articles."""
    about = "One line an article, in order: an Extraction, or {id, problem} in its place."
    return {200: {"description": about, "content": {ndjson: {"schema": {"type": "string"}}}}}


def _body(content: dict[str, Any]) -> dict[str, Any]:
    return {"requestBody": {"required": True, "content": content}}


def _response(kinds: list[str]) -> dict[str, Any]:
    examples = {kind: {"summary": KINDS[kind].title, "value": _document(kind)} for kind in kinds}
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDocument"}, "examples": examples}}
    described: dict[str, Any] = {
        "description": "; ".join(dict.fromkeys(KINDS[kind].title for kind in kinds)),
        "model": ProblemDocument,
        "content": content,
    }
    if KINDS[kinds[0]].status in (429, 503):
        about = "Seconds to wait before asking again."
        described["headers"] = {"Retry-After": {"description": about, "schema": {"type": "integer"}}}
    return described


def _document(kind: str) -> dict[str, Any]:
    return Problem(kind).document() | {"type": TYPE_PREFIX + kind}
