"""``ipofacts eval``: golden samples against extractions, or two rule sets on them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ipofacts.cli.reporting import FAILED, OK, UNUSABLE, say, write
from ipofacts.evaluate import (
    CHANGE_FORMS,
    FORMS,
    NOISE_FORMS,
    GoldenError,
    Report,
    evaluate,
    evaluate_against,
    evaluate_noises,
    render,
    render_changes,
    render_noises,
    rule_set,
)
from ipofacts.extractor import Extractor
from ipofacts.rulefiles import RuleFileError

_ALL = "all"


def run(
    path: Path, fail_under: float, form: str, noise: Sequence[str], rules: Path | None, against: str | None, fail_on_loss: bool
) -> int:
    """Prints the report; returns 1 if F1 over all facts is below ``fail_under``, or a right fact is lost and may not be."""
    wrong = _misfit(form, against, fail_on_loss)
    if _ALL in noise and (against or form not in NOISE_FORMS or len(noise) > 1):
        wrong = f"--noise all stands alone, without --against, with --format {' or '.join(NOISE_FORMS)}"
    if wrong:
        say(wrong)
        return UNUSABLE
    try:
        if _ALL in noise:
            return _all_noises(path, fail_under, form, rules)
        if against:
            return _compare(path, fail_under, form, noise, rules, against, fail_on_loss)
        report = evaluate(path, Extractor(rules), noise)
    except (GoldenError, RuleFileError, ValueError) as error:
        say(str(error))
        return UNUSABLE
    write(render(report, form))
    return _judge(report, fail_under)


def _all_noises(path: Path, fail_under: float, form: str, rules: Path | None) -> int:
    """Prints a line a noise; ``fail_under`` is the least F1 over all facts after any of them that leaves the facts there."""
    rows = evaluate_noises(path, Extractor(rules))
    write(render_noises(rows, form))
    weak = [row.name for row in rows if row.scores.all.f1 < fail_under and not row.lossy]
    if weak:
        say(f"F1 over all facts is below {fail_under:.4f} after {', '.join(weak)}")
    return FAILED if weak else OK


def _misfit(form: str, against: str | None, fail_on_loss: bool) -> str | None:
    """What doesn't go together."""
    forms = CHANGE_FORMS if against else FORMS
    if form not in forms:
        return f"--format {form} is not for {'two rule sets' if against else 'one rule set'}; write {', '.join(forms)}"
    return "--fail-on-loss needs --against: a revision, a folder, or shipped" if fail_on_loss and not against else None


def _compare(
    path: Path, fail_under: float, form: str, noise: Sequence[str], rules: Path | None, against: str, fail_on_loss: bool
) -> int:
    try:
        before = Extractor(rule_set(against))
    except RuleFileError as error:
        say(f"the rules of {against} can't be used by this version:\n{error}")
        return UNUSABLE
    comparison = evaluate_against(path, Extractor(rules), before, against, noise)
    write(render_changes(comparison, form))
    code = _judge(comparison.now, fail_under)
    if fail_on_loss and comparison.losses:
        say(f"{len(comparison.losses)} facts that were right before are not any more")
        return FAILED
    return code


def _judge(report: Report, fail_under: float) -> int:
    reached = report.scores.all.f1
    if reached < fail_under:
        say(f"F1 over all facts is {reached:.4f}, below {fail_under:.4f}")
        return FAILED
    return OK
