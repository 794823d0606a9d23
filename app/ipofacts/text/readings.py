"""Readings out: the pinyin that some pages put in brackets after a character."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ipofacts.text.draft import Draft
from ipofacts.text.files import ReadingRules

_READING = re.compile(
    "\\((?:(?<=[\u3400-\u4dbf\u4e00-\u9fff]\\()|(?<=[\u3400-\u4dbf\u4e00-\u9fff]\\n\\()) ?"
    "([a-z\u00e0-\u00fc\u0101\u0113\u011b\u012b\u0144\u0148\u014d\u016b\u01ce-\u01dc\u01f9\u1e3f\u0300-\u030c]{1,10}) ?\\)"
)
_ASCII = re.compile("[a-z]+")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0302\u0304\u0306\u030c\u0308"))


class Readings:
    """Removes readings of single characters; words such as (app) or (ok) stay."""

    def __init__(self, rules: ReadingRules) -> None:
        self._syllables = frozenset(
            ("" if initial == "none" else initial) + final for initial, finals in rules.syllables.items() for final in finals
        )
        self._bare_readings = rules.bare_readings

    def apply(self, drafts: Sequence[Draft]) -> None:
        """Removes the readings of each draft. Those without tone marks go only if the article has many readings."""
        found = [[match for match in _READING.finditer(draft.text) if self._is_syllable(match[1])] for draft in drafts]
        several = sum(map(len, found)) >= self._bare_readings
        for draft, matches in zip(drafts, found, strict=True):
            draft.replace((m.start(), m.end(), "") for m in matches if several or not _ASCII.fullmatch(m[1]))

    def _is_syllable(self, reading: str) -> bool:
        return unicodedata.normalize("NFD", reading).translate(_TONES) in self._syllables
