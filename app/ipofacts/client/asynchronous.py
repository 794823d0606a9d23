"""The asynchronous client: as the blocking one, with the same names."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterable, AsyncIterator, Iterable
from types import TracebackType
from typing import Any, Self

import httpx

from ipofacts.client.errors import ClientError, of_transport
from ipofacts.client.requests import PATH, Given, encoded, fields, name_of, posted, result, settings
from ipofacts.client.waiting import pause
from ipofacts.progress import progress_bar
from ipofacts.schema import Extraction


class AsyncClient:
    """As Client, for asyncio; belongs to one event loop."""

    def __init__(
        self,
        url: str,
        *,
        api_key: str | None = None,
        timeout: float = 60.0,
        retries: int = 2,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._retries = retries
        self._http = httpx.AsyncClient(**settings(url, api_key, timeout), transport=transport)

    async def extract(
        self, text: str, *, title: str | None = None, published: str | None = None, id: str | None = None
    ) -> Extraction:
        """The offerings of one article. Raises ClientError."""
        return await self._send(fields(text, title, published, id))

    async def extract_many(
        self, articles: Iterable[Given] | AsyncIterable[Given], *, concurrency: int = 8, progress: bool = False
    ) -> AsyncIterator[Extraction | ClientError]:
        """As Client.extract_many; the articles may come from an asynchronous iterable, too."""
        with progress_bar(articles, progress) as bar:
            under_way: deque[asyncio.Task[Extraction | ClientError]] = deque()
            try:
                async for article in _each(articles):
                    under_way.append(asyncio.create_task(self._attempt(posted(article))))
                    if len(under_way) >= concurrency:
                        answer = await under_way.popleft()
                        bar()
                        yield answer
                while under_way:
                    answer = await under_way.popleft()
                    bar()
                    yield answer
            finally:
                for request in under_way:
                    request.cancel()

    async def close(self) -> None:
        """Closes the connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _attempt(self, payload: Any) -> Extraction | ClientError:
        try:
            return await self._send(payload)
        except ClientError as error:
            return error

    async def _send(self, payload: Any) -> Extraction:
        attempt = 0
        while (seconds := pause(attempt, self._retries, outcome := await self._post(payload))) is not None:
            await asyncio.sleep(seconds)
            attempt += 1
        try:
            if isinstance(outcome, httpx.HTTPError):
                raise of_transport(outcome) from outcome
            return result(outcome)
        except ClientError as error:
            error.id = name_of(payload)
            raise

    async def _post(self, payload: Any) -> httpx.Response | httpx.HTTPError:
        try:
            return await self._http.post(PATH, content=encoded(payload))
        except httpx.HTTPError as error:
            return error


async def _each(articles: Iterable[Given] | AsyncIterable[Given]) -> AsyncIterator[Given]:
    if isinstance(articles, AsyncIterable):
        async for article in articles:
            yield article
    else:
        for article in articles:
            yield article
