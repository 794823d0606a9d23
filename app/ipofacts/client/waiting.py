"""Whether to ask once more, and how long to wait before."""

from __future__ import annotations

import random
import time
from email.utils import parsedate_to_datetime

import httpx

BUSY = frozenset({429, 503})
TOO_SLOW = "urn:ipofacts:problem:too-slow"
"""The type of a problem that stays: the article would take too long once more, and cost one more engine."""
LONGEST = 60.0
"""Seconds. A service that asks for more patience than this is not asked again."""

_FIRST, _LONGEST_OWN = 0.5, 8.0


def pause(attempt: int, retries: int, outcome: httpx.Response | httpx.HTTPError) -> float | None:
    """Seconds to wait before asking again after so many tries; None if the outcome stands."""
    if attempt >= retries or not _passing(outcome):
        return None
    asked = seconds_asked(outcome) if isinstance(outcome, httpx.Response) else None
    if asked is None:
        own = min(_LONGEST_OWN, _FIRST * 2.0**attempt)
        return own * random.uniform(1, 1.5)  # noqa: S311 - spreads clients, guards nothing
    return asked + random.uniform(0, _FIRST) if asked <= LONGEST else None  # noqa: S311


def seconds_asked(response: httpx.Response) -> float | None:
    """What Retry-After says, as seconds or as a date."""
    header = response.headers.get("retry-after", "").strip()
    if header.isdecimal() and header.isascii():
        return float(header[:9])
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
    except (ValueError, OverflowError, OSError):
        return None


def _passing(outcome: httpx.Response | httpx.HTTPError) -> bool:
    """Whether it may be otherwise the next time. An article may be sent twice: reading it changes nothing."""
    if isinstance(outcome, httpx.Response):
        if TOO_SLOW.encode() in outcome.content:
            return False
        return outcome.status_code == 429 or outcome.status_code >= 500
    if isinstance(outcome, httpx.TimeoutException):
        return isinstance(outcome, httpx.ConnectTimeout)
    return isinstance(outcome, httpx.NetworkError | httpx.RemoteProtocolError)
