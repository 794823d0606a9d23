"""Both READMEs keep their word: their commands run, and what they show is what comes out."""

import doctest
import json
import os
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
READMES = ["README.md", "README.zh-CN.md"]
IPOFACTS = Path(sys.executable).parent / "ipofacts"
ARTICLE = "岚溪科技(02999.HK)今日在港交所主板挂牌,发行价为每股12.5港元。"


def blocks(readme: str, language: str) -> list[str]:
    """The fenced blocks of one language, in order."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server as ``make serve`` starts it, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [str(IPOFACTS), "serve", "--port", str(port)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(300):
            assert process.poll() is None, "the server ended"
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("the server wasn't ready in half a minute")
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def test_make_serve_runs_the_server():
    alone = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}  # we may run inside make test
    steps = subprocess.run(["make", "-n", "serve"], cwd=ROOT, env=alone, capture_output=True, text=True, check=True).stdout
    assert steps.splitlines()[-1] == ".venv/bin/ipofacts serve"


@pytest.mark.parametrize("readme", READMES)
def test_the_request_gives_the_answer_shown(readme, server):
    make, request, *_ = blocks(readme, "sh")
    assert make == "make serve\n"
    answer = subprocess.run(["sh", "-c", request.replace("127.0.0.1:8000", server)], capture_output=True, text=True, check=True)
    got, shown = json.loads(answer.stdout), json.loads(blocks(readme, "json")[0])
    got["rules_version"] = shown["rules_version"]  # a hash of the rules: another one after every change of them
    assert got == shown


@pytest.mark.parametrize("readme", READMES)
def test_the_python_session_prints_what_is_shown(readme):
    (session,) = blocks(readme, "python")
    found = doctest.DocTestParser().get_doctest(session, {}, readme, str(ROOT / readme), 0)
    runner = doctest.DocTestRunner(verbose=False)
    report: list[str] = []
    assert runner.run(found, out=report.append).failed == 0, "".join(report)
    assert len(found.examples) >= 5


@pytest.mark.parametrize("readme", READMES)
def test_the_commands_run(readme, tmp_path):
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "articles.jsonl").write_text(json.dumps({"text": ARTICLE}) + "\n", encoding="utf-8")
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    commands = blocks(readme, "sh")[2].splitlines()
    assert len(commands) == 4
    for line in commands:
        name, *arguments = shlex.split(line, comments=True)
        assert name == "ipofacts"
        done = subprocess.run([str(IPOFACTS), *arguments], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
    assert json.loads((tmp_path / "facts.jsonl").read_text(encoding="utf-8"))["offerings"]


def test_the_readmes_agree():
    english, chinese = READMES
    for language in ("json", "python"):
        assert blocks(english, language) == blocks(chinese, language)
    commands = [[re.sub(r"\s*#.*", "", block) for block in blocks(readme, "sh")] for readme in READMES]
    assert commands[0] == commands[1]


@pytest.mark.parametrize(
    "document", sorted(path.relative_to(ROOT).as_posix() for path in [*ROOT.glob("*.md"), *ROOT.glob("*/*.md")])
)
def test_links_between_documents_hold(document):
    path = ROOT / document
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{document} links to {target}"
