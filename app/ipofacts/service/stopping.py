"""Whether the service is about to stop, for all that must know it."""

from __future__ import annotations

import time

from ipofacts.problems import Problem, ProblemError
from ipofacts.service.settings import Settings

_ADVICE = "The service stops. Send the articles that have no line here once more; another process may take them at once."


class Stopping:
    """Once it has begun, readyz fails and every answer closes its connection; batches end in half the time that is left."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._since: float | None = None

    @property
    def begun(self) -> bool:
        """Whether the service stops."""
        return self._since is not None

    def begin(self) -> None:
        """Tells that it stops."""
        self._since = self._since or time.monotonic()

    def check(self) -> None:
        """Lets one more article of a batch pass. Raises ProblemError if the rest has to be sent elsewhere."""
        if self._since is None:
            return
        left = self._settings.drain_delay + self._settings.shutdown_timeout / 2
        if time.monotonic() - self._since > left:
            raise ProblemError(Problem("not-ready", _ADVICE, retry_after=self._settings.retry_after))
