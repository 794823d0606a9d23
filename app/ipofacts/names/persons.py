"""Persons, who are told beside companies and are none: by their titles, by what persons do, by the shape of their names."""

from __future__ import annotations

import re

from ipofacts.names.affixes import Beginnings, Endings
from ipofacts.names.spans import Span
from ipofacts.names.vocabulary import Companies
from ipofacts.words.tagger import Word


class Persons:
    """Tells persons by rules/names/companies.yaml."""

    def __init__(self, rules: Companies) -> None:
        self._titles = tuple(rules.person_titles)
        self._title_before = Endings(rules.person_titles)
        self._after = Beginnings(rules.person_after)
        self._counted = re.compile(rf"[\u4e00-\u9fff]?(?:{'|'.join(map(re.escape, rules.person_counts))})")
        self._prefixes = frozenset(rules.person_prefixes)
        self._before = tuple(rules.person_before)
        self._speech = tuple(rules.speech_verbs)
        self._surnames = frozenset(rules.surnames)

    def counted_at(self, text: str, place: int) -> bool:
        """Whether persons are counted at ``place``, at the end of their list: 等三人."""
        return self._counted.match(text, place) is not None

    def is_known(self, word: Word) -> bool:
        """Whether the dictionary has a word as a person's name."""
        return word.tag == "nr" and word.text[0] in self._surnames

    def told(self, text: str, span: Span, words: tuple[Word, ...]) -> bool:
        """Whether a title stands before the string, or a word for persons or speaking behind a surname."""
        start, end = span
        if self._after.at(text, end):
            return True
        if end - start == 2 and text[start] in self._prefixes and text[start + 1] in self._surnames:
            return True
        before = text[max(0, start - 6) : start].rstrip()
        if self._title_before.at(before, 0, len(before)):
            return True
        named = len(words) == 1 and words[0].tag in ("nr", "nrt")
        if not named and (end - start > 3 or text[start] not in self._surnames):
            return False
        if before.endswith(self._before):
            return True
        if text.startswith(self._speech, end):
            return True
        return len(words) == 3 and any(title in before for title in self._titles)

    def looks(self, words: tuple[Word, ...]) -> bool:
        """Whether words have the shape of a person's name: a name of the dictionary, or a surname and two characters."""
        head = words[0].text
        if head[0] in self._prefixes and words[-1].end - words[0].start == 2:
            return (head + words[-1].text)[1] in self._surnames
        if head[0] not in self._surnames or words[-1].end - words[0].start > 3:
            return False
        whole = words[-1].end - words[0].start
        return (words[0].tag == "nr" and (len(words) == 1 or whole == 3)) or (len(head) == 1 and whole == 3)
