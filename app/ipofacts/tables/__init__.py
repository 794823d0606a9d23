"""Extractions as tables, and articles out of tables: pandas, Polars, Arrow, Spark, Ray Data.

Two tables, with the same columns everywhere (``columns`` holds them with their meaning, docs/scale.md explains them):

``offerings``  one row an offering, facts as typed columns: exact decimals, dates with their precision, currencies
``facts``      one row a fact and place that states it

An article that couldn't be read is one row with its ``problem``; one that states no offering has no row.

``to_frame(answers)``          extractions as a pandas DataFrame; ``to_polars``, ``to_arrow`` likewise
``extract_frame(frame, …)``    a frame of articles in, a frame of the same library out
``extract_batches(batches)``   the same for a stream of Arrow record batches, in bounded memory
``to_extractions(frame)``      an offerings table back as extractions
``ipofacts.tables.spark``      ``extract(df, text="content")`` on a Spark cluster
``ipofacts.tables.ray``        ``extract(dataset, text="content")`` with Ray Data
"""

from ipofacts.tables.arrow import extract_batches, schema, to_arrow, to_batches
from ipofacts.tables.columns import TABLES, Column, Table, columns
from ipofacts.tables.frames import extract_frame, to_extractions, to_frame, to_pandas, to_polars
from ipofacts.tables.rows import rows

__all__ = [
    "TABLES",
    "Column",
    "Table",
    "columns",
    "extract_batches",
    "extract_frame",
    "rows",
    "schema",
    "to_arrow",
    "to_batches",
    "to_extractions",
    "to_frame",
    "to_pandas",
    "to_polars",
]
