"""Golden samples against extractions: load, extract, compare, report.

``evaluate(path, extractor)`` reads the samples below ``path`` (a folder of ``.json`` files, one such file or a ``.jsonl``
file), extracts each and returns a Report; ``render(report, form)`` writes it as ``text``, ``json``, ``junit`` or ``github``.
Samples that can't be read raise GoldenError, which holds every problem found.
"""

from ipofacts.evaluate.golden import GoldenArticle, GoldenError, load
from ipofacts.evaluate.noise import NOISES
from ipofacts.evaluate.render import FORMS, render
from ipofacts.evaluate.report import Report, evaluate
from ipofacts.evaluate.scores import Counts, Scores

__all__ = ["FORMS", "NOISES", "Counts", "GoldenArticle", "GoldenError", "Report", "Scores", "evaluate", "load", "render"]
