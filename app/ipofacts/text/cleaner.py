"""The way from a posted article to clean text, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ipofacts.rulefiles import Root, shipped
from ipofacts.text.blanks import Blanks
from ipofacts.text.boilerplate import Boilerplate
from ipofacts.text.characters import Characters, strip_hidden, strip_zero_width
from ipofacts.text.datelines import Datelines
from ipofacts.text.draft import Draft
from ipofacts.text.encodings import Encodings
from ipofacts.text.files import (
    BlankRules,
    BoilerplateRules,
    CharacterRules,
    DatelineRules,
    EncodingRules,
    LossRules,
    ReadingRules,
    SegmentRules,
    TableRules,
    UnspinRules,
    load,
)
from ipofacts.text.gaps import Gaps
from ipofacts.text.html import strip_html
from ipofacts.text.letterspacing import close_up
from ipofacts.text.lines import Line, lines_of
from ipofacts.text.losses import Losses
from ipofacts.text.model import Alignment, CleanText, Segment
from ipofacts.text.readings import Readings
from ipofacts.text.restores import restore
from ipofacts.text.segments import Segmenter
from ipofacts.text.tables import Tables
from ipofacts.text.unspin import Unspin
from ipofacts.text.widgets import strip_widgets
from ipofacts.text.wraps import join_wrapped


@dataclass(frozen=True, slots=True)
class Washed:
    """An article whose characters are clean and which isn't cut yet; ``warnings`` and ``decoded`` as in CleanText."""

    head: Draft
    body: Draft
    warnings: tuple[str, ...]
    decoded: bool

    @property
    def text(self) -> str:
        """The text of the CleanText that this becomes."""
        return f"{self.head.text}\n{self.body.text}" if self.head.text else self.body.text


class Cleaner:
    """Turns posted articles into clean text; rule files are read once, articles share nothing."""

    def __init__(self, rules: Root | None = None) -> None:
        root = rules or shipped()
        self._encodings = Encodings(load(root, "encodings", EncodingRules))
        self._characters = Characters(load(root, "characters", CharacterRules))
        self._losses = Losses(load(root, "losses", LossRules))
        self._readings = Readings(load(root, "pinyin", ReadingRules))
        blanks = load(root, "blanks", BlankRules)
        self._gaps = Gaps(blanks)
        self._blanks = Blanks(blanks)
        self._unspin = Unspin(load(root, "unspin", UnspinRules))
        self._boilerplate = Boilerplate(load(root, "boilerplate", BoilerplateRules))
        self._tables = Tables(load(root, "tables", TableRules), self._boilerplate.is_junk)
        self._datelines = Datelines(load(root, "datelines", DatelineRules))
        self._segmenter = Segmenter(load(root, "segments", SegmentRules))

    def clean(self, text: str, title: str | None = None) -> CleanText:
        """An article ready to be read. Never fails, whatever the text holds, in time linear in its length."""
        return self.cut(self.wash(text, title))

    def wash(self, text: str, title: str | None = None) -> Washed:
        """The first and larger part of ``clean``: all but segments and dateline."""
        head, body = drafts = (Draft(_one_line(title or "")), Draft(text))
        strip_zero_width(drafts)
        self._gaps.close(drafts)
        decoded = self._encodings.apply(drafts)
        strip_hidden(drafts)
        close_up(drafts)
        strip_html(drafts)
        self._characters.apply(drafts)
        self._blanks.close_words(drafts)
        lost = self._losses.are_in(drafts)
        if lost:
            restore(drafts)
            self._losses.keep_together(drafts)
        lost = self._losses.blank(drafts) or lost or decoded
        self._readings.apply(drafts)
        strip_widgets(drafts)
        spun = self._unspin.apply(drafts)
        self._tables.apply(drafts)
        for draft in drafts:
            join_wrapped(draft, self._boilerplate.opens_tail)
        self._blanks.apply(drafts)
        if "\n" in head.text:
            head.rewrite(_one_line(head.text))
        warnings = tuple(code for code, holds in (("spun", spun), ("garbled", lost)) if holds)
        return Washed(head, body, warnings, decoded)

    def cut(self, washed: Washed) -> CleanText:
        """The second part of ``clean``."""
        head, body = washed.head, washed.body
        offset = len(head.text) + 1 if head.text else 0
        heads = list(lines_of(head.text))
        lines = list(lines_of(body.text, offset))
        marked, others = self._boilerplate.mark(lines, heads[0].text if heads else "", self._tables.is_row)
        own = (line for line, other in zip(lines, others, strict=True) if not other)
        return CleanText(
            text=washed.text,
            segments=(*_title_segments(heads), *self._segments(lines, marked, len(heads))),
            title=Alignment(head.starts, head.ends),
            body=Alignment(body.starts, body.ends),
            title_length=len(head.text),
            warnings=washed.warnings,
            dateline=self._datelines.find([*heads, *own]),
            decoded=washed.decoded,
        )

    def _segments(self, lines: Sequence[Line], marked: Sequence[bool], shift: int) -> list[Segment]:
        """The body's segments; ``shift`` is the number of the title's."""
        marked = [
            boilerplate or (not line.prose and self._datelines.is_dateline(line.text))
            for line, boilerplate in zip(lines, marked, strict=True)
        ]
        found = self._segmenter.segments(lines, marked, bool(shift), self._tables.is_row, self._boilerplate.asides_of)
        return [Segment(s.start, s.end, s.kind, s.paragraph + shift) for s in found] if shift else found


def _title_segments(heads: Sequence[Line]) -> list[Segment]:
    return [Segment(line.start, line.end, "title", number) for number, line in enumerate(heads)]


def _one_line(title: str) -> str:
    """A title with its line breaks as blanks, at the same length."""
    return title.replace("\n", " ")
