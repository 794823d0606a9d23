"""Who may ask, and how often: keys compared by digest in constant time, and a rate for each key."""

from __future__ import annotations

import hmac
import math
import time
from collections.abc import Callable

from fastapi import Request

from ipofacts.problems import Problem, ProblemError
from ipofacts.service.keys import digest, read_keys
from ipofacts.service.settings import Settings

EVERYBODY = "everybody"  # where no key is needed, all share one name and one rate


class Keys:
    """The keys that open /v1; none named means that no key is needed."""

    def __init__(self, settings: Settings) -> None:
        self._digests = read_keys(settings.api_keys.get_secret_value()) if settings.api_keys else {}

    def name_of(self, key: str) -> str | None:
        """Whose key it is, None if nobody's; every key is compared, so that the time tells nothing."""
        if not self._digests:
            return EVERYBODY
        given = digest(key)
        matches = [name for name, ours in self._digests.items() if hmac.compare_digest(given, ours)]
        return matches[0] if matches else None


class Rates:
    """For each key a bucket of ``settings.burst`` articles that fills at ``settings.rate`` a second."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = settings.rate, settings.burst, clock
        self._buckets: dict[str, tuple[float, float]] = {}  # what was left, and when

    def take(self, name: str) -> float:
        """Takes one article out of a key's bucket; returns the seconds to wait if there was none (and takes nothing)."""
        if not self._rate:
            return 0.0
        now = self._clock()
        left, at = self._buckets.get(name, (float(self._burst), now))
        left = min(float(self._burst), left + (now - at) * self._rate)
        if left < 1:
            self._buckets[name] = (left, now)
            return (1 - left) / self._rate
        self._buckets[name] = (left - 1, now)
        return 0.0


async def require_key(request: Request) -> None:
    """Refuses a request without a valid key. Raises ProblemError."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    key = token.strip() if scheme.lower() == "bearer" else request.headers.get("x-api-key", "")
    keys: Keys = request.app.state.keys
    name = keys.name_of(key)
    if name is None:
        raise ProblemError(Problem("unauthorized"))
    request.state.key = name


async def within_rate(request: Request) -> None:
    """Refuses a request that comes too soon after others of its key. Raises ProblemError."""
    rates: Rates = request.app.state.rates
    wait = rates.take(request.state.key)
    if wait:
        request.app.state.metrics.limited.inc()
        raise ProblemError(Problem("rate-limited", retry_after=max(1, math.ceil(wait))))
