"""Changed rules proved before they are taken: all files are checked, and the examples of the user's rules are run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipofacts.rulefiles import Layers, RuleFileError, RuleProblem, files_of
from ipofacts.service import worker
from ipofacts.service.logs import Form

if TYPE_CHECKING:
    from ipofacts.rules import ExampleResult


def prove(rules: Layers, log_level: str = "info", log_format: Form = "text") -> list[RuleProblem]:
    """What is wrong with the rule files; if nothing is, the examples that fail, of the uppermost folder.

    Called in a new process in the place of ``worker.start``: with rules against which nothing speaks it is an engine.
    """
    from ipofacts.rulecheck import check_words  # what reads rules is loaded there, not in the process that asks
    from ipofacts.rules.examples import examples_of

    try:
        worker.start(rules, log_level, log_format)
    except RuleFileError as error:
        return list(error.problems)
    extractor = worker.loaded()
    if problems := check_words(rules, extractor.reader):
        return problems
    results = examples_of(extractor.book, extractor.reader, files_of(rules))
    return [_told(result) for result in results if not result.passed]


def _told(result: ExampleResult) -> RuleProblem:
    got, others = ", ".join(result.got) or "nothing", ", ".join(result.taken_by) or "no other rule"
    message = f"{result.rule}: expected {result.expected or 'nothing'}, got {got} from {result.text!r}; taken by {others}"
    return RuleProblem(result.file, result.line, 1, message)
