"""Spark for real: a session of two local Python workers reads a DataFrame of articles."""

import dataclasses
import datetime
import os
import shutil
import sys

import pytest

from ipofacts.tables import TABLES, schema, to_arrow

pytest.importorskip("pyspark", reason="pyspark is not installed: pip install 'ipofacts[spark]'")
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip("no JVM is here, which Spark needs: apt-get install default-jre-headless", allow_module_level=True)

from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import to_arrow_schema

from ipofacts.tables import spark
from ipofacts.tables.pinned import pin

pytestmark = pytest.mark.filterwarnings("ignore")  # Spark's own
DAY = datetime.date(2026, 3, 4)


def text(number: int) -> str:
    return f"岚溪科技(02999.HK)今日在港交所挂牌,发行价每股{number}.5港元。"


@pytest.fixture(scope="module")
def session():
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
    }
    builder = SparkSession.builder.master("local[2]").appName("ipofacts")
    for name, value in settings.items():
        builder = builder.config(name, value)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)  # the workers' Python has ipofacts, whatever python3 is on the path
        made = builder.getOrCreate()
        made.sparkContext.setLogLevel("OFF")
        yield made
        made.stop()


@pytest.fixture(scope="module")
def articles(session):
    rows = [(number, text(number), DAY) for number in range(20)] + [(20, None, DAY), (21, "天气很好。", None)]
    return session.createDataFrame(rows, "nr int, content string, day date").repartition(4)


def test_articles_become_offerings_and_bad_ones_rows_with_their_problem(articles, extractor):
    found = spark.extract(articles, text="content", published="day", id="nr").toArrow().sort_by("id")
    expected = [extractor.extract(text(number), published="2026-03-04", id=str(number)) for number in range(20)]
    good = found.filter(found.column("problem").is_null())
    assert good.to_pylist() == to_arrow(expected).sort_by("id").to_pylist()
    (bad,) = found.filter(found.column("problem").is_valid()).to_pylist()
    assert (bad["id"], bad["problem"]) == ("20", "urn:ipofacts:problem:invalid-article")


@pytest.mark.parametrize("table", TABLES)
def test_the_schema_is_the_contracts(articles, table):
    frame = spark.extract(articles, text="content", table=table)
    assert to_arrow_schema(frame.schema).remove_metadata().equals(schema(table).remove_metadata())


def test_a_worker_with_other_rules_ends_the_job(articles):
    job = dataclasses.replace(pin(None, {"text": "content"}, "offerings"), rules_version="other", package="9.9.9")
    with pytest.raises(Exception, match=r"RulesDifferError.*install ipofacts 9\.9\.9 on all workers"):
        articles.select("content").mapInArrow(job.batches, spark.schema()).collect()


def test_a_column_that_is_not_there_is_named_at_once(articles):
    with pytest.raises(ValueError, match="no column 'text'; there are 'nr', 'content', 'day'"):
        spark.extract(articles)
