"""Who may ask what, and how often: keys and their rates, origins, headers, connections."""

import json
import socket
import time

import httpx
import pytest

from ipofacts.service.auth import Rates
from ipofacts.service.settings import Settings

ARTICLE = {"text": "岚溪科技今日在港交所挂牌,发行价每股12.5港元。"}
ORIGIN = "https://desk.example"


@pytest.fixture(scope="module")
def guarded(serve):
    """A service with a slow rate, one origin, few connections and little patience."""
    return serve(rate=0.01, burst=3, cors_origins=ORIGIN, connections=8, body_timeout=1)


class TestRates:
    def test_a_bucket_fills_at_its_rate_and_no_further(self):
        now = [0.0]
        rates = Rates(Settings(rate=2, burst=3), lambda: now[0])
        assert [rates.take("a") for _ in range(4)] == [0, 0, 0, 0.5]
        now[0] = 0.25
        assert rates.take("a") == 0.25
        now[0] = 0.5
        assert [rates.take("a"), rates.take("a")] == [0, 0.5]
        now[0] = 1000
        assert [rates.take("a") for _ in range(4)] == [0, 0, 0, 0.5]

    def test_keys_have_buckets_of_their_own(self):
        rates = Rates(Settings(rate=1, burst=1), lambda: 0.0)
        assert [rates.take("a"), rates.take("b"), rates.take("a")] == [0, 0, 1]

    def test_without_a_rate_nobody_waits(self):
        rates = Rates(Settings(), lambda: 0.0)
        assert {rates.take("a") for _ in range(1000)} == {0}


def test_too_often_is_429_and_probes_go_on(serve):
    service = serve(rate=0.01, burst=3)
    answers = [service.post("/v1/extract", json=ARTICLE) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    refused = answers[-1]
    assert refused.json()["type"] == "urn:ipofacts:problem:rate-limited"
    assert 90 <= int(refused.headers["retry-after"]) <= 100
    assert [service.get(path).status_code for path in ("/healthz", "/readyz", "/metrics", "/v1/rules")] == [200] * 4
    assert "ipofacts_rate_limited_total 2.0" in service.get("/metrics").text


def test_a_batch_goes_at_the_rate_of_its_key(serve):
    service = serve(rate=10, burst=2)
    started = time.monotonic()
    lines = service.post("/v1/batch", json=[ARTICLE] * 6).text.splitlines()
    assert len(lines) == 6
    assert all("offerings" in json.loads(line) for line in lines)
    assert time.monotonic() - started >= 0.35


def test_no_origin_is_let_in_unless_named(service):
    asked = {"origin": ORIGIN, "access-control-request-method": "POST"}
    assert "access-control-allow-origin" not in service.get("/healthz", headers={"origin": ORIGIN}).headers
    preflight = httpx.options(service.url + "/v1/extract", headers=asked)
    assert preflight.status_code == 405
    assert "access-control-allow-origin" not in preflight.headers


def test_origins_that_are_named_are_let_in(guarded):
    asked = {"origin": ORIGIN, "access-control-request-method": "POST", "access-control-request-headers": "authorization"}
    preflight = httpx.options(guarded.url + "/v1/extract", headers=asked)
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == ORIGIN
    assert httpx.options(guarded.url + "/v1/extract", headers=asked | {"origin": "https://x.example"}).status_code == 400
    refused = guarded.post("/v1/extract", content=b"{", headers={"origin": ORIGIN})
    assert refused.status_code == 400
    assert refused.headers["access-control-allow-origin"] == ORIGIN
    assert "Retry-After" in refused.headers["access-control-expose-headers"]


@pytest.mark.parametrize("path", ["/healthz", "/v1/schema", "/v1/nothing", "/openapi.json"])
def test_answers_tell_browsers_to_do_nothing_with_them(service, path):
    headers = service.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "server" not in headers


def connected(service) -> socket.socket:
    return socket.create_connection(("127.0.0.1", httpx.URL(service.url).port), timeout=20)


def all_of(connection: socket.socket) -> bytes:
    told = b""
    while piece := connection.recv(4000):
        told += piece
    return told


def problem_in(answer: bytes) -> tuple[int, str]:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    assert b"x-content-type-options: nosniff" in head
    document = json.loads(body)
    assert f" {document['status']} ".encode() in head.split(b"\r\n")[0]
    return document["status"], document["type"].rpartition(":")[2]


@pytest.mark.parametrize("sent", [b"", b"GET", b"GET / HTTP/1.1\r\nhost: x\r\n"])
def test_headers_that_never_end_are_waited_for_no_longer(guarded, sent):
    with connected(guarded) as connection:
        connection.sendall(sent)
        assert problem_in(all_of(connection)) == (408, "body-timeout")


def test_headers_of_a_second_request_are_waited_for_no_longer(guarded):
    with connected(guarded) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")
        assert b"200 OK" in connection.recv(4000)
        connection.sendall(b"GET ")
        assert problem_in(all_of(connection)) == (408, "body-timeout")


def test_a_connection_that_rests_between_requests_is_kept(guarded):
    with httpx.Client() as client:
        assert client.get(guarded.url + "/healthz").status_code == 200
        time.sleep(1.3)  # longer than headers may take
        assert client.get(guarded.url + "/healthz").status_code == 200


def test_headers_without_end_are_refused(guarded):
    with connected(guarded) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nhost: x\r\n" + b"x-more: " + b"a" * 70_000)
        assert problem_in(all_of(connection)) == (431, "headers-too-large")
    assert guarded.get("/healthz").status_code == 200


def test_what_is_no_http_gets_a_problem(guarded):
    with connected(guarded) as connection:
        connection.sendall(b"\x16\x03\x01\x02\x00nonsense\r\n\r\n")
        assert problem_in(all_of(connection)) == (400, "invalid-http")


def test_too_many_connections_are_refused_and_those_open_go_on(guarded, eventually):
    open_ones = [connected(guarded) for _ in range(8)]
    try:
        open_ones[0].sendall(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")
        assert b"200 OK" in open_ones[0].recv(4000)
        with connected(guarded) as one_more:
            assert problem_in(all_of(one_more)) == (503, "too-busy")
    finally:
        for connection in open_ones:
            connection.close()
    eventually(lambda: guarded.get("/healthz").status_code == 200)
    assert 'ipofacts_connections_refused_total{problem="too-busy"} 1.0' in guarded.get("/metrics").text
