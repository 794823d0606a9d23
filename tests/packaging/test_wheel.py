"""The package as users get it: built, installed beside its dependencies in a fresh environment, far from the checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = "岚溪科技(02999.HK)今日在港交所主板挂牌,发行价为每股12.5港元。"
SCRIPT = """
import json, sys
import ipofacts
from ipofacts import Extractor
extraction = Extractor().extract(sys.argv[1], published="2026-03-04")
print(json.dumps({"home": ipofacts.__file__, "extraction": extraction.to_json()}))
"""


def run(*command: object, cwd: Path) -> str:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COV_", "COVERAGE", "IPOFACTS_"))}
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=kept, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory) -> Path:
    """An environment that holds the wheel; dependencies are borrowed from ours, our own editable package is not."""
    home = tmp_path_factory.mktemp("env")
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip())
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index"]
    run(*install, "--target", site, wheel, cwd=home)
    # A plain line in a .pth adds the folder without running its own .pth files, so that the checkout isn't found.
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def test_the_wheel_holds_the_rules_and_nothing_of_the_workshop(wheel):
    names = ZipFile(wheel).namelist()
    rules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "rules").rglob("*.yaml")}
    assert rules
    assert {f"ipofacts/_shipped/{name}" for name in rules} <= set(names)
    assert "ipofacts/py.typed" in names
    assert "ipofacts/evaluate/noise/noise.yaml" in names
    assert {"ipofacts/render/labels/zh.json", "ipofacts/render/view.css", "ipofacts/service/page/main.js"} <= set(names)
    assert not [name for name in names if name.startswith(("tests", "samples", "benchmarks"))]
    assert all(name.startswith("ipofacts") for name in names)


def test_it_extracts_in_an_empty_folder(python, tmp_path):
    told = json.loads(run(python, "-c", SCRIPT, ARTICLE, cwd=tmp_path))
    assert Path(told["home"]).is_relative_to(python.parents[1])
    (offering,) = told["extraction"]["offerings"]
    assert offering["company"]["name"] == "岚溪科技"
    assert offering["issue_price"] == {"currency": "HKD", "value": "12.5"}
    assert offering["listing_date"] == "2026-03-04"
    assert not list(tmp_path.iterdir())


def test_the_command_stands_and_tells_its_version(python, tmp_path):
    out = run(python, "-c", "from ipofacts.cli import app; app(['version'])", cwd=tmp_path)
    assert "0.1.0" in out
