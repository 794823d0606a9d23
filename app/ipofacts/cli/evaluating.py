"""``ipofacts eval``: golden samples against extractions, or two rule sets on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ipofacts.cli.reporting import FAILED, OK, UNUSABLE, say, write
from ipofacts.evaluate import (
    CHANGE_FORMS,
    FORMS,
    NOISE_FORMS,
    GoldenError,
    Report,
    compare_known,
    evaluate,
    evaluate_against,
    evaluate_noises,
    marks_of,
    read_marks,
    render,
    render_changes,
    render_noises,
    rule_set,
    write_marks,
)
from ipofacts.extractor import Extractor
from ipofacts.rulefiles import RuleFileError

_ALL = "all"


@dataclass(frozen=True, slots=True)
class Demands:
    """What makes an evaluation fail: F1 over all facts below ``fail_under``, a right fact lost (--against), failures other than
    those of the file ``known`` (which ``write_known`` writes instead).
    """

    fail_under: float = 0.0
    fail_on_loss: bool = False
    known: Path | None = None
    write_known: bool = False


def run(path: Path, form: str, noise: Sequence[str], rules: Path | None, against: str | None, demands: Demands) -> int:
    """Prints the report; returns 1 if it doesn't meet the demands."""
    if wrong := _misfit(form, noise, against, demands):
        say(wrong)
        return UNUSABLE
    try:
        if _ALL in noise:
            return _all_noises(path, demands.fail_under, form, rules)
        if against:
            return _compare(path, form, noise, rules, against, demands)
        report = evaluate(path, Extractor(rules), noise)
        code = _hold(report, demands)
    except (GoldenError, RuleFileError, ValueError) as error:
        say(str(error))
        return UNUSABLE
    write(render(report, form))
    return max(code, _judge(report, demands.fail_under))


def _all_noises(path: Path, fail_under: float, form: str, rules: Path | None) -> int:
    """Prints a line a noise; ``fail_under`` is the least F1 over all facts after any of them that leaves the facts there."""
    rows = evaluate_noises(path, Extractor(rules))
    write(render_noises(rows, form))
    weak = [row.name for row in rows if row.scores.all.f1 < fail_under and not row.lossy]
    if weak:
        say(f"F1 over all facts is below {fail_under:.4f} after {', '.join(weak)}")
    return FAILED if weak else OK


def _misfit(form: str, noise: Sequence[str], against: str | None, demands: Demands) -> str | None:
    """What doesn't go together."""
    if _ALL in noise and (against or demands.known or form not in NOISE_FORMS or len(noise) > 1):
        return f"--noise all stands alone, without --against and --known, with --format {' or '.join(NOISE_FORMS)}"
    forms = CHANGE_FORMS if against else FORMS
    if form not in forms:
        return f"--format {form} is not for {'two rule sets' if against else 'one rule set'}; write {', '.join(forms)}"
    if demands.write_known and not demands.known:
        return "--write-known needs --known FILE: where to write"
    if demands.known and against:
        return "--known is for one rule set, --against for two; use one of them"
    needs = demands.fail_on_loss and not against
    return "--fail-on-loss needs --against: a revision, a folder, or shipped" if needs else None


def _hold(report: Report, demands: Demands) -> int:
    """Failures against the file of those that are known; 1 if it doesn't tell them exactly."""
    if demands.known is None:
        return OK
    if demands.write_known:
        write_marks(demands.known, marks_of(report))
    held = compare_known(report, read_marks(demands.known))
    for mark in held.new:
        say(f"new failure: {mark}")
    for mark in held.gone:
        say(f"no failure any more, remove its mark: {mark}")
    return OK if held.holds else FAILED


def _compare(path: Path, form: str, noise: Sequence[str], rules: Path | None, against: str, demands: Demands) -> int:
    try:
        before = Extractor(rule_set(against))
    except RuleFileError as error:
        say(f"the rules of {against} can't be used by this version:\n{error}")
        return UNUSABLE
    comparison = evaluate_against(path, Extractor(rules), before, against, noise)
    write(render_changes(comparison, form))
    code = _judge(comparison.now, demands.fail_under)
    if demands.fail_on_loss and comparison.losses:
        say(f"{len(comparison.losses)} facts that were right before are not any more")
        return FAILED
    return code


def _judge(report: Report, fail_under: float) -> int:
    reached = report.scores.all.f1
    if reached < fail_under:
        say(f"F1 over all facts is {reached:.4f}, below {fail_under:.4f}")
        return FAILED
    return OK
