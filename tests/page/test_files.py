"""Files: one article, or many in a table with progress, errors and downloads."""

import csv
import json

TEXT = "岚溪科技(02999.HK)今日在港交所主板挂牌,发行价为每股12.5港元。"


def done(page, counts: str) -> None:
    page.until(lambda: page.text("#batch-told").startswith(counts) and page.one("#batch-jsonl").is_enabled(), counts)


def test_a_dropped_text_is_read(page):
    page.drop("article.txt", TEXT)
    page.wait_for("#result:not([hidden])")
    assert page.facts()["issue_price"] == "12.5港元"


def test_an_old_file_and_a_web_page_are_read(page, tmp_path):
    old = tmp_path / "old.txt"
    old.write_bytes(TEXT.encode("gb18030"))
    page.give_files(old)
    page.wait_for("#result:not([hidden])")
    assert page.one("#text").get_property("value") == TEXT
    page.drop("page.html", f"<p>{TEXT}</p><script>document.title = 'hacked'</script>")
    page.until(lambda: page.text("#article [data-field=text]").startswith("<p>"))
    assert page.facts()["issue_price"] == "12.5港元"
    assert "hacked" not in page.browser.title


def test_many_lines_become_a_table(page, examples):
    articles = [{"id": name, "text": article["text"], "published": article["published"]} for name, article in examples.items()]
    lines = [json.dumps(article) for article in articles] + ["", "no json", '{"text": ""}', json.dumps({"text": "长" * 9000})]
    page.drop("articles.jsonl", "\n".join(lines * 8))
    done(page, "已读 64 / 64 篇，读不了 24 篇。")
    rows = [row.get_property("textContent") for row in page.all("#batch-table tbody tr")]
    assert rows[0].startswith("clean泽远智能已上市港交所 HKEX2871.HK2026年3月4日36.80港元")
    assert rows[6] == "none文中没有首次公开发行"
    assert rows[7].startswith("articles.jsonl:7")
    assert "正文：不能为空" in rows[8]
    assert "正文太长" in rows[9]
    assert page.script("return document.getElementById('batch-progress').position") == 1
    page.click("#batch-jsonl")
    answers = [json.loads(line) for line in page.downloaded("facts.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [answer.get("id") for answer in answers[:5]] == list(examples)
    assert [("problem" in answer) for answer in answers] == [False] * 5 + [True] * 3 + ([False] * 5 + [True] * 3) * 7
    page.click("#batch-csv")
    with page.downloaded("facts.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert len(table) == 6 * 8
    assert table[0]["company"] == "泽远智能"
    page.script("document.querySelector('#batch-table tbody button').click()")
    page.wait_for("#result:not([hidden])")
    assert page.one("#published").get_property("value") == "2026-03-04"


def test_several_files_become_a_table_by_name(page, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    page.give_files(tmp_path / "a.txt", tmp_path / "b.txt")
    done(page, "已读 2 / 2 篇")
    assert [row.text for row in page.all("#batch-table tbody td:first-child")] == ["a.txt", "b.txt"]


def test_reading_many_stops_and_goes_on(page):
    page.drop("articles.jsonl", "\n".join([json.dumps({"text": TEXT})] * 3000))
    page.until(lambda: page.script("return document.getElementById('batch-progress').position") > 0)
    page.click("#batch-stop")
    page.wait_for("#batch-resume:not([hidden])")
    read = page.script("return document.getElementById('batch-progress').value")
    assert 0 < read < 3000
    assert "已停止" in page.text("#batch-told")
    page.click("#batch-resume")
    page.until(lambda: page.script("return document.getElementById('batch-progress').value") > read)
    page.click("#batch-close")
    assert not page.one("#batch").is_displayed()


def test_a_service_that_goes_away_costs_only_what_is_left(visit, gate):
    page = visit(gate.url)
    page.drop("articles.jsonl", "\n".join([json.dumps({"text": TEXT})] * 3000))
    page.until(lambda: page.script("return document.getElementById('batch-progress').position") > 0)
    gate.shut()
    page.until(lambda: "连接不上" in page.text("#batch-told"))
    assert page.one("#batch-resume").is_displayed()
    assert page.one("#batch-jsonl").is_enabled()
