"""Rules pinned where a job is written and checked where it runs: a cluster never reads with other rules in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipofacts import __version__, rulefiles
from ipofacts.extractor import Extractor
from ipofacts.rulefiles import Layers
from ipofacts.tables.arrow import extract_batches
from ipofacts.tables.columns import Table

if TYPE_CHECKING:
    import pyarrow as pa

_engine: Extractor | None = None  # of this process: one engine serves all its batches


class RulesDifferError(Exception):
    """A worker's rules, or its ipofacts, aren't those of the driver."""


@dataclass(frozen=True)
class Pinned:
    """What a worker needs to read as the driver would; small, for it travels with every task.

    ``own`` are the user's rules, which only the driver has; the shipped ones come with the worker's own package.
    """

    rules_version: str
    package: str
    own: Layers
    columns: Mapping[str, str] = field(default_factory=dict)
    table: Table = "offerings"

    def batches(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """What a worker does: articles to rows. Raises RulesDifferError."""
        named: dict[str, Any] = dict(self.columns)
        return extract_batches(batches, table=self.table, extractor=self.engine(), **named)

    def engine(self) -> Extractor:
        """The engine of this process, made on first use. Raises RulesDifferError."""
        global _engine
        if _engine is None or _engine.rules_version != self.rules_version:
            shipped = rulefiles.freeze(rulefiles.over_shipped(None))
            layers = Layers((*shipped.roots, *self.own.roots))
            if (found := rulefiles.version(layers)) != self.rules_version:
                raise RulesDifferError(
                    f"this worker would read with rules {found} of ipofacts {__version__}, the driver has {self.rules_version} "
                    f"of {self.package}; install ipofacts {self.package} on all workers"
                )
            _engine = Extractor(layers)
        return _engine


def pin(rules: Path | str | None, columns: Mapping[str, str], table: Table) -> Pinned:
    """The rules as they are here and now: the shipped ones with the folder ``rules`` laid over them. Raises RuleFileError."""
    layers = rulefiles.freeze(rulefiles.over_shipped(rules))
    return Pinned(rulefiles.version(layers), __version__, Layers(layers.roots[1:]), dict(columns), table)
