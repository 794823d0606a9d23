"""``ipofacts eval``: golden samples against extractions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ipofacts.cli.reporting import FAILED, OK, UNUSABLE, say, write
from ipofacts.evaluate import GoldenError, evaluate, render
from ipofacts.extractor import Extractor
from ipofacts.rulefiles import RuleFileError


def run(path: Path, fail_under: float, form: str, noise: Sequence[str], rules: Path | None) -> int:
    """Prints the report; returns 1 if F1 over all facts is below ``fail_under``."""
    try:
        report = evaluate(path, Extractor(rules), noise)
    except (GoldenError, RuleFileError, ValueError) as error:
        say(str(error))
        return UNUSABLE
    write(render(report, form))
    reached = report.scores.all.f1
    if reached < fail_under:
        say(f"F1 over all facts is {reached:.4f}, below {fail_under:.4f}")
        return FAILED
    return OK
