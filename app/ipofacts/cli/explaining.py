"""``ipofacts explain``: why a fact was or was not read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ipofacts.cli.inputs import missing, read
from ipofacts.cli.reporting import OK, UNUSABLE, say, write
from ipofacts.extractor import Extractor
from ipofacts.rulefiles import RuleFileError
from ipofacts.schema import FACTS


def run(file: str, fact: str | None, published: str | None, rules: Path | None) -> int:
    """Prints the explanation of every article of the file as JSON; returns the exit code."""
    if fact is not None and fact not in FACTS:
        say(f"--fact names no fact; the facts are {', '.join(FACTS)}")
        return UNUSABLE
    if missing([file]):
        say(f"{file}: no such file")
        return UNUSABLE
    try:
        extractor = Extractor(rules)
    except RuleFileError as error:
        say(f"the rules can't be used:\n{error}")
        return UNUSABLE
    code = OK
    for item in read(file, published):
        if item.article is None:
            say(f"{item.place}: the article can't be read")
            code = UNUSABLE
            continue
        told = extractor.explain(item.article)
        write(json.dumps(about(told, fact) if fact else told, ensure_ascii=False, indent=2) + "\n")
    return code


def about(told: Any, fact: str) -> Any:
    """The explanation without what concerns other facts: entries that name another fact, and other facts of offerings."""
    if isinstance(told, list):
        return [about(item, fact) for item in told if not (isinstance(item, dict) and item.get("fact", fact) != fact)]
    if isinstance(told, dict):
        others = set(FACTS) - {fact, "company", "primary"}
        return {key: about(value, fact) for key, value in told.items() if key not in others}
    return told
