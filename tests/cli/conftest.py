"""Commands run in the present process, and a folder to run them in."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ipofacts.cli import app


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


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
