"""Words of everyday language: what companies are called is seldom made of them."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# How often a word stands in the corpus that jieba counted; the fourteen thousand words above it make up most of any text.
_OFTEN = rb"(?:\d{4,}|[3-9]\d\d)"
_ENTRY = re.compile(rb"(?m)^(\S{4,}) " + _OFTEN + rb" ")


@cache
def frequent_words() -> frozenset[str]:
    """The words of two or more characters that jieba's dictionary counts 300 times or more; read on the first call."""
    package = find_spec("jieba")
    if package is None or package.origin is None:
        raise ImportError("the dictionary of jieba is needed; install jieba")
    dictionary = Path(package.origin).with_name("dict.txt").read_bytes()
    return frozenset(word.decode() for word in _ENTRY.findall(dictionary))
