"""Rules: what twice the rules cost. Every phrase is written a second time in words that no article holds.

    python benchmarks/rule_cost.py [ARTICLES]

Prints the median ratio of the time to that with the shipped ones, article by article in turns.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from articles import different
from ipofacts.extractor import Extractor
from ipofacts.rulefiles import shipped
from speed import in_turns

# What isn't a literal character: slots, gaps, list names, signs.
_TOKEN = re.compile(r"\{[^}]*\}|\.{2,3}\d*|@[a-z_0-9]+|\\.|[()\[\]|]|\s|.", re.S)
_RARE, _MANY = 0x3400, 6500


def other_words(text: str) -> str:
    """The same words in characters that news doesn't use."""
    return "".join(chr(_RARE + ord(char) % _MANY) for char in text)


def other_phrase(phrase: str) -> str:
    """A phrase of the same shape with other words; mentions stay."""

    def other(match: re.Match[str]) -> str:
        token = match[0]
        if token.startswith("@"):
            return f"@other_{token[1:]}"
        return other_words(token) if len(token) == 1 and token not in "()[]|" and not token.isspace() else token

    return _TOKEN.sub(other, phrase)


def _others(rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rules of the same shape; their surroundings stay as they are. Phrases of mentions alone have no other words."""
    read = [[other for phrase in rule["read"] if (other := other_phrase(phrase)) != phrase] for rule in rules]
    return [{**rule, "id": f"{rule['id']}-other", "read": to} for rule, to in zip(rules, read, strict=True) if to]


def double(folder: Path) -> None:
    """Lays rules over the shipped ones: of each a second one with other words."""
    (folder / "facts").mkdir()
    (folder / "words").mkdir()
    root = Path(str(shipped()))
    lists: dict[str, Any] = {}
    for file in sorted((root / "words").glob("*.yaml")):
        for name, entry in yaml.safe_load(file.read_text("utf-8")).get("lists", {}).items():
            lists[f"other_{name}"] = {**entry, "words": [other_words(str(word)) for word in entry["words"]]}
    (folder / "words" / "others.yaml").write_text(yaml.safe_dump({"lists": lists}, allow_unicode=True), "utf-8")
    for file in sorted((root / "facts").glob("*.yaml")):
        sheet = yaml.safe_load(file.read_text("utf-8"))
        sheet["rules"] = _others(sheet["rules"])
        (folder / "facts" / f"others_{file.name}").write_text(yaml.safe_dump(sheet, allow_unicode=True), "utf-8")


def main(articles: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        double(Path(folder))
        once, twice = Extractor(), Extractor(folder)
    for text in different(20, seed=1):
        once.extract(text)
        twice.extract(text)
    times = in_turns({"once": once.extract, "twice": twice.extract}, list(different(articles, seed=4)))
    ratios = [right / left for left, right in zip(times["once"], times["twice"], strict=True)]
    print(f"{len(once.book.phrases)} phrases, and {len(twice.book.phrases)}: time to that with the shipped ones")
    print(f"median {statistics.median(ratios):.3f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
