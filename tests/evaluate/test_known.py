"""Known failures: a file of marks that must tell the differences exactly."""

import json

import pytest
from typer.testing import CliRunner

from ipofacts.cli import app
from ipofacts.evaluate import GoldenError, compare_known, evaluate, marks_of, read_marks, write_marks

SAMPLES = {
    "hk-listed-1": {"text": "北川生物(06712.HK)今日在港交所挂牌,发行价每股12.80港元。", "stage": "listed", "price": "12.80"},
    "hk-listed-2": {"text": "眠云家居(06733.HK)今日在港交所挂牌,发行价每股5.60港元。", "stage": "listed", "price": "9.90"},
}


@pytest.fixture
def folder(tmp_path):
    golden = tmp_path / "golden"
    golden.mkdir()
    for name, sample in SAMPLES.items():
        offering = {
            "primary": True,
            "company": {"name": sample["text"][:4]},
            "stage": sample["stage"],
            "exchange": "HKEX",
            "stock_code": f"{sample['text'][6:10]}.HK",
            "listing_date": "2025-12-08",
            "issue_price": {"currency": "HKD", "value": sample["price"]},
        }
        data = {"id": name, "published": "2025-12-08", "text": sample["text"], "tags": ["hk"], "offerings": [offering]}
        (golden / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")
    return golden


@pytest.fixture
def report(folder, extractor):
    return evaluate(folder, extractor)


def test_marks_tell_what_differs(report, tmp_path):
    marks = {"hk-listed-2": ["issue_price of 眠云家居"]}
    assert marks_of(report) == marks
    write_marks(tmp_path / "known.json", marks)
    assert read_marks(tmp_path / "known.json") == marks
    assert compare_known(report, marks).holds


def test_new_failures_and_those_that_are_gone_are_told(report):
    held = compare_known(report, {"hk-listed-1": ["stage of 北川生物"]})
    assert held.new == ("hk-listed-2: issue_price of 眠云家居",)
    assert held.gone == ("hk-listed-1: stage of 北川生物",)


def test_the_command_fails_on_both_and_writes_what_shows(folder, tmp_path):
    known = tmp_path / "known.json"
    known.write_text('{"hk-listed-1": ["stage of 北川生物"]}', encoding="utf-8")
    failed = CliRunner().invoke(app, ["eval", str(folder), "--known", str(known)])
    assert failed.exit_code == 1
    assert "new failure: hk-listed-2: issue_price" in failed.stderr
    assert "remove its mark: hk-listed-1" in failed.stderr
    assert CliRunner().invoke(app, ["eval", str(folder), "--known", str(known), "--write-known"]).exit_code == 0
    assert CliRunner().invoke(app, ["eval", str(folder), "--known", str(known)]).exit_code == 0


@pytest.mark.parametrize("content", [None, "[]", '{"a": "b"}', "{"])
def test_a_file_that_holds_no_marks_is_an_error_that_says_what_to_do(tmp_path, content):
    known = tmp_path / "known.json"
    if content is not None:
        known.write_text(content, encoding="utf-8")
    with pytest.raises(GoldenError, match="--write-known writes one"):
        read_marks(known)


@pytest.mark.parametrize("options", [["--write-known"], ["--known", "x.json", "--against", "shipped"]])
def test_options_that_do_not_go_together_are_refused(folder, options):
    assert CliRunner().invoke(app, ["eval", str(folder), *options]).exit_code == 2
