"""Every place where a known form stands, and the companies with their forms by use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from ipofacts.names.fixed import Known
from ipofacts.names.model import Company, Name, NameKind, Names
from ipofacts.names.spans import Span, merged, overlaps, stands_alone

# Characters times words beyond which an automaton finds words sooner than a search for each.
_MUCH = 500_000


class Mentions:
    """Finds all mentions of an article's names; share class marks (-B, -W) belong to the name before them."""

    def __init__(self, marks: Sequence[str]) -> None:
        self._marks = re.compile("|".join(map(re.escape, marks)))

    def collect(
        self, text: str, groups: Sequence[Sequence[str]], fulls: set[str], houses: Sequence[str], known: Sequence[Known]
    ) -> Names:
        """``groups`` are the forms of each company, ``fulls`` the registered names; a company nowhere found is left out."""
        owner = {form: index for index, group in enumerate(groups) for form in group}
        spans: list[list[Span]] = [[] for _ in groups]
        mentions = [_mention(text, name) for name in known if name.sort in ("exchange", "board", "bank")]
        for word, start, end in self._matches(text, [*owner, *houses], known):
            if word in owner:
                spans[owner[word]].append((start, end))
            else:
                mentions.append(Name("bank", start, end, text[start:end], word))
        companies = [self._company(text, places, fulls) for places in spans if places]
        for index, company in enumerate(companies):
            mentions += [Name("company", start, end, text[start:end], str(index)) for start, end in company.mentions]
        return Names(tuple(companies), tuple(sorted(mentions, key=lambda name: name.start)))

    def _company(self, text: str, places: list[Span], fulls: set[str]) -> Company:
        """The forms, the most used first; of equally used ones a registered name last and the longer first."""
        count = Counter(text[start:end] for start, end in places)
        registered = {form for form in count if self._marks.sub("", form) in fulls}
        forms = sorted(count, key=lambda form: (-count[form], form in registered, -len(form)))
        return Company(forms, next((form for form in forms if form in fulls), None), places)

    def _matches(self, text: str, words: Sequence[str], known: Sequence[Known]) -> list[tuple[str, int, int]]:
        """Occurrences of ``words``, the longest at each place, outside known names and longer Latin words."""
        if not words:
            return []
        taken = merged((name.start, name.end) for name in known)
        found = []
        for word, start, end in occurrences(text, words):
            if overlaps(taken, start, end) or (word.isascii() and not stands_alone(text, start, end)):
                continue
            mark = self._marks.match(text, end)
            found.append((word, start, mark.end() if mark else end))
        return found


def occurrences(text: str, words: Sequence[str]) -> Iterable[tuple[str, int, int]]:
    """Where the words stand, the leftmost and longest where they overlap, in order."""
    if len(text) * len(words) > _MUCH:
        automaton = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)
        return ((words[index], start, end) for index, start, end in automaton.find_matches_as_indexes(text))
    return _looked_for(text, words)


def _looked_for(text: str, words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """As ``occurrences``, word by word: an automaton takes longer to build than a few words to find in a short text."""
    places: list[tuple[int, int, str]] = []
    for word in words:
        start = text.find(word)
        while start >= 0:
            places.append((start, -len(word), word))
            start = text.find(word, start + 1)
    edge = 0
    for start, length, word in sorted(places):
        if start >= edge:
            edge = start - length
            yield word, start, edge


def _mention(text: str, name: Known) -> Name:
    kind: NameKind = "exchange" if name.sort == "exchange" else "board" if name.sort == "board" else "bank"
    return Name(kind, name.start, name.end, text[name.start : name.end], name.key)
