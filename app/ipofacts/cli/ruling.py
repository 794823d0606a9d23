"""``ipofacts rules``: what is wrong in rule files, whether their examples hold, and which rules are in force."""

from __future__ import annotations

from pathlib import Path

from ipofacts.cli.reporting import FAILED, OK, say, write
from ipofacts.extractor import Extractor
from ipofacts.rulefiles import RuleFileError, shipped
from ipofacts.rules.examples import run_examples


def check(folder: Path | None) -> int:
    """Loads all rules and prints every problem as ``path:line:column: what to do``; returns 1 if there are any."""
    try:
        Extractor(folder)
    except RuleFileError as error:
        write("".join(f"{problem}\n" for problem in error.problems))
        say(f"{len(error.problems)} problems")
        return FAILED
    say("no problems")
    return OK


def run_tests(folder: Path | None) -> int:
    """Runs the rules' examples and look-alikes and prints those that fail; returns 1 if any does, or if there are none."""
    try:
        results = run_examples(folder or shipped())
    except RuleFileError as error:
        say(str(error))
        return FAILED
    failures = [result for result in results if not result.passed]
    for result in failures:
        got, taken = ", ".join(result.got) or "nothing", ", ".join(result.taken_by) or "no other rule"
        expected = result.expected or "nothing"
        write(f"{result.file}:{result.line}: {result.rule}: expected {expected}, got {got}; taken by {taken}\n")
        write(f"    {result.text}\n")
    say(f"{len(results)} examples, {len(failures)} failed")
    return FAILED if failures or not results else OK


def show(folder: Path | None, fact: str | None) -> int:
    """Prints one line a rule: where it stands, its id, its facts, its patterns."""
    try:
        rules = Extractor(folder).rules()
    except RuleFileError as error:
        say(str(error))
        return FAILED
    for rule in rules:
        if fact is None or fact == rule["fact"]:
            write(f"{rule['file']}:{rule['line']}\t{rule['id']}\t{rule['fact']}\t{' | '.join(map(str, rule['patterns']))}\n")
    return OK
