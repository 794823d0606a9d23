"""Arrow: the schema, and articles to rows batch by batch. What every other library goes through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from ipofacts.extractor import Extractor
from ipofacts.tables.columns import PRECISION, SCALE, Column, Table, columns
from ipofacts.tables.rows import Answer, Row, rows

if TYPE_CHECKING:
    import pyarrow as pa

ARTICLE_FIELDS = ("text", "title", "published", "id")
_ROWS = 1024  # of a batch that goes out: some hundred kilobytes


def schema(table: Table = "offerings") -> pa.Schema:
    """The Arrow schema of a table; every field carries its meaning as metadata. Raises ImportError without pyarrow."""
    pa = arrow()
    return pa.schema([_field(pa, column) for column in columns(table)])


def to_arrow(answers: Iterable[Answer], table: Table = "offerings") -> pa.Table:
    """Extractions (and failures among them) as an Arrow table."""
    return arrow().Table.from_batches(to_batches(answers, table), schema=schema(table))


def to_batches(answers: Iterable[Answer], table: Table = "offerings") -> Iterator[pa.RecordBatch]:
    """The same as record batches, of which one at a time is held."""
    pa = arrow()
    form = schema(table)
    made = rows(answers, table)
    while some := list(islice(made, _ROWS)):
        yield pa.RecordBatch.from_pylist(some, schema=form)


def extract_batches(
    batches: Iterable[pa.RecordBatch],
    *,
    text: str = "text",
    title: str | None = None,
    published: str | None = None,
    id: str | None = None,
    table: Table = "offerings",
    workers: int = 1,
    extractor: Extractor | None = None,
) -> Iterator[pa.RecordBatch]:
    """Record batches of articles to record batches of ``table``, in order, in bounded memory.

    ``text``, ``title``, ``published``, ``id`` name the columns of the articles; those not named are found under their own
    names. Dates may be dates, timestamps or text. Raises ValueError for a column that isn't there, on the first batch.
    """
    reader = extractor or Extractor()
    articles = _articles(batches, {"text": text, "title": title, "published": published, "id": id})
    yield from to_batches(reader.extract_many(articles, workers=workers), table)


def article_columns(have: Sequence[str], named: Mapping[str, str | None]) -> dict[str, str]:
    """Field of an article -> column that holds it. Raises ValueError for a named column, or a text, that isn't there."""
    found = {field: name or field for field, name in named.items() if name or field in have}
    if missing := sorted({name for name in found.values() if name not in have}):
        raise ValueError(f"there is no column {', '.join(map(repr, missing))}; there are {', '.join(map(repr, have))}")
    return found


def arrow() -> Any:
    """The module pyarrow. Raises ImportError that tells what to install."""
    try:
        import pyarrow
    except ImportError:
        raise ImportError("tables need pyarrow: pip install 'ipofacts[tables]'") from None
    return pyarrow


def _articles(batches: Iterable[pa.RecordBatch], named: Mapping[str, str | None]) -> Iterator[Row]:
    for batch in batches:
        fields = article_columns(batch.schema.names, named)
        cells = [batch.column(name) for name in fields.values()]
        for values in zip(*(_values(cell) for cell in cells), strict=True):
            yield article(dict(zip(fields, values, strict=True)))


def _values(cells: Any) -> Iterator[Any]:
    """The values of a column, a few at a time: text as Python strings takes far more room than in Arrow."""
    return (cell for start in range(0, len(cells), _ROWS) for cell in cells.slice(start, _ROWS).to_pylist())


def article(fields: Mapping[str, Any]) -> Row:
    """The cells of an article as its fields are written: no nulls, dates as ISO text, ids as text."""
    given = {field: value for field, value in fields.items() if value is not None and value == value}  # NaN is null
    for field in ("published", "id"):
        if field in given and not isinstance(given[field], str):
            given[field] = given[field].isoformat()[:10] if hasattr(given[field], "isoformat") else str(given[field])
    return given


def _field(pa: Any, column: Column) -> Any:
    kinds = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "bool": pa.bool_(),
        "int": pa.int32(),
        "decimal": pa.decimal128(PRECISION, SCALE),
        "date": pa.date32(),
    }
    return pa.field(column.name, kinds[column.kind], metadata={"meaning": column.meaning})
