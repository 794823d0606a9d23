"""Whatever is posted gets a problem+json that says what to do and never repeats what was posted."""

import json
import socket

import httpx
import pytest

SECRET = "岚溪机密"
GOOD = json.dumps({"text": SECRET}).encode()


def article(**fields):
    return json.dumps({"text": SECRET, **fields}, ensure_ascii=False).encode()


BODIES = {
    "empty body": (b"", 400, "invalid-json"),
    "blanks": (b" \n", 400, "invalid-json"),
    "not JSON": (SECRET.encode(), 400, "invalid-json"),
    "cut off": (GOOD[:-2], 400, "invalid-json"),
    "two values": (GOOD + GOOD, 400, "invalid-json"),
    "not UTF-8": (f'{{"text": "{SECRET}"}}'.encode("gb18030"), 400, "invalid-json"),
    "half a surrogate pair": (b'{"text": "' + SECRET.encode() + b'\\ud83d"}', 400, "invalid-json"),
    "half a pair in the id": (b'{"text": "' + SECRET.encode() + b'", "id": "\\udc00"}', 400, "invalid-json"),
    "nested deep": (b'{"text":' + b"[" * 9000 + b"]" * 9000 + b"}", 400, "invalid-json"),
    "null": (b"null", 422, "invalid-article"),
    "a string": (json.dumps(SECRET).encode(), 422, "invalid-article"),
    "an array": (b"[" + GOOD + b"]", 422, "invalid-article"),
    "no text": (json.dumps({"title": SECRET}).encode(), 422, "invalid-article"),
    "empty text": (article(text=""), 422, "invalid-article"),
    "blank text": (article(text=" \u3000\n"), 422, "invalid-article"),
    "text is null": (article(text=None), 422, "invalid-article"),
    "text is a number": (article(text=12345678), 422, "invalid-article"),
    "text is a list": (article(text=[SECRET]), 422, "invalid-article"),
    "title is an object": (article(title={SECRET: SECRET}), 422, "invalid-article"),
    "unknown key": (article(language=SECRET), 422, "invalid-article"),
    "secret key": (article(**{SECRET: 1}), 422, "invalid-article"),
    "no date": (article(published=SECRET), 422, "invalid-article"),
    "no such day": (article(published="2026-02-30"), 422, "invalid-article"),
    "date is a number": (article(published=20260108), 422, "invalid-article"),
    "long id": (article(id=SECRET * 100), 422, "invalid-article"),
    "too large": (article(text=SECRET * 5000), 413, "too-large"),
}


def assert_problem(answer: httpx.Response, status: int, kind: str) -> dict:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    document = answer.json()
    assert document["type"] == f"urn:ipofacts:problem:{kind}"
    assert document["status"] == status
    assert document["title"]
    assert len(document["detail"]) > 20
    assert document["request_id"] == answer.headers["x-request-id"]
    for word in (SECRET, SECRET[:2], "Traceback", "ipofacts/", "12345678", "20260108"):
        assert word not in answer.text
        assert json.dumps(word)[1:-1] not in answer.text
    return document


@pytest.mark.parametrize("path", ["/v1/extract", "/v1/explain"])
@pytest.mark.parametrize("name", BODIES)
def test_bodies_that_cannot_be_read(service, path, name):
    body, status, kind = BODIES[name]
    assert_problem(service.post(path, content=body, headers={"content-type": "application/json"}), status, kind)


def test_the_wrong_fields_are_named(service):
    body = article(text="", published="morgen", titel="x")
    document = assert_problem(service.post("/v1/extract", content=body), 422, "invalid-article")
    errors = {tuple(error["loc"]): error for error in document["errors"]}
    assert set(errors) == {("body", "text"), ("body", "published"), ("body",)}
    assert "YYYY-MM-DD" in errors["body", "published"]["msg"]
    assert "did you mean title?" in errors[("body",)]["msg"]
    assert all(set(error) == {"loc", "msg", "type"} for error in document["errors"])


@pytest.mark.parametrize(
    "header",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json; charset=gbk", "岚".encode()],
)
def test_other_media_types(service, header):
    document = assert_problem(
        service.post("/v1/extract", content=GOOD, headers={"content-type": header}), 415, "unsupported-media-type"
    )
    assert "application/json" in document["detail"]


@pytest.mark.parametrize("query", ["offsets=bytes", f"offsets={SECRET}", "offset=utf16", f"{SECRET}=1", "offsets="])
def test_queries_that_are_not_understood(service, query):
    document = assert_problem(service.post(f"/v1/extract?{query}", content=GOOD), 422, "invalid-query")
    assert document["errors"]


def test_a_body_without_a_stated_length_is_counted(service):
    pieces = (SECRET.encode() * 100 for _ in range(50))
    assert_problem(service.post("/v1/extract", content=pieces), 413, "too-large")


@pytest.mark.parametrize(
    "path", ["/v2/extract", f"/v1/{SECRET}", "/page/../settings.py", "/page/%2e%2e/app.py", "/v1/extract/"]
)
def test_addresses_that_do_not_exist(service, path):
    assert_problem(service.get(path), 404, "not-found")


@pytest.mark.parametrize(
    ("method", "path", "allowed"), [("GET", "/v1/extract", "POST"), ("POST", "/healthz", "GET"), ("PUT", "/v1/batch", "POST")]
)
def test_methods_that_are_not_allowed(service, method, path, allowed):
    answer = httpx.request(method, service.url + path)
    assert_problem(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == allowed


def test_bytes_that_are_no_http_end_nothing(service):
    with socket.create_connection(("127.0.0.1", httpx.URL(service.url).port), timeout=10) as connection:
        connection.sendall(b"\x00\xff\xfe nonsense\r\n\r\n")
        assert b"400" in connection.recv(1000)
    assert service.get("/healthz").status_code == 200


def test_a_client_that_hangs_up_ends_nothing_and_is_no_failure(service, caplog, eventually):
    def left():
        lines = service.get("/metrics").text.splitlines()
        return [line for line in lines if line.startswith("ipofacts_requests_total{") and 'status="499"' in line]

    with socket.create_connection(("127.0.0.1", httpx.URL(service.url).port), timeout=10) as connection:
        connection.sendall(b"POST /v1/extract HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{")
    eventually(left)
    assert "a request failed" not in caplog.text
    assert service.post("/v1/extract", content=GOOD).status_code == 200
