"""Samples are read strictly: what would quietly test nothing is an error that names its file."""

import json
from pathlib import Path

import pytest

from ipofacts.evaluate import GoldenError, load

SAMPLE = {
    "id": "hk-1",
    "text": "岚溪科技(02999.HK)今日在港交所挂牌,发行价每股12.5港元。",
    "tags": ["hk"],
    "offerings": [
        {
            "primary": True,
            "company": {"name": "岚溪科技"},
            "stage": "listed",
            "exchange": "HKEX",
            "stock_code": "2999.HK",
            "issue_price": {"currency": "HKD", "value": "12.5"},
            "evidence": {"issue_price": "发行价每股12.5港元"},
        }
    ],
}


def changed(**offering):
    """The sample with keys of its offering changed; None removes a key."""
    kept = {key: value for key, value in {**SAMPLE["offerings"][0], **offering}.items() if value is not None}
    return {**SAMPLE, "offerings": [kept]}


def write(folder: Path, data, name="a.json") -> Path:
    (folder / name).write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return folder


def test_a_sample_is_read_with_its_facts_and_quotes(tmp_path):
    (sample,) = load(write(tmp_path, SAMPLE))
    assert sample.id == sample.article.id == "hk-1"
    assert sample.offerings[0].facts.stock_code == "2999.HK"
    assert sample.offerings[0].quotes == {"issue_price": ("发行价每股12.5港元",)}
    assert (sample.file, sample.line) == (tmp_path / "a.json", 1)


def test_a_jsonl_file_holds_one_sample_a_line_and_problems_name_the_line(tmp_path):
    lines = [json.dumps(SAMPLE), "", json.dumps({**SAMPLE, "id": "hk-2"})]
    file = tmp_path / "many.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    assert [(sample.id, sample.line) for sample in load(file)] == [("hk-1", 1), ("hk-2", 3)]
    file.write_text("\n".join([*lines, "{"]), encoding="utf-8")
    with pytest.raises(GoldenError, match=r"many\.jsonl:4: not readable as JSON"):
        load(file)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("", "not readable as JSON"),
        ("[]", "sample: "),
        ('{"id": "a", "id": "b", "text": "x", "offerings": []}', "a key stands twice"),
        ({"id": "a", "text": "x"}, "offerings: Field required"),
        ({"text": "x", "offerings": []}, "id: Field required"),
        ({**SAMPLE, "offering": []}, "offering: Extra inputs"),
        ({**SAMPLE, "text": "  "}, "the text is blank"),
        ({**SAMPLE, "published": "2026-02-30"}, "not a date"),
        (changed(isue_price={"value": "1"}), "isue_price: Extra inputs"),
        (changed(checks=[]), "'checks' are computed"),
        (changed(primary=None, evidence={}), "primary: Field required"),
        (changed(stage="quoted"), "stage: "),
        (changed(listing_date="8 Jan"), "listing_date: "),
        (changed(issue_price={"value": "12,5"}), "issue_price.value: "),
        (changed(issue_price={"currency": "HKD"}), "issue_price: give either value, or low and high"),
        (changed(issue_price={"value": "12", "high": "13"}), "issue_price: give either value"),
        (changed(proceeds={"currency": "HKD", "high": "13"}), "proceeds: low or high alone"),
        (changed(issue_price={"currency": "HK$", "value": "1"}), "'HK$' is not ISO 4217"),
        (changed(stock_code="02999.HK"), "'02999.HK' is no code"),
        (changed(stock_code="2999"), "'2999' is no code"),
        (changed(exchange="港交所"), "is no abbreviation"),
        (changed(sponsors=[]), "sponsors: names as written"),
        (changed(company={"name": " "}), "company.name: is empty"),
        (changed(evidence={"issue_price": "发行价每股12.6港元"}), "doesn't stand in the article"),
        (changed(evidence={"proceeds": "发行价"}), "there is no such fact in this offering"),
        (changed(evidence={"issue_price": []}), "a quote is text"),
        (changed(stage=None, exchange=None, stock_code=None, issue_price=None, evidence=None), "states nothing but a company"),
    ],
)
def test_what_is_wrong_is_said_with_its_file(tmp_path, data, says):
    with pytest.raises(GoldenError) as error:
        load(write(tmp_path, data))
    assert "a.json:1: " in str(error.value)
    assert says in str(error.value)


@pytest.mark.parametrize("price", [{"high": "263"}, {"low": "1", "high": "2"}, {"value": "1"}])
def test_prices_may_be_one_sided(tmp_path, price):
    assert load(write(tmp_path, changed(issue_price={"currency": "HKD", **price})))


def test_all_problems_of_all_files_are_told_at_once(tmp_path):
    write(tmp_path, "{", "b.json")
    write(tmp_path, changed(stage="x", exchange="y"), "c.json")
    with pytest.raises(GoldenError) as error:
        load(write(tmp_path, SAMPLE))
    assert [problem.split(":")[0].rsplit("/")[-1] for problem in error.value.problems] == ["b.json", "c.json"]


def test_separators_of_unicode_end_no_line(tmp_path):
    file = tmp_path / "one.jsonl"
    file.write_text(json.dumps({**SAMPLE, "text": SAMPLE["text"] + "\u2028\x85"}, ensure_ascii=False), encoding="utf-8")
    assert len(load(file)) == 1


def test_other_encodings_are_told(tmp_path):
    (tmp_path / "a.json").write_bytes(json.dumps(SAMPLE, ensure_ascii=False).encode("gb18030"))
    with pytest.raises(GoldenError, match=r"a\.json:1: not readable as JSON in UTF-8"):
        load(tmp_path)


def test_an_id_stands_once(tmp_path):
    write(tmp_path, SAMPLE, "b.json")
    with pytest.raises(GoldenError, match="ids are unique"):
        load(write(tmp_path, SAMPLE))


def test_no_samples_and_no_folder_are_errors(tmp_path):
    with pytest.raises(GoldenError, match="no samples here"):
        load(tmp_path)
    with pytest.raises(GoldenError, match="no such file"):
        load(tmp_path / "nowhere")
