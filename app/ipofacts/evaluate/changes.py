"""A comparison of two rule sets written out: as text for the author, Markdown for a reviewer, JSON for tools."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from ipofacts.evaluate.against import KINDS, Change, Comparison, Reading

_SIGNS = {"gained": "+", "lost": "-", "changed": "~"}
_MARKUP = str.maketrans({mark: f"\\{mark}" for mark in "\\|*`<>[]"} | {"\n": " "})


def render_changes(comparison: Comparison, form: str = "text") -> str:
    """The comparison in one of ``CHANGE_FORMS``. Raises ValueError for another form."""
    if form not in CHANGE_FORMS:
        raise ValueError(f"two rule sets are compared as {', '.join(CHANGE_FORMS)}, not as {form}")
    return CHANGE_FORMS[form](comparison)


def _text(comparison: Comparison) -> str:
    lines: list[str] = []
    for article in comparison.articles:
        lines.append(f"{article.sample.id}  {article.sample.file}")
        for company in dict.fromkeys(change.company for change in article.changes):
            lines.append(f"  {company}")
            lines.extend(f"    {_line(change)}" for change in article.changes if change.company == company)
        lines.append("")
    lines.append(_summary(comparison))
    lines.extend(f"{name} F1 {before:.4f} -> {now:.4f}" for name, before, now in _scores(comparison))
    return "\n".join(lines) + "\n"


def _line(change: Change) -> str:
    values = " -> ".join(f"{_shown(reading)} ({_judged(reading)})" for reading in (change.before, change.now) if reading)
    rules = dict.fromkeys(rule for reading in (change.before, change.now) if reading for rule in reading.rules)
    return f"{_SIGNS[change.kind]} {change.fact} {values}" + (f"  by {', '.join(rules)}" if rules else "")


def _markdown(comparison: Comparison) -> str:
    lines = [f"### Rules against {_escaped(comparison.name)}", "", _escaped(_summary(comparison)), ""]
    lines += ["| F1 | before | now |", "| --- | --: | --: |"]
    lines += [f"| {name} | {before:.4f} | {now:.4f} |" for name, before, now in _scores(comparison)]
    for article in comparison.articles:
        lines += ["", f"#### {_escaped(article.sample.id)}", ""]
        lines += ["| | company | fact | before | now | |", "| --- | --- | --- | --- | --- | --- |"]
        lines += [f"| {' | '.join(_cells(change))} |" for change in article.changes]
    return "\n".join(lines) + "\n"


def _cells(change: Change) -> Iterator[str]:
    """What happened, whose fact, its name, both values with the rules that read them, and whether it is for the better."""
    yield change.kind
    yield _escaped(change.company)
    yield _escaped(change.fact)
    for reading in (change.before, change.now):
        yield f"{_escaped(_shown(reading))} ({_judged(reading)}; {_escaped(', '.join(reading.rules))})" if reading else ""
    yield "better" if change.better else "**worse**" if change.worse else ""


def _json(comparison: Comparison) -> str:
    counts: dict[str, int] = {kind: comparison.counts[kind] for kind in KINDS}
    data = {
        "against": comparison.name,
        "articles": len(comparison.now.results),
        **counts,
        "right_facts_lost": len(comparison.losses),
        "f1": {name: {"before": round(before, 4), "now": round(now, 4)} for name, before, now in _scores(comparison)},
        "changes": [
            {"id": article.sample.id, "file": str(article.sample.file), **_told(change)}
            for article in comparison.articles
            for change in article.changes
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _told(change: Change) -> dict[str, Any]:
    sides = {
        side: {"value": reading.value, "right": reading.right, "rules": reading.rules} if reading else None
        for side, reading in (("before", change.before), ("now", change.now))
    }
    return {"company": change.company, "fact": change.fact, "kind": change.kind, **sides}


CHANGE_FORMS: dict[str, Callable[[Comparison], str]] = {"text": _text, "markdown": _markdown, "json": _json}


def _summary(comparison: Comparison) -> str:
    """One line: what happened to how many facts, and how many right ones are lost."""
    better, worse = (sum(getattr(change, way) for change in comparison.changes) for way in ("better", "worse"))
    counts = ", ".join(f"{comparison.counts[kind]} {kind}" for kind in KINDS)
    return (
        f"against {comparison.name}: facts {counts} in {len(comparison.articles)} of {len(comparison.now.results)} articles; "
        f"{better} for the better, {worse} for the worse, {len(comparison.losses)} right facts lost"
    )


def _scores(comparison: Comparison) -> Iterator[tuple[str, float, float]]:
    for name in ("core", "all", "mentioned"):
        yield name, getattr(comparison.before.scores, name).f1, getattr(comparison.now.scores, name).f1


def _judged(reading: Reading) -> str:
    return "right" if reading.right else "wrong"


def _shown(reading: Reading | None) -> str:
    if reading is None:
        return ""
    return reading.value if isinstance(reading.value, str) else json.dumps(reading.value, ensure_ascii=False)


def _escaped(text: str) -> str:
    return text.translate(_MARKUP)
