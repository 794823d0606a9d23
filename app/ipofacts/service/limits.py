"""Limits on what clients may ask at once: open requests, the size of a body, and the time it takes to arrive.

Pure ASGI: the bytes are counted as they come in, since a chunked body doesn't tell its length before. Batches have limits of
their own, which the intake keeps.
"""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ipofacts.problems import Problem, ProblemError
from ipofacts.service.errors import respond
from ipofacts.service.metrics import Metrics
from ipofacts.service.settings import Settings

_BATCH = "/v1/batch"


class Limits:
    """Middleware that lets ``queue`` POST requests in at a time and gives each a bounded, timely body."""

    def __init__(self, app: ASGIApp, settings: Settings, metrics: Metrics) -> None:
        self._app, self._settings, self._metrics = app, settings, metrics
        self._open = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one ASGI connection."""
        if scope["type"] != "http" or scope["method"] != "POST":
            return await self._app(scope, receive, send)
        if self._open >= self._settings.queue:
            busy = Problem("too-busy", retry_after=self._settings.retry_after)
            return await respond(busy, _request_id(scope))(scope, receive, send)
        self._open += 1
        self._metrics.open.set(self._open)
        try:
            await self._app(scope, receive if scope["path"] == _BATCH else self._bounded(receive), send)
        finally:
            self._open -= 1
            self._metrics.open.set(self._open)

    def _bounded(self, receive: Receive) -> Receive:
        """``receive``, raising ProblemError when the body grows too large or comes too late."""
        limit = self._settings.max_body_bytes
        deadline = asyncio.get_running_loop().time() + self._settings.body_timeout
        count, complete = 0, False

        async def bounded() -> Message:
            nonlocal count, complete
            if complete:
                return await receive()
            try:
                async with asyncio.timeout_at(deadline):
                    message = await receive()
            except TimeoutError:
                raise ProblemError(Problem("body-timeout")) from None
            count += len(message.get("body", b""))
            complete = not message.get("more_body", False)
            if count > limit:
                raise ProblemError(Problem("too-large", f"At most {limit} bytes are accepted here; send less in one request."))
            return message

        return bounded


def _request_id(scope: Scope) -> str | None:
    name: str | None = scope.get("state", {}).get("request_id")
    return name
