"""``ipofacts explain``: for people and as JSON."""

import json

TEXT = "岚溪科技(02999.HK)今日在港交所主板挂牌,发行价为每股12.5港元。去年营收3亿港元。"


def test_people_read_what_was_seen_read_and_chosen(ipofacts, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = ipofacts("explain", "a.txt", "--published", "2026-03-04")
    assert done.code == 0
    assert [line for line in done.out.splitlines() if line and not line.startswith(" ")] == [
        "Text as the rules see it",
        "Values and names in it",
        "What rules read there",
        "What came out",
    ]
    assert "issue_price = HKD 12.5   kept" in done.out
    assert "(value 300000000, currency HKD)" in done.out
    assert ", facts/issue_price.yaml:" in done.out


def test_lines_that_frame_the_article_are_marked(ipofacts):
    lines = ipofacts("explain", "-", stdin=f"{TEXT}\n责任编辑:张三").out.splitlines()
    assert "  (passed over) 责任编辑:张三" in lines
    assert sum("(passed over)" in line for line in lines) == 1


def test_one_fact_alone(ipofacts):
    done = ipofacts("explain", "-", "--fact", "issue_price", stdin=TEXT)
    assert "issue_price = HKD 12.5" in done.out
    assert "stock_code" not in done.out
    assert "nothing" in ipofacts("explain", "-", "--fact", "lottery_rate", stdin=TEXT).out


def test_as_json(ipofacts):
    told = json.loads(ipofacts("explain", "-", "--format", "json", "--fact", "issue_price", stdin=TEXT).out)
    assert {item["fact"] for item in told["candidates"]} == {"issue_price"}
    (offering,) = told["extraction"]["offerings"]
    assert set(offering) == {"primary", "company", "issue_price", "evidence", "checks"}
    assert set(offering["evidence"]) == {"company", "issue_price"}


def test_what_cannot_be_explained(ipofacts):
    unknown = ipofacts("explain", "-", "--fact", "price", stdin=TEXT)
    assert unknown.code == 2
    assert "issue_price" in unknown.err
    assert ipofacts("explain", "nowhere.txt").code == 2
    blank = ipofacts("explain", "-", stdin=" ")
    assert (blank.code, blank.out) == (2, "")
    assert "blank" in blank.err
