"""A pytest plugin: golden samples named ``*.ipo.json`` are collected as tests, one a file.

A file has the form of a golden sample: an article and the offerings that it states. The test fails if a fact is missed,
invented or read otherwise, and tells each with its sentence and the rules that read it. ``--ipo-rules DIR`` (or ``ipo_rules``
in the configuration) lays a folder of rules over the shipped ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ipofacts.extractor import Extractor

ENDING = ".ipo.json"
_extractor: pytest.StashKey[Extractor] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--ipo-rules`` and ``ipo_rules``."""
    parser.getgroup("ipofacts").addoption("--ipo-rules", metavar="DIR", help="Folder with rules laid over the shipped ones.")
    parser.addini("ipo_rules", "Folder with ipofacts rules laid over the shipped ones, relative to the configuration.")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collects ``*.ipo.json``."""
    return GoldenFile.from_parent(parent, path=file_path) if file_path.name.endswith(ENDING) else None


class DifferenceError(Exception):
    """The extraction isn't what the sample states."""


class GoldenFile(pytest.File):
    """A file with one sample."""

    def collect(self) -> Iterator[pytest.Item]:
        """The one test."""
        yield GoldenItem.from_parent(self, name=self.path.name.removesuffix(ENDING))


class GoldenItem(pytest.Item):
    """Extracts the article of a sample and compares."""

    def runtest(self) -> None:
        """Raises DifferenceError, or GoldenError for a sample that can't be used."""
        from ipofacts.evaluate import evaluate
        from ipofacts.evaluate.render import difference_lines

        (result,) = evaluate(self.path, _engine(self.config)).results
        if result.wrong:
            raise DifferenceError("\n".join(difference_lines(result)).rstrip())

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Differences and broken samples in their own words, without a traceback."""
        from ipofacts.evaluate import GoldenError
        from ipofacts.rulefiles import RuleFileError

        if isinstance(excinfo.value, DifferenceError | GoldenError | RuleFileError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the sample is."""
        return self.path, 0, self.name


def _engine(config: pytest.Config) -> Extractor:
    """One extractor for all samples of a run."""
    if _extractor not in config.stash:
        from ipofacts.extractor import Extractor

        config.stash[_extractor] = Extractor(_rules(config))
    return config.stash[_extractor]


def _rules(config: pytest.Config) -> Path | None:
    if given := config.getoption("--ipo-rules"):
        return Path(config.invocation_params.dir, given)
    named = config.getini("ipo_rules")
    return Path(config.rootpath, named) if named else None
