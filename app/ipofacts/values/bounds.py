"""Words behind a value: bounds such as 左右 and 以上, and 之间."""

from __future__ import annotations

from ipofacts.values.contexts import as_bound
from ipofacts.values.lookup import WordTable, skip_blank
from ipofacts.values.model import Bound
from ipofacts.values.rules import BoundRules


class AfterWords:
    """Reads the words that end a value."""

    def __init__(self, rules: BoundRules) -> None:
        self._words: WordTable[Bound] = WordTable()
        for word, bound in rules.after.items():
            self._words.add([word], as_bound(bound), rules.after_not_followed.get(word, ()))
        self._closers: WordTable[bool] = WordTable()
        self._closers.add(rules.range.closers, True)
        self.pattern = f"{self._words.pattern()}|{self._closers.pattern()}"
        self.firsts = frozenset((*self._words.firsts, *self._closers.firsts, " "))

    def word(self, text: str, end: int) -> tuple[int, Bound] | None:
        """The end and meaning of the bound word at ``end``."""
        return self._words.ahead(text, end)

    def closes(self, text: str, end: int) -> bool:
        """Whether 之间 or the like stands at ``end``."""
        return self._closers.ahead(text, end) is not None

    def read(self, text: str, end: int) -> tuple[int, Bound | None]:
        """Bound words and 之间 behind a value: the new end and the bound."""
        if text[end : end + 1] not in self.firsts:
            return end, None
        closer = self._closers.ahead(text, end)
        if closer:
            end = closer[0]
        found = self._words.ahead(text, skip_blank(text, end))
        return found if found else (end, None)
