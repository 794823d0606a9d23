"""All rules of a folder, compiled: which phrases there are, and which words call for each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import ahocorasick_rs
import re2

from ipofacts.rulefiles import Root, RuleFile, RuleFileError, RuleProblem, read_folder
from ipofacts.rules.language import Phrase, PhraseError, compile_phrase
from ipofacts.rules.model import Around, Rule, RuleSheet
from ipofacts.rules.sense import nonsense_of_gives, nonsense_of_slots
from ipofacts.rules.shadows import shadowed
from ipofacts.words.lists import load_lists

SHEETS = "facts"
NO_ANCHOR = "no word that must stand: a phrase needs one that is not optional"
# A longer phrase is told in part.
MOST_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The compiled phrases of an Around; each is one expression, None where the rule names no phrase."""

    before: re2._Regexp | None
    after: re2._Regexp | None
    inside: re2._Regexp | None
    clause: re2._Regexp | None
    sentence: re2._Regexp | None


@dataclass(frozen=True, slots=True)
class CompiledPhrase:
    """One phrase of one rule, ready to match on the bytes of a line."""

    rule: CompiledRule
    phrase: Phrase
    expression: re2._Regexp


@dataclass(frozen=True, eq=False)
class CompiledRule:
    """A rule with its place, the facts it decides, its compiled surroundings, and the place of the rule it replaces."""

    rule: Rule
    facts: tuple[str, ...]
    file: str
    line: int
    needs: Surroundings
    unless: Surroundings
    replaces: str | None

    @property
    def id(self) -> str:
        """The id that evidence and explanations name."""
        return self.rule.id


class RuleBook:
    """The rules of a folder. ``called_by`` tells in one pass which phrases are worth trying on a line.

    Raises RuleFileError with every problem of every file.
    """

    def __init__(self, root: Root) -> None:
        self.root = root
        self.lists = load_lists(root)
        self.rules: tuple[CompiledRule, ...] = ()
        self.phrases: list[CompiledPhrase] = []
        self._load(read_folder(root, SHEETS, RuleSheet))
        self._words = sorted({word for phrase in self.phrases for group in phrase.phrase.groups for word in group})
        places = {word: index for index, word in enumerate(self._words)}
        self._called: list[list[int]] = [[] for _ in self._words]
        self._wanted: list[tuple[frozenset[int], ...]] = []
        for number, phrase in enumerate(self.phrases):
            for anchor in phrase.phrase.anchors:
                self._called[places[anchor]].append(number)
            self._wanted.append(tuple(frozenset(places[word] for word in group) for group in phrase.phrase.groups[1:]))
        self._automaton = ahocorasick_rs.AhoCorasick(self._words, matchkind=ahocorasick_rs.MatchKind.Standard)

    def called_by(self, symbols: str) -> set[int]:
        """The numbers of the phrases worth trying on a line: those of which every word or mention that must stand does.

        One pass over the line finds all words of all phrases; what it leaves out can't match, whatever stands between.
        """
        found = self._found(symbols)
        called = {number for index in found for number in self._called[index]}
        return {number for number in called if not any(found.isdisjoint(group) for group in self._wanted[number])}

    def anchored_in(self, symbols: str) -> set[int]:
        """The numbers of the phrases of which an anchor stands in a line, whatever else they lack."""
        return {number for index in self._found(symbols) for number in self._called[index]}

    def _found(self, symbols: str) -> set[int]:
        return {index for index, _, _ in self._automaton.find_matches_as_indexes(symbols, overlapping=True)}

    def _load(self, sheets: Sequence[RuleFile[RuleSheet]]) -> None:
        problems: list[RuleProblem] = []
        rules: list[CompiledRule] = []
        first: dict[str, str] = {}
        for sheet in sheets:
            for number, rule in enumerate(sheet.content.rules):
                if rule.id in first:
                    message = f"the id {rule.id!r} stands in {first[rule.id]} too; give this rule another"
                    problems.append(sheet.problem(("rules", number, "id"), message))
                    continue
                first[rule.id] = f"{sheet.file(('rules', number))}:{sheet.line(('rules', number))}"
                compiled = self._compile(sheet, number, rule, problems)
                if compiled:
                    rules.append(compiled)
        problems.extend(shadowed(sheets))
        if problems:
            raise RuleFileError(sorted(problems))
        self.rules = tuple(rules)

    def _compile(self, sheet: RuleFile[RuleSheet], number: int, rule: Rule, problems: list[RuleProblem]) -> CompiledRule | None:
        where = ("rules", number)
        before = len(problems)
        named = rule.fact or sheet.content.fact
        compiled = CompiledRule(
            rule,
            (named,) if isinstance(named, str) else tuple(named),
            sheet.file(where),
            sheet.line(where),
            self._around(sheet, (*where, "needs"), rule.needs, problems),
            self._around(sheet, (*where, "unless"), rule.unless, problems),
            f"{old.file}:{old.line + 1}" if (old := sheet.replaced.get(rule.id)) else None,
        )
        problems.extend(sheet.problem((*where, "gives"), message) for message in nonsense_of_gives(compiled.facts, rule.gives))
        for index, source in enumerate(rule.read):
            phrase = self._phrase(sheet, (*where, "read", index), source, problems)
            if phrase is None:
                continue
            if not phrase.anchors:
                problems.append(sheet.problem((*where, "read", index), NO_ANCHOR))
                continue
            wrong = nonsense_of_slots(compiled.facts, phrase.slots, rule.gives)
            problems.extend(sheet.problem((*where, "read", index), message) for message in wrong)
            self.phrases.append(CompiledPhrase(compiled, phrase, re2.compile(phrase.expression.encode())))
        return compiled if len(problems) == before else None

    def _around(
        self, sheet: RuleFile[RuleSheet], where: tuple[str | int, ...], around: Around, problems: list[RuleProblem]
    ) -> Surroundings:
        found: dict[str, re2._Regexp | None] = {}
        for key in Surroundings.__slots__:
            sources = getattr(around, key)
            phrases = [self._phrase(sheet, (*where, key, index), source, problems) for index, source in enumerate(sources)]
            empty = [index for index, phrase in enumerate(phrases) if phrase and not phrase.anchors]
            problems.extend(sheet.problem((*where, key, index), NO_ANCHOR) for index in empty)
            parts = "|".join(f"(?:{_ungrouped(phrase.expression)})" for phrase in phrases if phrase)
            shape = {"before": f"(?:{parts})$", "after": f"^(?:{parts})"}.get(key, parts)
            found[key] = re2.compile(shape.encode()) if parts else None
        return Surroundings(**found)

    def _phrase(
        self, sheet: RuleFile[RuleSheet], where: tuple[str | int, ...], source: str, problems: list[RuleProblem]
    ) -> Phrase | None:
        try:
            return compile_phrase(source, self.lists)
        except PhraseError as error:
            shown = source if len(source) <= MOST_SHOWN else f"…{source[max(0, error.at - 10) :][:MOST_SHOWN]}…"
            problems.append(sheet.problem(where, f"in {shown!r} at character {error.at + 1}: {error}"))
            return None


def _ungrouped(expression: str) -> str:
    """An expression without the names of its groups: surroundings take no values."""
    return re.sub(r"\(\?P<g\d+>", "(?:", expression)
