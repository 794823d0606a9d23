"""pandas and Polars: both through Arrow, so that types and values are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from ipofacts.extractor import Extractor
from ipofacts.schema import Extraction
from ipofacts.tables.arrow import arrow, extract_batches, schema, to_arrow
from ipofacts.tables.columns import Table
from ipofacts.tables.rows import Answer, extractions

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Frame = TypeVar("Frame")


def to_pandas(answers: Iterable[Answer], table: Table = "offerings") -> pd.DataFrame:
    """Extractions as a pandas DataFrame with Arrow types: decimals stay exact (``.astype(float)`` for charts)."""
    frame: pd.DataFrame = _pandas(to_arrow(answers, table))
    return frame


to_frame = to_pandas


def to_polars(answers: Iterable[Answer], table: Table = "offerings") -> pl.DataFrame:
    """Extractions as a Polars DataFrame."""
    frame: pl.DataFrame = _polars(to_arrow(answers, table))
    return frame


def extract_frame(
    frame: Frame,
    *,
    text: str = "text",
    title: str | None = None,
    published: str | None = None,
    id: str | None = None,
    table: Table = "offerings",
    workers: int = 1,
    extractor: Extractor | None = None,
) -> Frame:
    """A frame of articles (pandas, Polars, or an Arrow table) to a frame of ``table``, of the same library.

    The columns are named as for ``extract_batches``. Raises TypeError for what is no frame, ValueError for a column that
    isn't there.
    """
    batches = extract_batches(
        _as_arrow(frame).to_batches(),
        text=text,
        title=title,
        published=published,
        id=id,
        table=table,
        workers=workers,
        extractor=extractor,
    )
    found = arrow().Table.from_batches(batches, schema=schema(table))
    back = _BACK.get(type(frame).__module__.partition(".")[0])
    result: Frame = back(found) if back else found
    return result


def to_extractions(frame: Any) -> Iterator[Extraction]:
    """An offerings table (pandas, Polars or Arrow) back as extractions, without evidence, which the facts table holds.

    Articles that stated nothing, or couldn't be read, have no offering in the table and so none here.
    """
    return extractions(row for batch in _as_arrow(frame).to_batches() for row in batch.to_pylist())


def _as_arrow(frame: Any) -> Any:
    """Any frame as an Arrow table: all of them speak the same interface."""
    if not hasattr(frame, "__arrow_c_stream__"):
        raise TypeError(f"{type(frame).__name__} is no frame; give a pandas or Polars DataFrame or an Arrow table")
    return arrow().table(frame)


def _pandas(table: Any) -> Any:
    pandas = _library("pandas")
    return table.to_pandas(types_mapper=pandas.ArrowDtype)


def _polars(table: Any) -> Any:
    return _library("polars").from_arrow(table)


_BACK = {"pandas": _pandas, "polars": _polars}


def _library(name: str) -> ModuleType:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError:
        raise ImportError(f"this needs {name}: pip install 'ipofacts[{name}]'") from None
