"""Bytes read in the wrong encoding, or lost on the way."""

from __future__ import annotations

import random
import re

from ipofacts.text.draft import Draft

_HAN = re.compile("[\u4e00-\u9fff]")
_FIGURE = re.compile(r"\d[\d,]*\.\d+|\d{2,}")
_RUN = re.compile("[^\x00-\x7f]+")
_MARKS = ("??", "\ufffd", "\ufffd\ufffd", "\u25a1", "?")


def utf8_as_latin1(draft: Draft, _: random.Random) -> None:
    """UTF-8 read as Windows-1252: every Han character becomes three Latin ones; no byte is lost."""
    draft.replace((place, place + 1, _windows(char)) for place, char in enumerate(draft.text) if not char.isascii())


def utf8_as_gbk(draft: Draft, _: random.Random) -> None:
    """UTF-8 read as GBK, two bytes a character; a last byte without a partner, which is lost, costs no character here."""
    edits = []
    for run in _RUN.finditer(draft.text):
        whole = run.end() if len(run[0].encode()) % 2 == 0 else run.end() - 1
        try:
            edits.append((run.start(), whole, draft.text[run.start() : whole].encode().decode("gb18030")))
        except UnicodeDecodeError:
            continue
    draft.replace(edits)


def gbk_as_latin1(draft: Draft, _: random.Random) -> None:
    """GBK read as Latin-1: every Han character becomes two accented letters."""
    edits = []
    for place, char in enumerate(draft.text):
        data = char.encode("gbk", "ignore")
        if len(data) == 2:
            edits.append((place, place + 1, data.decode("latin-1")))
    draft.replace(edits)


def lost(draft: Draft, chance: random.Random) -> None:
    """One Han character in 300 lost: ??, a box or replacement characters stand in its place."""
    draft.replace(
        (hit.start(), hit.end(), chance.choice(_MARKS[:4])) for hit in _HAN.finditer(draft.text) if chance.random() < 1 / 300
    )


def holes(draft: Draft, chance: random.Random) -> None:
    """One figure in three with its last digit lost or replaced: nothing may be read from it."""
    figures = (hit.end() for hit in _FIGURE.finditer(draft.text) if chance.random() < 1 / 3)
    draft.replace((end - 1, end, chance.choice(_MARKS)) for end in figures)


def _windows(char: str) -> str:
    """The UTF-8 bytes of a character as Windows-1252 shows them; the five it leaves open as control characters."""
    return "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in char.encode())
