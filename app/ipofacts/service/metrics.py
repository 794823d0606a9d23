"""Prometheus metrics: counts, times and states; no label ever holds anything a client wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

if TYPE_CHECKING:
    from ipofacts.service.worker import Answer

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
OUTCOMES = ("taken", "refused", "failed")
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """All metrics of one service, in a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "ipofacts_requests", "Requests answered.", ["route", "method", "status"], registry=self._registry
        )
        self.request_seconds = Histogram(
            "ipofacts_request_seconds", "Time from request to answer.", ["route"], buckets=_SECONDS, registry=self._registry
        )
        self.open = Gauge("ipofacts_requests_open", "Requests for articles that are open now.", registry=self._registry)
        self.articles = Counter("ipofacts_articles", "Articles read, by outcome.", ["outcome"], registry=self._registry)
        self.article_seconds = Histogram(
            "ipofacts_article_seconds", "Time an article took, waiting included.", buckets=_SECONDS, registry=self._registry
        )
        self.offerings = Counter("ipofacts_offerings", "Offerings found in articles.", registry=self._registry)
        self.engines = Gauge("ipofacts_engines_ready", "Engines that are warm and sound.", registry=self._registry)
        self.reloads = Counter("ipofacts_rules_reload", "Rules reloaded, by outcome.", ["outcome"], registry=self._registry)
        for outcome in OUTCOMES:
            self.reloads.labels(outcome)
        self.restarts = Counter("ipofacts_engine_restarts", "Engines replaced.", registry=self._registry)

    def read(self, answer: Answer, seconds: float) -> None:
        """Counts one article; ``seconds`` from its arrival to its answer."""
        self.articles.labels(answer.problem.kind if answer.problem else "read").inc()
        self.offerings.inc(answer.offerings)
        self.article_seconds.observe(seconds)

    def render(self) -> bytes:
        """All metrics in Prometheus' text format."""
        return generate_latest(self._registry)
