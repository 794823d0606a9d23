"""The OpenAPI document as it is kept, and what generated clients need of it; problems as the documentation tells them."""

import json
import re
from pathlib import Path

from ipofacts.problems import KINDS, TYPE_PREFIX
from ipofacts.service.openapi import written

DOCS = Path(__file__).resolve().parents[2] / "docs"
DOCUMENT = json.loads(written())
OPERATIONS = {
    (method, path): operation for path, operations in DOCUMENT["paths"].items() for method, operation in operations.items()
}
CHINESE = re.compile("[一-龥]")


def test_the_document_is_the_one_that_is_kept():
    kept = (DOCS / "openapi.json").read_text(encoding="utf-8")
    assert json.loads(kept) == DOCUMENT, "if the change is meant: make openapi"


def test_operations_have_names_that_stay():
    assert {(path, operation["operationId"]) for (_, path), operation in OPERATIONS.items()} == {
        ("/v1/extract", "extract"),
        ("/v1/explain", "explain"),
        ("/v1/batch", "extract_batch"),
        ("/v1/rules", "list_rules"),
        ("/v1/rules/reload", "reload_rules"),
        ("/v1/schema", "get_schema"),
        ("/healthz", "health"),
        ("/readyz", "readiness"),
        ("/version", "version"),
        ("/metrics", "metrics"),
    }


def test_bodies_come_with_examples_in_chinese():
    for path in ("/v1/extract", "/v1/explain", "/v1/batch"):
        for media, content in OPERATIONS["post", path]["requestBody"]["content"].items():
            (example,) = content["examples"].values()
            assert CHINESE.search(json.dumps(example, ensure_ascii=False)), (path, media)


def test_every_problem_of_an_address_is_declared_with_its_document():
    declared = set()
    for operation in OPERATIONS.values():
        for status, response in operation["responses"].items():
            if int(status) < 400:
                continue
            assert list(response["content"]) == ["application/problem+json"]
            examples = response["content"]["application/problem+json"]["examples"]
            assert {example["value"]["status"] for example in examples.values()} == {int(status)}
            declared |= set(examples)
    everywhere = {"not-found", "method-not-allowed", "invalid-http"}  # those belong to no address
    assert declared == set(KINDS) - everywhere


def test_nothing_is_left_of_problems_that_are_never_sent():
    assert "HTTPValidationError" not in json.dumps(DOCUMENT)


def test_problems_are_documented():
    """One heading a type, with its status, title and advice as they are sent."""
    text = (DOCS / "problems.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^## `([a-z-]+)`\n(.*?)(?=^## |\Z)", text, flags=re.MULTILINE | re.DOTALL))
    assert set(told) == set(KINDS)
    for name, kind in KINDS.items():
        assert f"**{kind.status}** {kind.title}." in told[name], name
        assert kind.detail in told[name], name
    assert TYPE_PREFIX in text
