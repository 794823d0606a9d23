"""The day of publication, where a page tells it: in its header, behind a cue, or at the head of a wire report."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from ipofacts.text.files import DatelineRules
from ipofacts.text.lines import Line

_TIME = re.compile("[\\s\\[\\]()T]*(?:\\d{1,2}:\\d{2}(?::\\d{2})?)?")
_LEAP_YEAR = 2000
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
# Beside a day alone, a line holds a source or an author; a headline is longer.
_LONGEST, _LONGEST_SOURCE, _HEADER_LINES = 80, 12, 15
_AFTER_DATE = ("", " ", "]", ")", "T")


class Datelines:
    """Reads the publication day from the lines of an article."""

    def __init__(self, rules: DatelineRules) -> None:
        year, month, last = (f"[{re.escape(characters)}]" for characters in (rules.year, rules.month, rules.day))
        day = rf"(?<!\d)((?:19|20)\d\d){year} ?(\d{{1,2}}){month} ?(\d{{1,2}})(?!\d){last}?"
        self._date = re.compile(day)
        self._after_date = frozenset((*_AFTER_DATE, *rules.weekday))
        wires = "|".join(map(re.escape, sorted(rules.wires, key=len, reverse=True)))
        self._wire = re.compile(rf"{day} ?(?:{wires})")
        self._yearless = re.compile(
            rf"(?<![\d{re.escape(rules.year)}])(\d{{1,2}}){month}(\d{{1,2}}){last} ?(?:{wires})(?![^\W\da-zA-Z_])"
        )
        todays = "|".join(map(re.escape, rules.todays))
        self._today = re.compile(rf"(?:{todays}) ?\( ?(\d{{1,2}}){month}(\d{{1,2}}){last} ?\)")
        self._cue = re.compile(f"(?<![\u4e00-\u9fff])(?:{'|'.join(map(re.escape, rules.cues))})")
        self._closer = re.compile(rf" ?(?:{'|'.join(map(re.escape, rules.closers))})")

    def is_dateline(self, line: str) -> bool:
        """Whether a line tells a publication day and nothing else."""
        found = self._read(line)
        if found is None or found[1]:
            return found is not None
        return len(self._date.sub("", _CLOCK.sub("", line)).strip()) <= _LONGEST_SOURCE

    def find(self, lines: Sequence[Line]) -> str | None:
        """The day as ISO text; None if no line tells one, or if lines contradict each other.

        ``lines`` are those of the article and its page, without other articles' headlines. A day behind a cue goes before
        one that merely stands in the header, one with a year before one without: ``--09-19``.
        """
        yearless: set[str] = set()
        cued: set[str] = set()
        plain: set[str] = set()
        in_header = True
        for number, line in enumerate(lines):
            in_header = in_header and number < _HEADER_LINES
            wire = self._wire.search(line.text, 0, 60)
            if wire and in_header:
                cued.add(_iso(wire))
            elif in_header and (wire := self._yearless.search(line.text, 0, 60)):
                yearless.add(_iso(wire))
            elif told := self._today.search(line.text):
                yearless.add(_iso(told))
            if line.prose:
                in_header = False
                continue
            found = self._read(line.text) if in_header or self._cue.search(line.text, 0, _LONGEST) else None
            if found:
                (cued if found[1] else plain).add(found[0])
        for days in (cued, plain, yearless):
            days.discard("")
            if days:
                return days.pop() if len(days) == 1 else None
        return None

    def _read(self, line: str) -> tuple[str, bool] | None:
        """The day a line tells and whether a cue says that it is the publication's."""
        if len(line) > _LONGEST:
            return None
        match = self._date.search(line)
        if not match or self._closer.match(line, match.end()):
            return None
        cued = bool(self._cue.search(line))
        if not cued and not self._stands_alone(line, match):
            return None
        day = _iso(match)
        return (day, cued) if day else None

    def _stands_alone(self, line: str, date: re.Match[str]) -> bool:
        """Whether a line is hardly more than a date and a time; a date behind a colon is a labelled one."""
        time = _TIME.match(line, date.end())
        end = time.end() if time else date.end()
        before = line[: date.start()].rstrip(" [(")
        if before.endswith(":") or (end == date.end() and line[end : end + 1] not in self._after_date):
            return False
        return len(before) + len(line) - end <= (20 if before else 30)


def _iso(match: re.Match[str]) -> str:
    """A day with its year, or month and day alone; empty if there is no such day."""
    *year, month, day = (int(part) for part in match.groups())
    try:
        date = datetime.date(year[0] if year else _LEAP_YEAR, month, day)
    except ValueError:
        return ""
    return date.isoformat() if year else f"--{month:02d}-{day:02d}"
