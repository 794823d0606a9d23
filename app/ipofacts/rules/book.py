"""All rules of a folder, compiled: which phrases there are, and which words call for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ipofacts.rulefiles import Root, RuleFile, RuleFileError, RuleProblem, read_folder
from ipofacts.rules.calls import Caller
from ipofacts.rules.expressions import Expression, at_end, longest, ways
from ipofacts.rules.language import Phrase, PhraseError, compile_phrase
from ipofacts.rules.model import PLACES, Rule, RuleSheet
from ipofacts.rules.sense import nonsense_of_gives, nonsense_of_slots
from ipofacts.rules.shadows import shadowed
from ipofacts.rules.symbols import symbol_class
from ipofacts.words.lists import load_lists

SHEETS = "facts"
NO_ANCHOR = "no word that must stand: a phrase needs one that is not optional"
# A longer phrase is told in part.
MOST_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Surrounding:
    """What must stand at a place around a match (``needed``), or must not: all phrases as one expression.

    ``anchors`` are words of which one stands in whatever the expression matches, ``longest`` is how many symbols that takes.
    """

    place: str
    needed: bool
    expression: Expression
    anchors: frozenset[str]
    longest: int


@dataclass(frozen=True, slots=True)
class CompiledPhrase:
    """One phrase of one rule, ready to match on the symbols of a line.

    ``read`` are its slots whose values are taken: the group of each, the symbols it takes, and whether these are companies.
    """

    rule: CompiledRule
    phrase: Phrase
    expression: Expression
    read: tuple[tuple[int, str, bool], ...]


@dataclass(frozen=True, eq=False)
class CompiledRule:
    """A rule with its place, the facts it decides, what must and must not stand around a match, and the place of the rule it
    replaces.
    """

    rule: Rule
    facts: tuple[str, ...]
    file: str
    line: int
    around: tuple[Surrounding, ...]
    replaces: str | None

    @property
    def id(self) -> str:
        """The id that evidence and explanations name."""
        return self.rule.id


class RuleBook:
    """The rules of a folder. ``called_by`` tells which phrases are worth trying on a line, from the words that stand in it.

    Raises RuleFileError with every problem of every file.
    """

    def __init__(self, root: Root) -> None:
        self.root = root
        self.lists = load_lists(root)
        self.rules: tuple[CompiledRule, ...] = ()
        self.phrases: list[CompiledPhrase] = []
        self._load(read_folder(root, SHEETS, RuleSheet))
        self._caller = Caller(
            [phrase.phrase.groups for phrase in self.phrases],
            [word for phrase in self.phrases for around in phrase.rule.around for word in around.anchors],
        )

    def compile(self) -> None:
        """Compiles all expressions, a second's work that is otherwise done as articles first speak of them."""
        for phrase in self.phrases:
            phrase.expression.compile()
        for rule in self.rules:
            for surrounding in rule.around:
                surrounding.expression.compile()

    def standing(self, symbols: str) -> set[str]:
        """The words that rules know in a line, found in one pass."""
        return self._caller.standing(symbols)

    def called_by(self, standing: set[str]) -> list[int]:
        """The numbers of the phrases worth trying on a line in which these words stand."""
        return self._caller.called(standing)

    def anchored_in(self, symbols: str) -> set[int]:
        """The numbers of the phrases of which an anchor stands in a line, whatever else they lack."""
        return self._caller.anchored(self.standing(symbols))

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
            tuple(self._surroundings(sheet, where, rule, problems)),
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
            expression = Expression(phrase.expression, ways(phrase.tree))
            self.phrases.append(CompiledPhrase(compiled, phrase, expression, tuple(_read(phrase))))
        return compiled if len(problems) == before else None

    def _surroundings(
        self, sheet: RuleFile[RuleSheet], where: tuple[str | int, ...], rule: Rule, problems: list[RuleProblem]
    ) -> Iterator[Surrounding]:
        for place in PLACES:
            for key, around in (("needs", rule.needs), ("unless", rule.unless)):
                sources: list[str] = getattr(around, place)
                read = [self._phrase(sheet, (*where, key, place, at), source, problems) for at, source in enumerate(sources)]
                empty = [at for at, phrase in enumerate(read) if phrase and not phrase.anchors]
                problems.extend(sheet.problem((*where, key, place, at), NO_ANCHOR) for at in empty)
                phrases = [phrase for phrase in read if phrase]
                if phrases:
                    yield self._surrounding(place, key == "needs", phrases)

    def _surrounding(self, place: str, needed: bool, phrases: Sequence[Phrase]) -> Surrounding:
        pattern = "|".join(f"(?:{_ungrouped(phrase.expression)})" for phrase in phrases)
        most = max(ways(phrase.tree) for phrase in phrases)
        shape = at_end(pattern) if place == "before" else f"^(?:{pattern})" if place == "after" else pattern
        anchors = frozenset(word for phrase in phrases for word in phrase.anchors)
        most_symbols = max(longest(phrase.tree, self.lists) for phrase in phrases)
        return Surrounding(place, needed, Expression(shape, most), anchors, most_symbols)

    def _phrase(
        self, sheet: RuleFile[RuleSheet], where: tuple[str | int, ...], source: str, problems: list[RuleProblem]
    ) -> Phrase | None:
        try:
            return compile_phrase(source, self.lists)
        except PhraseError as error:
            shown = source if len(source) <= MOST_SHOWN else f"…{source[max(0, error.at - 10) :][:MOST_SHOWN]}…"
            problems.append(sheet.problem(where, f"in {shown!r} at character {error.at + 1}: {error}"))
            return None


def _read(phrase: Phrase) -> Iterator[tuple[int, str, bool]]:
    for number, slot in enumerate(phrase.slots):
        if slot.read:
            yield number + 1, symbol_class(slot.kind), slot.kind in ("company", "companies")


def _ungrouped(expression: str) -> str:
    """An expression without the names of its groups: surroundings take no values."""
    return re.sub(r"\(\?P<g\d+>", "(?:", expression)
