"""Spans for OpenTelemetry, where the settings ask for them; the extra ``otel`` brings the library.

The exporter is set up by the standard variables (OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME …). Spans carry routes, times
and ids, never a word of a request.
"""

from __future__ import annotations

from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ipofacts.service.settings import SettingsError


class Traced:
    """Middleware that makes a span of each request, a child of the caller's if it sends ``traceparent``."""

    def __init__(self, app: ASGIApp, tracer: Any) -> None:
        from opentelemetry.propagate import extract
        from opentelemetry.trace import SpanKind

        self._app, self._tracer, self._extract, self._kind = app, tracer, extract, SpanKind.SERVER

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one ASGI connection."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        carrier = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        with self._tracer.start_as_current_span(
            "request", context=self._extract(carrier), kind=self._kind, record_exception=False
        ) as span:

            async def sending(message: Message) -> None:
                if message["type"] == "http.response.start":
                    span.set_attribute("http.response.status_code", message["status"])
                await send(message)

            try:
                await self._app(scope, receive, sending)
            finally:
                route = getattr(scope.get("route"), "path", "other")
                span.update_name(route)
                span.set_attribute("http.route", route)
                span.set_attribute("ipofacts.request_id", scope.get("state", {}).get("request_id", ""))


def tracer() -> Any:
    """Makes spans; where nobody has set up a provider yet, they go out over OTLP. Raises SettingsError."""
    try:
        from opentelemetry import trace
        from opentelemetry.sdk.trace import TracerProvider
    except ImportError:
        raise SettingsError("IPOFACTS_TRACING: OpenTelemetry is not installed; pip install 'ipofacts[otel]'") from None
    if not isinstance(trace.get_tracer_provider(), TracerProvider):
        trace.set_tracer_provider(_exporting())
    return trace.get_tracer("ipofacts")


def _exporting() -> Any:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    except ImportError:
        raise SettingsError("IPOFACTS_TRACING: the OTLP exporter is not installed; pip install 'ipofacts[otel]'") from None
    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider
