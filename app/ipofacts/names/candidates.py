"""What speaks for a string being a company's name, gathered over the whole article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ipofacts.names.chunks import Chunk
from ipofacts.names.vocabulary import Companies
from ipofacts.words.tagger import Word

Span = tuple[int, int]

_HAN = re.compile("[\u4e00-\u9fff]")
_LONGEST = 14
_ENOUGH = 4
_HEADLINE = 40


@dataclass(slots=True)
class Evidence:
    """All that the article says for and against one string."""

    novelty: int = 0
    trade: bool = False
    listing: int = 0
    near: int = 0
    described: int = 0
    quoted: int = 0
    titled: int = 0
    hits: int = 0
    count: int = 0
    person: int = 0
    strong: int = 0
    listed: int = 0
    proper: bool = False
    common: bool = False
    spans: list[tuple[int, int]] = field(default_factory=list)

    def points(self) -> int:
        """The weight of the evidence; ``_ENOUGH`` makes a name."""
        if self.strong:
            return 10
        score = self.novelty + 2 * self.trade + 2 * bool(self.listing) + (self.listing > 1) + bool(self.near) + bool(self.described)
        score += bool(self.quoted) + bool(self.titled) + min(self.count, 5) - 1 - 2 * self.common + self.proper + 2 * bool(self.listed)
        return score - 5 * (self.person > 0)

    @property
    def accepted(self) -> bool:
        return self.points() >= _ENOUGH


class Candidates:
    """Trims chunks to what may be a name and gathers the evidence for it."""

    def __init__(self, rules: Companies) -> None:
        self._descriptors = frozenset(rules.descriptors)
        self._industries = frozenset(rules.industries)
        self._between = frozenset(rules.list_marks)
        self._trades = tuple(rules.industries)
        self._joining = frozenset(rules.joining)
        self._never = frozenset([*rules.stops, *rules.descriptors, *rules.latin_stops])
        self._places = frozenset(rules.places)
        self._listing = tuple(rules.listing_words)
        self._titles = tuple(rules.person_titles)
        self._person_after = tuple(rules.person_after)
        self._speech = tuple(rules.speech_verbs)
        self._surnames = frozenset(rules.surnames)

    def gather(self, text: str, title_length: int, chunks: Iterable[Chunk]) -> dict[str, Evidence]:
        """Evidence by string, in the order of the text."""
        found: dict[str, Evidence] = {}
        title_length = title_length or min(text.find("\n") % (len(text) + 1), _HEADLINE)
        for chunk in chunks:
            words = self.trim(chunk.words)
            if not words:
                continue
            start, end = self._edges(text, words)
            name = text[start:end]
            if len(name) < 2 or name in self._never or (len(name) > _LONGEST and not name.isascii()):
                continue
            evidence = found.setdefault(name, Evidence())
            self._weigh(text, title_length, chunk, words, (start, end), evidence)
        for name, evidence in found.items():
            evidence.count = text.count(name)
        self._enumerate(text, found)
        return found

    def _enumerate(self, text: str, found: dict[str, Evidence]) -> None:
        """Names that stand in one list speak for each other: 青岭、岚山和云溪科技."""
        spans = sorted((span, name) for name, evidence in found.items() for span in evidence.spans)
        run: list[str] = []
        for (span, name), following in zip(spans, [*spans[1:], ((len(text) + 9, 0), "")], strict=True):
            run.append(name)
            gap = text[span[1] : following[0][0]]
            if len(gap) < 4 and gap in self._between:
                continue
            if len(run) > 1 and (len(run) > 3 or any(found[one].accepted for one in run)):
                for one in run:
                    found[one].listed += 1
            run = []

    def is_never(self, name: str) -> bool:
        """Whether a string is a word of the trade and names nobody."""
        return name in self._never

    def _edges(self, text: str, words: tuple[Word, ...]) -> Span:
        """Where the name stands: less what stands once around a part that recurs, with what recurs around it."""
        start, end = words[0].start, words[-1].end
        name = text[start:end]
        whole = text.count(name)
        if whole == 1 and words[-1].text not in self._industries:
            for word in words[:0:-1]:
                if text.count(text[start : word.start]) > 1 and word.start - start > 1:
                    return start, word.start
        if whole == 1:
            for word in words[1:]:
                if text.count(text[word.start : end]) > 1 and end - word.start > 1 and words[-1].start > word.start:
                    return word.start, end
        stem = words[0].end - start if len(words) > 1 and words[1].text in self._industries else 2
        if start and _HAN.match(text, start - 1) and (stem == 1 or whole > 1) and text.count(text[start - 1 : end]) == whole:
            if stem == 1 or not text[start - 1] in self._joining:
                return start - 1, end
        return start, end

    def trim(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """The words without descriptors before the name (茶饮连锁|…) and generic words after it."""
        while words and words[-1].text in self._descriptors:
            words = words[:-1]
        for index in range(len(words) - 1, 0, -1):
            rest = words[index:]
            if words[index - 1].text in self._descriptors and self._can_open(words[index - 1], rest):
                return rest
        return words if self._names(words) else ()

    def _can_open(self, before: Word, rest: tuple[Word, ...]) -> bool:
        """Whether a name may begin behind a descriptor; a place stays if what follows is a trade alone."""
        if not self._names(rest) or rest[-1].end - rest[0].start < 2:
            return False
        return before.text not in self._places or rest[-1].text not in self._industries

    def _names(self, words: tuple[Word, ...]) -> bool:
        return any(
            word.text not in self._industries and word.text not in self._descriptors and word.text not in self._places for word in words
        )

    def _weigh(self, text: str, title_length: int, chunk: Chunk, words: tuple[Word, ...], span: Span, evidence: Evidence) -> None:
        start, end = span
        after = text[end : chunk.clause[1]]
        evidence.hits += 1
        evidence.spans.append((start, end))
        evidence.novelty = novelty(words)
        evidence.trade = end - start > 3 and text[start:end].endswith(self._trades)
        evidence.proper = words[0].tag in ("nt", "nz", "nrt") or (words[0].tag == "ns" and len(words) > 1)
        evidence.common = evidence.novelty == 0 and not evidence.trade
        evidence.described += start > chunk.start or chunk.before in self._descriptors
        evidence.quoted += text[end : end + 1] == ":"
        evidence.titled += end <= title_length
        evidence.quoted += text[start - 1 : start] in ("“", '"', "「") and text[end : end + 1] in ("”", '"', "」")
        evidence.near += text[end : end + 14].startswith(self._listing) or any(word in after for word in self._listing)
        evidence.listing += after[:10].startswith(self._listing) or (chunk.first and any(word in after[:16] for word in self._listing))
        before = text[max(0, start - 6) : start]
        if len(words) == 1 and words[0].tag == "nr" and words[0].text[0] in self._surnames and end - start < 4:
            evidence.common = True
        if self._is_person(before, text[end : end + 4], words, text[start:end]):
            evidence.person += 1

    def _is_person(self, before: str, after: str, words: tuple[Word, ...], name: str) -> bool:
        if before.endswith(self._titles) or after.startswith(self._person_after):
            return True
        return name[0] in self._surnames and len(name) <= 3 and after.startswith(self._speech)


def novelty(words: tuple[Word, ...]) -> int:
    """How far the words are outside the dictionary: 2 for a run of single characters or a Latin name, 1 for one such."""
    if any(word.text[0].isascii() and len(word.text) > 2 for word in words):
        return 2
    single = [len(word.text) == 1 for word in words]
    if all(word.tag[0] in "vdp" for word in words):
        return 0
    if any(a and b for a, b in zip(single, single[1:], strict=False)):
        return 2
    return int(any(single))
