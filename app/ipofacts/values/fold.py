"""Folding: another way to write a character becomes the usual one, and every character keeps its place."""

from __future__ import annotations

import re
from itertools import product

_FULL_WIDTH = range(0xFF01, 0xFF5F)
_KEPT = "\uff0c"  # the full-width comma parts clauses; between full-width digits and before three digits it separates thousands
_COMMA_IN_NUMBER = re.compile(
    "(?<=[\uff10-\uff19])\uff0c(?=[\uff10-\uff19])|(?<![0-9.,\uff0c])[0-9]{1,3}(?:[,\uff0c][0-9]{3})+(?![0-9])"
)
_POINT_IN_NUMBER = re.compile("(?<=,[0-9]{3})\u3002(?=[0-9]{2,4}(?![0-9\u5e74\u6708]))")  # 30,000。0000
_BLANKS = "\u00a0\u2002\u2003\u2009\u202f\u3000\t"


class Folder:
    """Full-width to half-width, blanks to a space, traditional characters to simplified ones; keeps every length."""

    def __init__(self, pairs: str) -> None:
        table = {chr(code): chr(code - 0xFEE0) for code in _FULL_WIDTH if chr(code) != _KEPT}
        table.update((blank, " ") for blank in _BLANKS)
        table["\uffe5"] = "\u00a5"
        table.update((pair[0], pair[1]) for pair in pairs.split())
        self._table = table
        self._others: dict[str, list[str]] = {}
        for pair in pairs.split():
            self._others.setdefault(pair[1], []).append(pair[0])
        self._class = re.compile("[" + "".join(map(re.escape, table)) + "]")

    def __call__(self, text: str) -> str:
        """The folded text, as long as ``text``."""
        if _KEPT in text:
            text = _COMMA_IN_NUMBER.sub(_with_commas, text)
        if "," in text:
            text = _POINT_IN_NUMBER.sub(".", text)
        return self._class.sub(self._replace, text)

    def forms(self, word: str) -> list[str]:
        """A word in all ways to write its characters, but for full-width ones."""
        return ["".join(signs) for signs in product(*((sign, *self._others.get(sign, ())) for sign in word))]

    def _replace(self, match: re.Match[str]) -> str:
        return self._table[match[0]]


def _with_commas(match: re.Match[str]) -> str:
    return match[0].replace(_KEPT, ",")
