"""Extractions as tables in every library, with the same columns, types and values; and back."""

import datetime
import decimal
import re
import sys
from decimal import Decimal
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from ipofacts.client import TimedOutError
from ipofacts.schema import FACTS, Amount, CompanyName, Extraction, Offering
from ipofacts.tables import (
    TABLES,
    columns,
    extract_batches,
    extract_frame,
    rows,
    schema,
    to_arrow,
    to_extractions,
    to_frame,
    to_pandas,
    to_polars,
)

ROOT = Path(__file__).resolve().parents[2]
TEXT = "岚溪科技(02999.HK)今日在港交所主板挂牌,发行价为每股12.5港元。"


def test_offerings_are_rows_with_typed_columns(answers):
    first, second, bad = to_arrow(answers).to_pylist()
    assert (first["id"], first["offering"], first["primary"], first["rules_version"]) == ("a", 0, True, "1")
    assert (first["company"], first["company_aliases"]) == ("岚溪科技", ["岚溪", "Lanxi"])
    assert (first["issue_price"], first["issue_price_low"], first["issue_price_high"]) == (
        None,
        Decimal("14.18"),
        Decimal("16.18"),
    )
    assert (first["proceeds"], first["proceeds_currency"], first["proceeds_bound"]) == (300_000_000, "HKD", "approx")
    assert (first["first_day_change"], first["sponsors"]) == (Decimal("-3.25"), ["中金公司", "花旗"])
    assert (second["id"], second["offering"], second["company"], second["proceeds"]) == ("a", 1, "乙", None)
    assert (bad["id"], bad["problem"]) == ("bad", "urn:ipofacts:problem:invalid-article")
    assert bad["problem_detail"] == "The article can't be read: Mend it."
    assert bad["company"] is None


@pytest.mark.parametrize(
    ("stated", "day", "precision"),
    [
        ("2026-01-08", (2026, 1, 8), "day"),
        ("2026-05", (2026, 5, 1), "month"),
        ("2026-Q3", (2026, 7, 1), "quarter"),
        ("2026-H1", (2026, 1, 1), "half"),
        ("2026-H2", (2026, 7, 1), "half"),
        ("2026", (2026, 1, 1), "year"),
        ("--03-04", None, "yearless"),
        ("--12", None, "yearless"),
        ("2026-02-30", None, "day"),
    ],
)
def test_dates_say_how_precise_they_are(stated, day, precision):
    offering = Offering(primary=True, company=CompanyName(name="甲"), listing_date=stated)
    (row,) = to_arrow([Extraction(offerings=[offering], rules_version="1")]).to_pylist()
    assert row["listing_date"] == (datetime.date(*day) if day else None)
    assert (row["listing_date_precision"], row["listing_date_stated"]) == (precision, stated)


@pytest.mark.parametrize(
    ("number", "held"),
    [
        ("4348000000", "4348000000"),
        ("0.03487912", "0.03487912"),
        ("0.123456789012345", "0.1234567890"),
        ("9" * 28, "9" * 28),
        ("9" * 29, None),
        ("1" * 400, None),
        ("0." + "3" * 400, "0.3333333333"),
        ("-" + "9" * 28 + "." + "1" * 10, "-" + "9" * 28 + "." + "1" * 10),
    ],
)
def test_decimals_are_exact_and_never_too_long_for_their_column(number, held):
    offering = Offering(primary=True, company=CompanyName(name="甲"), proceeds=Amount(value=number))
    with decimal.localcontext(prec=60):
        (row,) = to_arrow([Extraction(offerings=[offering], rules_version="1")]).to_pylist()
        assert row["proceeds"] == (Decimal(held) if held else None)


def test_facts_are_rows_with_their_evidence(answers):
    table = to_arrow(answers, "facts").to_pylist()
    price = [row for row in table if row["fact"] == "issue_price"]
    assert [(row["evidence"], row["start"], row["end"], row["quote"], row["quote_in"], row["rule"]) for row in price] == [
        (0, 1, 3, "发行", "text", "a.b"),
        (1, 0, 1, "价", "title", "c.d"),
    ]
    assert {(row["low"], row["high"], row["amount"], row["currency"]) for row in price} == {
        (Decimal("14.18"), Decimal("16.18"), None, "HKD")
    }
    values = {row["fact"]: row["value"] for row in table}
    assert (values["sponsors"], values["listing_date"]) == ("中金公司; 花旗", "--03-04")
    assert table[-1]["problem"] == "urn:ipofacts:problem:invalid-article"


def test_every_fact_read_stands_among_the_facts(extractor):
    extraction = extractor.extract(TEXT, published="2026-03-04", id="7")
    evidence = extraction.offerings[0].evidence
    found = list(rows([extraction], "facts"))
    assert {row["fact"] for row in found} == set(evidence)
    assert len(found) == sum(map(len, evidence.values()))
    assert all(TEXT[row["start"] : row["end"]] == row["quote"] for row in found)


def test_failures_of_the_client_are_rows_too():
    error = TimedOutError("no answer")
    (row,) = rows([error])
    assert (row["problem_detail"], "timed-out" in row["problem"]) == ("no answer", True)


@pytest.mark.parametrize("table", TABLES)
def test_pandas_polars_and_arrow_hold_the_same(answers, table):
    arrow = to_arrow(answers, table)
    assert arrow.schema == schema(table)
    frame, polars = to_pandas(answers, table), to_polars(answers, table)
    assert list(frame.columns) == polars.columns == [column.name for column in columns(table)]
    assert pa.table(frame).to_pylist() == arrow.to_pylist() == polars.to_arrow().to_pylist()
    for column, kind in zip(columns(table), frame.dtypes, strict=True):
        assert kind == pd.ArrowDtype(schema(table).field(column.name).type)
    decimals = [column.name for column in columns(table) if column.kind == "decimal"]
    assert {polars.schema[name] for name in decimals} == {pl.Decimal(38, 10)}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("make", [to_arrow, to_pandas, to_polars])
def test_an_empty_table_has_the_same_columns(make, table, answers):
    assert pa.table(make([], table)).schema.names == schema(table).names
    assert len(make([], table)) == 0


def test_the_schema_follows_the_contract():
    names = [column.name for column in columns("offerings")]
    assert set(FACTS) <= set(names)
    assert len(set(names)) == len(names)
    assert all(column.meaning for table in TABLES for column in columns(table))
    assert schema().field("issue_price").metadata[b"meaning"]
    with pytest.raises(ValueError, match="offerings or facts"):
        columns("prices")


def test_the_schema_is_the_one_documented():
    text = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    told = {name for line in re.findall(r"^\|([^|]+)\|", text, flags=re.MULTILINE) for name in re.findall(r"`([a-z_]+)`", line)}
    for table in TABLES:
        ends = ("_low", "_high", "_currency", "_bound", "_precision", "_stated")
        assert {column.name for column in columns(table) if not column.name.endswith(ends)} <= told
    assert {"_low", "_high", "_currency", "_bound", "_precision", "_stated"} <= told


@pytest.mark.parametrize("make", [to_arrow, to_pandas, to_polars])
def test_a_table_goes_back_to_extractions(make, full):
    (back,) = to_extractions(make([full, Extraction(id="none", offerings=[], rules_version="1")]))
    expected = full.to_json()
    for offering in expected["offerings"]:
        offering["evidence"] = {}
    expected["offerings"][0]["issue_price"]["high"] = "16.18"  # the same number, written shorter
    assert back.to_json() == expected


def test_articles_without_ids_stay_apart(full):
    nameless = full.model_copy(update={"id": None})
    assert len(list(to_extractions(to_arrow([nameless, nameless])))) == 2


def articles() -> dict[str, list]:
    return {
        "content": [TEXT, None, "天气很好。", TEXT],
        "date": [datetime.date(2026, 3, 4), datetime.date(2026, 3, 4), None, datetime.date(2025, 1, 2)],
        "url": [1, 2, 3, 4],
    }


@pytest.mark.parametrize("library", [pa.table, pd.DataFrame, pl.DataFrame])
def test_a_frame_of_articles_gives_a_frame_of_the_same_library(library, extractor):
    frame = library(articles())
    found = extract_frame(frame, text="content", published="date", id="url", extractor=extractor)
    assert type(found) is type(frame)
    first, bad, last = pa.table(found).to_pylist()
    assert (first["id"], first["issue_price"], first["listing_date_stated"]) == ("1", Decimal("12.5"), "2026-03-04")
    assert (bad["id"], bad["problem"]) == ("2", "urn:ipofacts:problem:invalid-article")
    assert last["listing_date_stated"] == "2025-01-02"


def test_timestamps_and_text_are_dates_too(extractor):
    for published in (pd.Timestamp("2026-03-04 09:30"), "2026-03-04", "2026-03-04T09:30:00+08:00"):
        found = extract_frame(pd.DataFrame({"text": [TEXT], "published": [published]}), extractor=extractor)
        assert found["listing_date_stated"].to_list() == ["2026-03-04"]


def test_a_column_that_is_not_there_is_named(extractor):
    with pytest.raises(ValueError, match=r"no column 'text'; there are 'body'"):
        extract_frame(pa.table({"body": ["x"]}), extractor=extractor)
    with pytest.raises(ValueError, match=r"no column 'day'"):
        extract_frame(pa.table({"text": ["x"]}), published="day", extractor=extractor)
    with pytest.raises(TypeError, match="list is no frame"):
        extract_frame(["x"], extractor=extractor)


def test_batches_are_taken_as_they_are_needed(extractor):
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += 1
            yield pa.RecordBatch.from_pydict({"text": [TEXT] * 600})

    found = extract_batches(endless(), extractor=extractor)
    assert next(found).num_rows == 1024
    assert taken == 2
    found.close()


def test_workers_give_the_same(extractor):
    table = pa.table({"text": [TEXT, "天气很好。"] * 20})
    assert extract_frame(table, extractor=extractor, workers=2) == extract_frame(table, extractor=extractor)


@pytest.mark.parametrize(
    ("missing", "make", "told"),
    [("pyarrow", to_arrow, "tables"), ("pandas", to_frame, "pandas"), ("polars", to_polars, "polars")],
)
def test_what_is_missing_is_named(missing, make, told, monkeypatch):
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ImportError, match=re.escape(f"pip install 'ipofacts[{told}]'")):
        make([])
