"""The published JSON Schema: equal to the models, at home in every shipped file, and of the same mind as the loader."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ipofacts.rulefiles import shipped
from ipofacts.rules.jsonschema import PLACE, rule_schema, schema_text

SHEETS = sorted((shipped() / "facts").glob("*.yaml"))
SCHEMA = rule_schema()
KINDS = {"object": dict, "array": list, "string": str, "integer": int, "null": type(None)}


def test_the_published_schema_is_that_of_the_models() -> None:
    assert (shipped() / PLACE).read_text(encoding="utf-8") == schema_text(), (
        "write it anew: python -m ipofacts.rules.jsonschema"
    )


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_shipped_file_names_the_schema_and_keeps_to_it(path: Path) -> None:
    first, _, _ = path.read_text(encoding="utf-8").partition("\n")
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named, first
    assert (path.parent / named[1]).resolve() == (shipped() / PLACE).resolve()
    assert list(faults(yaml.safe_load(path.read_text(encoding="utf-8")), SCHEMA)) == []


def test_every_key_of_a_rule_is_described() -> None:
    for name in ("Rule", "Around", "Example"):
        assert all("description" in field for field in SCHEMA["$defs"][name]["properties"].values())


EXAMPLE = {"text": "发行价8元", "gives": "8"}
RULE: dict[str, Any] = {"id": "price.made", "read": ["发行价"], "examples": [EXAMPLE, EXAMPLE], "lookalikes": ["-", "-"]}


@pytest.mark.parametrize(
    "sheet",
    [
        {"fact": "stage", "about": "-", "rules": [RULE]},
        {"fact": ["stage", "exchange"], "about": "-", "rules": [RULE]},
        {"rules": [RULE | {"unless": {"before": ["未"]}, "rank": 9}]},
        {"off": ["price.made"]},
    ],
)
def test_what_can_be_written_is_accepted(sheet: dict[str, Any]) -> None:
    assert list(faults(sheet, SCHEMA)) == []


@pytest.mark.parametrize(
    "sheet",
    [
        {},
        {"about": "-"},
        {"fact": "prize", "rules": [RULE]},
        {"fact": [], "rules": [RULE]},
        {"rules": []},
        {"rules": [RULE | {"rank": 12}]},
        {"rules": [RULE | {"id": "Price"}]},
        {"rules": [RULE | {"red": ["发行价"]}]},
        {"rules": [RULE | {"read": []}]},
        {"rules": [RULE | {"take": "highest"}]},
        {"rules": [RULE | {"unless": {"behind": ["未"]}}]},
        {"rules": [RULE | {"examples": [EXAMPLE]}]},
        {"rules": [RULE | {"lookalikes": ["-"]}]},
        {"rules": [RULE | {"examples": [{"text": "-"}, EXAMPLE]}]},
        {"off": "price.made"},
    ],
)
def test_what_the_loader_refuses_is_marked(sheet: dict[str, Any]) -> None:
    assert list(faults(sheet, SCHEMA)) != []


def faults(data: Any, schema: dict[str, Any]) -> Iterator[str]:
    """What of some data a schema forbids, by the keywords that the schema of rule files uses."""
    if "$ref" in schema:
        yield from faults(data, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]])
    if "anyOf" in schema and all(list(faults(data, branch)) for branch in schema["anyOf"]):
        yield f"{data!r} fits no branch"
    if ("enum" in schema and data not in schema["enum"]) or ("const" in schema and data != schema["const"]):
        yield f"{data!r} is none of the words"
    if "type" in schema and not isinstance(data, KINDS[schema["type"]]):
        yield f"{data!r} is no {schema['type']}"
    elif isinstance(data, dict):
        yield from (f"{key} is missing" for key in schema.get("required", ()) if key not in data)
        for key, value in data.items() if "properties" in schema else ():
            known = schema["properties"].get(key)
            yield from faults(value, known) if known is not None else [f"{key} is unknown"]
    elif isinstance(data, list):
        if len(data) < schema.get("minItems", 0):
            yield "too few items"
        for item in data:
            yield from faults(item, schema.get("items", {}))
    elif isinstance(data, str):
        if len(data) < schema.get("minLength", 0) or not re.search(schema.get("pattern", ""), data):
            yield f"{data!r} is ill formed"
    elif isinstance(data, int) and not schema.get("minimum", data) <= data <= schema.get("maximum", data):
        yield f"{data} is out of range"


def test_the_keywords_are_those_that_are_checked_here() -> None:
    known = {"$schema", "$defs", "$ref", "anyOf", "enum", "const", "type", "required", "properties", "additionalProperties"}
    known |= {"minItems", "items", "minLength", "pattern", "minimum", "maximum", "title", "description", "default"}
    assert set(keywords(SCHEMA)) <= known
    assert json.loads(schema_text()) == SCHEMA


def keywords(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        for key, value in schema.items():
            yield key
            inner = value.values() if key in ("properties", "$defs") else value if isinstance(value, list) else [value]
            for part in inner if key not in ("default", "enum", "required") else ():
                yield from keywords(part)
