"""``ipofacts rules check|test``: what is wrong in rule files, and whether their examples hold."""

from __future__ import annotations

from pathlib import Path

from ipofacts.cli.reporting import FAILED, OK, counted, say, write
from ipofacts.cli.ruleforms import PROBLEM_FORMS, RESULT_FORMS
from ipofacts.rulecheck import check_rules
from ipofacts.rulefiles import RuleFileError, over_shipped, roots_of
from ipofacts.rules import run_examples


def check(folder: Path | None, form: str) -> int:
    """Prints every problem, as text ``path:line:column: what to do``; returns 1 if there are any."""
    problems = check_rules(over_shipped(folder))
    write(PROBLEM_FORMS[form](problems))
    say(f"{counted(len(problems), 'problem')} in {_named(folder)}")
    return FAILED if problems else OK


def run_tests(folder: Path | None, form: str) -> int:
    """Prints how the examples of each file fared, and every one that fails; returns 1 if any does, or if there are none."""
    try:
        results = run_examples(over_shipped(folder))
    except RuleFileError as error:
        return refuse(error, form)
    failed = sum(not result.passed for result in results)
    write(RESULT_FORMS[form](results))
    say(f"{counted(len(results), 'example')}, {failed} failed")
    return FAILED if failed or not results else OK


def refuse(error: RuleFileError, form: str = "text") -> int:
    """Prints why rules can't be used; returns 1."""
    write(PROBLEM_FORMS[form](error.problems))
    say("the rules can't be used")
    return FAILED


def _named(folder: Path | None) -> str:
    laid_over = len(roots_of(over_shipped(folder))) > 1
    return f"{folder} and the shipped rules" if laid_over else "the shipped rules"
