"""Registered names: 青岭科技(苏州)股份有限公司, Green Lake Holdings Limited."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ipofacts.names.spans import Span, end_before, overlaps
from ipofacts.names.vocabulary import Companies
from ipofacts.words.tagger import Tagger, Word

_LONGEST = 40
_LATIN_WORD = "[A-Z][A-Za-z0-9&'\\-]*"
_BODY = re.compile(r"(?:[\u3400-\u9fffA-Za-z0-9&·. \-]|\([\u3400-\u9fffA-Za-z]{2,8}\))*\Z")


class RegisteredNames:
    """Finds registered names by their legal endings; the left edge by places and function words."""

    def __init__(self, rules: Companies) -> None:
        endings = sorted(rules.legal_endings, key=len, reverse=True)
        self._ending = re.compile("|".join(map(re.escape, endings)))
        self._places = frozenset(rules.places)
        self._stops = frozenset(rules.stops) | frozenset(rules.descriptors) - self._places
        self._joining = frozenset(rules.joining)
        self._leading = frozenset(
            [*rules.leaders, *rules.descriptors, *rules.kind_words, *rules.share_labels, *rules.definition_words]
        )
        self._leaders = (*rules.leaders, *rules.descriptor_endings)
        self._industries = frozenset(rules.industries)
        legal = "|".join(re.escape(word) for word in sorted(rules.latin_legal, key=len, reverse=True))
        body = rf"(?:{_LATIN_WORD}[ ,]{{1,2}}){{0,7}}{_LATIN_WORD}"
        inner = r"(?:[ ,]{1,2}| ?\([A-Z][A-Za-z ]{1,20}\) ?)"
        self._legal = re.compile(rf"(?:{legal})(?![A-Za-z])")
        self._latin = re.compile(rf"{body}{inner}(?:{legal})(?:[ ,]{{1,2}}(?:{legal}))?(?![A-Za-z])")
        self._tagger = Tagger()

    def find(self, text: str, blocked: Sequence[Span]) -> list[Span]:
        """Spans of registered names, in order, not overlapping; ``blocked`` spans (values) end a name."""
        spans: list[Span] = []
        edge = 0
        for match in self._ending.finditer(text):
            if match.start() < edge:
                continue
            start = self._left_edge(text, max(edge, match.start() - _LONGEST), match.start(), blocked)
            if start is not None:
                spans.append((start, match.end()))
                edge = match.end()
        latin = [match.span() for match in self._latin.finditer(text)] if self._legal.search(text) else []
        return sorted([*spans, *(span for span in latin if not overlaps(spans, *span))])

    def _left_edge(self, text: str, floor: int, end: int, blocked: Sequence[Span]) -> int | None:
        """Where the name that goes on at ``end`` begins; None if nothing of it stands there."""
        floor = max(floor, end_before(blocked, end))
        body = _BODY.search(text, floor, end)
        start = body.start() if body else end
        words = self._tagger.tag(text[start:end], start)
        first = self._first(words)
        # 不同|集团有限公司: a name of one common word, which nothing but a mark leads to.
        left = end - words[first].start if first < len(words) else 0
        if left < 2 and len(words) < 3 and words and len(words[0].text) == 2 and words[0].text not in self._leading:
            first = 0
        words = words[first:]
        if not words or end - words[0].start < 2 or all(word.text in self._industries for word in words):
            return None
        return words[0].start

    def _first(self, words: Sequence[Word]) -> int:
        """The index of the name's first word: after the last joining word, at a place, after leading common words."""
        first = 0
        for index, word in enumerate(words):
            if word.text in self._joining and index + 1 < len(words) and not self._inside_name(words, index):
                first = index + 1
        for index in range(first, len(words) - 1):
            if len(words[index].text) > 1 and words[index].text.endswith(self._leaders):
                first = index + 1
        for index in range(first + 1, len(words)):
            if words[index].text in self._places and words[index - 1].text != "(":
                return index
        while first < len(words) and self._is_common(words[first]):
            first += 1
        return first

    def _inside_name(self, words: Sequence[Word], index: int) -> bool:
        """Whether a joining character stands between single characters, or one and a trade: 容|和|电机.

        Then it is part of an unknown name.
        """
        before, behind = words[index - 1].text if index else "", words[index + 1].text
        return len(before) == 1 and (len(behind) == 1 or behind in self._industries)

    def _is_common(self, word: Word) -> bool:
        text = word.text
        if text in self._places or text in self._industries:
            return False
        if len(text) == 1:
            return not text.isalnum()
        return text in self._stops or word.tag[0] in "vpdcr" or (text.isdigit() and len(text) > 3)
