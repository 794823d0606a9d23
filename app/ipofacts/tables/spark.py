"""Apache Spark: a DataFrame of articles to a DataFrame of offerings or facts, read where its partitions are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ipofacts.tables.arrow import article_columns
from ipofacts.tables.columns import PRECISION, SCALE, Table, columns
from ipofacts.tables.pinned import RulesDifferError, pin

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["RulesDifferError", "extract", "schema"]

_TYPES = {
    "text": "string",
    "texts": "array<string>",
    "bool": "boolean",
    "int": "int",
    "decimal": f"decimal({PRECISION},{SCALE})",
    "date": "date",
}


def extract(
    df: DataFrame,
    *,
    text: str = "text",
    title: str | None = None,
    published: str | None = None,
    id: str | None = None,
    table: Table = "offerings",
    rules: Path | str | None = None,
) -> DataFrame:
    """The rows of ``table`` for a DataFrame of articles, whose columns are named as for ``ipofacts.tables.extract_batches``.

    Lazy, as all of Spark. Each Python worker makes one engine and keeps it. ``rules`` is a folder on the driver, laid over the
    shipped rules; the rules are pinned as they are now, and a worker with others ends the job with RulesDifferError. An
    article that can't be read is a row with its ``problem``. Raises ValueError for a column that isn't there.
    """
    found = article_columns(df.columns, {"text": text, "title": title, "published": published, "id": id})
    job = pin(rules, found, table)
    return df.select(*found.values()).mapInArrow(job.batches, schema(table))


def schema(table: Table = "offerings") -> str:
    """The schema of a table as Spark's DDL writes it."""
    return ", ".join(f"`{column.name}` {_TYPES[column.kind]}" for column in columns(table))
