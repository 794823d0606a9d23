"""POST /v1/extract and /v1/explain: the contract as a client sees it."""

import pytest

from ipofacts.schema import Extraction

TEXT = "岚溪科技(02999.HK)今日在港交所主板挂牌,发行价为每股12.5港元,公开发售获超额认购86倍。"
WIDE = "🎉🎉新股快讯🎉:" + TEXT


def test_the_answer_is_that_of_the_extractor(service, extractor):
    article = {"text": TEXT, "title": "岚溪科技今日登陆港交所", "published": "2026-03-04", "id": "甲-1"}
    answer = service.post("/v1/extract", json=article)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == extractor.extract(**article).to_json()
    assert answer.json()["id"] == "甲-1"
    (offering,) = answer.json()["offerings"]
    assert offering["issue_price"] == {"currency": "HKD", "value": "12.5"}
    assert offering["listing_date"] == "2026-03-04"
    assert {quote["in"] for quotes in offering["evidence"].values() for quote in quotes} == {"text", "title"}


def test_absent_facts_are_absent_keys(service):
    answer = service.post("/v1/extract", json={"text": "岚溪科技拟在港交所上市。"}).json()
    assert "id" not in answer
    assert "issue_price" not in answer["offerings"][0]
    assert None not in answer["offerings"][0].values()


def test_an_article_without_an_offering_gives_none(service):
    answer = service.post("/v1/extract", json={"text": "今天天气很好。"}).json()
    assert answer["offerings"] == []
    assert set(answer) == {"offerings", "warnings", "rules_version"}


def quotes_of(answer):
    found = [quote for offering in answer["offerings"] for quotes in offering["evidence"].values() for quote in quotes]
    assert len(found) >= 5
    return found


def test_offsets_count_code_points(service):
    answer = service.post("/v1/extract", json={"text": WIDE}).json()
    for quote in quotes_of(answer):
        assert WIDE[quote["start"] : quote["end"]] == quote["quote"]
    Extraction.model_validate(answer)


def test_offsets_count_utf16_units_when_asked(service):
    units = WIDE.encode("utf-16-le")
    narrow = quotes_of(service.post("/v1/extract", json={"text": WIDE}).json())
    wide = quotes_of(service.post("/v1/extract?offsets=utf16", json={"text": WIDE}).json())
    for quote, same in zip(wide, narrow, strict=True):
        assert units[2 * quote["start"] : 2 * quote["end"]].decode("utf-16-le") == quote["quote"] == same["quote"]
        assert quote["start"] == same["start"] + 3


@pytest.mark.parametrize(
    "text", ["\x00", "岚溪科技\x00今日上市", "\ufffe\uffff", "<" * 5000, "(" * 6000, "1" * 19000, "é" * 50]
)
def test_strange_characters_are_read_as_any_other(service, text):
    assert service.post("/v1/extract", json={"text": text}).status_code == 200


@pytest.mark.parametrize("header", [None, "application/json", "application/json; charset=utf-8", "APPLICATION/JSON"])
def test_json_needs_no_exact_header(service, header):
    headers = {"content-type": header} if header else {}
    assert service.post("/v1/extract", content=b'\xef\xbb\xbf{"text": "-"}', headers=headers).status_code == 200


def test_explain_tells_what_rules_read(service):
    told = service.post("/v1/explain", json={"text": TEXT, "id": "1"}).json()
    assert told["extraction"] == service.post("/v1/extract", json={"text": TEXT, "id": "1"}).json()
    assert {"clean", "mentions", "candidates"} <= set(told)
    assert any(item["fact"] == "issue_price" and item["fate"] == "kept" for item in told["candidates"])
