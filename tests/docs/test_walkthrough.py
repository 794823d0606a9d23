"""The walkthrough played as it is written: its files, its changes, its commands and what they print."""

import doctest
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ipofacts.cli import app

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "walkthrough.md").read_text(encoding="utf-8")
STEP = re.compile(r"(?:<!-- (?P<deed>file|change): (?P<path>\S+) -->\n)?```(?P<kind>\w+)\n(?P<text>.*?)```", re.DOTALL)


def change(text: str, diff: str) -> str:
    taken, put = ("".join(line[1:] + "\n" for line in diff.splitlines() if line.startswith(sign)) for sign in "-+")
    assert text.count(taken) == 1
    return text.replace(taken, put)


def commands(text: str) -> list[tuple[str, str]]:
    """Each command with what is shown below it."""
    return [(part.partition("\n")[0], part.partition("\n")[2]) for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]]


def fits(shown: str, printed: str) -> bool:
    """Whether what is shown fits what was printed; ``...`` stands for anything, and rows of blanks for one."""
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    return doctest.OutputChecker().check_output(shown, printed, options)


def test_the_walkthrough_goes_as_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    run: list[str] = []
    for step in STEP.finditer(PAGE):
        deed, text = step["deed"], step["text"]
        if deed == "file":
            Path(step["path"]).parent.mkdir(parents=True, exist_ok=True)
            Path(step["path"]).write_text(text, encoding="utf-8")
        elif deed == "change":
            Path(step["path"]).write_text(change(Path(step["path"]).read_text(encoding="utf-8"), text), encoding="utf-8")
        else:
            assert step["kind"] == "console"
            for command, shown in commands(text):
                program, *words = shlex.split(command)
                assert program == "ipofacts"
                printed = CliRunner().invoke(app, words).stdout
                assert fits(shown, printed), f"{command}\n{printed}"
                run.append(" ".join(words[:2]))
    assert run.count("rules check") == run.count("rules test") == 2
    assert {"explain news.txt", "eval samples/golden", "rules show"} <= set(run)


@pytest.mark.parametrize(("shown", "printed", "fit"), [("a ...\n", "a b\n", True), ("", "b\n", False), ("a\n", "b\n", False)])
def test_what_is_shown_is_held_against_what_is_printed(shown: str, printed: str, fit: bool) -> None:
    assert fits(shown, printed) is fit
