"""Text that was read in the wrong encoding, read anew where the bytes are still there.

Three mistakes are undone: UTF-8 read as Windows-1252 or Latin-1 (several times over, too), UTF-8 read as GBK, and GBK read as
Latin-1. Only what decodes is touched, stretch by stretch, so that a page in which one part was misread keeps the others; what
is lost stays lost. Text in its right encoding pays for one look at its rare characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ipofacts.text.draft import Draft, Edit
from ipofacts.text.files import EncodingRules

_LOST, _HOLE, _DOT = "\ufffd", b"\xff", "\u00b7"
_WIDE = re.compile("[\u2010-\u33ff\u4e00-\u9fff\uf900-\ufaff\ufe30-\uffef\U0001f000-\U0001faff]")
_IN_READING = re.compile("[(a-z]")


def _shown(byte: int) -> str:
    """How Windows-1252 and Latin-1 show a byte, as the inside of a regular expression's class."""
    return re.escape(chr(byte) + bytes((byte,)).decode("cp1252", "ignore"))


def _bytes() -> dict[str, int]:
    return {char: byte for byte in range(0x80, 0x100) for char in {chr(byte), bytes((byte,)).decode("cp1252", "ignore")} - {""}}


_BYTES = _bytes()
_NEXT = "".join(map(_shown, range(0x80, 0xC0)))
_LEAD_3 = "".join(map(_shown, range(0xE0, 0xF0)))
# A blank may stand for the no-break space that it was taken for, if the character is a Chinese one.
_UTF8 = re.compile(
    f"[{_LEAD_3}](?:[{_NEXT}]{{2}}|[{_NEXT}] | [{_NEXT}])|[\u00c2-\u00df][{_NEXT}]|[\u00f0-\u00f4][{_NEXT}]{{3}}"
)
_UTF8_HAN = re.compile(f"[\u00e2-\u00ef](?:[{_NEXT}]{{2}}|[{_NEXT}] | [{_NEXT}])")
_HIGH = "".join(map(_shown, range(0x81, 0xFF)))
_GBK = re.compile(f"[{_HIGH}][{_HIGH}{_shown(0x80)}@-~]")
_ROW = re.compile("[\u00a1-\u00fe]{4}")
# What both begin with, or hold: one look at a text tells that it has neither.
_LATIN_SIGN = re.compile("[\u00a1-\u00fe](?:(?<=[\u00e2-\u00ef])|[\u00a1-\u00fe]{3})")
_OUTSIDE_ASCII = re.compile("[^\x00-\x7f]+")
_FEWEST, _TIMES = 3, 3
_READING_LETTERS = frozenset(
    "\u00e0\u00e1\u00e8\u00e9\u00ea\u00ec\u00ed\u00f2\u00f3\u00f9\u00fa\u00fc\u0101\u0113\u011b\u012b\u0144\u0148\u014d\u016b"
    "\u01ce\u01d0\u01d2\u01d4\u01d6\u01d8\u01da\u01dc"
)
_Read = list[tuple[str, int, int]]  # characters, each with the range that it was read from


class Encodings:
    """Undoes wrong readings of bytes; asks first whether there is any sign of one."""

    def __init__(self, rules: EncodingRules) -> None:
        self._signs = tuple(_signs(rules.common))

    def apply(self, drafts: Sequence[Draft]) -> bool:
        """Reads each draft anew if together they show a mistake; tells whether they did."""
        undone = False
        for _ in range(_TIMES):
            if not self._reread_latin(drafts):
                break
            undone = True
        return undone or self._reread_gbk(drafts)

    def _reread_latin(self, drafts: Sequence[Draft]) -> bool:
        if not any(_LATIN_SIGN.search(draft.text) for draft in drafts):
            return False
        wide = sum(len(_UTF8_HAN.findall(draft.text)) for draft in drafts)
        rows = sum(len(_ROW.findall(draft.text)) for draft in drafts)
        if wide >= _FEWEST and 3 * wide >= 2 * rows:
            return _replaced(drafts, _utf8_read_as_windows)
        return rows >= _FEWEST and _replaced(drafts, _gbk_read_as_latin)

    def _reread_gbk(self, drafts: Sequence[Draft]) -> bool:
        if not any(sign in draft.text for draft in drafts for sign in self._signs):
            return False
        undone = False
        for draft in drafts:
            runs = _runs(draft.text)
            if any(found for _, found in runs):
                _reread(draft, runs)
                undone = True
        return undone


def _replaced(drafts: Sequence[Draft], read: Callable[[str], Iterator[Edit]]) -> bool:
    """Reads every draft anew; tells whether there was anything to read so."""
    edits = [list(read(draft.text)) for draft in drafts]
    for draft, found in zip(drafts, edits, strict=True):
        draft.replace(found)
    return any(edits)


def _utf8_read_as_windows(text: str) -> Iterator[Edit]:
    for match in _UTF8.finditer(text):
        try:
            char = bytes(_BYTES.get(shown, 0xA0) for shown in match[0]).decode()
        except UnicodeDecodeError:
            continue
        if " " not in match[0] or "\u2e80" <= char <= "\uffef":
            yield match.start(), match.end(), char


def _gbk_read_as_latin(text: str) -> Iterator[Edit]:
    """Pairs of accented letters that are GBK characters. A letter that only ends a Latin word (``Citro\u00ebn``) makes none."""
    end = 0
    for match in _GBK.finditer(text):
        before = text[max(end, match.start() - 1) : match.start()]
        end = match.end()
        if match[0][1].isascii() and before.isascii() and before.isalpha():
            continue
        try:
            yield match.start(), match.end(), bytes(_BYTES.get(shown) or ord(shown) for shown in match[0]).decode("gbk")
        except UnicodeDecodeError:
            continue


def _signs(common: str) -> Iterator[str]:
    """What two of the three bytes of common characters show when they are read as GBK, if no ordinary text holds it."""
    for char in common:
        data = char.encode()
        for part in (data[:2], data[1:]):
            shown = part.decode("gbk", "ignore")
            if shown and not shown.encode("gb2312", "ignore"):
                yield shown


def _runs(text: str) -> list[tuple[int, _Read]]:
    """Each run outside ASCII by its beginning, and what it is in UTF-8; nothing for those that aren't."""
    return [
        (run.start(), _decoded(run[0], bool(_IN_READING.match(text, run.start() - 1) if run.start() else None)))
        for run in _OUTSIDE_ASCII.finditer(text)
    ]


def _reread(draft: Draft, runs: list[tuple[int, _Read]]) -> None:
    """Reads the runs anew that are UTF-8; a character takes the whole of those that held its bytes."""
    text = draft.text
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    done = 0
    for start, found in runs:
        if found:
            pieces += (text[done:start], *(char for char, _, _ in found))
            places += ((place, place + 1) for place in range(done, start))
            places += ((start + first, start + last) for _, first, last in found)
            done = start + found[-1][2]
    pieces.append(text[done:])
    places += ((place, place + 1) for place in range(done, len(text)))
    draft.reread("".join(pieces), places)


def _decoded(run: str, in_reading: bool) -> _Read:
    """The characters that a run's bytes are in UTF-8, with the places in the run; empty if most bytes are none.

    A byte that GBK didn't know (it reads two at a time) costs its character: a replacement character stands there.
    """
    data = bytearray()
    owner: list[int] = []
    for place, char in enumerate(run):
        part = char.encode("gb18030", "replace") if char != _LOST else _HOLE
        data += part
        owner += [place] * len(part)
    found: _Read = []
    right = wide = at = 0
    while at < len(data):
        size = min(_size(data[at]), len(data) - at)
        char = _character(bytes(data[at : at + size]), in_reading)
        first = at == 0 or owner[at - 1] != owner[at]
        if char:
            right += size
            wide += size == 3
        elif _HOLE in data[at : at + size]:
            char = _LOST
        elif first and run[owner[at]] != _LOST:  # a character that was read rightly
            char, size = run[owner[at]], owner[at : at + 4].count(owner[at])
        else:
            char, size = _LOST, size if at + size == len(data) else 1
        found.append((char, owner[at], owner[at + size - 1] + 1))
        at += size
    return found if (in_reading and right == len(data)) or 20 * wide >= 3 * len(data) else []


def _character(data: bytes, in_reading: bool) -> str:
    """The character that bytes are in UTF-8: a Chinese one, or in a reading one of its letters; empty for others."""
    try:
        char = data.decode()
    except UnicodeDecodeError:
        return ""
    return char if char.isascii() or char == _DOT or (in_reading and char in _READING_LETTERS) or _WIDE.match(char) else ""


def _size(first: int) -> int:
    """How many bytes a character has in UTF-8, by its first one."""
    return 1 if first < 0xC2 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
