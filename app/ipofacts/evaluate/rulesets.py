"""Rule sets to compare with, as they are named on a command line: the shipped rules, a folder, or a git revision."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from ipofacts.rulefiles import Layers, RuleFileError, RuleProblem, freeze, over_shipped, shipped

SHIPPED = "shipped"
# The folders whose files have names of their own choice; those of the others are all needed.
_FREE = ("facts", "words")


def rule_set(name: str) -> Layers:
    """The rules that ``name`` stands for, as they are now.

    ``shipped``: the shipped rules. A folder: complete if it has all files that the rooms need, else laid over the shipped
    rules. Anything else: a revision of the git checkout that the shipped rules lie in. Raises RuleFileError.
    """
    if name == SHIPPED:
        return freeze(shipped())
    folder = Path(name)
    if folder.is_dir():
        return freeze(folder if _complete(folder) else over_shipped(folder))
    return _revision(name)


def _complete(folder: Path) -> bool:
    needed = (path.relative_to(shipped()) for path in shipped().rglob("*.yaml"))
    return all((folder / name).is_file() for name in needed if name.parts[0] not in _FREE)


def _revision(name: str) -> Layers:
    """The rules of a revision, read from git. Raises RuleFileError if there is no such revision, or no git."""
    home = shipped().parent
    try:
        commit = _git(home, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        archive = _git(home, "archive", "--format=tar", commit.decode().strip(), shipped().name)
    except (OSError, subprocess.CalledProcessError):
        message = "neither a folder of rules nor a git revision of the checkout that the shipped rules lie in"
        raise RuleFileError([RuleProblem(name, 1, 1, message)]) from None
    with TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(folder, filter="data")
        return freeze(Path(folder) / shipped().name)


def _git(home: Path, *words: str) -> bytes:
    command = ["git", "-C", str(home), *words]
    return subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603 - no shell; the revision is verified
