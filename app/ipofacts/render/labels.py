"""The words of one language, and what is known of each fact: its order on a card, the kind of its value, its colour."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parent
LANGUAGES = ("zh", "en")
Labels = dict[str, Any]


class Fact(NamedTuple):
    """One fact of a card: its key in the contract, the kind of its value, and the group that gives its colour."""

    fact: str
    kind: str
    group: str


@cache
def labels(language: str) -> Labels:
    """The words of one of LANGUAGES. Raises ValueError for another."""
    if language not in LANGUAGES:
        raise ValueError(f"the languages are {', '.join(LANGUAGES)}")
    words: Labels = json.loads((FOLDER / "labels" / f"{language}.json").read_text(encoding="utf-8"))
    return words


@cache
def facts() -> tuple[Fact, ...]:
    """All facts, in the order in which a card shows them."""
    return tuple(Fact(**fact) for fact in json.loads((FOLDER / "facts.json").read_text(encoding="utf-8")))


@cache
def style() -> str:
    """The style sheet of articles and cards."""
    return (FOLDER / "view.css").read_text(encoding="utf-8")
