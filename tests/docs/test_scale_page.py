"""The page on many articles keeps its word: its examples run, its options and names exist."""

import doctest
import re
from pathlib import Path

from typer.testing import CliRunner

from ipofacts import extractor as home
from ipofacts.cli import app
from ipofacts.tables import ray, spark

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")


def test_the_examples_run(extractor, monkeypatch):
    monkeypatch.setattr("ipofacts.Extractor", lambda: extractor, raising=False)
    session = "\n".join(re.findall(r"<!-- run -->\n```python\n(.*?)```", PAGE, flags=re.DOTALL))
    found = doctest.DocTestParser().get_doctest(session, {}, "scale.md", None, 0)
    report: list[str] = []
    assert doctest.DocTestRunner(verbose=False).run(found, out=report.append).failed == 0, "".join(report)
    assert len(found.examples) >= 8
    assert home.Extractor is type(extractor)


def test_options_and_arguments_exist():
    told = CliRunner().invoke(app, ["extract", "--help"], env={"COLUMNS": "200", "TERM": "dumb"}).output
    for option in set(re.findall(r"(?<![\w-])--[a-z]+", PAGE)) - {"--archives", "--memory"}:
        assert option in told
    for function in (spark.extract, ray.extract):
        assert {"text", "published", "id", "table", "rules"} <= set(function.__kwdefaults__)
