"""Names: companies with all their forms, exchanges, boards and houses, found in clean text."""

from ipofacts.names.finder import NameFinder
from ipofacts.names.model import Company, Name, NameKind, Names

__all__ = ["Company", "Name", "NameFinder", "NameKind", "Names"]
