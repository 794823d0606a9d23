"""The page on CI keeps its word: its golden file fails as shown, its action's commands run."""

import os
import re
import shlex
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import yaml
from typer.testing import CliRunner

from ipofacts.cli import app, evaluating, ruling

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
NAMED = [] if entry_points(group="pytest11", name="ipofacts") else ["-p", "ipofacts.pytest_plugin"]


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
    return found


def test_the_golden_file_fails_as_shown(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "lanxi.ipo.json").write_text(block("json"), encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "COV"))}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *NAMED, "-q", "news"]
    done = subprocess.run(command, cwd=tmp_path, env=plain, capture_output=True, text=True, check=False)
    shown = block("console").partition("\n")[2]
    for piece in shown.split("..."):
        assert piece.strip() in done.stdout


def test_the_commands_of_the_action_run(tmp_path, monkeypatch, extractor):
    monkeypatch.chdir(tmp_path)
    for module in (evaluating, ruling):
        if hasattr(module, "Extractor"):
            monkeypatch.setattr(module, "Extractor", lambda rules=None: extractor)
    (tmp_path / "mine" / "facts").mkdir(parents=True)
    (tmp_path / "golden").mkdir()
    (tmp_path / "golden" / "a.json").write_text(block("json").replace('"13.5"', '"12.5"'), encoding="utf-8")
    action = yaml.safe_load(block("yaml"))
    steps = [step["run"] for step in action["jobs"]["facts"]["steps"] if step.get("run", "").startswith("ipofacts")]
    assert len(steps) == 5
    for step in steps:
        words = shlex.split(step.partition(">")[0])
        done = CliRunner().invoke(app, words[1:])
        assert done.exit_code == 0, f"{step}\n{done.output}"
