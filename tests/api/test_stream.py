"""Batches of any length: answered while they come in, in bounded memory, and at the reader's pace."""

import asyncio
import json
import socket
from contextlib import contextmanager

import httpx
import psutil
import pytest

from ipofacts.service.batch import Streamed
from ipofacts.service.intake import Intake
from ipofacts.service.settings import Settings

LINE = json.dumps({"text": "岚溪科技今日在港交所挂牌,发行价每股12.5港元。"}, ensure_ascii=False).encode() + b"\n"
BOUND = 100_000


@pytest.fixture(scope="module")
def streaming(serve):
    return serve(max_body_bytes=5_000, max_batch_bytes=BOUND, body_timeout=3)


@contextmanager
def conversation(service, media="application/x-ndjson"):
    """A connection with an open batch: what is written is sent as a chunk of the body."""
    with socket.create_connection(("127.0.0.1", httpx.URL(service.url).port), timeout=20) as connection:
        connection.sendall(
            f"POST /v1/batch HTTP/1.1\r\nhost: x\r\ncontent-type: {media}\r\ntransfer-encoding: chunked\r\n\r\n".encode()
        )
        yield connection, connection.makefile("rb")


def chunk(body: bytes) -> bytes:
    return f"{len(body):x}\r\n".encode() + body + b"\r\n"


def head(answers) -> bytes:
    told = answers.readline()
    while answers.readline() != b"\r\n":
        pass
    return told


def line(answers) -> dict | None:
    """The next line of the answer, None at its end."""
    size = int(answers.readline(), 16)
    body = answers.read(size + 2)
    return json.loads(body) if size else None


def test_a_line_is_answered_before_the_next_is_sent(streaming):
    with conversation(streaming) as (connection, answers):
        for number in range(4):
            connection.sendall(chunk(LINE))
            if not number:
                assert b"200" in head(answers)
            assert line(answers)["offerings"][0]["issue_price"]["value"] == "12.5"
        connection.sendall(chunk(b""))
        assert line(answers) is None


def test_lines_may_come_in_any_pieces(streaming):
    with conversation(streaming) as (connection, answers):
        for at in range(len(LINE)):
            connection.sendall(chunk(LINE[at : at + 1]))
        connection.sendall(chunk(LINE[:-1]) + chunk(b""))
        head(answers)
        assert [bool(line(answers)["offerings"]) for _ in range(2)] == [True, True]
        assert line(answers) is None


def test_more_than_the_bound_is_read_and_little_is_kept(streaming, eventually):
    """The service takes what it may read ahead, then waits for its answers to be taken; nothing of the batch is lost."""
    count = 3 * BOUND // len(LINE)
    process = psutil.Process()
    with conversation(streaming) as (connection, answers):
        connection.sendall(chunk(LINE) * 2)
        head(answers)
        before = process.memory_info().rss
        for _ in range(count):
            connection.sendall(chunk(LINE))
            assert line(answers)["offerings"]
        connection.sendall(chunk(b""))
        assert [line(answers) is None for _ in range(3)] == [False, False, True]
        assert process.memory_info().rss - before < 20_000_000


def test_no_more_than_the_bound_is_read_ahead():
    """Whoever sends without end is asked for no more until an article is taken."""
    asked = 0

    async def receive():
        nonlocal asked
        asked += 1
        await asyncio.sleep(0)
        return {"type": "http.request", "body": LINE * 10, "more_body": True}

    async def reading():
        intake = Intake(receive, Settings(max_batch_bytes=BOUND))
        pieces = intake.pieces()
        await anext(pieces)
        await asyncio.sleep(0.2)
        assert BOUND <= asked * len(LINE * 10) < BOUND + 3 * len(LINE * 10)
        before = asked
        for _ in range(100):
            await anext(pieces)
        await asyncio.sleep(0.1)
        assert 9 <= asked - before <= 11
        await intake.close()

    asyncio.run(reading())


def test_who_takes_no_answers_is_left_alone():
    """The answer ends when nobody takes it, and so does what makes it."""
    ended, taken = [], []

    async def lines():
        try:
            while True:
                yield b"{}"
        finally:
            ended.append(True)

    async def send(message):
        taken.append(message)
        if len(taken) > 3:
            await asyncio.sleep(60)

    async def answering():
        with pytest.raises(TimeoutError):
            await Streamed(b"{}", lines(), asyncio.Event(), 0.1)({}, None, send)

    asyncio.run(answering())
    assert ended == [True]


def test_a_line_that_never_ends_is_told_in_its_place(streaming):
    with conversation(streaming) as (connection, answers):
        connection.sendall(chunk(LINE))
        head(answers)
        assert "offerings" in line(answers)
        connection.sendall(chunk(b'{"text": "'))
        last = line(answers)
        assert (last["id"], last["problem"]["status"], last["problem"]["type"].rpartition(":")[2]) == (
            None,
            408,
            "body-timeout",
        )
        assert line(answers) is None


def test_a_line_beyond_every_bound_costs_nobody_else(streaming):
    huge = b'{"id": "huge", "text": "' + b"a" * (3 * BOUND) + b'"}\n'
    answers = streaming.post("/v1/batch", content=LINE + huge + LINE).text.splitlines()
    assert ["problem" in json.loads(answer) for answer in answers] == [False, True, False]
    assert json.loads(answers[1])["problem"]["status"] == 413


@pytest.mark.parametrize("body", [b"", b" ", b"[" + LINE])
def test_nothing_or_half_an_array_in_time_is_408(streaming, body):
    with conversation(streaming, "application/json") as (connection, answers):
        if body:
            connection.sendall(chunk(body))
        assert b" 408 " in head(answers)


def test_an_array_beyond_the_bound_is_refused(streaming):
    answer = streaming.post("/v1/batch", content=b"[" + b" " * BOUND + LINE + b"]")
    assert answer.status_code == 413
    assert "NDJSON" in answer.json()["detail"]


def test_who_hangs_up_leaves_nothing_behind(streaming, eventually):
    with conversation(streaming) as (connection, answers):
        connection.sendall(chunk(LINE) * 50)
        head(answers)
        line(answers)
    eventually(lambda: "ipofacts_requests_open 0.0" in streaming.get("/metrics").text)
    eventually(lambda: "ipofacts_articles_waiting 0.0" in streaming.get("/metrics").text)
    assert streaming.post("/v1/extract", content=LINE).status_code == 200


def test_single_articles_go_before_those_of_a_batch(streaming):
    with conversation(streaming) as (connection, answers):
        connection.sendall(chunk(LINE) * 300 + chunk(b""))
        head(answers)
        for _ in range(5):
            assert streaming.post("/v1/extract", content=LINE).status_code == 200
        taken = 0
        while line(answers):
            taken += 1
        assert taken == 300
