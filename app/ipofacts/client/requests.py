"""What both clients share: how requests are made and answers are read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import httpx

from ipofacts.client.errors import of_response
from ipofacts.schema import Article, Extraction

Given = Article | Mapping[str, Any] | str
PATH = "/v1/extract"


def settings(url: str, api_key: str | None, timeout: float) -> dict[str, Any]:
    """Arguments of either httpx client. Connecting takes a fraction of the time allowed, or is hopeless."""
    return {
        "base_url": url,
        "headers": {"content-type": "application/json"} | ({"authorization": f"Bearer {api_key}"} if api_key else {}),
        "timeout": httpx.Timeout(timeout, connect=min(5.0, timeout)),
        "limits": httpx.Limits(max_connections=None, max_keepalive_connections=100),  # concurrency says how many
    }


def fields(text: str, title: str | None, published: str | None, id: str | None) -> dict[str, Any]:
    """An article as it is posted."""
    named = {"text": text, "title": title, "published": published, "id": id}
    return {key: value for key, value in named.items() if value is not None}


def posted(given: Given) -> Any:
    """Whatever is given as an article, as it is posted; the service says what is wrong with it."""
    if isinstance(given, str):
        return {"text": given}
    return fields(given.text, given.title, given.published, given.id) if isinstance(given, Article) else given


def encoded(payload: Any) -> bytes:
    """A body as JSON; what JSON has no form for, such as a date, as text."""
    try:
        return json.dumps(payload, ensure_ascii=False, default=_plain).encode()
    except UnicodeEncodeError:  # half a surrogate pair: escaped it can be sent, and the service says what is wrong
        return json.dumps(payload, default=_plain).encode()


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else str(value)


def result(response: httpx.Response) -> Extraction:
    """The extraction that a response holds. Raises ClientError."""
    if not response.is_success:
        raise of_response(response)
    try:
        return Extraction.model_validate_json(response.content)
    except ValueError:
        raise of_response(response) from None


def name_of(payload: Any) -> str | None:
    """The id of a posted article."""
    name = payload.get("id") if isinstance(payload, Mapping) else None
    return name if isinstance(name, str) else None
