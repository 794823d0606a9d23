"""The text room: raw text in, clean text out, every clean character knowing where it stood."""

from ipofacts.text.cleaner import Cleaner, Washed
from ipofacts.text.model import Alignment, CleanText, Segment

__all__ = ["Alignment", "CleanText", "Cleaner", "Segment", "Washed"]
