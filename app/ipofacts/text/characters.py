"""Characters in one form: half-width, simplified, without invisible ones. One character stays one character."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

import opencc

from ipofacts.text.draft import Draft, Edit
from ipofacts.text.files import CharacterRules

_HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\x00-\x08\x0e-\x1f\x7f"
)
_INVISIBLE = re.compile(f"[{_HIDDEN}]+|\r(?=\n)")
# Those among them that no misread bytes look like.
_ZERO_WIDTH = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\x1f"
_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
# Pictures: those beyond the basic plane, and the commonest of those in it that are no bullets; digits in a key cap.
_PICTURES = re.compile("[\U0001f000-\U0001faff]+")
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_MARKS, _KEY_CAP = "\u2049\u203c\u23f0\u26a0\u2705\u2728\u274c\u2753\u2755\u2757\u2b50", "\u20e3"
_SIGNS = re.compile(f"[{_MARKS}]+|[0-9\uff10-\uff19]?{_KEY_CAP}")
# What is taken out, of the characters of the basic plane.
_TAKEN_OUT = re.compile(f"[{_HIDDEN}{_MARKS}{_KEY_CAP}\r]")
_QUOTED = re.compile(r'"([^"\n]{0,300})"')
_DASH_IN_NUMBER = re.compile("(?<=\\d)\u2014(?=\\d)")
# Up to so many characters are replaced one after the other, each in one pass; more in one pass together.
_FEW = 24
# Radicals, duplicate ideographs, circled letters, vertical and small forms.
_COMPATIBILITY = ((0x2E80, 0x2FE0), (0xF900, 0xFB00), (0x24B6, 0x24EA), (0xFE30, 0xFE70))
# Styled letters and digits have a pattern of their own: one character beyond the basic plane makes a class 200 times slower.
_STYLED = (0x1D400, 0x1D800)
_IS_STYLED = re.compile("[\U0001d400-\U0001d7ff]")
_TRADITIONAL_SHARE = 50  # one in so many Han characters surely traditional makes the article traditional


class Characters:
    """Replaces characters by their clean form; tables are built once."""

    def __init__(self, rules: CharacterRules) -> None:
        always = {**_widths(), **_compatibility(*_COMPATIBILITY), **rules.punctuation}
        always.update(dict.fromkeys(_SPACES, " "), **dict.fromkeys(_BREAKS, "\n"))
        sure, unsure = _simplified(frozenset(rules.ambiguous), frozenset(rules.unchanged))
        sure = {**sure, **{char: plain for char, plain in rules.variants.items() if char not in unsure}}
        self._clean = {**{char: sure.get(plain, plain) for char, plain in always.items()}, **sure}
        self._pattern = re.compile(f"[{''.join(map(re.escape, self._clean))}]")
        # One look at a text finds which of its characters are to be replaced or taken out, if any.
        self._odd = re.compile(f"[{_HIDDEN}{_MARKS}{_KEY_CAP}{''.join(map(re.escape, self._clean))}]")
        self._final = frozenset(self._clean) - frozenset(self._clean.values())
        self._styled = _compatibility(_STYLED)
        self._sure = re.compile(f"[{''.join(sure)}]")
        self._sure_signs = frozenset(sure)
        self._unsure = unsure
        self._unsure_pattern = re.compile(f"[{''.join(unsure)}]") if unsure else None
        scale = re.escape(rules.scale_after_stop)
        # The full-width stop is a point in a figure, before a line break too, and behind the number of an item.
        point = r"\uff0e(?:(?<=\d.)(?=[\dA-Z\uff21-\uff3a])|(?<=[\n\u3010]\d.)|(?<=[\n\u3010]\d\d.)"
        self._stop = re.compile(
            rf"{point}|(?<=\d.)(?=\n\d{{1,6}} ?[{scale}])|(?<=\d\n.)(?=\d))|\u3002(?<=\d.)(?=\d{{1,6}} ?[{scale}])"
        )

    def apply(self, drafts: Sequence[Draft]) -> None:
        """Cleans each draft; whether ambiguous characters are traditional is decided on all of them together."""
        odd = [frozenset(self._odd.findall(draft.text)) for draft in drafts]
        traditional = not all(map(self._sure_signs.isdisjoint, odd)) and self._is_traditional(drafts)
        for draft, signs in zip(drafts, odd, strict=True):
            beyond = _BEYOND.search(draft.text) is not None
            if beyond or _TAKEN_OUT.search("".join(signs)):
                _take_out(draft)
            text = self._stop.sub(".", draft.text)
            if traditional and self._unsure_pattern:
                text = self._unsure_pattern.sub(lambda match: self._unsure[match[0]], text)
            if beyond:
                text = _IS_STYLED.sub(lambda match: self._styled.get(match[0], match[0]), text)
            if traditional or beyond or len(signs) > _FEW or not signs <= self._final:
                text = self._pattern.sub(lambda match: self._clean[match[0]], text)
            else:
                for sign in signs:
                    text = text.replace(sign, self._clean[sign])
            if '"' in text:
                text = _QUOTED.sub("\u201c\\1\u201d", text)
            if "\u2014" in text:
                text = _DASH_IN_NUMBER.sub("-", text)
            draft.rewrite(text)

    def _is_traditional(self, drafts: Sequence[Draft]) -> bool:
        length = sum(len(draft.text) for draft in drafts)
        needed = max(2, min(length // _TRADITIONAL_SHARE, 200))
        for draft in drafts:
            for _ in self._sure.finditer(draft.text):
                needed -= 1
                if not needed:
                    return True
        return False


def strip_zero_width(drafts: Sequence[Draft]) -> None:
    """Takes characters without width out of drafts in which they may stand within tags or between misread bytes."""
    for draft in drafts:
        if _ZERO_WIDTH.search(draft.text):
            draft.replace((*match.span(), "") for match in _ZERO_WIDTH.finditer(draft.text))


def strip_hidden(drafts: Sequence[Draft]) -> None:
    """Takes invisible characters out of tags, once bytes are read rightly."""
    for draft in drafts:
        if "<" in draft.text and _INVISIBLE.search(draft.text):
            draft.replace((*match.span(), "") for match in _INVISIBLE.finditer(draft.text))


def _take_out(draft: Draft) -> None:
    """Takes invisible characters and pictures out of a draft that may hold some."""
    draft.replace((match.start(), match.end(), "") for match in _INVISIBLE.finditer(draft.text))
    for pictures in (_PICTURES, _SIGNS):
        if pictures.search(draft.text):
            draft.replace(_pictures_out(pictures, draft.text))


def _pictures_out(pictures: re.Pattern[str], text: str) -> Iterator[Edit]:
    """Pictures part words, but begin no line."""
    for match in pictures.finditer(text):
        yield match.start(), match.end(), " " if match.start() and text[match.start() - 1] != "\n" else ""


def _widths() -> dict[str, str]:
    """Full-width forms of ASCII; the full stop, which closes sentences outside numbers, becomes the Chinese one."""
    table = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    return {**table, "\uff0e": "\u3002", "\uff61": "\u3002"}


def _compatibility(*ranges: tuple[int, int]) -> dict[str, str]:
    """Compatibility forms in the ranges that stand for one ordinary character."""
    pairs = ((chr(code), unicodedata.normalize("NFKC", chr(code))) for start, end in ranges for code in range(start, end))
    return {char: plain for char, plain in pairs if plain != char and len(plain) == 1}


@cache
def _conversions() -> dict[str, str]:
    """Every Han character that OpenCC simplifies, from general, Taiwan and Hong Kong usage, one to one."""
    han = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    table: dict[str, str] = {}
    for usage in ("t2s", "tw2s", "hk2s"):
        converted = opencc.OpenCC(usage).convert("\n".join(han)).split("\n")
        for char, simple in zip(han, converted, strict=True):
            if char != simple and len(simple) == 1:
                table.setdefault(char, simple)
    return table


def _simplified(ambiguous: frozenset[str], unchanged: frozenset[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The characters that are surely traditional, and those that simplified text uses too: listed ones and all of GB 2312."""
    sure: dict[str, str] = {}
    unsure: dict[str, str] = {}
    for char, simple in _conversions().items():
        if char not in unchanged:
            (unsure if char in ambiguous or char.encode("gb2312", "ignore") else sure)[char] = simple
    return sure, unsure
