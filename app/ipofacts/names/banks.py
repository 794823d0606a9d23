"""Which names are houses that sponsor, and which houses are themselves the issuer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ipofacts.names.evidence import Evidence
from ipofacts.names.fixed import Known
from ipofacts.names.spans import Span, overlaps, united
from ipofacts.names.vocabulary import Banks

_BEFORE, _AFTER = 50, 90
# So many words and digits may stand between a house and what it does as an issuer.
_BETWEEN = 14
# What stands before the name that heads a line or a list item.
_HEAD = frozenset(["", "\n", "、", " "])
_SENTENCE = re.compile(r"[。;\n!?]")
_ISSUING = re.compile(r"\((?:HK|SH|SZ)?[:.]?\d{4,6}(?:\.[A-Z]{2})?[),]")


class BankRoles:
    """Decides by rules/names/banks.yaml and by the sentences that speak of sponsors (``zones``)."""

    def __init__(self, rules: Banks) -> None:
        self._sponsors = re.compile("|".join(map(re.escape, sorted(rules.sponsor_words, key=len, reverse=True))))
        self._endings = tuple(rules.endings)
        self._listed = tuple(rules.listed_endings)
        self._any_ending = (*self._endings, *self._listed)
        self._not_before = tuple(rules.not_before_endings)
        self._full = re.compile(
            rf"(?:{'|'.join(map(re.escape, rules.full_endings))})"
            rf"(?:{'|'.join(map(re.escape, sorted(rules.tails, key=len, reverse=True)))})\Z"
        )
        self._quoted = tuple(rules.quoted_after)
        between, issuing = ("|".join(map(re.escape, words)) for words in (rules.issuing_between, rules.issuing))
        self._issues = re.compile(rf"(?:{between}|\d){{0,{_BETWEEN}}}(?:{issuing})")
        self._issuers_before = tuple(rules.issuing_before)

    def zones(self, text: str) -> list[Span]:
        """Parts of sentences around the words for sponsors."""
        zones = []
        for match in self._sponsors.finditer(text):
            floor, ceiling = max(0, match.start() - _BEFORE), min(len(text), match.end() + _AFTER)
            breaks = [stop.end() for stop in _SENTENCE.finditer(text, floor, match.start())]
            stop = _SENTENCE.search(text, match.end() + 1, ceiling)
            zones.append((breaks[-1] if breaks else floor, stop.start() if stop else ceiling))
        return united(zones)

    def is_house(self, name: str, evidence: Evidence, zones: Sequence[Span]) -> bool:
        """Whether an unlisted name is a house: by its ending, or by a weaker ending among sponsors.

        A house that lists itself stands where companies do, and not among sponsors.
        """
        if not name.endswith(self._any_ending):
            return False
        sponsoring = any(overlaps(zones, *span) for span in evidence.spans)
        if evidence.sure and not sponsoring:
            return False
        for ending in self._endings:
            if name.endswith(ending) and len(name) > len(ending) + 1:
                return not name[: -len(ending)].endswith(self._not_before)
        return not evidence.listing and name.endswith(self._listed) and sponsoring

    def is_full_house(self, text: str, span: Span, headline: int, zones: Sequence[Span]) -> bool:
        """Whether a registered name among sponsors is a house's: 青岚证券有限公司, and the title does not tell of it."""
        core = self._full.search(text, *span)
        return core is not None and overlaps(zones, *span) and text[span[0] : core.start()] not in text[:headline]

    def issuers(self, text: str, title_length: int, known: Sequence[Known], zones: Sequence[Span]) -> set[str]:
        """Listed houses that this article tells of as companies: never among sponsors, and in its title, not as who is quoted
        there, with a code at the head of a line, or between words of its own listing.
        """
        found: set[str] = set()
        sponsors: set[str] = set()
        for name in known:
            if name.sort != "bank":
                continue
            if overlaps(zones, name.start, name.end):
                sponsors.add(name.key)
            elif (
                (name.end <= title_length and not text.startswith(self._quoted, name.end))
                or (text[name.start - 1 : name.start] in _HEAD and _ISSUING.match(text, name.end))
                or self._lists(text, name)
            ):
                found.add(name.key)
        return found - sponsors

    def _lists(self, text: str, name: Known) -> bool:
        """Whether words right around a house tell of its own listing: 首个吃螃蟹的|青岚证券|2019年6月登上."""
        return self._issues.match(text, name.end) is not None or text.endswith(self._issuers_before, 0, name.start)
