"""``ipofacts rules``: what is wrong in rule files, whether their examples hold, and which rules are in force."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from ipofacts.cli.reporting import FAILED, OK, UNUSABLE, say, write
from ipofacts.extractor import Extractor
from ipofacts.rulecheck import check_rules
from ipofacts.rulefiles import Root, RuleFileError, RuleProblem, over_shipped, shipped
from ipofacts.rules import ExampleResult, run_examples
from ipofacts.schema import FACTS


def check(folder: Path | None) -> int:
    """Prints every problem as ``path:line:column: what to do``; returns 1 if there are any."""
    problems = check_rules(_root(folder))
    write("".join(f"{_told(problem)}\n" for problem in problems))
    say(f"{_count(len(problems), 'problem')} in {_named(folder)}")
    return FAILED if problems else OK


def run_tests(folder: Path | None) -> int:
    """Prints one line a rule file, and every example that fails; returns 1 if any does, or if there are none."""
    try:
        results = run_examples(_root(folder))
    except RuleFileError as error:
        return _refuse(error)
    failures = [result for result in results if not result.passed]
    write(_table(("file", "rules", "examples", "failed"), _tally(results)))
    for failure in failures:
        write("\n" + _explained(failure))
    say(f"{_count(len(results), 'example')}, {len(failures)} failed")
    return FAILED if failures or not results else OK


def show(folder: Path | None, fact: str | None) -> int:
    """Prints the rules in force: where each stands, its id, facts and rank, and below it the phrases it reads."""
    try:
        rules = Extractor(_own(folder)).rules()
    except RuleFileError as error:
        return _refuse(error)
    shown = [rule for rule in rules if fact is None or fact in rule["facts"]]
    if fact is not None and not shown:
        known = sorted({name for rule in rules for name in rule["facts"]}, key=lambda name: (name not in FACTS, name))
        say(f"no rule reads {fact}; rules read {', '.join(known)}")
        return UNUSABLE
    for rule in shown:
        replaces = f", replaces {rule['replaces']}" if rule.get("replaces") else ""
        write(
            f"{_path(rule['file'])}:{rule['line']}  {rule['id']}  ({', '.join(rule['facts'])}; rank {rule['rank']}{replaces})\n"
        )
        write("".join(f"    {phrase}\n" for phrase in rule["read"]))
    say(_count(len(shown), "rule"))
    return OK


def _own(folder: Path | None) -> Path | None:
    """The folder, unless it is that of the shipped rules, which need not be laid over themselves."""
    return None if folder is None or folder.resolve() == shipped().resolve() else folder


def _root(folder: Path | None) -> Root:
    return over_shipped(_own(folder))


def _named(folder: Path | None) -> str:
    own = _own(folder)
    return "the shipped rules" if own is None else f"{own} and the shipped rules"


def _told(problem: RuleProblem) -> str:
    return f"{_path(problem.path)}:{problem.line}:{problem.column}: {problem.message}"


def _path(name: str) -> str:
    """A rule file as an editor finds it from here; shipped files are named from the rules folder on."""
    inside = shipped() / name
    if Path(name).exists() or not inside.exists():
        return name
    return os.path.relpath(inside) if inside.is_relative_to(Path.cwd()) else str(inside)


def _refuse(error: RuleFileError) -> int:
    write("".join(f"{_told(problem)}\n" for problem in error.problems))
    say("the rules can't be used")
    return FAILED


def _tally(results: Sequence[ExampleResult]) -> list[tuple[str, str, str, str]]:
    examples, failed = Counter(r.file for r in results), Counter(r.file for r in results if not r.passed)
    rules = Counter(file for file, _ in {(r.file, r.rule) for r in results})
    return [(_path(file), str(rules[file]), str(examples[file]), str(failed[file])) for file in examples]


def _explained(failure: ExampleResult) -> str:
    lines = (
        f"{_path(failure.file)}:{failure.line}: {failure.rule}",
        f"    text      {failure.text}",
        f"    expected  {failure.expected or 'nothing'}",
        f"    got       {', '.join(failure.got) or 'nothing'}",
        f"    taken by  {', '.join(failure.taken_by) or 'no other rule'}",
    )
    return "".join(f"{line}\n" for line in lines)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Rows of text in columns: the first to the left, the others, which are numbers, to the right."""
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    cells = ([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])] for line in lines)
    return "".join("  ".join(row).rstrip() + "\n" for row in cells)


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"
