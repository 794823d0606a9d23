"""What the service tells about itself: rules, schemas, the reference page, the page's own parts."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ipofacts import service as rooms
from ipofacts.schema import FACTS, Article, Extraction

PAGE = Path(rooms.__file__).parent / "page"
OUTSIDE = re.compile(r"(?:src|href)=[\"'](?:https?:)?//|url\(|@import")


def test_rules_are_those_of_the_extractor(service, extractor):
    told = service.get("/v1/rules").json()
    assert (told["rules_version"], told["rules"]) == (extractor.rules_version, extractor.rules())
    assert len(told["rules"]) > 20
    assert datetime.fromisoformat(told["loaded_at"]) < datetime.now(UTC)


def test_the_schema_is_that_of_the_contract(service):
    assert service.get("/v1/schema").json() == {
        "article": Article.model_json_schema(),
        "extraction": Extraction.model_json_schema(),
    }


def test_openapi_names_every_address_and_its_problems(service):
    document = service.get("/openapi.json").json()
    articles = {"/v1/extract", "/v1/batch", "/v1/explain"}
    rules = {"/v1/rules", "/v1/rules/reload", "/v1/schema"}
    assert articles | rules | {"/healthz", "/readyz", "/version", "/metrics"} == set(document["paths"])
    refused = document["paths"]["/v1/rules/reload"]["post"]["responses"]["422"]
    assert refused["description"] == "The rules are not taken"
    responses = document["paths"]["/v1/extract"]["post"]["responses"]
    assert {"200", "400", "401", "413", "415", "422", "503"} <= set(responses)
    assert list(responses["422"]["content"]) == ["application/problem+json"]
    assert document["paths"]["/v1/extract"]["post"]["requestBody"]["content"]["application/json"]["schema"]["required"] == [
        "text"
    ]


def test_the_reference_describes_every_field_and_problem(service):
    page = service.get("/docs").text
    for name in [*FACTS, *Article.model_fields, "low", "high", "quote", "urn:ipofacts:problem:too-busy", "POST /v1/batch"]:
        assert f"<code>{name}</code>" in page, name
    assert "{{" not in page


@pytest.mark.parametrize("path", ["/", "/docs", "/page/main.js", "/page/style.css", "/page/icon.svg"])
def test_pages_load_nothing_from_elsewhere(service, path):
    answer = service.get(path)
    assert answer.status_code == 200
    assert not OUTSIDE.search(answer.text)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_page_runs_no_inline_script(service):
    page = service.get("/").text
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|<style|\sstyle=", page)
    scripts = [service.get(f"/page/{file.name}") for file in PAGE.glob("*.js")]
    assert scripts
    assert not any(re.search(r"(inner|outer)HTML\s*=|insertAdjacentHTML|document\.write", script.text) for script in scripts)
