"""The reference page, written out from the contract: every field with its meaning, unit and an example."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import Any

from ipofacts.problems import KINDS, TYPE_PREFIX
from ipofacts.schema import Amount, Article, Check, CompanyName, Evidence, Extraction, Offering, Quantity, Strict

_MODELS: tuple[type[Strict], ...] = (Article, Extraction, Offering, CompanyName, Amount, Quantity, Evidence, Check)
_METHODS = ("get", "post")


def render(template: str, openapi: dict[str, Any]) -> str:
    """``template`` with its marks ``{{addresses}}``, ``{{fields}}`` and ``{{problems}}`` replaced."""
    parts = {"addresses": _addresses(openapi), "fields": "".join(map(_fields, _MODELS)), "problems": _problems()}
    for name, html in parts.items():
        template = template.replace("{{" + name + "}}", html)
    return template


def _addresses(openapi: dict[str, Any]) -> str:
    rows = (
        (f"{method.upper()} {path}", operation.get("description") or operation.get("summary", ""))
        for path, operations in openapi["paths"].items()
        for method, operation in operations.items()
        if method in _METHODS
    )
    return _table(("Address", "What it does"), [(_code(address), escape(text)) for address, text in rows])


def _fields(model: type[Strict]) -> str:
    properties = model.model_json_schema()["properties"]
    rows = [(_code(name), escape(field.get("description", "")), _example(field)) for name, field in properties.items()]
    about = escape((model.__doc__ or "").strip())
    heading = f'<h3 id="{model.__name__.lower()}">{model.__name__}</h3><p>{about}</p>'
    return heading + _table(("Field", "Meaning", "Example"), rows)


def _problems() -> str:
    rows = [
        (str(kind.status), _code(TYPE_PREFIX + name), escape(kind.title), escape(kind.detail)) for name, kind in KINDS.items()
    ]
    return _table(("Status", "type", "Title", "What to do"), rows)


def _example(field: dict[str, Any]) -> str:
    examples = field.get("examples")
    return _code(json.dumps(examples[0], ensure_ascii=False)) if examples else ""


def _code(text: str) -> str:
    return f"<code>{escape(text)}</code>"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    top = "".join(f"<th>{name}</th>" for name in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
