"""``ipofacts extract`` on many articles: every source, every output, resumed after a kill, stopped by Ctrl-C, watched on a terminal."""

import csv
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from ipofacts.cli.journal import Journal, JournalError
from ipofacts.schema import Extraction
from ipofacts.tables import schema, to_arrow

TEXT = "岚溪科技(02999.HK)今日在港交所主板挂牌,发行价为每股12.5港元,公开发售获超额认购86倍。"
SECRET = "岚溪机密"
MANY = 1500
IPOFACTS = Path(sys.executable).parent / "ipofacts"


def priced(number: int) -> dict[str, str]:
    return {"id": f"n{number}", "text": f"岚溪科技今日在港交所挂牌,发行价每股{number}.5港元。"}


def ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def news(tmp_path) -> Path:
    """A folder with files of every kind, at several depths, and some that are no articles."""
    folder = tmp_path / "news"
    (folder / "2026").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    (folder / "a.jsonl").write_text(json.dumps(priced(1)) + "\n" + json.dumps(priced(2)) + "\n", encoding="utf-8")
    (folder / "2026" / "b.txt").write_text(priced(3)["text"], encoding="utf-8")
    (folder / "2026" / "c.csv").write_text(f'id,text\nn4,"{priced(4)["text"]}"\n', encoding="utf-8")
    parquet.write_table(pa.Table.from_pylist([priced(5)]), folder / "d.parquet")
    (folder / "logo.png").write_bytes(b"\x89PNG")
    (folder / ".hidden" / "x.txt").write_text("x", encoding="utf-8")
    return folder


def test_a_folder_stands_for_the_articles_in_it(ipofacts, news, tmp_path):
    done = ipofacts("extract", "news", "--output", "news/out.jsonl", "--errors", "news/errors.jsonl")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert ids(news / "out.jsonl") == ["2026/b.txt", "n4", "n1", "n2", "n5"]
    again = ipofacts("extract", "news", "--output", "news/out.jsonl", "--errors", "news/errors.jsonl")
    assert again.code == 0
    assert len(ids(news / "out.jsonl")) == 5  # what was written is not read


def test_a_pattern_stands_for_files(ipofacts, news):
    done = ipofacts("extract", "news/**/*.[ct]*", "news/a.jsonl")
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == ["news/2026/b.txt", "n4", "n1", "n2"]
    done = ipofacts("extract", "nothing/*.txt")
    assert (done.code, done.err) == (2, "ipofacts: nothing/*.txt: no such file\n")


def test_an_empty_folder_is_told(ipofacts, tmp_path):
    (tmp_path / "empty").mkdir()
    done = ipofacts("extract", "empty")
    assert (done.code, done.err) == (2, "ipofacts: empty: no articles in this folder\n")


@pytest.mark.parametrize("ending", ["jsonl", "csv", "tsv", "parquet"])
def test_columns_under_other_names(ipofacts, tmp_path, ending):
    row = {"nr": 7, "content": TEXT, "day": "2026-03-04", "text": None}
    path = tmp_path / f"a.{ending}"
    if ending == "jsonl":
        path.write_text(json.dumps(row), encoding="utf-8")
    elif ending == "parquet":
        parquet.write_table(pa.Table.from_pylist([row]), path)
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter="\t" if ending == "tsv" else ",").writerows([list(row), list(row.values())])
    named = ["--column", "id=nr", "--column", "text=content", "--column", "published=day"]
    done = ipofacts("extract", path.name, *named)
    assert (done.code, done.err) == (0, "")
    answer = json.loads(done.out)
    assert (answer["id"], answer["offerings"][0]["listing_date"]) == ("7", "2026-03-04")


def test_a_column_that_is_not_there_is_told_once(ipofacts, tmp_path):
    parquet.write_table(pa.Table.from_pylist([{"body": TEXT}] * 3), tmp_path / "a.parquet")
    (tmp_path / "b.csv").write_text(f"{SECRET},x\n1,2\n3,4\n", encoding="utf-8")
    done = ipofacts("extract", "a.parquet", "b.csv")
    assert done.code == 2
    assert len(done.out.splitlines()) == 2
    assert done.err.count("no column text; name the column with --column text=NAME") == 2
    assert SECRET not in done.out + done.err
    done = ipofacts("extract", "a.parquet", "--column", "txt=body")
    assert (done.code, "write FIELD=NAME; an article has text, title" in done.err) == (2, True)


def test_broken_tables(ipofacts, tmp_path):
    (tmp_path / "a.parquet").write_bytes(b"PAR0" * 10)
    assert ipofacts("extract", "a.parquet").err == "ipofacts: a.parquet: is no Parquet file\n"
    (tmp_path / "b.csv").write_bytes(b"text\n\xff\xff\xff\n")
    assert "neither UTF-8 nor GB 18030" in ipofacts("extract", "b.csv").err


@pytest.mark.parametrize("rows", ["offerings", "facts"])
def test_tables_as_the_ending_says(ipofacts, tmp_path, extractor, rows):
    lines = "".join(json.dumps(line) + "\n" for line in ({"id": "a", "text": TEXT}, {"id": "e", "text": " "}, priced(3)))
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    for output in ("out.parquet", "out.csv"):
        assert ipofacts("extract", "a.jsonl", "--output", output, "--rows", rows).code == 2
    extractions = [extractor.extract(TEXT, id="a"), extractor.extract(**priced(3))]
    table = parquet.read_table(tmp_path / "out.parquet")
    assert table.schema == schema(rows)
    assert [row for row in table.to_pylist() if not row["problem"]] == to_arrow(extractions, rows).to_pylist()
    assert [row["id"] for row in table.to_pylist() if row["problem"]] == ["e"]
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.DictReader(file))
    assert len(written) == table.num_rows
    assert list(written[0]) == table.schema.names
    if rows == "offerings":
        assert (written[0]["issue_price"], written[0]["primary"]) == ("12.5", "true")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "out.csv", "out.parquet"]


def test_a_cell_is_no_formula(ipofacts, tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "=1+1", "text": TEXT}), encoding="utf-8")
    ipofacts("extract", "a.jsonl", "-o", "out.csv")
    assert "'=1+1" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_errors_go_to_their_own_file(ipofacts, tmp_path):
    lines = [json.dumps(priced(0)), "{" + SECRET, json.dumps(priced(1)), json.dumps({"id": "e", "text": ""})]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = ipofacts("extract", "a.jsonl", "--output", "out.jsonl", "--errors", "errors.jsonl")
    assert (done.code, done.err) == (2, "ipofacts: 2 articles could not be read\n")
    told = [json.loads(line) for line in (tmp_path / "errors.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(error["number"], error["place"], error["id"]) for error in told] == [(2, "a.jsonl:2", None), (4, "a.jsonl:4", "e")]
    assert told[0]["problem"]["type"] == "urn:ipofacts:problem:invalid-json"
    assert SECRET not in (tmp_path / "errors.jsonl").read_text(encoding="utf-8")
    assert len(ids(tmp_path / "out.jsonl")) == 4


def test_many_errors_do_not_flood_the_screen(ipofacts):
    done = ipofacts("extract", "-", stdin=json.dumps(priced(1)) + "\n{" * 50)
    assert len(done.err.splitlines()) == 21
    assert "30 more could not be read; --errors FILE" in done.err


def test_what_does_not_go_together(ipofacts, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert "goes with --output FILE" in ipofacts("extract", "a.txt", "--format", "csv").err
    assert "--resume goes with --output" in ipofacts("extract", "a.txt", "--resume").err
    assert "can't be read twice" in ipofacts("extract", "-", "--resume", "-o", "x.jsonl", stdin=TEXT).err


def test_the_overview_shows_what_there_is(ipofacts):
    lines = [
        {"id": "a", "text": TEXT},
        {"id": "b", "text": "星桥科技拟在科创板上市,拟募资43.48亿元。"},
        {"id": "c", "text": "天气很好。"},
        {"id": "d", "text": ""},
    ]
    done = ipofacts("extract", "-", "--format", "table", stdin="\n".join(map(json.dumps, lines)))
    for told in ("岚溪科技", "2999.HK", "HKD 12.5", "86×", "CNY 4.348 bn", "no offering", "text is empty; send the article"):
        assert told in done.out
    assert "valuation" not in done.out  # no article says anything of it
    assert done.out.rstrip().endswith("4 articles · 2 offerings · 1 without an offering · 1 could not be read")
    assert max(map(len, done.out.splitlines())) <= 160


@pytest.fixture(scope="module")
def many(tmp_path_factory) -> Path:
    """A folder with a file of many articles, every hundredth of which can't be read."""
    folder = tmp_path_factory.mktemp("many")
    lines = [json.dumps({"id": f"n{n}", "text": ""} if n % 100 == 7 else priced(n)) for n in range(MANY)]
    (folder / "in.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def started(folder: Path, *arguments: str, **how) -> subprocess.Popen:
    command = ["nice", str(IPOFACTS), "extract", "in.jsonl", *arguments]  # so that we see it begin before it ends
    return subprocess.Popen(command, cwd=folder, start_new_session=True, stderr=subprocess.PIPE, text=True, **how)


def wait_for(path: Path, process: subprocess.Popen) -> None:
    """Until something stands in a file."""
    end = time.monotonic() + 120
    while not (path.exists() and path.stat().st_size):
        assert process.poll() is None, process.stderr.read()
        assert time.monotonic() < end
        time.sleep(0.01)


def gone(group: int) -> bool:
    """Whether no process of a group runs (zombies don't)."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            return False
    return True


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_a_stopped_run_goes_on_where_it_was(many, tmp_path, end, eventually):
    (tmp_path / "in.jsonl").symlink_to(many / "in.jsonl")
    arguments = ("--workers", "2", "--output", "out.jsonl", "--errors", "errors.jsonl")
    process = started(tmp_path, *arguments)
    wait_for(tmp_path / "out.jsonl.part", process)
    if end == signal.SIGKILL:
        os.kill(process.pid, end)  # the workers must notice by themselves
    else:
        os.killpg(process.pid, end)  # as a terminal does
    _, told = process.communicate(timeout=60)
    eventually(lambda: gone(process.pid))
    assert not (tmp_path / "out.jsonl").exists()
    if end == signal.SIGINT:
        assert process.returncode == 130
        assert told.startswith("ipofacts: stopped after ")
        assert told.endswith("go on with --resume\n")
        assert "Traceback" not in told
    part = (tmp_path / "out.jsonl.part").read_bytes()
    before = part.count(b"\n")
    assert 0 < before < MANY

    if end == signal.SIGKILL:
        refused = started(tmp_path, *arguments)
        assert "go on with --resume, or delete it" in refused.communicate(timeout=60)[1]
        assert refused.returncode == 2

    process = started(tmp_path, *arguments, "--resume")
    process.communicate(timeout=120)
    assert process.returncode == 2  # some articles can't be read
    assert ids(tmp_path / "out.jsonl") == [f"n{number}" for number in range(MANY)]
    assert (tmp_path / "out.jsonl").read_bytes().startswith(part[: part.rindex(b"\n") + 1])
    errors = [json.loads(line)["number"] for line in (tmp_path / "errors.jsonl").read_text().splitlines()]
    assert errors == list(range(8, MANY, 100))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["errors.jsonl", "in.jsonl", "out.jsonl"]


def job(**other) -> dict:
    return {"files": [["a", 1, 2]], "rules": "r"} | other


def test_a_journal_keeps_whole_lines_and_counts_them(tmp_path):
    output = tmp_path / "o.jsonl"
    first = Journal(output, job(), resume=False)
    answer = Extraction(id='"offerings":[', offerings=[], rules_version="1").to_bytes() + b"\n"
    first.write(answer)
    first.write(b'{"id":"\\"offerings\\":[","problem":{}}\n')
    first.write(b'{"id":"half')
    first.close()
    again = Journal(output, job(), resume=True)
    assert (again.done, again.problems) == (2, 1)
    with pytest.raises(JournalError, match="another run"):
        Journal(output, job(), resume=True)
    again.write(answer)
    again.close()
    assert (tmp_path / "o.jsonl.part").read_bytes().count(b"\n") == 3


@pytest.mark.parametrize("other", [{"files": []}, {"rules": "s"}, {"files": [], "rules": "s"}])
def test_another_run_is_not_gone_on_with(tmp_path, other):
    Journal(tmp_path / "o.csv", job(), resume=False).close()
    with pytest.raises(JournalError, match=f"a run with other {' and '.join(other)}"):
        Journal(tmp_path / "o.csv", job(**other), resume=True)


def test_progress_is_shown_on_a_terminal_only(tmp_path):
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(priced(n)) + "\n" for n in range(300)), encoding="utf-8")
    master, slave = pty.openpty()
    command = [str(IPOFACTS), "extract", "in.jsonl", "--output", "out.jsonl"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=slave, env={**os.environ, "TERM": "xterm", "COLUMNS": "100"})
    os.close(slave)
    shown = b""
    while True:
        try:
            piece = os.read(master, 4096)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(master)
    assert process.wait(timeout=60) == 0
    assert b"/300" in shown
    assert b"/s" in shown
    quiet = subprocess.run([*command], cwd=tmp_path, capture_output=True, check=True)
    assert (quiet.stdout, quiet.stderr) == (b"", b"")
