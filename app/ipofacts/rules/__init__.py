"""Rules: loaded, compiled, matched, checked and tested. The files stand in rules/; docs/rules.md explains how they are
written.
"""

from ipofacts.rules.book import CompiledRule, RuleBook
from ipofacts.rules.examples import ExampleResult, run_examples
from ipofacts.rules.match import Candidate, find_candidates, find_refused
from ipofacts.rules.nearest import NearMiss, nearest
from ipofacts.rules.reading import Reader, Reading
from ipofacts.rules.short import short

__all__ = [
    "Candidate",
    "CompiledRule",
    "ExampleResult",
    "NearMiss",
    "Reader",
    "Reading",
    "RuleBook",
    "find_candidates",
    "find_refused",
    "nearest",
    "run_examples",
    "short",
]
