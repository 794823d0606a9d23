"""Golden samples against extractions: load, extract, compare, report.

``evaluate(path, extractor)`` reads the samples below ``path`` (a folder of ``.json`` files, one such file or a ``.jsonl``
file), extracts each and returns a Report; ``render(report, form)`` writes it as ``text``, ``json``, ``junit`` or ``github``.
Samples that can't be read raise GoldenError, which holds every problem found. ``evaluate_against`` does so with two rule
sets (see ``rule_set``) and returns what one reads and the other doesn't; ``render_changes`` writes that. ``evaluate_noises``
reads the samples after every noise and combination of noises; ``render_noises`` writes one table of it.
"""

from ipofacts.evaluate.against import Comparison, evaluate_against
from ipofacts.evaluate.changes import CHANGE_FORMS, render_changes
from ipofacts.evaluate.golden import GoldenArticle, GoldenError, load
from ipofacts.evaluate.known import Known, compare_known, marks_of, read_marks, write_marks
from ipofacts.evaluate.noise import NOISES
from ipofacts.evaluate.noisetable import NOISE_FORMS, evaluate_noises, render_noises
from ipofacts.evaluate.render import FORMS, render
from ipofacts.evaluate.report import Report, evaluate
from ipofacts.evaluate.rulesets import rule_set
from ipofacts.evaluate.scores import Counts, Scores

__all__ = [
    "CHANGE_FORMS",
    "FORMS",
    "NOISES",
    "NOISE_FORMS",
    "Comparison",
    "Counts",
    "GoldenArticle",
    "GoldenError",
    "Known",
    "Report",
    "Scores",
    "compare_known",
    "evaluate",
    "evaluate_against",
    "evaluate_noises",
    "load",
    "marks_of",
    "read_marks",
    "render",
    "render_changes",
    "render_noises",
    "rule_set",
    "write_marks",
]
