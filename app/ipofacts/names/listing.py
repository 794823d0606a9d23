"""Names told by the shape of lists: several lines, table rows or parts of a sentence that open alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from ipofacts.names.spans import Span
from ipofacts.names.vocabulary import Companies

_NAME = r"(?P<name>[\u3400-\u9fffA-Za-z][\u3400-\u9fffA-Za-z0-9·]{1,9})"
_SIGNS = "*·•●○◆◇■□▍▎▶►※◎✦★☆>#-"
_ROW = re.compile(rf"(?m)^[|│ \t]*{_NAME}(?P<mark>-[A-Z]{{1,2}})?(?P<after>[ \t]*[|│\t][ \t]*|[ ]+(?=\d{{5,6}}[ |│\t]))")
_ENUMERATION = re.compile(r":([^:\n。]{6,600})")
_PART = re.compile(rf"(?:^|;)\s*{_NAME}(?=[,(])")
_REMARKS = frozenset(",(:。")
# 第一名,|青岭|。 or 周一(12日),|青岭|。
_RANKED = re.compile(rf"(?m)^[\u3400-\u9fff0-9]{{2,8}}(?:\([^()\n]{{1,10}}\))?[,:]{_NAME}。")
# A row of names over a row of codes.
# 青岭(科创板): or 青岭(纳斯达克,QLTX), with the name of its exchange or board behind it.
_PLACED = r"(?:^|(?<=[\n、;。:  ])){name}\((?:{venues})(?:\)(?=[:,、;\n])|[,、:] ?[A-Z0-9.]{{1,8}}\))"
_HEADER = re.compile(
    r"(?m)^[^|\n]{0,10}((?:\|[\u3400-\u9fffA-Za-z][\u3400-\u9fffA-Za-z0-9·\- ]{1,14})+)\|?\n"
    r"[^|\n]{0,12}(?:\|\s*\d{4,6}(?:\.[A-Z]{2})?\s*)+\|?$"
)
_CELL = re.compile(r"[^|]+")
# 1.青岭(75倍);2.岚山(53倍): a list within a sentence.
_NUMBERED = re.compile(rf"(?<![\d.])\d{{1,2}}[.、)]\s?{_NAME}(?=[(:])")
_SPACED = re.compile(r"\s+")
# 青岭:今日招股。 at the head of a line
_HEADED = re.compile(rf"(?m)^{_NAME}(?:\([^()\n]{{1,16}}\))?:(?=[^\n])")
# The mark of a shape whose places are heads of entries: nothing but what the entry is about stands there.
_FRAMED = frozenset(["headed", "ordinal", *_SIGNS, "1", "【"])
_LONGEST_ENTRY = 22
_NUMBER = re.escape("{number}")


class Group(NamedTuple):
    """Places of one list; ``framed`` are the heads of its entries, which hold nothing but what an entry is about.

    ``counted`` are those told in a sentence, behind the first, the second: reasons and steps may stand there too.
    """

    spans: list[Span]
    framed: bool
    counted: bool = False


class ListNames:
    """Finds groups of places for names that stand in one list, by the words of rules/names/companies.yaml."""

    def __init__(self, rules: Companies, venues: Iterable[str]) -> None:
        numbered = rf"\(?\d{{1,2}}(?:[、)]|\.(?!\d))|[①-⑳]|[{rules.numerals}]{{1,3}}、|\([{rules.numerals}]{{1,3}}\)"
        bullet = rf"(?P<sign>[{re.escape(_SIGNS)}])|(?P<number>{numbered})"
        self._item = re.compile(
            rf"(?m)^[^\S\n]*(?:{bullet})\s*{_NAME}(?P<mark>-[A-Z]{{1,2}})?(?P<after>\s*(?:—+|–|-+(?=\s)|[:(,|│。])|[ ](?=\d))"
        )
        number = f"[{rules.numerals}]{{1,2}}"
        ordinal = "|".join(re.escape(word).replace(_NUMBER, number) for word in rules.ordinals)
        self._ordinal = re.compile(
            rf"(?:^|(?<=[\n。;:]))(?:{ordinal})(?P<entry>[\u3400-\u9fffA-Za-z0-9·]{{2,{_LONGEST_ENTRY}}})(?=[,(。:])",
            re.MULTILINE,
        )
        longest = sorted(venues, key=len, reverse=True)
        self._placed = re.compile(_PLACED.format(name=_NAME, venues="|".join(map(re.escape, longest))), re.MULTILINE)
        self._moved = re.compile(rf"(?m)(?:^|(?<=[\n、;。:,])){_NAME}(?=(?:{'|'.join(map(re.escape, rules.moves))})\d)")
        self._bracketed = re.compile(rf"(?m)^[^\S\n]*[【\[](?P<kind>[\u4e00-\u9fff]{{2,8}}[:|·])?\s*{_NAME}[】\]]")

    def groups(self, text: str) -> list[Group]:
        """Places that speak for each other: at least two of one shape, each list in the order of the text."""
        shaped = [(self._shape(match), match.span("name")) for match in self._item.finditer(text)]
        shaped += [("【:" if match["kind"] else "【", match.span("name")) for match in self._bracketed.finditer(text)]
        shaped += [("|" + match["after"].strip(), match.span("name")) for match in _ROW.finditer(text)]
        shaped += [("ranked", match.span("name")) for match in _RANKED.finditer(text)]
        shaped += [("moved", match.span("name")) for match in self._moved.finditer(text)]
        shaped += [("numbered", match.span("name")) for match in _NUMBERED.finditer(text)]
        shaped += [("headed", span) for span in _headed(text)]
        shaped += [("ordinal", match.span("entry")) for match in self._ordinal.finditer(text)]
        shaped.sort()
        groups = [
            Group([span for _, span in group], shape in _FRAMED or shape[0] in _FRAMED, shape == "ordinal")
            for shape, group in groupby(shaped, key=lambda one: one[0])
        ]
        groups += [Group([cell.span() for cell in _CELL.finditer(text, *row.span(1))], True) for row in _HEADER.finditer(text)]
        for match in _ENUMERATION.finditer(text):
            start = match.start(1)
            parts = _PART.finditer(match.group(1))
            groups.append(Group([(start + part.start("name"), start + part.end("name")) for part in parts], False))
        return [group for group in groups if len(group.spans) > 1]

    def placed(self, text: str) -> list[Span]:
        """Places before the bracketed name of an exchange or board: ``青岭(科创板):``."""
        return [match.span("name") for match in self._placed.finditer(text)]

    def _shape(self, match: re.Match[str]) -> str:
        """What opens and closes the place: numbers count as one sign, marks that go on with a remark as one mark."""
        after = _SPACED.sub("", match["after"])[:1]
        return (match["sign"] or "1") + ("," if after in _REMARKS else after)


def _headed(text: str) -> list[Span]:
    """Names at the heads of lines; none if one heads several, as who speaks does: 主持人:今天上市。"""
    heads = [match.span("name") for match in _HEADED.finditer(text)]
    return heads if len({text[slice(*span)] for span in heads}) == len(heads) else []
