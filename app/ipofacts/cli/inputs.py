"""Articles from files: each item is an article, or the problem that stands in its place, with the line that names it."""

from __future__ import annotations

import codecs
import csv
import glob
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from pydantic import ValidationError

from ipofacts.problems import Problem, ProblemError, from_validation, invalid_json
from ipofacts.schema import Article

STDIN = "-"
FIELDS = tuple(Article.model_fields)
Columns = Mapping[str, str]
"""Field of an article -> the key or column that holds it, for those named otherwise."""

_ENCODINGS = ("utf-8-sig", "gb18030")
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or standard input; ``id`` names the article of a file that is one."""

    name: str
    id: str | None = None

    @property
    def kind(self) -> str:
        """The ending of its name, in small letters; ``-`` for standard input."""
        return STDIN if self.name == STDIN else Path(self.name).suffix.lower()


@dataclass(frozen=True, slots=True)
class Item:
    """One article to read, or what is wrong with it; ``place`` is the file, with its line where it has many."""

    place: str
    article: Article | None = None
    problem: Problem | None = None
    id: str | None = None


def sources(names: Iterable[str], without: Iterable[Path] = ()) -> tuple[list[Source], list[str]]:
    """The files that names stand for (files, folders, patterns such as ``news/**/*.jsonl``), and the names that stand for none.

    ``without`` are files that a folder or pattern doesn't stand for: what is written can't be read.
    """
    left_out = {path.resolve() for path in without}
    found: list[Source] = []
    nothing: list[str] = []
    for name in names:
        some = [source for source in _files(name) if name == source.name or Path(source.name).resolve() not in left_out]
        found.extend(some)
        if not some:
            nothing.append(name)
    return found, nothing


def _files(name: str) -> Iterator[Source]:
    path = Path(name)
    if name == STDIN:
        yield Source(name)
    elif path.is_dir():
        for file in sorted(path.rglob("*")):
            inner = file.relative_to(path)
            if file.suffix.lower() in KINDS and file.is_file() and not any(part.startswith(".") for part in inner.parts):
                yield Source(str(file), inner.as_posix())
    elif path.exists():
        yield Source(name, path.name)
    elif glob.has_magic(name):
        yield from (Source(file, file) for file in sorted(glob.glob(name, recursive=True)) if Path(file).is_file())  # noqa: PTH207 - the pattern may be absolute


def read(source: Source, published: str | None, columns: Columns | None = None) -> Iterator[Item]:
    """The articles of one source, in order; ``published`` is for those that don't say. Raises OSError."""
    reader = _Reader(published, columns or {})
    yield from KINDS.get(source.kind, _Reader.text)(reader, source)


def count(source: Source) -> int | None:
    """About how many articles a source holds; None if that isn't quickly told."""
    if source.kind == STDIN:
        return None
    if source.kind in (".jsonl", ".ndjson", ".csv", ".tsv"):
        with Path(source.name).open("rb") as file:
            return sum(piece.count(b"\n") for piece in iter(lambda: file.read(_PIECE), b""))
    if source.kind == ".parquet":
        return int(_parquet(source.name).metadata.num_rows)
    return 1


class _Reader:
    """Reads each kind of file; knows what all articles have in common."""

    def __init__(self, published: str | None, columns: Columns) -> None:
        self.published = published
        self.columns = {field: columns.get(field, field) for field in FIELDS}
        self.named = set(columns)

    def stream(self, source: Source) -> Iterator[Item]:
        """Standard input: articles a line if its lines are objects with a text, else one article."""
        body = sys.stdin.buffer.read()
        lines = [line for line in body.removeprefix(codecs.BOM_UTF8).splitlines() if line.strip()]
        if any(self._is_article(line) for line in lines if line.lstrip().startswith(b"{")):
            yield from self._lines(source.name, io.BytesIO(body))
        else:
            yield self._text(source.name, body, None)

    def lines(self, source: Source) -> Iterator[Item]:
        """An article a line."""
        with Path(source.name).open("rb") as lines:
            yield from self._lines(source.name, lines)

    def document(self, source: Source) -> Iterator[Item]:
        """A JSON file: one article, or an array of them."""
        try:
            found = _parse(Path(source.name).read_bytes().removeprefix(codecs.BOM_UTF8), "file")
        except ProblemError as error:
            yield Item(source.name, problem=error.problem)
            return
        if isinstance(found, list):
            for number, item in enumerate(found, 1):
                yield self._object(f"{source.name}[{number}]", item)
        else:
            yield self._object(source.name, found)

    def rows(self, source: Source) -> Iterator[Item]:
        """A table as CSV (or TSV), an article a row."""
        encoding = _encoding(source.name)
        if encoding is None:
            yield Item(source.name, problem=_UNREADABLE)
            return
        with Path(source.name).open(encoding=encoding, newline="") as text:
            yield from self._rows(source, text)

    def parquet(self, source: Source) -> Iterator[Item]:
        """A table as Parquet, an article a row. Raises ImportError without pyarrow."""
        from ipofacts.tables.arrow import article

        file = _parquet(source.name)
        have = [column for column in self.columns.values() if column in file.schema_arrow.names]
        if problem := self._missing(have):
            yield Item(source.name, problem=problem)
            return
        found = (row for batch in file.iter_batches(batch_size=1024, columns=have) for row in batch.to_pylist())
        for number, row in enumerate(found, 1):
            fields = {field: row.get(column) for field, column in self.columns.items()}
            yield self._article(f"{source.name}:{number}", article(fields))

    def text(self, source: Source) -> Iterator[Item]:
        """A file that is one article, plain or HTML."""
        yield self._text(source.name, Path(source.name).read_bytes(), source.id)

    def _is_article(self, line: bytes) -> bool:
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            return False
        return isinstance(found, dict) and self.columns["text"] in found

    def _lines(self, name: str, lines: Iterable[bytes]) -> Iterator[Item]:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield self._line(f"{name}:{number}", line.removeprefix(codecs.BOM_UTF8) if number == 1 else line)

    def _line(self, place: str, line: bytes) -> Item:
        try:
            return self._object(place, _parse(line, "line"))
        except ProblemError as error:
            return Item(place, problem=error.problem)

    def _object(self, place: str, found: Any) -> Item:
        if not isinstance(found, dict):
            return Item(place, problem=invalid_json("An article is a JSON object"))
        return self._article(place, self._fields(found))

    def _rows(self, source: Source, text: TextIO) -> Iterator[Item]:
        csv.field_size_limit(sys.maxsize)
        table = csv.DictReader(text, delimiter="\t" if source.kind == ".tsv" else ",")
        try:
            if table.fieldnames is not None and (problem := self._missing(table.fieldnames)):
                yield Item(source.name, problem=problem)
                return
            for row in table:
                yield self._article(f"{source.name}:{table.line_num}", self._fields({k: v for k, v in row.items() if v}))
        except csv.Error:
            problem = Problem("invalid-article", "The table is broken here; save it as CSV once more.")
            yield Item(f"{source.name}:{table.line_num}", problem=problem)

    def _missing(self, have: Iterable[str]) -> Problem | None:
        """What is wrong with a table that lacks the text, or a column that was named."""
        wanted = {field: column for field, column in self.columns.items() if field == "text" or field in self.named}
        there = set(have)
        for field, column in wanted.items():
            if column not in there:
                advice = f"The table has no column {column}; name the column with --column {field}=NAME."
                return Problem("invalid-article", advice)
        return None

    def _fields(self, found: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of an article; other keys are passed over, so that golden samples and exports can be read as they are."""
        fields = {field: found[column] for field, column in self.columns.items() if found.get(column) is not None}
        if isinstance(fields.get("id"), int) and "id" in self.named:
            fields["id"] = str(fields["id"])
        return fields

    def _text(self, place: str, body: bytes, name: str | None) -> Item:
        text = _decode(body)
        if text is None:
            return Item(place, problem=_UNREADABLE, id=name)
        return self._article(place, {"text": text} | ({"id": name} if name else {}))

    def _article(self, place: str, fields: dict[str, Any]) -> Item:
        if self.published is not None:
            fields.setdefault("published", self.published)
        name = fields.get("id")
        try:
            return Item(place, article=Article(**fields))
        except ValidationError as error:
            return Item(place, problem=from_validation(error), id=name if isinstance(name, str) else None)


KINDS: dict[str, Callable[[_Reader, Source], Iterator[Item]]] = {
    STDIN: _Reader.stream,
    ".txt": _Reader.text,
    ".html": _Reader.text,
    ".htm": _Reader.text,
    ".json": _Reader.document,
    ".jsonl": _Reader.lines,
    ".ndjson": _Reader.lines,
    ".csv": _Reader.rows,
    ".tsv": _Reader.rows,
    ".parquet": _Reader.parquet,
}
_UNREADABLE = Problem("invalid-article", "The file is neither UTF-8 nor GB 18030; save it as UTF-8.")


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


def _decode(body: bytes) -> str | None:
    """The text of a file in UTF-8, or in the national encoding that older Chinese files have; None if it is neither."""
    for encoding in _ENCODINGS:
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _encoding(name: str) -> str | None:
    """The encoding of a file that may be too large to hold; None if it is none of ours."""
    for encoding in _ENCODINGS:
        try:
            with Path(name).open(encoding=encoding, newline="") as text:
                while text.read(_PIECE):
                    pass
        except UnicodeDecodeError:
            continue
        return encoding
    return None


def _parquet(name: str) -> Any:
    """An open Parquet file. Raises ImportError, OSError."""
    from ipofacts.tables.arrow import arrow

    arrow()
    from pyarrow import ArrowInvalid, parquet

    try:
        return parquet.ParquetFile(name)
    except ArrowInvalid:
        raise OSError(0, "is no Parquet file", name) from None
