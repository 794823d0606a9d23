"""Blanks and line breaks where none belong."""

from __future__ import annotations

import random
import re

from ipofacts.text.draft import Draft

_SEAM = re.compile("(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])")
_BETWEEN_HAN = re.compile("(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
_WIDTH, _SHORTEST, _EVERY, _NARROW = 60, 60, 70, 25
_FIGURE = re.compile(r"\d[\d.,]+\d")
_PROSE = re.compile("[^\n]*[\u3002\uff0c][^\n]*")
_CLAUSE_END = re.compile("[\uff0c\u3002\uff1b](?=[^\n])")


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


def gapped(draft: Draft, chance: random.Random) -> None:
    """Wide, double or no-break blanks behind one character in ten, within words and figures too."""
    blank = chance.choice(("\u3000", "  ", "\u00a0", "\u2003"))
    text = draft.text
    places = (place for place in range(1, len(text)) if "\n" not in text[place - 1 : place + 1])
    draft.replace((place, place, blank) for place in places if chance.random() < 0.1)


def spread(draft: Draft, chance: random.Random) -> None:
    """A blank behind each digit of most figures, or beside their points."""
    edits = []
    for hit in _FIGURE.finditer(draft.text):
        if chance.random() < 0.6:
            edits += [(place, place, " ") for place in range(hit.start() + 1, hit.end())]
        elif "." in hit[0]:
            place = hit.start() + hit[0].index(".") + 1
            edits.append((place, place, " "))
    draft.replace(edits)


def narrow(draft: Draft, _: random.Random) -> None:
    """Lines of prose broken behind every 25 characters, as on a phone."""
    edits = []
    for line in _PROSE.finditer(draft.text):
        edits += [(place, place, "\n") for place in range(line.start() + _NARROW, line.end(), _NARROW)]
    draft.replace(edits)


def clauses(draft: Draft, _: random.Random) -> None:
    """A line break behind every comma and stop."""
    draft.replace((hit.end(), hit.end(), "\n") for hit in _CLAUSE_END.finditer(draft.text))
