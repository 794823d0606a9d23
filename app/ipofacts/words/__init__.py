"""Words: clean text cut into tokens that never divide a value or one of the rules' own words."""

from ipofacts.words.cutter import Cutter, Engine
from ipofacts.words.lists import load_lists

__all__ = ["Cutter", "Engine", "load_lists"]
