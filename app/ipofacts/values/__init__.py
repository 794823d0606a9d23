"""Values in Chinese financial text: money, prices, counts, multiples, percents, numbers, dates and stock codes."""

from ipofacts.values.finder import ValueFinder, find_values
from ipofacts.values.model import Value
from ipofacts.values.notation import notation

__all__ = ["Value", "ValueFinder", "find_values", "notation"]
