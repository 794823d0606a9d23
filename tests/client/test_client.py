"""The client: the same answers as in process, in order; patient with a busy service, clear about the rest."""

import asyncio
import itertools
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import httpx
import pytest

from ipofacts import client as client_module
from ipofacts.client import (
    ArticleRefusedError,
    AsyncClient,
    Client,
    ClientError,
    ConnectionFailedError,
    ServiceBusyError,
    ServiceFailedError,
    TimedOutError,
    UnauthorizedError,
)
from ipofacts.schema import Article

SECRET = "岚溪机密"
GOOD = {"offerings": [], "warnings": [], "rules_version": "1"}
Handler = Callable[[httpx.Request], httpx.Response]


def priced(number: int) -> Article:
    return Article(id=f"n{number}", text=f"岚溪科技今日在港交所挂牌,发行价每股{number}.5港元。")


def problem(status: int, **headers: str) -> httpx.Response:
    document = {"type": f"urn:ipofacts:problem:p{status}", "title": "No", "status": status, "detail": "Do this.", "errors": []}
    return httpx.Response(status, json=document, headers=headers)


@pytest.fixture
def pauses(monkeypatch) -> list[float]:
    """How long the clients would have waited; they don't."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    # The client's own view of the modules: the services under test run in other threads of this process.
    monkeypatch.setattr(client_module, "time", SimpleNamespace(sleep=waited.append))
    monkeypatch.setattr(client_module, "asyncio", SimpleNamespace(sleep=sleep, create_task=asyncio.create_task))
    return waited


def ask_blocking(handler: Handler, **settings) -> object:
    with Client("http://service", transport=httpx.MockTransport(handler), **settings) as client:
        return client.extract("-", id="7")


def ask_async(handler: Handler, **settings) -> object:
    async def ask() -> object:
        async with AsyncClient("http://service", transport=httpx.MockTransport(handler), **settings) as client:
            return await client.extract("-", id="7")

    return asyncio.run(ask())


both = pytest.mark.parametrize("ask", [ask_blocking, ask_async])


def test_it_answers_as_the_extractor_does(service, extractor):
    article = {"text": priced(3).text, "title": "岚溪科技上市", "published": "2026-03-04", "id": "7"}
    expected = extractor.extract(**article)

    async def ask():
        async with AsyncClient(service.url) as client:
            return await client.extract(**article)

    with Client(service.url) as client:
        assert client.extract(**article) == expected
    assert asyncio.run(ask()) == expected


def test_many_articles_are_answered_in_order(service):
    seen: list[int] = []
    with Client(service.url) as client:
        found = list(client.extract_many((priced(number) for number in range(20)), progress=seen.append))
    assert [answer.id for answer in found] == [f"n{number}" for number in range(20)]
    assert [answer.offerings[0].issue_price.value for answer in found] == [f"{number}.5" for number in range(20)]
    assert seen == list(range(1, 21))


def test_many_articles_are_answered_in_order_asynchronously(service):
    async def ask():
        async with AsyncClient(service.url) as client:
            return [answer async for answer in client.extract_many(map(priced, range(20)))]

    assert [answer.id for answer in asyncio.run(ask())] == [f"n{number}" for number in range(20)]


def test_a_refused_article_stands_in_its_place_or_is_raised(service):
    articles = ["天气很好。", Article.model_construct(text="", title=None, published=None, id=None), priced(2)]
    with Client(service.url) as client:
        first, refused, last = client.extract_many(articles, return_exceptions=True)
        assert (first.offerings, last.id) == ([], "n2")
        assert isinstance(refused, ArticleRefusedError)
        assert refused.status == 422
        assert refused.errors[0]["loc"] == ["body", "text"]
        with pytest.raises(ArticleRefusedError):
            list(client.extract_many(articles))


def endless(taken: list[int]) -> Iterator[str]:
    for number in itertools.count():
        taken.append(number)
        yield "-"


def test_no_more_are_taken_than_are_asked_at_a_time():
    taken: list[int] = []
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=GOOD))
    with Client("http://service", transport=transport) as client:
        answers = client.extract_many(endless(taken), concurrency=3)
        next(answers)
        next(answers)
        answers.close()
    assert len(taken) == 4


@both
def test_what_is_posted(ask):
    def handle(request: httpx.Request) -> httpx.Response:
        assert (request.method, str(request.url)) == ("POST", "http://service/v1/extract")
        assert request.headers["authorization"] == "Bearer k"
        assert request.content in (b'{"text":"-","id":"7"}', b'{"text": "-", "id": "7"}')
        return httpx.Response(200, json=GOOD)

    assert ask(handle, api_key="k").offerings == []


@both
@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_service_is_asked_again_when_it_says(ask, status, pauses):
    answers = iter([problem(status, **{"retry-after": "3"}), problem(status), httpx.Response(200, json=GOOD)])
    ask(lambda _: next(answers))
    assert 3 <= pauses[0] < 4
    assert 0.5 < pauses[1] < 2
    assert len(pauses) == 2


@both
def test_patience_ends(ask, pauses):
    with pytest.raises(ServiceBusyError) as raised:
        ask(lambda _: problem(503, **{"retry-after": "9999"}), retries=2)
    assert len(pauses) == 2
    assert max(pauses) < 31
    assert (raised.value.status, raised.value.detail) == (503, "Do this.")
    assert raised.value.type == "urn:ipofacts:problem:p503"


@both
@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, ArticleRefusedError), (401, UnauthorizedError), (413, ArticleRefusedError), (500, ServiceFailedError)],
)
def test_other_problems_are_not_asked_again(ask, status, kind, pauses):
    asked: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return problem(status)

    with pytest.raises(kind, match=f"No \\({status}\\): Do this"):
        ask(handle)
    assert len(asked) == 1
    assert pauses == []


@both
@pytest.mark.parametrize("body", [b"<html>", b"[]", b"", b"\xff"])
def test_a_stranger_in_between_is_told_by_its_status(ask, body):
    with pytest.raises(ServiceFailedError, match="HTTP 502"):
        ask(lambda _: httpx.Response(502, content=body))


@both
@pytest.mark.parametrize(
    ("error", "kind"),
    [(httpx.ReadTimeout, TimedOutError), (httpx.ConnectError, ConnectionFailedError), (httpx.ReadError, ConnectionFailedError)],
)
def test_broken_connections(ask, error, kind):
    def handle(request: httpx.Request) -> httpx.Response:
        raise error(SECRET, request=request)

    with pytest.raises(kind) as raised:
        ask(handle)
    assert isinstance(raised.value, ClientError)
    assert SECRET not in str(raised.value)


def test_a_key_is_asked_for(strict):
    with Client(strict.url, api_key="first-key") as client:
        assert client.extract("天气很好。").offerings == []
    with Client(strict.url) as client, pytest.raises(UnauthorizedError):
        client.extract("天气很好。")


def test_nobody_listens():
    with Client("http://127.0.0.1:9", timeout=5) as client, pytest.raises(ConnectionFailedError):
        client.extract("-")
