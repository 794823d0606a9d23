"""What operators rely on: probes, metrics, logs, keys, limits, and engines that are replaced when they fail."""

import logging
import os
import signal
import socket
import subprocess
import sys

import httpx
import pytest

from ipofacts.service import pool
from ipofacts.service.engine import Engine
from ipofacts.service.logs import JsonLine, TextLine

SECRET = "岚溪机密"
ARTICLE = {"text": f"{SECRET}今日在港交所挂牌。", "id": SECRET}


KEY = {"authorization": "Bearer second-key"}


def test_the_process_that_answers_loads_nothing_that_reads():
    script = "import sys; import ipofacts.service.app, ipofacts.cli.serving; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "fastapi" in done.stdout.split()
    assert not {"spacy", "rjieba", "re2", "numpy", "ipofacts.rules", "ipofacts.extractor"} & set(done.stdout.split())


def test_probes_tell_alive_and_ready(service):
    assert service.get("/healthz").json() == {"status": "alive"}
    ready = service.get("/readyz").json()
    assert ready["status"] == "ready"
    assert ready["engines"] == 1
    assert ready["rules_version"] == service.get("/v1/rules").json()["rules_version"]


def test_metrics_count_and_quote_nothing(service):
    def count(name):
        lines = service.get("/metrics").text.splitlines()
        return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith(name))

    before = count('ipofacts_articles_total{outcome="read"}'), count('ipofacts_articles_total{outcome="invalid-article"}')
    service.post("/v1/extract", json=ARTICLE)
    service.post("/v1/extract", json={"text": ""})
    after = count('ipofacts_articles_total{outcome="read"}'), count('ipofacts_articles_total{outcome="invalid-article"}')
    assert (after[0] - before[0], after[1] - before[1]) == (1, 1)
    service.get(f"/{SECRET}?{SECRET}")
    httpx.request(SECRET.encode().hex().upper(), service.url)
    told = service.get("/metrics").text
    assert SECRET not in told
    assert SECRET.encode().hex().upper() not in told
    assert 'route="other"' in told
    assert "ipofacts_engines_ready 1.0" in told


def test_a_request_keeps_its_id(service):
    assert service.get("/healthz", headers={"x-request-id": "abc-1.2_3"}).headers["x-request-id"] == "abc-1.2_3"
    for strange in ("a b", "x" * 65, "<script>", "a\tb"):
        given = service.get("/healthz", headers={"x-request-id": strange}).headers["x-request-id"]
        assert given != strange
        assert len(given) == 32


def test_logs_hold_no_word_of_a_request(service, caplog):
    with caplog.at_level(logging.DEBUG):
        service.post("/v1/extract", json=ARTICLE, headers={"x-request-id": "seen-1"})
        service.post("/v1/extract", json={"text": SECRET, SECRET: 1})
        service.get(f"/{SECRET}?key={SECRET}")
    # uvicorn's own access log is off; pytest turns it on by listening.
    names = ("ipofacts", "uvicorn.error")
    own = [
        form.format(record) for record in caplog.records if record.name.startswith(names) for form in (JsonLine(), TextLine())
    ]
    assert any("POST /v1/extract 200" in line and "seen-1" in line for line in own)
    assert any("GET other 404" in line for line in own)
    for line in own:
        assert SECRET[:2] not in line
        assert "%E5" not in line


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": "Bearer third-key"},
        {"authorization": "Bearer"},
        {"authorization": "Basic second-key"},
        {"x-api-key": ""},
    ],
)
@pytest.mark.parametrize(("method", "path"), [("POST", "/v1/extract"), ("POST", "/v1/batch"), ("GET", "/v1/rules")])
def test_without_a_key_nothing_is_read(strict, headers, method, path):
    answer = httpx.request(method, strict.url + path, headers=headers)
    assert answer.status_code == 401
    assert answer.json()["type"] == "urn:ipofacts:problem:unauthorized"
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "key" not in answer.headers.get("x-request-id", "")


@pytest.mark.parametrize("headers", [KEY, {"authorization": "bearer first-key"}, {"x-api-key": "first-key"}])
def test_a_key_opens(strict, headers):
    assert strict.post("/v1/extract", json=ARTICLE, headers=headers).status_code == 200


def test_probes_need_no_key(strict):
    assert [strict.get(path).status_code for path in ("/healthz", "/readyz", "/metrics", "/", "/docs")] == [200] * 5


def test_one_too_many_is_told_to_wait_and_a_slow_body_ends(strict, eventually):
    with socket.create_connection(("127.0.0.1", httpx.URL(strict.url).port), timeout=20) as slow:
        slow.sendall(b"POST /v1/extract HTTP/1.1\r\nhost: x\r\nx-api-key: first-key\r\ncontent-length: 100\r\n\r\n{")
        eventually(lambda: "ipofacts_requests_open 1.0" in strict.get("/metrics").text)
        busy = strict.post("/v1/extract", json=ARTICLE, headers=KEY)
        assert busy.status_code == 503
        assert busy.json()["type"] == "urn:ipofacts:problem:too-busy"
        assert busy.headers["retry-after"] == "7"
        told = slow.recv(4000)
        assert b" 408 " in told.split(b"\r\n")[0]
    eventually(lambda: strict.post("/v1/extract", json=ARTICLE, headers=KEY).status_code == 200)


def pid_of(service) -> int:
    (engine,) = service.app.state.pool.sound
    return engine.pid


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_broken_engine_is_replaced_and_the_article_read_by_the_next(service):
    first = pid_of(service)
    os.kill(first, signal.SIGKILL)
    assert service.post("/v1/extract", json=ARTICLE).status_code == 200
    assert pid_of(service) != first


def test_an_engine_that_ends_while_it_rests_is_replaced_before_anybody_asks(service, eventually):
    first = pid_of(service)
    os.kill(first, signal.SIGKILL)
    eventually(lambda: service.app.state.pool.sound and pid_of(service) != first)


def test_a_stuck_engine_is_killed(strict, eventually):
    first = pid_of(strict)
    os.kill(first, signal.SIGSTOP)
    answer = strict.post("/v1/extract", json=ARTICLE, headers=KEY)
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "7"
    assert answer.json()["type"] == "urn:ipofacts:problem:too-slow"
    eventually(lambda: strict.post("/v1/extract", json=ARTICLE, headers=KEY).status_code == 200)
    assert pid_of(strict) != first
    eventually(lambda: not alive(first))


def test_an_engine_that_cannot_start_is_tried_again(serve, monkeypatch, caplog):
    tries: list[int] = []

    def engine(*given):
        tries.append(1)
        if len(tries) == 1:
            raise OSError(SECRET)
        return Engine(*given)

    monkeypatch.setattr(pool, "Engine", engine)
    assert serve().get("/readyz").status_code == 200
    assert len(tries) == 2
    assert "an engine did not start: OSError" in caplog.text
    assert SECRET not in caplog.text
