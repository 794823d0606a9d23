"""Connections: how many there may be, and how long and large the headers of a request may get before they are complete.

uvicorn's protocol bounds neither, so one client could hold every connection by sending a byte now and then.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from ipofacts.problems import KINDS, Problem
from ipofacts.service.errors import MEDIA_TYPE
from ipofacts.service.headers import DEFAULTS
from ipofacts.service.metrics import Metrics
from ipofacts.service.settings import Settings

_MOST_HEADER_BYTES = 65_536
_REASONS = {400: "Bad Request", 408: "Request Timeout", 431: "Request Header Fields Too Large", 503: "Service Unavailable"}


def protocol(settings: Settings, metrics: Metrics) -> type[HttpToolsProtocol]:
    """The protocol with the bounds of the settings; what it refuses is counted, since no route ever sees it."""

    class Guarded(HttpToolsProtocol):
        """One connection. Between requests it is uvicorn's keep-alive time that ends it."""

        _timer: asyncio.TimerHandle | None = None
        _count = 0

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            """Refuses the connection if there are too many."""
            super().connection_made(transport)
            if len(self.connections) > settings.connections:
                self._refuse(Problem("too-busy", retry_after=settings.retry_after))
            else:
                self._wait_for_headers()

        def data_received(self, data: bytes) -> None:
            """Counts what comes before a request is told whole."""
            if self.transport.is_closing():
                return
            if self._timer is None and (self.cycle is None or self.cycle.response_complete):
                self._wait_for_headers()
            if self._timer is not None:
                self._count += len(data)
            super().data_received(data)
            if self._timer is not None and self._count > _MOST_HEADER_BYTES:
                self._refuse(Problem("headers-too-large"))

        def on_headers_complete(self) -> None:
            """The request is told: what follows is its body, which has limits of its own."""
            self._stop_waiting()
            super().on_headers_complete()

        def connection_lost(self, exc: Exception | None) -> None:
            """Forgets the connection."""
            self._stop_waiting()
            super().connection_lost(exc)

        def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - as uvicorn calls it
            """Answers what isn't HTTP."""
            self._refuse(Problem("invalid-http"))

        def _wait_for_headers(self) -> None:
            self._count = 0
            self._timer = self.loop.call_later(settings.body_timeout, self._too_late)

        def _stop_waiting(self) -> None:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

        def _too_late(self) -> None:
            self._timer = None
            self._refuse(Problem("body-timeout"))

        def _refuse(self, problem: Problem) -> None:
            self._stop_waiting()
            if not self.transport.is_closing():
                metrics.refused.labels(problem.kind).inc()
                self.transport.write(_answer(problem))
                self.transport.close()

    return Guarded


def _answer(problem: Problem) -> bytes:
    """A whole HTTP answer, for where no request is known that a framework could answer."""
    body = json.dumps(problem.document()).encode()
    headers: dict[str, Any] = {"content-type": MEDIA_TYPE, "content-length": len(body), "connection": "close"}
    headers |= DEFAULTS
    if problem.retry_after is not None:
        headers["retry-after"] = problem.retry_after
    head = f"HTTP/1.1 {problem.status} {_REASONS[KINDS[problem.kind].status]}\r\n"
    return (head + "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + "\r\n").encode() + body
