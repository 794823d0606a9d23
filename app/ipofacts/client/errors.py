"""What keeps an article from being answered."""

from __future__ import annotations

from typing import Any

import httpx

from ipofacts.client.waiting import BUSY, TOO_SLOW, seconds_asked


class ClientError(Exception):
    """Anything that keeps an article from being answered.

    ``id`` is the article's; ``request_id`` names the request in the service's log, if the service answered; ``type`` is the
    stable name of the kind of problem.
    """

    type = "urn:ipofacts:client:failed"
    id: str | None = None
    request_id: str | None = None


class ConnectionFailedError(ClientError):
    """The service could not be reached, or the connection broke."""

    type = "urn:ipofacts:client:connection-failed"


class TimedOutError(ClientError):
    """The service gave no answer in time."""

    type = "urn:ipofacts:client:timed-out"


class NotUnderstoodError(ClientError):
    """What answered is no ipofacts, or one of another version."""

    type = "urn:ipofacts:client:not-understood"


class ServiceProblemError(ClientError):
    """The service answered with a problem (RFC 9457); ``retry_after`` is in seconds, if the service named a time."""

    def __init__(self, status: int, document: dict[str, Any]) -> None:
        self.status = status
        self.type = str(document.get("type", "about:blank"))
        self.title = str(document.get("title", f"HTTP {status}"))
        self.detail = str(document.get("detail", ""))
        self.errors: list[dict[str, Any]] = document.get("errors") or []
        self.retry_after: float | None = None
        super().__init__(f"{self.title} ({status}): {self._named() or self.detail}")

    def _named(self) -> str:
        """The fields that are wrong, each with what to do about it."""
        places = (".".join(map(str, error.get("loc", ())[1:])) for error in self.errors)
        return "; ".join(f"{place} {error.get('msg', '')}".strip() for place, error in zip(places, self.errors, strict=True))


class ArticleRefusedError(ServiceProblemError):
    """The request must change before it is sent again."""


class UnauthorizedError(ArticleRefusedError):
    """A key is missing or wrong."""


class ServiceBusyError(ServiceProblemError):
    """The service was too busy, after all retries."""


class ServiceFailedError(ServiceProblemError):
    """The service failed, after all retries."""


def of_transport(error: httpx.HTTPError) -> ClientError:
    """What an error below HTTP means; its own words, which may quote anything, are left out."""
    kind = TimedOutError if isinstance(error, httpx.TimeoutException) else ConnectionFailedError
    return kind(f"{type(error).__name__} from the service")


def of_response(response: httpx.Response) -> ClientError:
    """What a response that is no extraction means."""
    status = response.status_code
    error: ClientError
    if response.is_success or response.is_redirect:
        error = NotUnderstoodError(f"HTTP {status}, but no extraction: is the address that of an ipofacts of this version?")
    else:
        error = _problem(status, _document(response))
        error.retry_after = seconds_asked(response)
    error.request_id = response.headers.get("x-request-id")
    return error


def _problem(status: int, document: dict[str, Any]) -> ServiceProblemError:
    if status == 401:
        return UnauthorizedError(status, document)
    if status in BUSY and document.get("type") != TOO_SLOW:
        return ServiceBusyError(status, document)
    return (ArticleRefusedError if status < 500 else ServiceFailedError)(status, document)


def _document(response: httpx.Response) -> dict[str, Any]:
    try:
        document = response.json()
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}
