"""Where the names of companies stand in a line: which it has, whether it opens with one, whether a code is with it."""

from __future__ import annotations

from collections.abc import Iterator

from ipofacts.names.model import Name
from ipofacts.rules.symbols import CODE, OTHER_CODE, Line

SECTION_KINDS = ("heading", "item", "row")
# A name after a label of no more symbols heads a part.
SHORT_LABEL = 12
# What opens a label at the head of a line.
LABEL = "\u3010"

Place = tuple[int, int]


def companies_of(line: Line, outsiders: frozenset[Place]) -> Iterator[Name]:
    """The company mentions of a line in order, without those that play another part there."""
    if not outsiders:
        return iter(line.companies)
    return (name for name in line.companies if (name.start, name.end) not in outsiders)


def opens_section(line: Line, outsiders: frozenset[Place]) -> bool:
    """Whether a line is the head of a company's part: a heading, item or row, a name in heavy brackets
    (``【北川生物(06712)】``), or a few words that end with it (``第三名,北川生物。``).
    """
    if line.segment.kind in SECTION_KINDS:
        return True
    names = list(companies_of(line, outsiders))
    if names and line.symbols.startswith(LABEL) and line.starts.index(names[0].start) == len(LABEL):
        return True
    return len(names) == 1 and len(line.symbols) <= SHORT_LABEL and not any(map(str.isalpha, _after(line, names[0])))


def _after(line: Line, name: Name) -> str:
    return line.symbols[line.place(name.start) + 1 :]


def opens(line: Line, name: Name) -> bool:
    """Whether a line begins with a name, behind a bullet or a bracket perhaps."""
    return not any(sign.isalpha() for sign in line.symbols[: line.place(name.start)])


def has_code(line: Line, name: Name) -> bool:
    """Whether a code stands in brackets right behind a name."""
    after = line.symbols[line.place(name.start) + 1 :][:2]
    return after[:1] == "(" and after[1:] in (CODE, OTHER_CODE)
