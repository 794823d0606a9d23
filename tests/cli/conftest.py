"""Commands run in the present process, and a folder to run them in."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ipofacts.cli import app, evaluating, explaining, extracting, ruling, showing
from ipofacts.extractor import Extractor
from ipofacts.rulefiles import Root, roots_of
from ipofacts.rulefiles.folders import content, names, place


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


@pytest.fixture(scope="session", autouse=True)
def loaded(extractor: Extractor) -> Iterator[None]:
    """Loading the shipped rules takes longer than most tests: commands without rules of their own get the one that is loaded."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (evaluating, explaining, extracting, showing):
            patch.setattr(module, "Extractor", lambda rules=None: Extractor(rules) if rules else extractor)
        yield


@pytest.fixture(scope="session", autouse=True)
def proved() -> Iterator[None]:
    """Checking all rules and running all examples takes seconds: done once for the same files, in whatever form it is told."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("check_rules", "run_examples"):
            patch.setattr(ruling, name, once(getattr(ruling, name)))
        yield


def once(function: Callable[[Root], Any]) -> Callable[[Root], Any]:
    """The function, which is not called again for the same rule files."""
    known: dict[object, Any] = {}

    def told(root: Root) -> Any:
        files = tuple((str(place(folder)), name, content(folder, name)) for folder in roots_of(root) for name in names(folder))
        if files not in known:
            known[files] = function(root)
        return known[files]

    return told


@pytest.fixture
def ipofacts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """Runs ``ipofacts`` with arguments in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("IPOFACTS_")]:
        monkeypatch.delenv(name)

    def run(*arguments: object, stdin: str | bytes = "") -> Done:
        done = CliRunner().invoke(app, [str(part) for part in arguments], input=stdin)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Done(done.exit_code, done.stdout, done.stderr)

    return run
