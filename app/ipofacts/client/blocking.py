"""The blocking client."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, Self

import httpx

from ipofacts.client.errors import ClientError, of_transport
from ipofacts.client.requests import PATH, Given, encoded, fields, name_of, posted, result, settings
from ipofacts.client.waiting import pause
from ipofacts.progress import progress_bar
from ipofacts.schema import Extraction


class Client:
    """One pool of connections to a service; may be shared by threads.

    ``timeout`` is in seconds, for each try. Up to ``retries`` times a request is sent again that met a busy or failing
    service (429, 5xx) or a broken connection, after as long as the service asks for or, each time longer, as we see fit.
    """

    def __init__(
        self,
        url: str,
        *,
        api_key: str | None = None,
        timeout: float = 60.0,
        retries: int = 2,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._retries = retries
        self._http = httpx.Client(**settings(url, api_key, timeout), transport=transport)

    def extract(
        self, text: str, *, title: str | None = None, published: str | None = None, id: str | None = None
    ) -> Extraction:
        """The offerings of one article. Raises ClientError."""
        return self._send(fields(text, title, published, id))

    def extract_many(
        self, articles: Iterable[Given], *, concurrency: int = 8, progress: bool = False
    ) -> Iterator[Extraction | ClientError]:
        """One answer an article, in order: an extraction, or the ClientError that tells why there is none.

        Articles are texts, Articles, or mappings with their keys. Lazy: at most ``concurrency`` requests are under way, and
        no more articles are taken; works on endless iterables. ``progress`` shows a bar, in a terminal or a notebook.
        """
        with progress_bar(articles, progress) as bar, ThreadPoolExecutor(concurrency) as threads:
            under_way: deque[Future[Extraction | ClientError]] = deque()
            try:
                for article in articles:
                    under_way.append(threads.submit(self._attempt, posted(article)))
                    if len(under_way) >= concurrency:
                        answer = under_way.popleft().result()
                        bar()
                        yield answer
                while under_way:
                    answer = under_way.popleft().result()
                    bar()
                    yield answer
            finally:
                for request in under_way:
                    request.cancel()

    def close(self) -> None:
        """Closes the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _attempt(self, payload: Any) -> Extraction | ClientError:
        try:
            return self._send(payload)
        except ClientError as error:
            return error

    def _send(self, payload: Any) -> Extraction:
        attempt = 0
        while (seconds := pause(attempt, self._retries, outcome := self._post(payload))) is not None:
            time.sleep(seconds)
            attempt += 1
        try:
            if isinstance(outcome, httpx.HTTPError):
                raise of_transport(outcome) from outcome
            return result(outcome)
        except ClientError as error:
            error.id = name_of(payload)
            raise

    def _post(self, payload: Any) -> httpx.Response | httpx.HTTPError:
        try:
            return self._http.post(PATH, content=encoded(payload))
        except httpx.HTTPError as error:
            return error
