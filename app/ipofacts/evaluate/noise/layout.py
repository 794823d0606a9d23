"""Blanks and line breaks where none belong."""

from __future__ import annotations

import random
import re

from ipofacts.text.draft import Draft

_SEAM = re.compile("(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])")
_BETWEEN_HAN = re.compile("(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
_WIDTH, _SHORTEST, _EVERY = 60, 60, 70


def blanks(draft: Draft, chance: random.Random) -> None:
    """A blank at most seams between Han characters and digits or letters."""
    draft.replace((hit.start(), hit.start(), " ") for hit in _SEAM.finditer(draft.text) if chance.random() < 0.8)


def spaced(draft: Draft, chance: random.Random) -> None:
    """A blank between one pair of neighbouring Han characters in five."""
    draft.replace((hit.start(), hit.start(), " ") for hit in _BETWEEN_HAN.finditer(draft.text) if chance.random() < 0.2)


def letterspaced(draft: Draft, _: random.Random) -> None:
    """A blank between any two characters of a line, those of figures included."""
    text = draft.text
    draft.replace((place, place, " ") for place in range(1, len(text)) if text[place] != "\n" != text[place - 1])


def wrapped(draft: Draft, _: random.Random) -> None:
    """Lines of prose broken at 60 columns, as in mails and text files."""
    edits, column = [], 0
    for place, char in enumerate(draft.text):
        if char == "\n":
            column = 0
            continue
        width = 1 if char.isascii() else 2
        if column + width > _WIDTH:
            edits.append((place, place, "\n"))
            column = 0
        column += width
    draft.replace(edits)


def broken(draft: Draft, chance: random.Random) -> None:
    """A line break somewhere in the middle of every long line, about once in 70 characters."""
    edits = []
    for line in re.finditer(r"[^\n]+", draft.text):
        place = line.start() + chance.randint(_EVERY // 2, _EVERY)
        while line.end() - line.start() >= _SHORTEST and place < line.end() - 5:
            edits.append((place, place, "\n"))
            place += chance.randint(_EVERY // 2, _EVERY * 3 // 2)
    draft.replace(edits)
