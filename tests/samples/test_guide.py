"""The annotation guide speaks of all there is, and its example is a sample."""

import re
from pathlib import Path
from typing import get_args

from ipofacts.evaluate.golden import parse
from ipofacts.schema import FACTS, Board, Bound, Stage

GUIDE = Path(__file__).resolve().parents[2] / "samples" / "README.md"
TEXT = GUIDE.read_text(encoding="utf-8")


def test_its_example_is_read_without_complaint():
    (example,) = re.findall(r"^```json\n(.*?)^```$", TEXT, flags=re.MULTILINE | re.DOTALL)
    sample = parse(example.encode(), GUIDE)
    assert sample.offerings[0].facts.stage == "priced"
    assert sample.offerings[0].quotes


def test_every_fact_stage_board_and_bound_is_explained():
    terms = set(re.findall(r"`([a-z_.]+)`", TEXT))
    explained = {term.removesuffix(".name") for term in terms} | {"primary"}
    assert set(FACTS) <= explained
    assert {*get_args(Stage), *get_args(Board), *get_args(Bound)} <= terms
