"""The client: the same answers as in process, in order; patient with a busy service, clear about the rest."""

import asyncio
import datetime
import doctest
import email.utils
import itertools
import json
import socket
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import httpx
import pytest

import ipofacts.client
from ipofacts.client import (
    ArticleRefusedError,
    AsyncClient,
    Client,
    ClientError,
    ConnectionFailedError,
    NotUnderstoodError,
    ServiceBusyError,
    ServiceFailedError,
    TimedOutError,
    UnauthorizedError,
)
from ipofacts.schema import Article, Extraction

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
    monkeypatch.setattr("ipofacts.client.blocking.time", SimpleNamespace(sleep=waited.append))
    monkeypatch.setattr("ipofacts.client.asynchronous.asyncio", SimpleNamespace(sleep=sleep))
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


def many_blocking(url: str, articles, **how) -> list:
    with Client(url) as client:
        return list(client.extract_many(articles, **how))


def many_async(url: str, articles, **how) -> list:
    async def ask():
        async with AsyncClient(url) as client:
            return [answer async for answer in client.extract_many(articles, **how)]

    return asyncio.run(ask())


both_many = pytest.mark.parametrize("many", [many_blocking, many_async])


@both_many
def test_many_articles_are_answered_in_order(many, service, capsys):
    found = many(service.url, [priced(number) for number in range(20)], progress=True)
    assert [answer.id for answer in found] == [f"n{number}" for number in range(20)]
    assert [answer.offerings[0].issue_price.value for answer in found] == [f"{number}.5" for number in range(20)]
    assert "20/20" in capsys.readouterr().err


@both_many
def test_a_failure_stands_in_its_place(many, service):
    half = {"id": "half", "text": "\ud800"}
    given = [
        "天气很好。",
        {"id": "e", "text": "", "x": SECRET},
        half,
        None,
        {"text": 5, "published": datetime.date(2026, 3, 4)},
        priced(2),
    ]
    first, empty, *odd, last = many(service.url, given)
    assert (first.offerings, last.id) == ([], "n2")
    assert isinstance(empty, ArticleRefusedError)
    assert (empty.id, empty.status, empty.type) == ("e", 422, "urn:ipofacts:problem:invalid-article")
    assert empty.errors[0]["loc"] == ["body", "text"]
    assert empty.request_id
    assert [type(error) for error in odd] == [ArticleRefusedError] * 3
    assert odd[0].id == "half"
    assert not any(SECRET in str(error) for error in (empty, *odd))


def test_articles_may_come_from_an_asynchronous_source(service):
    async def source():
        for number in range(3):
            yield priced(number)

    assert [answer.id for answer in many_async(service.url, source())] == ["n0", "n1", "n2"]


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

    async def ask():
        async with AsyncClient(
            "http://service", transport=httpx.MockTransport(lambda _: httpx.Response(200, json=GOOD))
        ) as client:
            answers = client.extract_many(endless(taken), concurrency=3)
            await anext(answers)
            await anext(answers)
            await answers.aclose()

    asyncio.run(ask())
    assert len(taken) == 8


@both
def test_what_is_posted(ask):
    def handle(request: httpx.Request) -> httpx.Response:
        assert (request.method, str(request.url)) == ("POST", "http://service/v1/extract")
        assert request.headers["authorization"] == "Bearer k"
        assert request.headers["content-type"] == "application/json"
        assert json.loads(request.content) == {"text": "-", "id": "7"}
        return httpx.Response(200, json=GOOD)

    assert ask(handle, api_key="k").offerings == []


@both
@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_or_failing_service_is_asked_again_when_it_says(ask, status, pauses):
    answers = iter([problem(status, **{"retry-after": "3"}), problem(status), httpx.Response(200, json=GOOD)])
    ask(lambda _: next(answers))
    assert 3 <= pauses[0] < 4
    assert 0.5 < pauses[1] < 2
    assert len(pauses) == 2


@both
def test_a_time_to_come_back_may_be_a_date(ask, pauses):
    later = email.utils.format_datetime(datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=20), usegmt=True)
    answers = iter(
        [problem(503, **{"retry-after": later}), problem(503, **{"retry-after": "soon"}), httpx.Response(200, json=GOOD)]
    )
    ask(lambda _: next(answers))
    assert 15 < pauses[0] < 21
    assert 0.5 < pauses[1] < 2


@both
def test_connections_are_tried_again(ask, pauses):
    outcomes = iter([httpx.ConnectError("x"), httpx.ReadError("x"), httpx.Response(200, json=GOOD)])

    def handle(request: httpx.Request) -> httpx.Response:
        outcome = next(outcomes)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    assert ask(handle).offerings == []
    assert len(pauses) == 2


@both
def test_patience_ends(ask, pauses):
    with pytest.raises(ServiceBusyError) as raised:
        ask(lambda _: problem(503, **{"retry-after": "1", "x-request-id": "r1"}))
    assert len(pauses) == 2
    assert (raised.value.status, raised.value.detail, raised.value.retry_after) == (503, "Do this.", 1)
    assert (raised.value.type, raised.value.request_id) == ("urn:ipofacts:problem:p503", "r1")
    assert raised.value.id == "7"


@both
def test_nobody_waits_for_an_hour(ask, pauses):
    with pytest.raises(ServiceBusyError) as raised:
        ask(lambda _: problem(503, **{"retry-after": "3600"}))
    assert (pauses, raised.value.retry_after) == ([], 3600)


@both
@pytest.mark.parametrize(("status", "kind"), [(400, ArticleRefusedError), (401, UnauthorizedError), (413, ArticleRefusedError)])
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
def test_what_would_take_too_long_again_is_not_asked_again(ask, pauses):
    document = {"type": "urn:ipofacts:problem:too-slow", "title": "No", "status": 503, "detail": "Shorten it."}
    with pytest.raises(ServiceFailedError, match="Shorten it"):
        ask(lambda _: httpx.Response(503, json=document, headers={"Retry-After": "1"}))
    assert pauses == []


@both
@pytest.mark.parametrize("body", [b"<html>", b"[]", b"", b"\xff"])
def test_a_stranger_in_between_is_told_by_its_status(ask, body, pauses):
    with pytest.raises(ServiceFailedError, match="HTTP 502"):
        ask(lambda _: httpx.Response(502, content=body))


@both
@pytest.mark.parametrize(("status", "body"), [(200, b"<html>"), (200, b"[]"), (200, b"{}"), (204, b""), (307, b"")])
def test_a_stranger_who_agrees_is_no_ipofacts(ask, status, body):
    with pytest.raises(NotUnderstoodError, match=f"HTTP {status}, but no extraction"):
        ask(lambda _: httpx.Response(status, content=body))


@both
@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (httpx.ReadTimeout, TimedOutError),
        (httpx.ConnectError, ConnectionFailedError),
        (httpx.UnsupportedProtocol, ConnectionFailedError),
    ],
)
def test_broken_connections(ask, error, kind, pauses):
    def handle(request: httpx.Request) -> httpx.Response:
        raise error(SECRET, request=request)

    with pytest.raises(kind) as raised:
        ask(handle)
    assert isinstance(raised.value, ClientError)
    assert SECRET not in str(raised.value)
    assert len(pauses) == (2 if error is httpx.ConnectError else 0)


def test_no_answer_is_waited_for_without_end():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with Client(url, timeout=0.2) as client, pytest.raises(TimedOutError):
            client.extract("-")


def test_the_examples_of_the_documentation(strict):
    given = {"url": strict.url, "asyncio": asyncio, "Extraction": Extraction, **vars(ipofacts.client)}
    found = doctest.DocTestParser().get_doctest(ipofacts.client.__doc__, given, "client", None, 0)
    report: list[str] = []
    assert doctest.DocTestRunner(verbose=False).run(found, out=report.append).failed == 0, "".join(report)
    assert len(found.examples) > 5


def test_a_key_is_asked_for(strict):
    with Client(strict.url, api_key="first-key") as client:
        assert client.extract("天气很好。").offerings == []
    with Client(strict.url) as client, pytest.raises(UnauthorizedError):
        client.extract("天气很好。")


def test_nobody_listens(pauses):
    with Client("http://127.0.0.1:9", timeout=5) as client, pytest.raises(ConnectionFailedError):
        client.extract("-")
