"""Phrases that can never win: a rule of at least their rank reads the same words for the same fact, whatever stands around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ipofacts.rulefiles import RuleFile, RuleProblem
from ipofacts.rules.model import Around, Rule, RuleSheet

_NOWHERE = Around()


def shadowed(sheets: Sequence[RuleFile[RuleSheet]]) -> Iterator[RuleProblem]:
    """A problem for every phrase that another rule always takes first, or that its own rule says twice."""
    taken: dict[tuple[str, str], Rule] = {}
    every = [(sheet, number, rule) for sheet in sheets for number, rule in enumerate(sheet.content.rules)]
    for sheet, number, rule in sorted(every, key=lambda item: -item[2].rank):
        facts = rule.fact or sheet.content.fact
        said: set[str] = set()
        for index, source in enumerate(rule.read):
            phrase = "".join(source.split())
            where = ("rules", number, "read", index)
            if phrase in said:
                yield sheet.problem(where, f"{source!r} stands twice in this rule; keep one")
            said.add(phrase)
            for fact in [facts] if isinstance(facts, str) else facts:
                first = taken.get((fact, phrase))
                if first is not None and first.id != rule.id and (first.gives, first.take) == (rule.gives, rule.take):
                    taker = f"{first.id} (rank {first.rank})"
                    yield sheet.problem(
                        where, f"{source!r} is always taken by {taker}; remove it, or raise the rank of this rule"
                    )
                elif rule.needs == rule.unless == _NOWHERE:
                    taken.setdefault((fact, phrase), rule)
