"""The outermost layer: gives every request an id, counts and logs it, and keeps a failure from leaking anything.

A log line holds lengths, times and counts; never a path that isn't a route, nor a word of a body.
"""

from __future__ import annotations

import logging
import re
import time
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ipofacts.problems import Problem, places
from ipofacts.service.errors import respond
from ipofacts.service.logs import fields
from ipofacts.service.metrics import Metrics
from ipofacts.service.stopping import Stopping

_log = logging.getLogger("ipofacts.access")
_HEADER = "x-request-id"
_WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{1,64}")
_LEFT = 499  # as proxies count it; nobody is there to be told
_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Observe:
    """Middleware around everything else."""

    def __init__(self, app: ASGIApp, metrics: Metrics, stopping: Stopping) -> None:
        self._app, self._metrics, self._stopping = app, metrics, stopping

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one ASGI connection."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        request_id = _name(Headers(scope=scope).get(_HEADER))
        scope.setdefault("state", {})["request_id"] = request_id
        status, length, started = 0, 0, time.perf_counter()

        async def sending(message: Message) -> None:
            nonlocal status, length
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers[_HEADER] = request_id
                if self._stopping.begun:
                    headers["connection"] = "close"
            length += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except ClientDisconnect:
            status = status or _LEFT
        except Exception as error:  # the framework's own report would print values
            told = fields(request_id=request_id, error=type(error).__name__, at=places(error))
            _log.error("a request failed", extra=told)
            if status:
                raise ConnectionAbortedError("the answer broke off") from None
            await respond(Problem("internal"), request_id)(scope, receive, sending)
        finally:
            self._count(scope, request_id, status, length, time.perf_counter() - started)

    def _count(self, scope: Scope, request_id: str, status: int, length: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "other")
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self._metrics.requests.labels(route, method, status).inc()
        self._metrics.request_seconds.labels(route).observe(seconds)
        if route not in _QUIET:
            told = fields(
                request_id=request_id,
                method=method,
                route=route,
                status=status,
                bytes=length,
                milliseconds=round(seconds * 1000, 1),
                key=scope["state"].get("key"),
            )
            _log.info("%s %s %d", method, route, status, extra=told)


def _name(proposed: str | None) -> str:
    """The client's request id if it is well formed, else one of ours."""
    return proposed if proposed and _WELL_FORMED.fullmatch(proposed) else uuid4().hex
