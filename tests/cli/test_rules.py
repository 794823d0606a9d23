"""``ipofacts rules``: what is wrong, whether examples hold, what is in force."""

import json
import re
from xml.etree import ElementTree

import pytest

SHEET = """\
fact: valuation
about: Added by a user
rules:
  - id: own.valuation
    rank: 9
    read: ["账面估价 ..4 {money}"]
    examples:
      - {text: "账面估价3亿港元。", gives: "HKD 300000000"}
      - {text: "账面估价4亿港元。", gives: "HKD 5"}
    lookalikes: ["账面估价。", "估价3亿港元。"]
"""


@pytest.fixture
def own(tmp_path):
    """A folder of a user's rules with one rule, one of whose examples fails."""
    (tmp_path / "own" / "facts").mkdir(parents=True)
    (tmp_path / "own" / "facts" / "own.yaml").write_text(SHEET, encoding="utf-8")
    return tmp_path / "own"


def test_the_shipped_rules_are_sound(ipofacts):
    done = ipofacts("rules", "check")
    assert (done.code, done.out) == (0, "")
    assert done.err == "ipofacts: no problems in the shipped rules\n"


def test_problems_stand_at_their_places(ipofacts, own):
    assert ipofacts("rules", "check", "own").code == 0
    sheet = own / "facts" / "own.yaml"
    sheet.write_text(SHEET.replace("rank: 9", "rang: 9").replace('"HKD 5"', "000651"), encoding="utf-8")
    (own / "facts" / "other.yaml").write_text("{", encoding="utf-8")
    done = ipofacts("rules", "check", "own")
    assert done.code == 1
    lines = done.out.splitlines()
    assert all(re.match(r"own/facts/\w+\.yaml:\d+:\d+: \w", line) for line in lines), done.out
    assert any(line.startswith("own/facts/own.yaml:9:") and "000651" in line for line in lines)
    assert any(line.startswith("own/facts/other.yaml:") for line in lines)
    assert done.err.endswith("problems in own and the shipped rules\n")
    assert ipofacts("rules", "check", "nowhere").code == 2


def test_examples_are_run_and_failures_told(ipofacts, own):
    done = ipofacts("rules", "test", "own")
    assert done.code == 1
    head, *rows = done.out.split("\n\n")[0].splitlines()
    assert head.split() == ["file", "rules", "examples", "failed"]
    assert ["own/facts/own.yaml", "1", "4", "1"] in [row.split() for row in rows]
    assert "own/facts/own.yaml:4: own.valuation\n" in done.out
    assert "    text      账面估价4亿港元。\n" in done.out
    assert "    expected  HKD 5\n    got       HKD 400000000\n    taken by  " in done.out
    assert "账面估价3亿" not in done.out


def test_broken_rules_are_neither_run_nor_shown(ipofacts, own):
    (own / "facts" / "own.yaml").write_text("fact: valuation\n", encoding="utf-8")
    for command in ("test", "show"):
        done = ipofacts("rules", command, "own")
        assert done.code == 1
        assert "own/facts/own.yaml:1:1: the key 'rules' is missing" in done.out


def test_the_rules_in_force_are_shown(ipofacts, own, extractor):
    rules = extractor.rules()
    done = ipofacts("rules", "show")
    assert done.code == 0
    assert done.err == f"ipofacts: {len(rules)} rules\n"
    for rule in rules:
        assert f":{rule['line']}  {rule['id']}  ({', '.join(rule['facts'])}; rank {rule['rank']}" in done.out
        assert all(f"    {phrase}\n" in done.out for phrase in rule["read"])
    assert (
        "own/facts/own.yaml:4  own.valuation  (valuation; rank 9)\n    账面估价 ..4 {money}\n"
        in ipofacts("rules", "show", "own", "--fact", "valuation").out
    )


def test_only_the_rules_of_one_fact(ipofacts):
    done = ipofacts("rules", "show", "--fact", "lottery_rate")
    assert "lottery_rate" in done.out
    assert "issue_price" not in done.out
    unknown = ipofacts("rules", "show", "--fact", "lottery")
    assert unknown.code == 2
    assert "lottery_rate" in unknown.err


def test_a_users_rule_reads_articles(ipofacts, own):
    done = ipofacts("extract", "-", "--rules", "own", stdin="岚溪科技今日在港交所挂牌。账面估价3亿港元。")
    assert '"own.valuation"' in done.out


BROKEN = SHEET.replace("rank: 9", "rang: 9")


def test_problems_in_the_forms_that_tools_read(ipofacts, own):
    (own / "facts" / "own.yaml").write_text(BROKEN, encoding="utf-8")
    for command in ("check", "test"):
        done = {form: ipofacts("rules", command, "own", "--format", form) for form in ("text", "json", "junit", "github")}
        assert {form: run.code for form, run in done.items()} == dict.fromkeys(done, 1)
        place, message = "own/facts/own.yaml", "unknown key 'rang'; check its spelling or remove it"
        assert done["text"].out == f"{place}:5:5: {message}\n"
        (problem,) = json.loads(done["json"].out)["problems"]
        assert problem == {"path": place, "line": 5, "column": 5, "message": message}
        (case,) = ElementTree.fromstring(done["junit"].out)
        assert (case.get("classname"), case[0].get("message")) == (place, message)
        assert done["github"].out == f"::error file={place},line=5,col=5::{message}\n"


def test_sound_rules_in_the_forms_that_tools_read(ipofacts):
    assert json.loads(ipofacts("rules", "check", "--format", "json").out) == {"problems": []}
    suite = ElementTree.fromstring(ipofacts("rules", "check", "--format", "junit").out)
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")
    assert ipofacts("rules", "check", "--format", "github").out == ""
    assert ipofacts("rules", "check", "--format", "yaml").code == 2


def test_examples_in_the_forms_that_tools_read(ipofacts, own):
    done = {form: ipofacts("rules", "test", "own", "--format", form) for form in ("json", "junit", "github")}
    assert {form: run.code for form, run in done.items()} == dict.fromkeys(done, 1)
    told = json.loads(done["json"].out)
    assert {"file": "own/facts/own.yaml", "rules": 1, "examples": 4, "failed": 1} in told["files"]
    (failure,) = told["failures"]
    assert (failure["rule"], failure["expected"], failure["got"]) == ("own.valuation", "HKD 5", ["HKD 400000000"])
    suite = ElementTree.fromstring(done["junit"].out)
    assert (int(suite.get("tests", 0)), suite.get("failures")) == (told["examples"], "1")
    (failed,) = [case for case in suite if len(case)]
    assert (failed.get("classname"), failed[0].get("message")) == ("own.valuation", "expected HKD 5, got HKD 400000000")
    error, notice = done["github"].out.splitlines()
    assert error.startswith(
        "::error file=own/facts/own.yaml,line=4,title=own.valuation::own/facts/own.yaml:4: own.valuation%0A"
    )
    assert notice.endswith(f"::{told['examples']} examples, 1 failed")


REPLACING = """\
off: [lottery-rate.final]
rules:
  - id: lottery-rate.stated
    rank: 6
    read: ["抽中机会 ..6 {percent}"]
    unless: {inside: ["(未|没)"], clause: ["基金"]}
    examples: [{text: "抽中机会为8%。", gives: "8"}, {text: "抽中机会为9%。", gives: "9"}]
    lookalikes: ["抽中机会未及8%。", "中签率未公布。"]
"""


@pytest.fixture
def replacing(own):
    (own / "facts" / "lottery_rate.yaml").write_text(REPLACING, encoding="utf-8")
    return own


@pytest.mark.parametrize("words", [("lottery-rate.stated", "own"), ("lottery-rate.stated", "--rules", "own")])
def test_one_rule_is_shown_with_all_there_is_to_it(ipofacts, replacing, extractor, words):
    done = ipofacts("rules", "show", *words)
    (shipped,) = [rule for rule in extractor.rules() if rule["id"] == "lottery-rate.stated"]
    assert done.code == 0
    head, *lines = done.out.splitlines()
    assert head.startswith("own/facts/lottery_rate.yaml:3  lottery-rate.stated  (lottery_rate; rank 6, replaces ")
    assert head.endswith(f"/rules/facts/lottery_rate.yaml:{shipped['line']})")
    assert lines[:5] == ["    抽中机会 ..6 {percent}", "  unless inside", "    (未|没)", "  unless clause", "    基金"]
    assert lines[5].startswith("  replaced, ")
    assert lines[6 : 6 + len(shipped["read"])] == [f"    {phrase}" for phrase in shipped["read"]]
    assert lines[6 + len(shipped["read"]) :] == [
        "  examples",
        "    抽中机会为8%。  gives 8",
        "    抽中机会为9%。  gives 9",
        "  look-alikes",
        "    抽中机会未及8%。",
        "    中签率未公布。",
    ]


def test_rules_that_are_not_in_force(ipofacts, replacing):
    off = ipofacts("rules", "show", "lottery-rate.final", "own")
    assert (off.code, off.out) == (2, "")
    assert re.search(r"lottery-rate\.final \(.*facts/lottery_rate\.yaml:\d+\) is switched off in own\n", off.err)
    misspelt = ipofacts("rules", "show", "lottery-rate.statd", "own")
    assert misspelt.code == 2
    assert "did you mean lottery-rate.stated" in misspelt.err
    assert ipofacts("rules", "show", "lottery-rate.final").code == 0


def test_the_shipped_folder_is_not_laid_over_itself(ipofacts):
    from ipofacts.rulefiles import shipped

    assert ipofacts("rules", "check", shipped()).err == "ipofacts: no problems in the shipped rules\n"
