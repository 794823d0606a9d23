"""The walkthrough played as it is written: its files, its changes, its commands and what they print."""

import argparse
import doctest
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import httpx
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


class Shell:
    """The programs that the page uses. Servers run in the background, on a free port instead of the page's."""

    def __init__(self, stack: ExitStack, eventually: Callable[[Callable[[], bool]], None]) -> None:
        self.stack, self.eventually, self.run = stack, eventually, list[str]()
        self.there, self.here = "", ""

    def __call__(self, command: str) -> str:
        """What a command prints."""
        background = command.endswith("&")
        program, *words = shlex.split(command.removesuffix("&"))
        self.run.append(" ".join([program, *words[:2]]))
        if program == "ipofacts":
            return self.serve(words) if background else CliRunner().invoke(app, words).stdout
        return {"curl": self.curl, "mkdir": self.mkdir}[program](words)

    def mkdir(self, words: list[str]) -> str:
        for word in words:
            Path(word).mkdir()
        return ""

    def serve(self, words: list[str]) -> str:
        port = words[words.index("--port") + 1]
        words[words.index("--port") + 1] = "0"
        script = "from ipofacts.cli import app; app(prog_name='ipofacts')"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("IPOFACTS_")} | {
            "IPOFACTS_ENGINES": "1"
        }
        server = subprocess.Popen([sys.executable, "-c", script, *words], env=kept, stdout=subprocess.PIPE, text=True)
        self.stack.callback(lambda: (server.send_signal(signal.SIGTERM), server.communicate(timeout=60)))
        assert server.stdout is not None
        line = server.stdout.readline()
        self.there = re.findall(r"http://[0-9.]+:\d+", line)[0]
        self.here = re.sub(r"\d+$", port, self.there)
        self.eventually(lambda: httpx.get(f"{self.there}/readyz").status_code == 200)
        return line.replace(self.there, self.here)

    def curl(self, words: list[str]) -> str:
        options = argparse.ArgumentParser()
        options.add_argument("-s", action="store_true")
        options.add_argument("-X")
        options.add_argument("-H", action="append", default=[])
        options.add_argument("-d")
        options.add_argument("url")
        asked = options.parse_args(words)
        assert asked.url.startswith(self.here)
        url, headers = asked.url.replace(self.here, self.there), dict(header.split(": ") for header in asked.H)
        method = asked.X or ("POST" if asked.d else "GET")
        return httpx.request(method, url, headers=headers, content=asked.d and asked.d.encode(), timeout=90).text


def test_the_walkthrough_goes_as_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, eventually: Callable[[Callable[[], bool]], None]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    with ExitStack() as stack:
        shell = Shell(stack, eventually)
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
                    printed = shell(command)
                    assert fits(shown, printed), f"{command}\n{printed}"
    assert shell.run.count("ipofacts rules check") == shell.run.count("ipofacts rules test") == 2
    assert shell.run.count("curl -s -X") == 2
    assert {"ipofacts explain news.txt", "ipofacts eval samples/golden", "ipofacts rules show"} <= set(shell.run)


@pytest.mark.parametrize(("shown", "printed", "fit"), [("a ...\n", "a b\n", True), ("", "b\n", False), ("a\n", "b\n", False)])
def test_what_is_shown_is_held_against_what_is_printed(shown: str, printed: str, fit: bool) -> None:
    assert fits(shown, printed) is fit
