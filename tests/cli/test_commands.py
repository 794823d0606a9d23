"""The other commands, and how they start."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ipofacts import __version__
from ipofacts.evaluate import FORMS

IPOFACTS = [sys.executable, "-c", "from ipofacts.cli import app; app(prog_name='ipofacts')"]
SECRET = "岚溪机密"
RIGHT = {
    "id": "hk-1",
    "text": "岚溪科技今日在港交所挂牌,发行价每股12.5港元。",
    "tags": ["hk"],
    "offerings": [
        {
            "primary": True,
            "company": {"name": "岚溪科技"},
            "exchange": "HKEX",
            "stage": "listed",
            "issue_price": {"currency": "HKD", "value": "12.5"},
            "evidence": {"issue_price": "发行价每股12.5港元"},
        }
    ],
}


def test_help_loads_nothing_heavy():
    script = "import sys; from ipofacts.cli import app\ntry: app(['--help'])\nexcept SystemExit: print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "extract" in done.stdout
    assert "serve" in done.stdout
    heavy = {"spacy", "pydantic", "fastapi", "uvicorn", "rich", "yaml", "numpy", "jieba", "ipofacts.extractor"}
    assert not heavy & set(done.stdout.split())


def test_the_version_names_the_rules(ipofacts, extractor):
    assert ipofacts("version").out == f"ipofacts {__version__}, rules {extractor.rules_version}\n"


def test_samples_are_held_against_the_rules(ipofacts, tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(RIGHT), encoding="utf-8")
    done = ipofacts("eval", "a.json", "--format", "json")
    report = json.loads(done.out)
    assert (done.code, report["articles"]) == (0, 1)
    assert report["facts"]["issue_price"]["right"] == 1
    assert {form: bool(ipofacts("eval", "a.json", "--format", form).out) for form in FORMS} == dict.fromkeys(FORMS, True)


def test_too_low_a_score_fails(ipofacts, tmp_path):
    wrong = {**RIGHT, "offerings": [{**RIGHT["offerings"][0], "exchange": "SZSE"}]}
    (tmp_path / "a.json").write_text(json.dumps(wrong), encoding="utf-8")
    assert ipofacts("eval", "a.json").code == 0
    done = ipofacts("eval", "a.json", "--fail-under", "0.99")
    assert done.code == 1
    assert "below 0.9900" in done.err


@pytest.fixture
def own(tmp_path):
    """A sample, and a folder with a rule that takes its price for something else."""
    (tmp_path / "a.json").write_text(json.dumps(RIGHT), encoding="utf-8")
    (tmp_path / "own" / "facts").mkdir(parents=True)
    (tmp_path / "own" / "facts" / "own.yaml").write_text(
        """\
fact: other
about: Takes prices
rules:
  - id: own.price
    rank: 9
    read: ["发行价 ..4 {price}"]
    examples: [{text: "发行价12元。", gives: "12"}, {text: "发行价13元。", gives: "13"}]
    lookalikes: ["发行价未定。", "收盘价12元。"]
""",
        encoding="utf-8",
    )


def test_two_rule_sets_are_held_against_each_other(ipofacts, own):
    lost = ipofacts("eval", "a.json", "--rules", "own", "--against", "shipped")
    assert lost.code == 0
    assert '    - issue_price {"currency": "HKD", "value": "12.5"} (right)  by ' in lost.out
    failed = ipofacts("eval", "a.json", "--rules", "own", "--against", "shipped", "--fail-on-loss", "--format", "markdown")
    assert failed.code == 1
    assert "| lost | 岚溪科技 | issue_price |" in failed.out
    assert failed.err == "ipofacts: 1 facts that were right before are not any more\n"
    gained = ipofacts("eval", "a.json", "--against", "own", "--fail-on-loss", "--format", "json")
    assert (gained.code, json.loads(gained.out)["gained"]) == (0, 1)
    assert ipofacts("eval", "a.json", "--against", "own", "--fail-under", "1.1").code == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--against", "shipped", "--format", "junit"], "write text, markdown, json"),
        (["--format", "markdown"], "write text, summary, json, junit, github"),
        (["--fail-on-loss"], "--fail-on-loss needs --against"),
        (["--against", "nowhere"], "the rules of nowhere can't be used"),
    ],
)
def test_what_does_not_go_together_is_told(ipofacts, own, words, told):
    done = ipofacts("eval", "a.json", *words)
    assert done.code == 2
    assert told in done.err


def test_samples_that_cannot_be_read(ipofacts, tmp_path):
    (tmp_path / "a.json").write_text('{"text": 5}', encoding="utf-8")
    assert ipofacts("eval", "a.json").code == 2
    assert ipofacts("eval", "nowhere").code == 2
    (tmp_path / "a.json").write_text(json.dumps(RIGHT), encoding="utf-8")
    assert ipofacts("eval", "a.json", "--noise", "thunder").code == 2


def test_settings_that_cannot_be_used_are_told(ipofacts, tmp_path, monkeypatch):
    monkeypatch.setenv("IPOFACTS_PROT", "8000")
    done = ipofacts("serve")
    assert done.code == 2
    assert "unknown setting IPOFACTS_PROT" in done.err
    monkeypatch.delenv("IPOFACTS_PROT")
    (tmp_path / "own" / "facts").mkdir(parents=True)
    (tmp_path / "own" / "facts" / "x.yaml").write_text("fact: issue_price\n", encoding="utf-8")
    done = ipofacts("serve", "--rules", "own")
    assert done.code == 2
    assert "own/facts/x.yaml:1:1:" in done.err


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_server_says_a_curl_that_works_and_stops_when_told(tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("IPOFACTS_")}
    with subprocess.Popen(
        [*IPOFACTS, "serve", "--port", "0"], cwd=tmp_path, env=kept, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            assert server.stderr is not None
            told = "".join(server.stdout.readline() for _ in range(4))
            command = re.search(r"^ +(curl .*)$", told, re.MULTILINE)
            assert command, told
            patient = command[1].replace("curl", "curl --retry 40 --retry-delay 0 --retry-connrefused", 1)
            answer = subprocess.run(["sh", "-c", patient], capture_output=True, text=True, check=True, timeout=60)
            (offering,) = json.loads(answer.stdout)["offerings"]
            assert offering["stock_code"] == "2513.HK"
            base = re.search(r"http://127\.0\.0\.1:\d+", told)
            assert base
            subprocess.run(["curl", "-s", f"{base[0]}/v1/extract?{SECRET}", "-d", SECRET], capture_output=True, check=True)
        finally:
            server.send_signal(signal.SIGTERM)
        log = server.stderr.read()
        assert server.wait(timeout=30) in (0, -signal.SIGTERM)
    assert "POST /v1/extract 200" in log
    assert SECRET not in log
    assert "%E5" not in log
    assert not list(Path(tmp_path).iterdir())
