"""Readings out: the pinyin or zhuyin that some pages put in brackets after a character or a word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from ipofacts.text.draft import Draft
from ipofacts.text.files import ReadingRules

_LETTERS = (
    "a-zA-Z\u00c0-\u00fc\u0101\u0113\u011b\u012b\u0144\u0148\u014d\u016b\u01ce-\u01dc\u01f9\u0251\u0261\u1e3f\u0300-\u030c"
)
_ZHUYIN = "\u3105-\u312f\u02c7\u02c9\u02ca\u02cb\u02d9\u02ea"
# A line that is wrapped anywhere may break off within a reading.
_READING = re.compile(
    rf"[(\[\u3010/]\n? ?([{_LETTERS}1-5 '\u2019\u00b7]{{1,60}}(?:\n[{_LETTERS}1-5 '\u2019\u00b7]{{0,60}})?"
    rf"|[{_ZHUYIN} ]{{1,30}}(?:\n[{_ZHUYIN} ]{{0,30}})?)[)\]\u3011/]"
)
_CLOSES = {"(": ")", "[": "]", "\u3010": "\u3011", "/": "/"}
_IS_ZHUYIN = re.compile(f"[{_ZHUYIN} ]+")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# What is read stands right before, or a blank and a line break away at the most.
_READ = re.compile(f"([{_HAN}]{{1,12}})[ \\n]{{0,2}}$")
_FARTHEST, _LONGEST = 13, 24
_TONE = re.compile("[1-5]")
_PART = re.compile("[ '\u2019\u00b7]+")
_TONES = {**dict.fromkeys(map(ord, "\u0300\u0301\u0302\u0304\u0306\u030c\u0308")), 0x251: "a", 0x261: "g"}


class Readings:
    """Removes readings of characters and words; words such as (app) or (ok) stay."""

    def __init__(self, rules: ReadingRules) -> None:
        syllables = sorted(
            {("" if initial == "none" else initial) + final for initial, finals in rules.syllables.items() for final in finals},
            key=len,
            reverse=True,
        )
        any_of = "|".join(map(re.escape, syllables))
        self._syllables = re.compile(f"(?:{any_of})")
        self._word = re.compile(f"(?:{any_of})+")
        self._bare_readings = rules.bare_readings

    def apply(self, drafts: Sequence[Draft]) -> None:
        """Removes the readings of each draft.

        Those without tone marks go only if the article has many readings, those of whole words if it has many such: a name in
        Latin letters may look like one.
        """
        found = [[match for match in _READING.finditer(draft.text) if self._is_reading(draft.text, match)] for draft in drafts]
        everywhere = [match for matches in found for match in matches]
        enough = len(everywhere) >= self._bare_readings
        enough_words = enough and sum(map(self._is_bare_word, everywhere)) >= self._bare_readings
        for draft, matches in zip(drafts, found, strict=True):
            draft.replace(
                (*part, "")
                for match in matches
                if not match[1].isascii() or (enough_words if self._is_bare_word(match) else enough)
                for part in _reach(draft.text, match)
            )

    def _is_bare_word(self, match: re.Match[str]) -> bool:
        """Whether a reading without tone marks is one of several characters."""
        reading = match[1].replace("\n", "")
        return reading.isascii() and not _TONE.search(reading) and not self._syllables.fullmatch(reading.strip())

    def _is_reading(self, text: str, match: re.Match[str]) -> bool:
        """Whether what stands in brackets is how the characters before them are read."""
        if text[match.end() - 1] != _CLOSES[text[match.start()]]:
            return False
        read = _READ.search(text, max(0, match.start() - _FARTHEST), match.start())
        if not read:
            return False
        reading = match[1].replace("\n", "")
        if _IS_ZHUYIN.fullmatch(reading):
            return True
        plain = unicodedata.normalize("NFD", reading).translate(_TONES)
        if reading.isascii() and not plain.islower():
            return False  # a name in Latin letters
        parts = [part for part in _PART.split(_TONE.sub("", plain).lower()) if part]
        return 0 < len(parts) <= len(read[1]) and all(
            len(part) <= _LONGEST and self._word.fullmatch(part) and len(self._syllables.findall(part)) <= len(read[1])
            for part in parts
        )


def _reach(text: str, match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The reading with the blanks that stand on both its sides, in two parts if a line breaks off within it."""
    start, end = match.span()
    blank = text[start - 1] == " "
    start, end = start - blank, end + (blank and text[end : end + 1] == " ")
    for line in text[start:end].split("\n"):
        yield start, start + len(line)
        start += len(line) + 1
