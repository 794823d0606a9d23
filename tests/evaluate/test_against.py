"""Two rule sets over the same samples: what one reads and the other doesn't, and where rule sets come from."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from ipofacts.evaluate import CHANGE_FORMS, evaluate_against, render_changes, rule_set, rulesets
from ipofacts.extractor import Extractor
from ipofacts.rulefiles import RuleFileError, shipped, version
from ipofacts.schema import Evidence, Extraction, Offering

PRICE = {"currency": "HKD", "value": "12.5"}
STATED = {"exchange": "HKEX", "stage": "listed", "issue_price": PRICE, "proceeds": {"currency": "HKD", "value": "600000000"}}
SAMPLES = {
    "a": [{"primary": True, "company": {"name": "岚溪科技"}, **STATED}],
    "b": [],
    "c": [{"primary": True, "company": {"name": "北川生物"}, "stage": "filed"}],
}


class Reads:
    """Reads what it is told to from each article, every fact by the rule ``test.<fact>``."""

    def __init__(self, **offerings: list[dict]) -> None:
        self.offerings = offerings

    def extract(self, text, *, title=None, published=None, id=None):
        found = []
        for facts in self.offerings.get(id, ()):
            evidence = {
                fact: [Evidence(start=0, end=1, quote=text[0], in_="text", rule=f"test.{fact.replace('_', '-')}")]
                for fact in facts
            }
            found.append(Offering.model_validate({"primary": True, "evidence": evidence, **facts}))
        return Extraction(id=id, offerings=found, rules_version="test")


@pytest.fixture
def folder(tmp_path) -> Path:
    for name, offerings in SAMPLES.items():
        sample = {"id": name, "text": "一篇新闻。", "offerings": offerings}
        (tmp_path / f"{name}.json").write_text(json.dumps(sample), encoding="utf-8")
    return tmp_path


LANXI, BEICHUAN = {"company": {"name": "岚溪科技"}}, {"company": {"name": "北川生物"}}
BEFORE = Reads(
    a=[{**LANXI, "exchange": "HKEX", "issue_price": {"currency": "HKD", "value": "13"}, "stage": "listed"}],
    b=[{"company": {"name": "平静"}, "stage": "filed"}],
    c=[{**BEICHUAN, "stage": "filed"}],
)
NOW = Reads(
    a=[{**LANXI, "exchange": "SSE", "issue_price": PRICE, "proceeds": STATED["proceeds"]}],
    c=[{**BEICHUAN, "stage": "filed"}],
)


def test_what_is_gained_lost_and_changed(folder):
    comparison = evaluate_against(folder, NOW, BEFORE, "main")
    told = [
        (article.sample.id, change.fact, change.kind, change.better, change.worse, change.loses)
        for article in comparison.articles
        for change in article.changes
    ]
    assert set(told) == {
        ("a", "exchange", "changed", False, True, True),
        ("a", "stage", "lost", False, True, True),
        ("a", "issue_price", "changed", True, False, False),
        ("a", "proceeds", "gained", True, False, False),
        ("b", "company", "lost", True, False, False),
        ("b", "stage", "lost", True, False, False),
    }
    assert [change.fact for change in comparison.losses] == [fact for _, fact, *_, loses in told if loses]


def test_the_other_way_round_is_the_opposite(folder):
    there, back = evaluate_against(folder, NOW, BEFORE, ""), evaluate_against(folder, BEFORE, NOW, "")
    assert (there.counts["gained"], there.counts["lost"]) == (back.counts["lost"], back.counts["gained"])
    assert [change.better for change in there.changes] == [change.worse for change in back.changes]


def test_text_names_article_company_values_and_rules(folder):
    text = render_changes(evaluate_against(folder, NOW, BEFORE, "main"))
    assert f"a  {folder / 'a.json'}\n  岚溪科技\n" in text
    assert "    ~ exchange HKEX (right) -> SSE (wrong)  by test.exchange\n" in text
    assert '    + proceeds {"currency": "HKD", "value": "600000000"} (right)  by test.proceeds\n' in text
    assert "    - stage listed (right)  by test.stage\n" in text
    assert "c.json" not in text
    assert (
        "\nagainst main: facts 1 gained, 3 lost, 2 changed in 2 of 3 articles; "
        "4 for the better, 2 for the worse, 2 right facts lost\n" in text
    )


def test_markdown_is_a_table_an_article(folder):
    text = render_changes(evaluate_against(folder, NOW, BEFORE, "a|b"), "markdown")
    assert text.startswith("### Rules against a\\|b\n")
    assert "| changed | 岚溪科技 | exchange | HKEX (right; test.exchange) | SSE (wrong; test.exchange) | **worse** |" in text
    assert "| lost | 平静 | stage | filed (wrong; test.stage) |  | better |" in text
    tables = [line for line in text.splitlines() if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in tables} == {4, 7}


def test_json_holds_every_change(folder):
    told = json.loads(render_changes(evaluate_against(folder, NOW, BEFORE, "main"), "json"))
    assert (told["gained"], told["lost"], told["changed"], told["right_facts_lost"]) == (1, 3, 2, 2)
    (change,) = [change for change in told["changes"] if change["fact"] == "issue_price"]
    assert change["before"] == {"value": {"currency": "HKD", "value": "13"}, "right": False, "rules": ["test.issue-price"]}
    assert change["now"]["right"] is True


def test_equal_rules_change_nothing(folder):
    comparison = evaluate_against(folder, NOW, NOW, "itself")
    assert not comparison.articles
    assert all("0 gained" in render_changes(comparison, form) for form in ("text", "markdown"))
    with pytest.raises(ValueError, match="not as junit"):
        render_changes(comparison, "junit")
    assert "junit" not in CHANGE_FORMS


@pytest.fixture
def checkout(tmp_path, monkeypatch) -> Path:
    """A git checkout with the shipped rules, committed once."""
    shutil.copytree(shipped(), tmp_path / "home" / "rules")
    git = ["git", "-C", str(tmp_path / "home"), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"]):
        subprocess.run([*git, *words], check=True)
    monkeypatch.setattr(rulesets, "shipped", lambda: tmp_path / "home" / "rules")
    return tmp_path / "home"


def test_a_revision_is_read_as_it_was(checkout):
    before = version(shipped())
    (checkout / "rules" / "facts" / "pe_ratio.yaml").unlink()
    assert version(rule_set("shipped")) != before
    assert version(rule_set("HEAD")) == before
    assert not list(checkout.glob("*.tar"))
    Extractor(rule_set("HEAD"))


@pytest.mark.parametrize("name", ["nowhere", "--output=x", "HEAD~5", "HEAD:rules"])
def test_what_is_neither_a_folder_nor_a_revision(checkout, monkeypatch, name):
    monkeypatch.chdir(checkout)
    with pytest.raises(RuleFileError, match="neither a folder of rules nor a git revision"):
        rule_set(name)
    assert not (checkout / "x").exists()


def test_a_folder_is_complete_or_laid_over_the_shipped_rules(tmp_path):
    shutil.copytree(shipped(), tmp_path / "whole")
    assert len(rule_set(str(tmp_path / "whole")).roots) == 1
    (tmp_path / "part" / "facts").mkdir(parents=True)
    shutil.copy(shipped() / "facts" / "pe_ratio.yaml", tmp_path / "part" / "facts")
    assert len(rule_set(str(tmp_path / "part")).roots) == 2
    shutil.rmtree(tmp_path / "whole" / "values")
    assert len(rule_set(str(tmp_path / "whole")).roots) == 2
