"""``ipofacts explain``: why a fact was or was not read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ipofacts.cli.inputs import read, sources
from ipofacts.cli.outputs import shown
from ipofacts.cli.reporting import OK, UNUSABLE, say, write
from ipofacts.extractor import Extractor
from ipofacts.rulefiles import RuleFileError
from ipofacts.schema import FACTS


def run(file: str, fact: str | None, published: str | None, form: str, rules: Path | None) -> int:
    """Prints the explanation of every article of the file; returns the exit code."""
    if fact is not None and fact not in FACTS:
        say(f"--fact names no fact; the facts are {', '.join(FACTS)}")
        return UNUSABLE
    found, nothing = sources([file])
    if nothing:
        say(f"{file}: no such file")
        return UNUSABLE
    try:
        extractor = Extractor(rules)
    except RuleFileError as error:
        say(f"the rules can't be used:\n{error}")
        return UNUSABLE
    code = OK
    for item in (item for source in found for item in read(source, published)):
        if item.problem is not None:
            say(f"{item.place}: {item.problem.told}")
            code = UNUSABLE
        elif item.article is not None:
            explained = extractor.explain(item.article)
            write(_FORMS[form](about(explained, fact) if fact else explained))
    return code


def about(explained: Any, fact: str) -> Any:
    """The explanation without what concerns other facts: entries that name another fact, and other facts of offerings."""
    if isinstance(explained, list):
        return [about(item, fact) for item in explained if not (isinstance(item, dict) and item.get("fact", fact) != fact)]
    if isinstance(explained, dict):
        others = set(FACTS) - {fact, "company", "primary"}
        return {key: about(value, fact) for key, value in explained.items() if key not in others}
    return explained


def _json(explained: dict[str, Any]) -> str:
    return json.dumps(explained, ensure_ascii=False, indent=2) + "\n"


def _text(explained: dict[str, Any]) -> str:
    """What a rule author reads: the text as the rules saw it, what stands in it, what rules made of it, and what came out."""
    sections = {
        "Text as the rules see it": map(_segment, explained["clean"]["segments"]),
        "Values and names in it": map(_mention, explained["mentions"]),
        "What rules read there": (line for candidate in explained["candidates"] for line in _candidate(candidate)),
        "What came out": (line for offering in explained["extraction"]["offerings"] for line in _offering(offering)),
    }
    return "".join(_section(heading, list(lines)) for heading, lines in sections.items())


_FORMS: dict[str, Callable[[dict[str, Any]], str]] = {"text": _text, "json": _json}


def _section(heading: str, lines: list[str]) -> str:
    return f"{heading}\n" + "".join(f"  {line}\n" for line in lines or ["nothing"]) + "\n"


def _segment(segment: dict[str, Any]) -> str:
    """A line of the article; rules pass over what frames it on a page."""
    return f"(passed over) {segment['text']}" if segment["kind"] == "boilerplate" else str(segment["text"])


def _mention(mention: dict[str, Any]) -> str:
    details = (f"{key} {value}" for key, value in mention.items() if key not in ("start", "end", "text", "kind"))
    return f"{mention['kind']:<9} {mention['text']}  ({', '.join(details)})"


def _candidate(candidate: dict[str, Any]) -> Iterator[str]:
    yield f"{candidate['fact']} = {candidate['value']}   {_fate(candidate)}"
    yield f"    {candidate['clean']}"
    yield f"    {candidate['rule']} (rank {candidate['rank']}), {candidate['file']}:{candidate['line']}"


def _fate(candidate: dict[str, Any]) -> str:
    if candidate["fate"] == "lost":
        return f"lost to {candidate['to']}, which reads {candidate['its_fact']} there"
    if candidate["fate"] == "refused":
        return f"refused by {candidate['by']}"
    return str(candidate["fate"])


def _offering(offering: dict[str, Any]) -> Iterator[str]:
    yield shown(offering["company"]) + ("" if offering["primary"] else "  (only mentioned)")
    for fact, value in offering.items():
        if fact in FACTS and fact not in ("company", "primary"):
            rules = ", ".join(dict.fromkeys(quote["rule"] for quote in offering["evidence"].get(fact, ())))
            yield f"    {fact} = {shown(value)}   by {rules}"
