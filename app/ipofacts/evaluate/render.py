"""A report written out: as text for people, JSON for tools, JUnit for CI, annotations for GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from ipofacts.evaluate.ci import Case, annotation, junit
from ipofacts.evaluate.compare import Outcome
from ipofacts.evaluate.differences import told
from ipofacts.evaluate.report import ArticleResult, Report
from ipofacts.evaluate.scores import Counts, Scores
from ipofacts.schema import FACTS


def render(report: Report, form: str = "text") -> str:
    """The report in one of ``FORMS``. Raises ValueError for another form."""
    if form not in FORMS:
        raise ValueError(f"unknown form {form!r}; known are {', '.join(FORMS)}")
    return FORMS[form](report)


def _text(report: Report) -> str:
    """Differences as an editor reads them, then the tables."""
    return "".join(f"{line}\n" for result in report.results for line in difference_lines(result)) + _summary(report)


def _summary(report: Report) -> str:
    """The tables alone: one line a fact, a market, a stage, a fold and a tag, then the totals."""
    parts = [_row("fact (primary)")]
    parts.extend(_row(fact, counts) for fact in FACTS if (counts := report.scores.primary[fact]) != Counts())
    parts.append("")
    for head, groups in _groups(report).items():
        parts.append(_row(f"{head} (all facts)"))
        parts.extend(_row(name, scores.all) for name, scores in groups.items())
        parts.append("")
    parts.append(_row("total"))
    parts.extend(_row(name, counts) for name, counts in _totals(report.scores).items())
    parts.append(f"perfect articles {report.perfect}/{len(report.results)}")
    parts.append(f"negatives left empty {report.clean_negatives}/{report.negatives}")
    return "\n".join(parts) + "\n"


def _json(report: Report) -> str:
    data = {
        "articles": len(report.results),
        "perfect": report.perfect,
        "negatives": report.negatives,
        "clean_negatives": report.clean_negatives,
        **{name: _rates(counts) for name, counts in _totals(report.scores).items()},
        "facts": {fact: _rates(counts) for fact in FACTS if (counts := report.scores.primary[fact]) != Counts()},
        **{head: {name: _rates(scores.all) for name, scores in groups.items()} for head, groups in _groups(report).items()},
        "differences": [told(result, outcome) for result in report.results for outcome in result.wrong],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _junit(report: Report) -> str:
    return junit("ipofacts", map(_case, report.results))


def _case(result: ArticleResult) -> Case:
    message = f"{len(result.wrong)} differences" if result.wrong else None
    return Case(result.sample.file.stem, result.sample.id, message, "\n".join(difference_lines(result)))


def _github(report: Report) -> str:
    """One warning a difference, at the sample's file; the totals as a notice."""
    lines = [
        annotation(
            "warning",
            "\n".join(_explained(result, outcome)),
            file=result.sample.file,
            line=result.sample.line,
            title=outcome.fact,
        )
        for result in report.results
        for outcome in result.wrong
    ]
    totals = "; ".join(f"{name} F1 {counts.f1:.4f}" for name, counts in _totals(report.scores).items())
    return "".join([*lines, annotation("notice", totals, title="ipofacts eval")])


FORMS: dict[str, Callable[[Report], str]] = {
    "text": _text,
    "summary": _summary,
    "json": _json,
    "junit": _junit,
    "github": _github,
}


FOLDS = 5


def _groups(report: Report) -> dict[str, dict[str, Scores]]:
    """The scores by market, by how far offerings have come, by fold and by tag."""
    return {"exchange": report.by("exchange"), "stage": report.by("stage"), "fold": report.by_fold(FOLDS), "tag": report.by_tag}


def _totals(scores: Scores) -> dict[str, Counts]:
    return {"core": scores.core, "all": scores.all, "mentioned": scores.mentioned}


def _row(name: str, counts: Counts | None = None) -> str:
    if counts is None:
        return f"{name:32} {'P':>6} {'R':>6} {'F1':>6} {'right':>6} {'invented':>8} {'missed':>6}"
    rates = f"{counts.precision:6.3f} {counts.recall:6.3f} {counts.f1:6.3f}"
    return f"{name:32} {rates} {counts.right:6} {counts.invented:8} {counts.missed:6}"


def _rates(counts: Counts) -> dict[str, float | int]:
    rates = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    return {name: round(rate, 4) for name, rate in rates.items()} | {
        "right": counts.right,
        "invented": counts.invented,
        "missed": counts.missed,
    }


def difference_lines(result: ArticleResult) -> Iterator[str]:
    """What differs in one article, as an editor reads it; nothing if all is right."""
    if result.wrong:
        yield f"{result.sample.id}  {result.sample.file}"
    for outcome in result.wrong:
        yield from (f"  {line}" for line in _explained(result, outcome))
    if result.wrong:
        yield ""


def _explained(result: ArticleResult, outcome: Outcome) -> Iterator[str]:
    """One difference: whose fact, what was expected, what was read, the sentence and the rules."""
    difference = told(result, outcome)
    yield f"{difference['fact']} of {difference['company']}"
    yield f"    expected {_shown(difference['expected'])}, got {_shown(difference['got'])}"
    if difference["sentence"]:
        yield f"    in: {difference['sentence']}"
    if difference["rules"]:
        yield f"    read by: {', '.join(difference['rules'])}"


def _shown(value: Any) -> str:
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False)
