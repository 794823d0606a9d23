"""``ipofacts extract``: files of every kind, one answer an article, in order, a problem in the place of one that can't be read."""

import json

import pytest

TEXT = "岚溪科技(02999.HK)今日在港交所主板挂牌,发行价为每股12.5港元。"
SECRET = "岚溪机密"


def priced(number: int) -> dict[str, str]:
    return {"id": f"n{number}", "text": f"岚溪科技今日在港交所挂牌,发行价每股{number}.5港元。"}


def answers(done) -> list[dict]:
    return [json.loads(line) for line in done.out.splitlines()]


def prices(done) -> list[str]:
    return [answer["offerings"][0]["issue_price"]["value"] for answer in answers(done)]


def test_a_text_file_is_an_article_named_like_the_file(ipofacts, tmp_path, extractor):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = ipofacts("extract", "a.txt", "--published", "2026-03-04")
    assert (done.code, done.err) == (0, "")
    assert answers(done) == [extractor.extract(TEXT, published="2026-03-04", id="a.txt").to_json()]


def test_html_is_read_as_it_is(ipofacts, tmp_path):
    (tmp_path / "a.html").write_text(f"<html><body><p>{TEXT}</p></body></html>", encoding="utf-8")
    (answer,) = answers(ipofacts("extract", "a.html"))
    assert answer["offerings"][0]["stock_code"] == "2999.HK"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encodings_of_chinese_files(ipofacts, tmp_path, encoding):
    (tmp_path / "a.txt").write_bytes(TEXT.encode(encoding))
    (answer,) = answers(ipofacts("extract", "a.txt"))
    assert answer["offerings"][0]["company"]["name"] == "岚溪科技"


def test_every_kind_of_file_with_many_articles(ipofacts, tmp_path):
    lines = [json.dumps({**priced(number), "tags": ["x"], "offerings": []}, ensure_ascii=False) for number in range(3)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    (tmp_path / "b.json").write_text(f"[{lines[0]}, {lines[1]}]", encoding="utf-8")
    (tmp_path / "c.json").write_text(lines[2], encoding="utf-8")
    (tmp_path / "d.csv").write_text(f'id,text,notes\nr,"{priced(7)["text"]}",x\n', encoding="utf-8")
    done = ipofacts("extract", "a.jsonl", "b.json", "c.json", "d.csv")
    assert (done.code, done.err) == (0, "")
    assert prices(done) == ["0.5", "1.5", "2.5", "0.5", "1.5", "2.5", "7.5"]
    assert [answer["id"] for answer in answers(done)] == ["n0", "n1", "n2", "n0", "n1", "n2", "r"]


def test_standard_input_is_a_text_or_lines(ipofacts):
    lines = "".join(json.dumps(priced(number)) + "\n" for number in range(3))
    assert prices(ipofacts("extract", "-", stdin=lines)) == ["0.5", "1.5", "2.5"]
    assert prices(ipofacts("extract", "-", stdin=priced(4)["text"])) == ["4.5"]
    assert answers(ipofacts("extract", "-", stdin='{"menu": 1}\n天气很好。'))[0]["offerings"] == []


def test_an_articles_own_date_comes_first(ipofacts):
    lines = json.dumps({"text": TEXT, "published": "2026-05-06"}) + "\n" + json.dumps({"text": TEXT})
    found = answers(ipofacts("extract", "-", "--published", "2026-03-04", stdin=lines))
    assert [answer["offerings"][0]["listing_date"] for answer in found] == ["2026-05-06", "2026-03-04"]


def test_a_broken_line_stands_in_its_place(ipofacts, tmp_path):
    lines = [
        json.dumps(priced(1)),
        "{" + SECRET,
        json.dumps({"id": "e", "text": " ", "x": SECRET}),
        "[]",
        json.dumps(priced(2)),
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = ipofacts("extract", "a.jsonl")
    first, broken, empty, array, last = answers(done)
    assert done.code == 2
    assert (first["id"], last["id"]) == ("n1", "n2")
    assert (broken["id"], empty["id"], array["id"]) == (None, "e", None)
    assert broken["problem"]["type"] == "urn:ipofacts:problem:invalid-json"
    assert empty["problem"]["errors"][0]["loc"] == ["body", "text"]
    assert [line.split(": ")[1] for line in done.err.splitlines()] == ["a.jsonl:2", "a.jsonl:3", "a.jsonl:4"]
    assert SECRET not in done.out + done.err


def test_bytes_that_are_no_text(ipofacts, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xff\xff\xff")
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "\xff"}\n{"text": "\\ud800"}\n')
    (tmp_path / "c.json").write_bytes(b"{")
    (tmp_path / "d.json").write_bytes(b'[{"text": "a"}, 5]')
    done = ipofacts("extract", "a.txt", "b.jsonl", "c.json", "d.json")
    assert done.code == 2
    assert ["problem" in answer for answer in answers(done)] == [True, True, True, True, False, True]
    assert "d.json[2]" in done.err


def test_a_file_that_is_not_there_is_named_and_the_others_are_read(ipofacts, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = ipofacts("extract", "nowhere.txt", "a.txt")
    assert done.code == 2
    assert done.err == "ipofacts: nowhere.txt: no such file\n"
    assert len(answers(done)) == 1


def test_dates_and_rules_that_cannot_be_used(ipofacts, tmp_path):
    done = ipofacts("extract", "-", "--published", "gestern", stdin=TEXT)
    assert (done.code, done.out) == (2, "")
    assert "YYYY-MM-DD" in done.err
    (tmp_path / "own" / "facts").mkdir(parents=True)
    (tmp_path / "own" / "facts" / "x.yaml").write_text("fact: issue_price\nruls: []\n", encoding="utf-8")
    done = ipofacts("extract", "-", "--rules", "own", stdin=TEXT)
    assert (done.code, done.out) == (2, "")
    assert "own/facts/x.yaml:2:1: unknown key 'ruls'" in done.err


def test_one_array_or_a_table(ipofacts, tmp_path):
    lines = json.dumps(priced(1)) + "\n{\n" + json.dumps({"text": "天气很好。"})
    told = json.loads(ipofacts("extract", "-", "--format", "json", stdin=lines).out)
    assert [sorted(set(answer) & {"offerings", "problem"}) for answer in told] == [["offerings"], ["problem"], ["offerings"]]
    (tmp_path / "none.jsonl").write_bytes(b"\n")
    assert json.loads(ipofacts("extract", "none.jsonl", "--format", "json").out) == []
    table = ipofacts("extract", "-", "--format", "table", stdin=lines).out
    assert "HKD 1.5" in table
    assert "The body is not JSON" in table
    assert "no offering" in table


def test_output_goes_to_a_file(ipofacts, tmp_path):
    done = ipofacts("extract", "-", "--output", "out.jsonl", stdin=TEXT)
    assert done.out == ""
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["offerings"]
    done = ipofacts("extract", "-", "--output", "no/such/folder", stdin=TEXT)
    assert (done.code, "no/such/folder" in done.err) == (2, True)


def test_workers_give_the_same_in_the_same_order(ipofacts):
    lines = "".join(json.dumps(priced(number)) + "\n" + "{\n" * (number == 5) for number in range(20))
    alone, together = (ipofacts("extract", "-", "--workers", number, stdin=lines) for number in (1, 2))
    assert together == alone
    assert len(answers(alone)) == 21


def test_a_page_for_people_holds_every_article_in_order(ipofacts, tmp_path):
    lines = [priced(1), {"text": ""}, {"text": f"<script>{TEXT}"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    done = ipofacts("extract", "a.jsonl", "--output", "facts.html")
    assert done.code == 2
    page = (tmp_path / "facts.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert page.endswith("</html>\n")
    assert page.index("1.5港元") < page.index("a.jsonl:2") < page.index("12.5港元")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert ipofacts("extract", "a.jsonl", "--format", "html").out == page
