"""API keys, where the settings name any: compared by digest, in constant time."""

from __future__ import annotations

import hashlib
import hmac

from fastapi import Request

from ipofacts.problems import Problem, ProblemError
from ipofacts.service.settings import Settings


class Keys:
    """The keys that open /v1; none named means that no key is needed."""

    def __init__(self, settings: Settings) -> None:
        named = settings.api_keys.get_secret_value().split(",") if settings.api_keys else []
        self._digests = [_digest(key.strip()) for key in named if key.strip()]

    def open_to(self, key: str) -> bool:
        """Whether the key is one of ours; every key is compared, so that the time tells nothing."""
        digest = _digest(key)
        matches = [hmac.compare_digest(digest, ours) for ours in self._digests]
        return not self._digests or any(matches)


async def require_key(request: Request) -> None:
    """Refuses a request without a valid key. Raises ProblemError."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    key = token.strip() if scheme.lower() == "bearer" else request.headers.get("x-api-key", "")
    keys: Keys = request.app.state.keys
    if not keys.open_to(key):
        raise ProblemError(Problem("unauthorized"))


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).digest()
