"""A report over two samples, one read wrongly, in every form."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ipofacts.evaluate import evaluate, render
from ipofacts.schema import Evidence, Extraction, Offering

TEXT = "新股消息。岚溪科技今日在港交所挂牌,发行价每股12.5港元!市场平稳。"
SAMPLES = [
    {
        "id": "hk-listed-1",
        "text": TEXT,
        "tags": ["hk"],
        "offerings": [
            {
                "primary": True,
                "company": {"name": "岚溪科技"},
                "exchange": "HKEX",
                "issue_price": {"currency": "HKD", "value": "12.5"},
                "evidence": {"issue_price": "发行价每股12.5港元"},
            }
        ],
    },
    {"id": "none-1", "text": "市场今天很平静。", "tags": ["none"], "offerings": []},
]


class Wrong:
    """Reads a wrong price from the first sample and an offering from the second, which has none."""

    def extract(self, text, *, title=None, published=None, id=None):
        start = text.index("市场")
        evidence = {"stage": [Evidence(start=start, end=start + 2, quote="市场", in_="text", rule="stage.test")]}
        facts = (
            {"issue_price": {"currency": "HKD", "value": "13"}, "exchange": "HKEX"}
            if id == "hk-listed-1"
            else {"stage": "filed"}
        )
        company = {"name": "岚溪科技" if id == "hk-listed-1" else "平静"}
        offering = Offering.model_validate({"primary": True, "company": company, "evidence": evidence, **facts})
        return Extraction(id=id, offerings=[offering], rules_version="test")


@pytest.fixture
def folder(tmp_path) -> Path:
    for sample in SAMPLES:
        (tmp_path / f"{sample['id']}.json").write_text(json.dumps(sample), encoding="utf-8")
    return tmp_path


def test_scores_tags_and_negatives(folder):
    report = evaluate(folder, Wrong())
    assert (report.perfect, report.negatives, report.clean_negatives) == (0, 1, 0)
    assert report.scores.primary["issue_price"].missed == 1
    assert report.by_tag["hk"].all.right == 3
    assert report.by_tag["none"].all.invented == 2


def test_text_says_sentence_expected_got_and_rule(folder):
    text = render(evaluate(folder, Wrong()))
    assert "issue_price of 岚溪科技" in text
    assert 'expected {"currency": "HKD", "value": "12.5"}, got {"currency": "HKD", "value": "13"}' in text
    assert "in: 岚溪科技今日在港交所挂牌,发行价每股12.5港元!\n" in text
    assert 'company of 平静\n      expected nothing, got "平静"' in text
    assert "negatives left empty 0/1" in text


def test_the_rules_behind_a_wrong_fact_are_told(folder):
    data = {**SAMPLES[1], "offerings": [{"primary": True, "company": {"name": "平静"}, "stage": "listed"}]}
    (folder / "none-1.json").write_text(json.dumps(data), encoding="utf-8")
    assert "read by: stage.test" in render(evaluate(folder, Wrong()))


def test_json(folder):
    data = json.loads(render(evaluate(folder, Wrong()), "json"))
    assert data["articles"] == 2
    assert data["core"] == {"precision": 0.3333, "recall": 0.5, "f1": 0.4, "right": 1, "invented": 2, "missed": 1}
    assert [(item["id"], item["fact"]) for item in data["differences"]] == [
        ("hk-listed-1", "issue_price"),
        ("none-1", "company"),
    ]


def test_junit_has_one_case_an_article(folder):
    suite = ElementTree.fromstring(render(evaluate(folder, Wrong()), "junit"))
    assert (suite.get("tests"), suite.get("failures")) == ("2", "2")
    assert "issue_price of 岚溪科技" in suite.findtext("testcase/failure")


def test_junit_survives_characters_that_xml_refuses(folder):
    data = {**SAMPLES[0], "text": TEXT.replace("!", "\x01\uffff!")}
    (folder / "hk-listed-1.json").write_text(json.dumps(data), encoding="utf-8")
    ElementTree.fromstring(render(evaluate(folder, Wrong()), "junit"))


def test_github_annotates_the_file_of_the_sample(folder):
    lines = render(evaluate(folder, Wrong()), "github").splitlines()
    assert lines[0].startswith(f"::warning file={folder / 'hk-listed-1.json'},line=1,title=issue_price::")
    assert len(lines) == 3
    assert lines[-1].startswith("::notice title=ipofacts eval::core F1 0.4000")


def test_an_unknown_form_is_refused(folder):
    with pytest.raises(ValueError, match="known are text, summary, json, junit, github"):
        render(evaluate(folder, Wrong()), "html")


def test_scores_by_market_stage_and_fold(folder):
    report = evaluate(folder, Wrong())
    assert {name: (scores.all.right, scores.all.invented) for name, scores in report.by("exchange").items()} == {
        "HKEX": (3, 1),
        "none": (0, 2),
    }
    assert report.by("stage")["filed"].all.invented == 2
    folds = report.by_fold(2)
    assert set(folds) == {"1/2", "2/2"}
    assert sum(scores.all.right for scores in folds.values()) == report.scores.all.right
