"""From posted bytes to articles: one article, or the pieces of a batch."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pydantic import ValidationError

from ipofacts.problems import Problem, ProblemError, from_validation, invalid_json
from ipofacts.schema import Article

BOM = b"\xef\xbb\xbf"
_SPACE = " \t\r\n"


def read_article(body: bytes) -> Article:
    """The article that a JSON body holds. Raises ProblemError."""
    if not body.strip():
        raise ProblemError(invalid_json("The body is empty"))
    try:
        return Article.model_validate_json(body.removeprefix(BOM))
    except ValidationError as error:
        raise ProblemError(from_validation(error)) from None


def read_id(body: bytes) -> str | None:
    """The id of an article that can't be read, if that much can be told."""
    try:
        found = json.loads(body.removeprefix(BOM))
    except (ValueError, RecursionError):
        return None
    name = found.get("id") if isinstance(found, dict) else None
    return name if isinstance(name, str) and len(name) <= 200 and _encodable(name) else None


def split_array(body: bytes) -> list[bytes]:
    """The elements of a JSON array, each as it was written; whether one is an article is for its reader to say.

    Raises ProblemError.
    """
    return list(_elements(_decode(body.removeprefix(BOM))))


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProblemError(invalid_json(f"The body is not UTF-8 at byte {error.start}")) from None


def _elements(text: str) -> Iterator[bytes]:
    """The elements of a JSON array, each as it was written."""
    decoder = json.JSONDecoder()
    at = _skip(text, _skip(text, 0) + 1)
    if text[at : at + 1] == "]":
        at = _skip(text, at + 1)
    else:
        while True:
            end = _end(decoder, text, at)
            yield text[at:end].encode()
            at = _skip(text, end)
            if text[at : at + 1] == "]":
                at = _skip(text, at + 1)
                break
            if text[at : at + 1] != ",":
                raise ProblemError(invalid_json(f"A comma or ] is missing at character {at}"))
            at = _skip(text, at + 1)
    if at != len(text):
        raise ProblemError(Problem("invalid-batch", f"Something follows the array at character {at}; send one array."))


def _end(decoder: json.JSONDecoder, text: str, at: int) -> int:
    try:
        return decoder.raw_decode(text, at)[1]
    except RecursionError:
        raise ProblemError(invalid_json(f"The JSON is nested too deep at character {at}")) from None
    except ValueError as error:
        position = error.pos if isinstance(error, json.JSONDecodeError) else at
        raise ProblemError(invalid_json(f"The array is not valid JSON at character {position}")) from None


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
