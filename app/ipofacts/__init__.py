"""ipofacts reads Chinese financial news and returns the IPO facts that an article states, each with its evidence."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ipofacts.extractor import Extractor
    from ipofacts.schema import Article, Extraction, Offering

__version__ = "0.1.0"
__all__ = ["Article", "Extraction", "Extractor", "Offering", "__version__"]

_HOME = {"Extractor": "extractor", "Article": "schema", "Extraction": "schema", "Offering": "schema"}


def __getattr__(name: str) -> Any:
    """Names are imported on first use, so that ``import ipofacts`` (and ``ipofacts --help``) stays light."""
    if name in _HOME:
        return getattr(import_module(f"ipofacts.{_HOME[name]}"), name)
    raise AttributeError(f"module 'ipofacts' has no attribute {name!r}")
