"""Offerings: which fact belongs to which company and listing, which reading to believe, and whether the facts fit together."""

from ipofacts.offerings.evidence import Posted
from ipofacts.offerings.finder import OfferingFinder, deciding, surely_speaks_of_something_else
from ipofacts.offerings.look import Look

__all__ = ["Look", "OfferingFinder", "Posted", "deciding", "surely_speaks_of_something_else"]
