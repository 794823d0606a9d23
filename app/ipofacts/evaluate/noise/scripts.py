"""The same characters in another script or form."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from functools import cache

from ipofacts.evaluate.noise.words import words
from ipofacts.evaluate.script import converter
from ipofacts.text.draft import Draft


def traditional(draft: Draft, _: random.Random) -> None:
    """Traditional characters of no region, phrase by phrase."""
    _convert(draft, "s2t")


def hongkong(draft: Draft, _: random.Random) -> None:
    """Traditional characters as Hong Kong writes them."""
    _convert(draft, "s2hk")


def taiwan(draft: Draft, _: random.Random) -> None:
    """Traditional characters as Taiwan writes them."""
    _convert(draft, "s2tw")


def mixed(draft: Draft, chance: random.Random) -> None:
    """Every other character traditional: an article put together from two scripts."""
    convert = _one_by_one()
    draft.rewrite("".join(convert(char) if chance.random() < 0.5 else char for char in draft.text))


def forced(draft: Draft, _: random.Random) -> None:
    """Traditional by a table of single characters that knows no words: wrong variants of those that have several."""
    wrong, convert = words().forced, _one_by_one()
    draft.rewrite("".join(wrong.get(char) or convert(char) for char in draft.text))


def radicals(draft: Draft, chance: random.Random) -> None:
    """Half of the characters that have a compatibility form written in it, as text copied from PDF files is."""
    forms = _compatibility_forms()
    draft.rewrite("".join(forms.get(char, char) if chance.random() < 0.5 else char for char in draft.text))


def _convert(draft: Draft, usage: str) -> None:
    """OpenCC's conversion where it keeps the length of a line; elsewhere character by character."""
    convert, single = converter(usage), _one_by_one()
    lines = draft.text.split("\n")
    draft.rewrite("\n".join(new if len(new := convert(line)) == len(line) else "".join(map(single, line)) for line in lines))


@cache
def _one_by_one() -> Callable[[str], str]:
    convert = converter("s2t")

    @cache
    def one(char: str) -> str:
        new = convert(char)
        return new if len(new) == 1 else char

    return one


@cache
def _compatibility_forms() -> dict[str, str]:
    """Han characters by the radical or duplicate ideograph that looks the same."""
    codes = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFA6E))
    pairs = ((unicodedata.normalize("NFKC", chr(code)), chr(code)) for code in codes)
    return {plain: form for plain, form in pairs if len(plain) == 1 and plain != form}
