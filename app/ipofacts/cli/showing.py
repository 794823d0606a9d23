"""``ipofacts rules show``: the rules in force, or all that there is to one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from ipofacts.cli.reporting import OK, UNUSABLE, counted, say, write
from ipofacts.cli.ruleforms import path_of
from ipofacts.cli.ruling import refuse
from ipofacts.extractor import Extractor
from ipofacts.rulefiles import RuleFileError, shipped
from ipofacts.rules import CompiledRule, RuleBook
from ipofacts.schema import FACTS


def show(names: Sequence[str], fact: str | None, folder: Path | None) -> int:
    """Prints the rules in force, or those named, in full. Among the names a folder may stand, laid over the shipped rules."""
    folders = [Path(name) for name in names if Path(name).is_dir()]
    ids = [name for name in names if not Path(name).is_dir()]
    own = next(iter(folders), folder)
    try:
        rules = Extractor(own).book.rules
    except RuleFileError as error:
        return refuse(error)
    if ids:
        return _show_named(ids, rules, own)
    return _show_all(rules, fact)


def _show_all(rules: Sequence[CompiledRule], fact: str | None) -> int:
    shown = [rule for rule in rules if fact is None or fact in rule.facts]
    if fact is not None and not shown:
        known = sorted({name for rule in rules for name in rule.facts}, key=lambda name: (name not in FACTS, name))
        say(f"no rule reads {fact}; rules read {', '.join(known)}")
        return UNUSABLE
    write("".join(_lines(line for rule in shown for line in _head(rule))))
    say(counted(len(shown), "rule"))
    return OK


def _show_named(ids: Sequence[str], rules: Sequence[CompiledRule], own: Path | None) -> int:
    in_force, below = {rule.id: rule for rule in rules}, {rule.id: rule for rule in RuleBook(shipped()).rules}
    code = OK
    for name in ids:
        if name in in_force:
            write("".join(_lines(_whole(in_force[name], below))))
        else:
            say(_absent(name, in_force, below, own))
            code = UNUSABLE
    return code


def _absent(name: str, in_force: dict[str, CompiledRule], below: dict[str, CompiledRule], own: Path | None) -> str:
    if name in below:
        return f"{name} ({_place(below[name])}) is switched off in {own}"
    close = get_close_matches(name, in_force, n=3)
    hint = f"did you mean {' or '.join(close)}?" if close else "ipofacts rules show lists them"
    return f"there is no rule {name}, nor such a folder; {hint}"


def _head(rule: CompiledRule) -> Iterator[str]:
    replaces = f", replaces {_file_line(rule.replaces)}" if rule.replaces else ""
    yield f"{_place(rule)}  {rule.id}  ({', '.join(rule.facts)}; rank {rule.rule.rank}{replaces})"
    yield from (f"    {phrase}" for phrase in rule.rule.read)


def _whole(rule: CompiledRule, below: dict[str, CompiledRule]) -> Iterator[str]:
    """The rule as it is listed, what else it says, the phrases it replaced, its examples and look-alikes."""
    yield from _head(rule)
    for key in ("gives", "take", "bound", "sign", "of"):
        value = getattr(rule.rule, key)
        if value not in (None, "value"):
            yield f"  {key} {value}"
    for word, around in (("needs", rule.rule.needs), ("unless", rule.rule.unless)):
        for place, phrases in around.model_dump(exclude_defaults=True).items():
            yield f"  {word} {place}"
            yield from (f"    {phrase}" for phrase in phrases)
    if rule.replaces and rule.id in below:
        yield f"  replaced, {_file_line(rule.replaces)}"
        yield from (f"    {phrase}" for phrase in below[rule.id].rule.read)
    yield "  examples"
    yield from (f"    {example.text}  gives {example.gives}" for example in rule.rule.examples)
    yield "  look-alikes"
    yield from (f"    {text}" for text in rule.rule.lookalikes)


def _place(rule: CompiledRule) -> str:
    return f"{path_of(rule.file)}:{rule.line}"


def _file_line(place: str) -> str:
    name, _, line = place.rpartition(":")
    return f"{path_of(name)}:{line}"


def _lines(lines: Iterator[str]) -> Iterator[str]:
    return (f"{line}\n" for line in lines)
