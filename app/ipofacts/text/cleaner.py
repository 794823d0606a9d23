"""The way from a posted article to clean text, step by step."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ipofacts.rulefiles import Root, shipped
from ipofacts.text.blanks import Blanks
from ipofacts.text.boilerplate import Boilerplate
from ipofacts.text.characters import Characters
from ipofacts.text.datelines import Datelines
from ipofacts.text.draft import Draft
from ipofacts.text.encodings import Encodings
from ipofacts.text.files import (
    BlankRules,
    BoilerplateRules,
    CharacterRules,
    DatelineRules,
    EncodingRules,
    ReadingRules,
    SegmentRules,
    TableRules,
    UnspinRules,
    load,
)
from ipofacts.text.html import strip_html
from ipofacts.text.lines import Line, lines_of
from ipofacts.text.model import Alignment, CleanText, Segment
from ipofacts.text.readings import Readings
from ipofacts.text.segments import Segmenter
from ipofacts.text.tables import Tables
from ipofacts.text.unspin import Unspin
from ipofacts.text.widgets import strip_widgets

# Bytes lost in decoding: replacement characters, or the question marks that stand for a halved
# character (and follow no particle that asks).
_LOST_BYTES = re.compile("\ufffd|[\u4e00-\u9fff](?<![\u5417\u5462\u4e48\u5427])\\?\\?[\u4e00-\u9fffA-Z]|\u951f\u65a4\u62f7")

_SIGNS_OF_LOSS = ("\ufffd", "??", "\u951f\u65a4\u62f7")


class Cleaner:
    """Turns posted articles into clean text; rule files are read once, articles share nothing."""

    def __init__(self, rules: Root | None = None) -> None:
        root = rules or shipped()
        self._encodings = Encodings(load(root, "encodings", EncodingRules))
        self._characters = Characters(load(root, "characters", CharacterRules))
        self._readings = Readings(load(root, "pinyin", ReadingRules))
        self._tables = Tables(load(root, "tables", TableRules))
        self._blanks = Blanks(load(root, "blanks", BlankRules))
        self._unspin = Unspin(load(root, "unspin", UnspinRules))
        self._boilerplate = Boilerplate(load(root, "boilerplate", BoilerplateRules))
        self._datelines = Datelines(load(root, "datelines", DatelineRules))
        self._segmenter = Segmenter(load(root, "segments", SegmentRules))

    def clean(self, text: str, title: str | None = None) -> CleanText:
        """An article ready to be read. Never fails, whatever the text holds, in time linear in its length."""
        head, body = drafts = (Draft(_one_line(title or "")), Draft(text))
        decoded = self._encodings.apply(drafts)
        lost = decoded or any(map(_has_lost_bytes, (draft.text for draft in drafts)))
        strip_html(drafts)
        self._characters.apply(drafts)
        self._readings.apply(drafts)
        strip_widgets(drafts)
        self._tables.apply(drafts)
        self._blanks.apply(drafts)
        spun = self._unspin.apply(drafts)
        if "\n" in head.text:
            head.rewrite(_one_line(head.text))
        warnings = tuple(code for code, holds in (("spun", spun), ("garbled", lost)) if holds)
        return self._assembled(head, body, warnings, decoded)

    def _assembled(self, head: Draft, body: Draft, warnings: tuple[str, ...], decoded: bool) -> CleanText:
        offset = len(head.text) + 1 if head.text else 0
        heads = list(lines_of(head.text))
        lines = list(lines_of(body.text, offset))
        return CleanText(
            text=f"{head.text}\n{body.text}" if head.text else body.text,
            segments=(*_title_segments(heads), *self._segments(lines, heads)),
            title=Alignment(head.starts, head.ends),
            body=Alignment(body.starts, body.ends),
            title_length=len(head.text),
            warnings=warnings,
            dateline=self._datelines.find([*heads, *lines]),
            decoded=decoded,
        )

    def _segments(self, lines: Sequence[Line], heads: Sequence[Line]) -> list[Segment]:
        is_row = self._tables.is_row
        marked = self._boilerplate.mark(lines, heads[0].text if heads else "", is_row)
        marked = [
            boilerplate or (not line.prose and self._datelines.is_dateline(line.text))
            for line, boilerplate in zip(lines, marked, strict=True)
        ]
        shift = len(heads)
        found = self._segmenter.segments(lines, marked, bool(heads), is_row, self._boilerplate.is_aside)
        return [Segment(s.start, s.end, s.kind, s.paragraph + shift) for s in found] if shift else found


def _has_lost_bytes(text: str) -> bool:
    return any(sign in text for sign in _SIGNS_OF_LOSS) and bool(_LOST_BYTES.search(text))


def _title_segments(heads: Sequence[Line]) -> list[Segment]:
    return [Segment(line.start, line.end, "title", number) for number, line in enumerate(heads)]


def _one_line(title: str) -> str:
    """A title with its line breaks as blanks, at the same length."""
    return title.replace("\n", " ")
