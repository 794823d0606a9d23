"""Media types: what a request says its body is."""

from __future__ import annotations

from email.message import Message

from fastapi import Request

from ipofacts.problems import Problem, ProblemError

_NDJSON = "application/x-ndjson"
_ALIASES = dict.fromkeys(("application/jsonl", "application/x-jsonlines", "application/ndjson"), _NDJSON)


def require_json(request: Request, *accepted: str) -> None:
    """Refuses bodies said to be something else, or in another encoding; one that says nothing is taken as JSON.

    Raises ProblemError.
    """
    stated = request.headers.get("content-type")
    if stated is None:
        return
    header = Message()
    header["content-type"] = stated
    media, charset = header.get_content_type(), header.get_content_charset("utf-8")
    if _ALIASES.get(media, media) not in accepted or charset not in ("utf-8", "utf8", "us-ascii"):
        raise ProblemError(Problem("unsupported-media-type", f"Send Content-Type: {' or '.join(accepted)}, in UTF-8."))
