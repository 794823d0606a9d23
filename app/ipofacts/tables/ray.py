"""Ray Data: a Dataset of articles to a Dataset of offerings or facts."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipofacts.tables.arrow import arrow, article_columns, schema
from ipofacts.tables.columns import Table
from ipofacts.tables.pinned import Pinned, RulesDifferError, pin

if TYPE_CHECKING:
    from ray.data import Dataset

__all__ = ["RulesDifferError", "extract"]

BATCH = 512
"""Articles handed to a worker at a time: some seconds of work."""


def extract(
    dataset: Dataset,
    *,
    text: str = "text",
    title: str | None = None,
    published: str | None = None,
    id: str | None = None,
    table: Table = "offerings",
    rules: Path | str | None = None,
    batch_size: int = BATCH,
) -> Dataset:
    """As ``ipofacts.tables.spark.extract``, for Ray Data: lazy, one engine a worker process, rules pinned and checked."""
    found = article_columns(dataset.columns(), {"text": text, "title": title, "published": published, "id": id})
    job = pin(rules, found, table)
    return dataset.map_batches(partial(_extract, job=job), batch_format="pyarrow", batch_size=batch_size)


def _extract(articles: Any, job: Pinned) -> Any:
    """One Arrow table of articles to one of rows."""
    return arrow().Table.from_batches(job.batches(articles.to_batches()), schema=schema(job.table))
