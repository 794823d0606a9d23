"""Problems of rule files and results of their examples, written as text for people, JSON for tools, JUnit and GitHub for CI."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ipofacts.evaluate.ci import Case, annotation, junit
from ipofacts.rulefiles import RuleProblem, shipped
from ipofacts.rules import ExampleResult


def path_of(name: str) -> str:
    """A rule file as an editor finds it from here; shipped files are named from the rules folder on."""
    inside = shipped() / name
    if Path(name).exists() or not inside.exists():
        return name
    return os.path.relpath(inside) if inside.is_relative_to(Path.cwd()) else str(inside)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Rows of text in columns: the first to the left, the others, which are numbers, to the right."""
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    cells = ([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])] for line in lines)
    return "".join("  ".join(row).rstrip() + "\n" for row in cells)


def _problems_text(problems: Sequence[RuleProblem]) -> str:
    return "".join(f"{path_of(p.path)}:{p.line}:{p.column}: {p.message}\n" for p in problems)


def _problems_json(problems: Sequence[RuleProblem]) -> str:
    return _json({"problems": [{**asdict(problem), "path": path_of(problem.path)} for problem in problems]})


def _problems_junit(problems: Sequence[RuleProblem]) -> str:
    cases = [Case(path_of(p.path), f"line {p.line}, column {p.column}", p.message, str(p)) for p in problems]
    return junit("ipofacts rules check", cases or [Case("rules", "all files")])


def _problems_github(problems: Sequence[RuleProblem]) -> str:
    return "".join(annotation("error", p.message, file=path_of(p.path), line=p.line, col=p.column) for p in problems)


def _results_text(results: Sequence[ExampleResult]) -> str:
    """One line a rule file, and every example that fails."""
    rows = [tuple(map(str, row.values())) for row in _files(results)]
    return table(("file", "rules", "examples", "failed"), rows) + "".join(f"\n{_explained(r)}" for r in _failed(results))


def _results_json(results: Sequence[ExampleResult]) -> str:
    failures = [{**asdict(result), "file": path_of(result.file)} for result in _failed(results)]
    return _json({"examples": len(results), "failed": len(failures), "files": list(_files(results)), "failures": failures})


def _results_junit(results: Sequence[ExampleResult]) -> str:
    cases = (Case(r.rule, r.text, None if r.passed else _short(r), "" if r.passed else _explained(r)) for r in results)
    return junit("ipofacts rules test", cases)


def _results_github(results: Sequence[ExampleResult]) -> str:
    failures = _failed(results)
    lines = [annotation("error", _explained(r), file=path_of(r.file), line=r.line, title=r.rule) for r in failures]
    total = f"{len(results)} examples, {len(failures)} failed"
    return "".join([*lines, annotation("notice", total, title="ipofacts rules test")])


PROBLEM_FORMS: dict[str, Callable[[Sequence[RuleProblem]], str]] = {
    "text": _problems_text,
    "json": _problems_json,
    "junit": _problems_junit,
    "github": _problems_github,
}
RESULT_FORMS: dict[str, Callable[[Sequence[ExampleResult]], str]] = {
    "text": _results_text,
    "json": _results_json,
    "junit": _results_junit,
    "github": _results_github,
}


def _failed(results: Iterable[ExampleResult]) -> list[ExampleResult]:
    return [result for result in results if not result.passed]


def _files(results: Sequence[ExampleResult]) -> Iterator[dict[str, Any]]:
    """How many rules and examples each file has, and how many of its examples fail."""
    examples, failed = Counter(r.file for r in results), Counter(r.file for r in _failed(results))
    rules = Counter(file for file, _ in {(r.file, r.rule) for r in results})
    for file in examples:
        yield {"file": path_of(file), "rules": rules[file], "examples": examples[file], "failed": failed[file]}


def _explained(failure: ExampleResult) -> str:
    lines = (
        f"{path_of(failure.file)}:{failure.line}: {failure.rule}",
        f"    text      {failure.text}",
        f"    expected  {failure.expected or 'nothing'}",
        f"    got       {', '.join(failure.got) or 'nothing'}",
        f"    taken by  {', '.join(failure.taken_by) or 'no other rule'}",
    )
    return "".join(f"{line}\n" for line in lines)


def _short(failure: ExampleResult) -> str:
    return f"expected {failure.expected or 'nothing'}, got {', '.join(failure.got) or 'nothing'}"


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
