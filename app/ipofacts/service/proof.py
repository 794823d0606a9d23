"""Changed rules proved before they are taken: all files are checked, and the examples of the user's rules are run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipofacts.rulefiles import Layers, RuleProblem, files_of
from ipofacts.service.helper import Helper

if TYPE_CHECKING:
    from ipofacts.rules import ExampleResult


async def proved(rules: Layers) -> list[RuleProblem]:
    """What speaks against the rules, found in a process of its own. Raises BrokenExecutor, OSError."""
    helper = Helper()
    try:
        await helper.begin()
        return await helper.run(prove, rules)
    finally:
        helper.kill()


def prove(rules: Layers) -> list[RuleProblem]:
    """What is wrong with the rule files; if nothing is, the examples that fail, of the uppermost folder."""
    from ipofacts.rulecheck import check_rules  # what reads rules is loaded there, not in the process that asks
    from ipofacts.rules import run_examples

    if problems := check_rules(rules):
        return problems
    return [_told(result) for result in run_examples(rules, files_of(rules)) if not result.passed]


def _told(result: ExampleResult) -> RuleProblem:
    got, others = ", ".join(result.got) or "nothing", ", ".join(result.taken_by) or "no other rule"
    message = f"{result.rule}: expected {result.expected or 'nothing'}, got {got} from {result.text!r}; taken by {others}"
    return RuleProblem(result.file, result.line, 1, message)
