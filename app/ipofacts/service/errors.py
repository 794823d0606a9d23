"""Problems as HTTP answers, and the handlers that turn every error of the framework into one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from ipofacts.problems import Detail, Problem, ProblemError

MEDIA_TYPE = "application/problem+json"
_BY_STATUS = {404: "not-found", 405: "method-not-allowed"}


def respond(problem: Problem, request_id: str | None = None, headers: Mapping[str, str] | None = None) -> Response:
    """The HTTP answer that a problem gives."""
    sent = dict(headers or {})
    if problem.retry_after is not None:
        sent["Retry-After"] = str(problem.retry_after)
    if problem.status == 401:
        sent["WWW-Authenticate"] = "Bearer"
    body = json.dumps(problem.document(request_id), ensure_ascii=False).encode()
    return Response(body, problem.status, sent, MEDIA_TYPE)


def request_id_of(request: Request) -> str | None:
    """The request id that the observer gave to the request."""
    return getattr(request.state, "request_id", None)


def install(app: FastAPI) -> None:
    """Registers the handlers."""

    @app.exception_handler(ProblemError)
    async def problem(request: Request, error: ProblemError) -> Response:
        return respond(error.problem, request_id_of(request))

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        kind = _BY_STATUS.get(error.status_code, "invalid-json" if error.status_code < 500 else "internal")
        return respond(Problem(kind), request_id_of(request), error.headers)

    @app.exception_handler(RequestValidationError)
    async def query(request: Request, error: RequestValidationError) -> Response:
        details = [_query_detail(item) for item in error.errors()]
        return respond(Problem("invalid-query", errors=details), request_id_of(request))


def _query_detail(item: Mapping[str, Any]) -> Detail:
    """What is wrong with the query; the name of an unknown parameter is the client's own and is not repeated."""
    if item["type"] == "extra_forbidden":
        return Detail(loc=["query"], msg="unknown parameter; the only one is offsets", type="extra_forbidden")
    return Detail(loc=list(item["loc"]), msg="write codepoints or utf16", type=item["type"])
