"""The words that noises put into articles: noise.yaml, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ipofacts.rulefiles import RuleModel, read_file


class Words(RuleModel):
    """What noise.yaml holds; its comments say what each is for."""

    before: list[str]
    after: list[str]
    headlines: list[str]
    teasers: list[str]
    callouts: list[str]
    emoji: list[str]
    readings: list[str]
    toneless: list[str]
    numbered: list[str]
    zhuyin: list[str]
    carriers: list[str]
    rail: list[str]
    feed: list[str]
    ticker: list[str]
    forced: dict[str, str]
    spun: dict[str, str]
    respun: dict[str, str]
    backtranslated: dict[str, str]
    halved: dict[str, str]
    lettered: dict[str, str]


@cache
def words() -> Words:
    """The file's content."""
    return read_file(Path(__file__).parent, Path("noise.yaml"), Words).content
