"""Whether two names mean one company, whatever their script, case and punctuation."""

from __future__ import annotations

import re
from functools import cache
from itertools import product

from ipofacts.evaluate.script import converter
from ipofacts.schema import CompanyName

# Blanks, brackets of both widths, middle dot, dashes, stops, commas and quotes of both kinds.
_MARKS = re.compile("[\\s()\uff08\uff09\u00b7\\-\u2014.,\uff0c'\"\u201c\u201d]")


def same_company(left: CompanyName, right: CompanyName) -> bool:
    """True if a form of one is a form of the other, or holds it (two characters or more)."""
    pairs = product(_forms(left), _forms(right))
    return any(a == b or (min(len(a), len(b)) >= 2 and (a in b or b in a)) for a, b in pairs)


@cache
def folded(name: str) -> str:
    """A name in simplified characters, without marks, blanks and case."""
    return _MARKS.sub("", converter("t2s")(name)).casefold()


def _forms(company: CompanyName) -> set[str]:
    return {folded(name) for name in (company.name, company.full_name or "", *company.aliases)} - {""}
