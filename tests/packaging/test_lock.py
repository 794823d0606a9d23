"""The locked requirements: complete, hashed, and of no particular host."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def locked(name: str) -> dict[str, str]:
    """Distribution -> the lines of its entry, hashes included."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.findall(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==(.*(?:\n    .*)*)", text, flags=re.MULTILINE)
    return dict(entries)


def declared(*groups: list[str]) -> set[str]:
    names = (re.match(r"[A-Za-z0-9._-]+", line)[0] for group in groups for line in group)
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


@pytest.mark.parametrize("name", ["build", "runtime", "dev", "scale"])
def test_every_requirement_has_hashes_and_no_host(name):
    entries = locked(name)
    assert entries
    assert [distribution for distribution, rest in entries.items() if "--hash=sha256:" not in rest] == []
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links|@ ", text)


def test_what_is_declared_is_locked():
    runtime, dev = PROJECT["dependencies"], PROJECT["optional-dependencies"]["dev"]
    assert declared(runtime) <= set(locked("runtime"))
    assert declared(runtime, dev) <= set(locked("dev"))
    assert {"pyspark", "ray", "pyarrow"} <= set(locked("scale"))
    assert {"hatchling", "setuptools", "wheel"} <= set(locked("build"))


def test_the_locks_agree():
    dev = locked("dev")
    version = re.compile(r"[^ \\]+")
    for other in (locked("runtime"), locked("scale")):
        both = set(other) & set(dev)
        assert {name: version.match(other[name])[0] for name in both} == {name: version.match(dev[name])[0] for name in both}
    assert set(locked("runtime")) <= set(dev)
