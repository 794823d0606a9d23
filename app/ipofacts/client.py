"""A client of the service, blocking (Client) and asynchronous (AsyncClient).

ClientError
├── ConnectionFailedError  the service could not be reached, or the connection broke
├── TimedOutError          no answer in time
└── ServiceProblemError    the service answered with a problem: .status .type .title .detail .errors
    ├── ArticleRefusedError   4xx: the request must change
    │   └── UnauthorizedError 401: a key is missing or wrong
    ├── ServiceBusyError      429 or 503, after all retries
    └── ServiceFailedError    any other 5xx
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, Self

import httpx

from ipofacts.schema import Article, Extraction

__all__ = [
    "ArticleRefusedError",
    "AsyncClient",
    "Client",
    "ClientError",
    "ConnectionFailedError",
    "ServiceBusyError",
    "ServiceFailedError",
    "ServiceProblemError",
    "TimedOutError",
    "UnauthorizedError",
]

_RETRIED = frozenset({429, 503})
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
Progress = Callable[[int], None]


class ClientError(Exception):
    """Anything that keeps an article from being answered."""


class ConnectionFailedError(ClientError):
    """The service could not be reached, or the connection broke."""


class TimedOutError(ClientError):
    """The service gave no answer in time."""


class ServiceProblemError(ClientError):
    """The service answered with a problem (RFC 9457)."""

    def __init__(self, status: int, document: dict[str, Any]) -> None:
        self.status = status
        self.type = str(document.get("type", "about:blank"))
        self.title = str(document.get("title", f"HTTP {status}"))
        self.detail = str(document.get("detail", ""))
        self.errors: list[dict[str, Any]] = document.get("errors") or []
        super().__init__(f"{self.title} ({status}): {self.detail}")


class ArticleRefusedError(ServiceProblemError):
    """The request must change before it is sent again."""


class UnauthorizedError(ArticleRefusedError):
    """A key is missing or wrong."""


class ServiceBusyError(ServiceProblemError):
    """The service was too busy, after all retries."""


class ServiceFailedError(ServiceProblemError):
    """The service failed."""


class _Settings:
    """What both clients share: where the service is, and how patient to be."""

    def __init__(self, url: str, api_key: str | None, timeout: float, retries: int) -> None:
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self.http: dict[str, Any] = {"base_url": url, "headers": headers, "timeout": timeout}
        self.retries = retries

    def pause(self, attempt: int, response: httpx.Response) -> float | None:
        """Seconds to wait before asking again; None if the response stands."""
        if response.status_code not in _RETRIED or attempt >= self.retries:
            return None
        asked = response.headers.get("retry-after", "")
        own = _FIRST_PAUSE * 2**attempt
        wait = float(asked) if asked.isdecimal() and asked.isascii() else own
        return min(wait, _LONGEST_PAUSE) + random.uniform(0, _FIRST_PAUSE / 5)  # noqa: S311 - spreads clients, guards nothing


class Client:
    """Blocking client; may be shared by threads. ``timeout`` is in seconds, for each try."""

    def __init__(
        self,
        url: str,
        *,
        api_key: str | None = None,
        timeout: float = 60.0,
        retries: int = 4,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._settings = _Settings(url, api_key, timeout, retries)
        self._http = httpx.Client(**self._settings.http, transport=transport)

    def extract(
        self, text: str, *, title: str | None = None, published: str | None = None, id: str | None = None
    ) -> Extraction:
        """The offerings of one article. Raises ClientError."""
        return self._send(_payload(text, title, published, id))

    def extract_many(
        self,
        articles: Iterable[Article | str],
        *,
        concurrency: int = 8,
        return_exceptions: bool = False,
        progress: Progress | None = None,
    ) -> Iterator[Extraction | ClientError]:
        """The answers in the order of the articles, at most ``concurrency`` requests open; works on endless iterables.

        With ``return_exceptions`` an article that fails yields its ClientError in its place; else it is raised.
        ``progress`` is called with the number of answers after each.
        """
        with ThreadPoolExecutor(concurrency) as threads:
            open_requests: deque[Future[Extraction | ClientError]] = deque()
            done = 0
            try:
                for article in _with_end(articles):
                    if article is not None:
                        open_requests.append(threads.submit(self._try, _posted(article), return_exceptions))
                    while open_requests and (article is None or len(open_requests) >= concurrency):
                        answer = open_requests.popleft().result()
                        done += 1
                        if progress:
                            progress(done)
                        yield answer
            finally:
                for request in open_requests:
                    request.cancel()

    def close(self) -> None:
        """Closes the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _try(self, payload: dict[str, str], return_exceptions: bool) -> Extraction | ClientError:
        try:
            return self._send(payload)
        except ClientError as error:
            if return_exceptions:
                return error
            raise

    def _send(self, payload: dict[str, str]) -> Extraction:
        attempt = 0
        while True:
            try:
                response = self._http.post("/v1/extract", json=payload)
            except httpx.HTTPError as error:
                raise _translated(error) from error
            pause = self._settings.pause(attempt, response)
            if pause is None:
                return _result(response)
            time.sleep(pause)
            attempt += 1


class AsyncClient:
    """The same for asyncio."""

    def __init__(
        self,
        url: str,
        *,
        api_key: str | None = None,
        timeout: float = 60.0,
        retries: int = 4,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._settings = _Settings(url, api_key, timeout, retries)
        self._http = httpx.AsyncClient(**self._settings.http, transport=transport)

    async def extract(
        self, text: str, *, title: str | None = None, published: str | None = None, id: str | None = None
    ) -> Extraction:
        """The offerings of one article. Raises ClientError."""
        return await self._send(_payload(text, title, published, id))

    async def extract_many(
        self,
        articles: Iterable[Article | str],
        *,
        concurrency: int = 8,
        return_exceptions: bool = False,
        progress: Progress | None = None,
    ) -> AsyncIterator[Extraction | ClientError]:
        """As Client.extract_many."""
        open_requests: deque[asyncio.Task[Extraction | ClientError]] = deque()
        done = 0
        try:
            for article in _with_end(articles):
                if article is not None:
                    open_requests.append(asyncio.create_task(self._try(_posted(article), return_exceptions)))
                while open_requests and (article is None or len(open_requests) >= concurrency):
                    answer = await open_requests.popleft()
                    done += 1
                    if progress:
                        progress(done)
                    yield answer
        finally:
            for request in open_requests:
                request.cancel()

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def _try(self, payload: dict[str, str], return_exceptions: bool) -> Extraction | ClientError:
        try:
            return await self._send(payload)
        except ClientError as error:
            if return_exceptions:
                return error
            raise

    async def _send(self, payload: dict[str, str]) -> Extraction:
        attempt = 0
        while True:
            try:
                response = await self._http.post("/v1/extract", json=payload)
            except httpx.HTTPError as error:
                raise _translated(error) from error
            pause = self._settings.pause(attempt, response)
            if pause is None:
                return _result(response)
            await asyncio.sleep(pause)
            attempt += 1


def _payload(text: str, title: str | None, published: str | None, name: str | None) -> dict[str, str]:
    fields = {"text": text, "title": title, "published": published, "id": name}
    return {key: value for key, value in fields.items() if value is not None}


def _posted(article: Article | str) -> dict[str, str]:
    if isinstance(article, str):
        return _payload(article, None, None, None)
    return _payload(article.text, article.title, article.published, article.id)


def _with_end(articles: Iterable[Article | str]) -> Iterator[Article | str | None]:
    """The articles, and None when there are no more."""
    yield from articles
    yield None


def _translated(error: httpx.HTTPError) -> ClientError:
    kind = TimedOutError if isinstance(error, httpx.TimeoutException) else ConnectionFailedError
    return kind(f"{type(error).__name__} from the service")


def _result(response: httpx.Response) -> Extraction:
    if response.is_success:
        return Extraction.model_validate(response.json())
    raise _problem(response)


def _problem(response: httpx.Response) -> ServiceProblemError:
    try:
        document = response.json()
    except ValueError:
        document = {}
    status = response.status_code
    if status == 401:
        kind: type[ServiceProblemError] = UnauthorizedError
    elif status in _RETRIED:
        kind = ServiceBusyError
    elif status < 500:
        kind = ArticleRefusedError
    else:
        kind = ServiceFailedError
    return kind(status, document if isinstance(document, dict) else {})
