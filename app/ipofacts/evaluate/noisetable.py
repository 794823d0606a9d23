"""What each noise costs: the samples read clean, after every noise and after every combination, one row a noise."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ipofacts.evaluate.noise import COMBINATIONS, LOSSY, NOISES, described
from ipofacts.evaluate.report import Extracts, evaluate
from ipofacts.evaluate.scores import Scores

CLEAN = "clean"


@dataclass(frozen=True, slots=True)
class NoiseRow:
    """The scores of all samples after one noise. ``lossy``: it destroys what it garbles, so that only inventions count."""

    name: str
    told: str
    scores: Scores
    lossy: bool


def evaluate_noises(path: Path, extractor: Extracts, names: Sequence[str] = ()) -> list[NoiseRow]:
    """Rows for clean samples and for each noise named, for all noises and combinations if none is. Raises as ``evaluate``."""
    rows = [NoiseRow(CLEAN, "the samples as they are", evaluate(path, extractor).scores, False)]
    rows.extend(
        NoiseRow(name, described(name), evaluate(path, extractor, [name]).scores, name in LOSSY)
        for name in names or (*NOISES, *COMBINATIONS)
    )
    return rows


def render_noises(rows: Sequence[NoiseRow], form: str = "text") -> str:
    """The rows in one of ``NOISE_FORMS``; points are hundredths of F1 against the first row."""
    return NOISE_FORMS[form](rows)


def _text(rows: Sequence[NoiseRow]) -> str:
    clean = rows[0].scores
    lines = [f"{'noise':16} {'core F1':>8} {'points':>7} {'invented':>9} {'all F1':>7} {'points':>7}  what it does"]
    for row in rows:
        core, facts = row.scores.core, row.scores.all
        lines.append(
            f"{row.name:16} {core.f1:8.4f} {_points(core.f1, clean.core.f1):+7.2f} {core.invented - clean.core.invented:+9} "
            f"{facts.f1:7.4f} {_points(facts.f1, clean.all.f1):+7.2f}  {row.told}"
        )
    return "\n".join(lines) + "\n"


def _json(rows: Sequence[NoiseRow]) -> str:
    clean = rows[0].scores
    data = [
        {
            "noise": row.name,
            "what": row.told,
            "lossy": row.lossy,
            "core_f1": round(row.scores.core.f1, 4),
            "core_points": round(_points(row.scores.core.f1, clean.core.f1), 2),
            "core_invented": row.scores.core.invented - clean.core.invented,
            "all_f1": round(row.scores.all.f1, 4),
            "all_points": round(_points(row.scores.all.f1, clean.all.f1), 2),
        }
        for row in rows
    ]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


NOISE_FORMS: dict[str, Callable[[Sequence[NoiseRow]], str]] = {"text": _text, "json": _json}


def _points(f1: float, clean: float) -> float:
    return (f1 - clean) * 100
