"""``ipofacts rules``: what is wrong, whether examples hold, what is in force."""

import re

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
