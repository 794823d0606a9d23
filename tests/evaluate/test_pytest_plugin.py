"""The pytest plugin, in a pytest of its own."""

import json
import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

TEXT = "岚溪科技(02999.HK)今日在港交所主板挂牌,发行价为每股12.5港元。"
# Where the installed metadata is older than the code, as after pulling, the plugin is named.
NAMED = [] if entry_points(group="pytest11", name="ipofacts") else ["-p", "ipofacts.pytest_plugin"]


def sample(price: str, **other) -> str:
    offering = {
        "primary": True,
        "company": {"name": "岚溪科技"},
        "stage": "listed",
        "exchange": "HKEX",
        "board": "main",
        "stock_code": "2999.HK",
        "listing_date": "2026-03-04",
        "issue_price": {"currency": "HKD", "value": price},
    }
    return json.dumps(
        {"id": "x", "published": "2026-03-04", "text": TEXT, "offerings": [offering], **other}, ensure_ascii=False
    )


@pytest.fixture
def run(tmp_path):
    """Runs pytest in an empty project."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        plain = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "COV"))}
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *NAMED, *arguments]
        return subprocess.run(command, cwd=tmp_path, env=plain, capture_output=True, text=True, check=False)

    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    return run


def test_golden_files_are_tests_and_tell_what_differs(run, tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "right.ipo.json").write_text(sample("12.5"), encoding="utf-8")
    (tmp_path / "news" / "wrong.ipo.json").write_text(sample("13.5"), encoding="utf-8")
    (tmp_path / "news" / "broken.ipo.json").write_text(sample("13.5", offering=[]), encoding="utf-8")
    (tmp_path / "news" / "other.json").write_text("{}", encoding="utf-8")
    done = run()
    assert done.returncode == 1
    assert "2 failed, 1 passed" in done.stdout
    for told in (
        "issue_price of 岚溪科技",
        'expected {"currency": "HKD", "value": "13.5"}, got {"currency": "HKD", "value": "12.5"}',
        f"in: {TEXT}",
        "read by: issue-price.stated",
        "broken.ipo.json:1: offering: Extra inputs are not permitted",
    ):
        assert told in done.stdout
    assert "Traceback" not in done.stdout


def test_rules_of_ones_own_are_laid_over(run, tmp_path):
    (tmp_path / "mine" / "facts").mkdir(parents=True)
    (tmp_path / "mine" / "facts" / "venue.yaml").write_text("off: [board.stated]\n", encoding="utf-8")
    (tmp_path / "a.ipo.json").write_text(sample("12.5"), encoding="utf-8")
    assert 'expected "main", got nothing' in run("--ipo-rules", "mine").stdout
    (tmp_path / "pytest.ini").write_text("[pytest]\nipo_rules = mine\n", encoding="utf-8")
    (tmp_path / "mine" / "facts" / "venue.yaml").write_text("ruls: 1\n", encoding="utf-8")
    assert "unknown key 'ruls'" in run().stdout


def test_the_plugin_is_announced():
    project = (Path(__file__).resolve().parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert '[project.entry-points.pytest11]\nipofacts = "ipofacts.pytest_plugin"' in project
