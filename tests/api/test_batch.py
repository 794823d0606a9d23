"""POST /v1/batch: one line an article, in order, and one bad article never costs another."""

import json

import httpx
import pytest

SECRET = "岚溪机密"
ARTICLES = [{"id": f"n{number}", "text": f"岚溪科技今日在港交所挂牌,发行价每股{number}.5港元。"} for number in range(12)]


def ndjson(*lines: bytes | dict) -> bytes:
    return b"".join((line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in lines)


def lines_of(answer: httpx.Response) -> list[dict]:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    assert "content-length" not in answer.headers
    return [json.loads(line) for line in answer.text.split("\n") if line]


@pytest.mark.parametrize("form", ["array", "lines"])
def test_answers_come_in_order(service, form, extractor):
    body, media = (json.dumps(ARTICLES), "application/json") if form == "array" else (ndjson(*ARTICLES), "application/x-ndjson")
    answers = lines_of(service.post("/v1/batch", content=body, headers={"content-type": media}))
    assert answers == [extractor.extract(**article).to_json() for article in ARTICLES]
    assert [answer["offerings"][0]["issue_price"]["value"] for answer in answers] == [f"{number}.5" for number in range(12)]


def test_a_bad_line_stands_in_its_place(service):
    body = ndjson(
        ARTICLES[0],
        b"{" + SECRET.encode(),
        {"id": "bad", "text": "", "titel": SECRET},
        b"",
        {"id": SECRET * 99, "text": SECRET},
        {"id": "large", "text": SECRET * 900},
        b'{"text": "\\ud800", "id": "half"}',
        b"\xff\xfe",
        b"[1]",
        {"id": "separator", "text": "上市\u2028港交所\u0085"},
        ARTICLES[1],
    )
    answers = lines_of(service.post("/v1/batch", content=body))
    kinds = [answer.get("problem", {}).get("type", "").rpartition(":")[2] for answer in answers]
    assert kinds == [
        *("", "invalid-json", "invalid-article", "invalid-article", "too-large", "invalid-json", "invalid-json"),
        *("invalid-article", "", ""),
    ]
    assert [answer["id"] for answer in answers] == ["n0", None, "bad", None, "large", "half", None, None, "separator", "n1"]
    for answer in answers:
        if "problem" in answer:
            assert set(answer) == {"id", "problem"}
            assert SECRET[:2] not in json.dumps(answer, ensure_ascii=False)
            assert answer["problem"]["detail"]


@pytest.mark.parametrize("body", [b"", b"[]", b" [ ] ", b"\n\n"])
def test_nothing_asked_nothing_answered(service, body):
    assert lines_of(service.post("/v1/batch", content=body)) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[" + SECRET.encode() + b"]", 400),
        (b'[{"text": "a"} {"text": "b"}]', 400),
        (b'[{"text": "a"},]', 400),
        (b'[{"text": "a"}', 400),
        (b"[" * 50_000, 400),
        (b'[{"text": "a"}] []', 422),
        (b'["\xff"]', 400),
        (b" " * 60_001, 413),
    ],
)
def test_an_array_that_is_none_is_refused_whole(service, body, status):
    answer = service.post("/v1/batch", content=body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert SECRET[:2] not in answer.text


def test_offsets_count_utf16_units_when_asked(service):
    article = {"text": "🎉" + ARTICLES[1]["text"]}
    (narrow,), (wide,) = (lines_of(service.post("/v1/batch" + query, json=[article])) for query in ("", "?offsets=utf16"))
    at = [answer["offerings"][0]["evidence"]["issue_price"][0]["start"] for answer in (narrow, wide)]
    assert at[1] == at[0] + 1


def test_other_media_types(service):
    assert service.post("/v1/batch", content=b"[]", headers={"content-type": "text/csv"}).status_code == 415
