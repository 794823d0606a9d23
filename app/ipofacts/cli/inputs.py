"""Files as articles: each item is an article, or the problem that stands in its place, with the line that names it."""

from __future__ import annotations

import codecs
import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ipofacts.problems import Problem, ProblemError, from_validation, invalid_json
from ipofacts.schema import Article

STDIN = "-"
_LINES = frozenset({".jsonl", ".ndjson"})
_KEYS = tuple(Article.model_fields)
_ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True, slots=True)
class Item:
    """One article to read, or what is wrong with it; ``place`` is the file, with its line where it has many."""

    place: str
    article: Article | None = None
    problem: Problem | None = None
    id: str | None = None


def missing(files: Iterable[str]) -> list[str]:
    """The files that aren't there."""
    return [name for name in files if name != STDIN and not Path(name).is_file()]


def read(name: str, published: str | None) -> Iterator[Item]:
    """The articles of one file, in order. Raises OSError."""
    if name == STDIN:
        yield from _stream(name, sys.stdin.buffer.read(), published)
    elif Path(name).suffix.lower() in _LINES:
        with Path(name).open("rb") as lines:
            yield from _lines(name, lines, published)
    elif Path(name).suffix.lower() == ".csv":
        yield from _rows(name, Path(name).read_bytes(), published)
    elif Path(name).suffix.lower() == ".json":
        yield from _document(name, Path(name).read_bytes(), published)
    else:
        yield _text(name, Path(name).read_bytes(), published, Path(name).name)


def _stream(name: str, body: bytes, published: str | None) -> Iterator[Item]:
    """Standard input: articles a line if its lines are objects with a text, else one article."""
    lines = [line for line in body.removeprefix(codecs.BOM_UTF8).splitlines() if line.strip()]
    if any(_is_article(line) for line in lines if line.lstrip().startswith(b"{")):
        yield from _lines(name, io.BytesIO(body), published)
    else:
        yield _text(name, body, published, None)


def _is_article(line: bytes) -> bool:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and "text" in found


def _lines(name: str, lines: Iterable[bytes], published: str | None) -> Iterator[Item]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _line(f"{name}:{number}", line.removeprefix(codecs.BOM_UTF8) if number == 1 else line, published)


def _line(place: str, line: bytes, published: str | None) -> Item:
    try:
        return _object(place, _parse(line, "line"), published)
    except ProblemError as error:
        return Item(place, problem=error.problem)


def _document(name: str, body: bytes, published: str | None) -> Iterator[Item]:
    """A JSON file: one article, or an array of them."""
    try:
        found = _parse(body.removeprefix(codecs.BOM_UTF8), "file")
    except ProblemError as error:
        yield Item(name, problem=error.problem)
        return
    if isinstance(found, list):
        for number, item in enumerate(found, 1):
            yield _object(f"{name}[{number}]", item, published)
    else:
        yield _object(name, found, published)


def _parse(body: bytes, what: str) -> Any:
    """JSON as Python data; ``what`` names its source in problems. Raises ProblemError."""
    try:
        return json.loads(body)
    except UnicodeDecodeError:
        reason = "is not UTF-8"
    except RecursionError:
        reason = "is nested too deep"
    except json.JSONDecodeError as error:
        reason = f"is not JSON at character {error.pos + 1}"
    except ValueError:
        reason = "holds a number that is too long"
    raise ProblemError(invalid_json(f"The {what} {reason}"))


def _object(place: str, found: Any, published: str | None) -> Item:
    if not isinstance(found, dict):
        return Item(place, problem=invalid_json("An article is a JSON object"))
    return _article(place, found, published)


def _rows(name: str, body: bytes, published: str | None) -> Iterator[Item]:
    text = _decode(body)
    if text is None:
        yield Item(name, problem=_unreadable())
        return
    csv.field_size_limit(sys.maxsize)
    table = csv.DictReader(io.StringIO(text, newline=""))
    for row in table:
        yield _article(f"{name}:{table.line_num}", {key: value for key, value in row.items() if key and value}, published)


def _text(place: str, body: bytes, published: str | None, name: str | None) -> Item:
    text = _decode(body)
    if text is None:
        return Item(place, problem=_unreadable(), id=name)
    return _article(place, {"text": text, "id": name}, published)


def _decode(body: bytes) -> str | None:
    """The text of a file in UTF-8, or in the national encoding that older Chinese files have; None if it is neither."""
    for encoding in _ENCODINGS:
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _article(place: str, found: Mapping[str, Any], published: str | None) -> Item:
    """Keys that aren't an article's are passed over, so that golden samples and exports can be read as they are."""
    fields = {key: found[key] for key in _KEYS if found.get(key) is not None}
    if published is not None:
        fields.setdefault("published", published)
    name = fields.get("id")
    try:
        return Item(place, article=Article(**fields))
    except ValidationError as error:
        return Item(place, problem=from_validation(error), id=name if isinstance(name, str) else None)


def _unreadable() -> Problem:
    return Problem("invalid-article", "The file is neither UTF-8 nor GB 18030; save it as UTF-8.")
