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
        self._count_requests()
        self._count_articles()
        self._count_engines()

    def _count_requests(self) -> None:
        self.requests = self._counter("requests", "Requests answered.", "route", "method", "status")
        self.request_seconds = self._histogram("request_seconds", "Time from request to answer.", "route")
        self.open = self._gauge("requests_open", "Requests for articles that are open now.")
        self.refused = self._counter("connections_refused", "Connections refused before a request was told.", "problem")
        self.limited = self._counter("rate_limited", "Requests refused because their key asked too often.")

    def _count_articles(self) -> None:
        self.articles = self._counter("articles", "Articles read, by outcome.", "outcome")
        self.article_seconds = self._histogram("article_seconds", "Time an article took, waiting included.")
        self.waiting = self._gauge("articles_waiting", "Articles that wait for an engine now.")
        self.wait_seconds = self._histogram("article_wait_seconds", "Time an article waited for an engine.")
        self.room_seconds = self._counter("engine_seconds", "Time that engines spent, by room.", "room")
        self.offerings = self._counter("offerings", "Offerings found in articles.")
        self.facts = self._counter("facts", "Facts found, by the rule that read them.", "rule")

    def _count_engines(self) -> None:
        self.engines = self._gauge("engines_ready", "Engines that are warm and sound.")
        self.restarts = self._counter("engine_restarts", "Engines replaced.")
        self.reloads = self._counter("rules_reload", "Rules reloaded, by outcome.", "outcome")
        for outcome in OUTCOMES:
            self.reloads.labels(outcome)
        self._rules = self._gauge("rules_info", "1 for the version of the rules in force.", "version")

    def read(self, answer: Answer, seconds: float) -> None:
        """Counts one article; ``seconds`` from its arrival to its answer."""
        self.articles.labels(answer.problem.kind if answer.problem else "read").inc()
        self.offerings.inc(answer.offerings)
        self.article_seconds.observe(seconds)
        for room, spent in answer.seconds.items():
            self.room_seconds.labels(room).inc(spent)
        for rule, count in answer.rules.items():
            self.facts.labels(rule).inc(count)

    def in_force(self, version: str) -> None:
        """Tells which rules are in force."""
        self._rules.clear()
        self._rules.labels(version).set(1)

    def render(self) -> bytes:
        """All metrics in Prometheus' text format."""
        return generate_latest(self._registry)

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"ipofacts_{name}", about, labels, registry=self._registry)

    def _gauge(self, name: str, about: str, *labels: str) -> Gauge:
        return Gauge(f"ipofacts_{name}", about, labels, registry=self._registry)

    def _histogram(self, name: str, about: str, *labels: str) -> Histogram:
        return Histogram(f"ipofacts_{name}", about, labels, buckets=_SECONDS, registry=self._registry)
