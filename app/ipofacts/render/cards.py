"""A card per offering: its facts as an editor reads them, the words that state them, and the checks."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from ipofacts.render.labels import Labels, facts
from ipofacts.render.values import scaled, shown

_SIGNS = {"holds": "✓", "fails": "✗"}


def card(offering: dict[str, Any], index: int, words: Labels) -> str:
    """One offering as HTML; ``index`` ties its facts to the marks in the article."""
    name = escape(offering["company"]["name"])
    badges = f'<span class="badge {escape(offering["stage"])}">{_stage(offering, words)}</span>' if "stage" in offering else ""
    if not offering["primary"]:
        badges += f'<span class="badge mention">{escape(words["mention"])}</span>'
    rows = "".join(_rows(offering, index, words))
    checks = "".join(_check(check, words) for check in offering["checks"])
    box = f'<div class="checks">{checks}</div>' if checks else ""
    return f'<section class="card"><header><h3>{name}</h3>{badges}</header><ul class="facts">{rows}</ul>{box}</section>'


def summary(offerings: list[dict[str, Any]], words: Labels) -> str:
    """How many offerings there are, in words."""
    if not offerings:
        return str(words["nothing"])
    main = sum(offering["primary"] for offering in offerings)
    aside = len(offerings) - main
    form = "found" if not aside else "found_mentions" if main else "only_mentions"
    return str(words[form]).format(main, mentions=aside)


def warnings(extraction: dict[str, Any], words: Labels) -> list[str]:
    """What a reader should know beside the facts."""
    dates = (offering.get(fact.fact, "") for offering in extraction["offerings"] for fact in facts() if fact.kind == "date")
    codes = [*extraction["warnings"], *(["yearless"] if any(date.startswith("--") for date in dates) else [])]
    return [str(words["warnings"].get(code, code)) for code in codes]


def company(name: dict[str, Any], words: Labels) -> str:
    """A company with its other names."""
    named = [name["name"]]
    if name.get("full_name"):
        named.append(f"{words['full_name']} {name['full_name']}")
    if name.get("aliases"):
        named.append(f"{words['aliases']} {words['comma'].join(name['aliases'])}")
    return " · ".join(named)


def _stage(offering: dict[str, Any], words: Labels) -> str:
    return escape(shown("stage", offering["stage"], words))


def _rows(offering: dict[str, Any], index: int, words: Labels) -> Iterator[str]:
    for fact in facts():
        if fact.fact not in offering:
            continue
        found = offering[fact.fact]
        value = company(found, words) if fact.kind == "company" else shown(fact.kind, found, words)
        label = escape(words["facts"][fact.fact])
        yield (
            f'<li class="fact {fact.group}" data-fact="{fact.fact}" data-facts="{index}:{fact.fact}">'
            f'<span class="name">{label}</span><span class="value">{escape(value)}</span>'
            f"{_quote(offering['evidence'].get(fact.fact, []), words)}</li>"
        )


def _quote(quotes: list[dict[str, Any]], words: Labels) -> str:
    if not quotes:
        return ""
    form = words["quotes"] if len(quotes) > 1 else words["quote"]
    # Not str.format: a quote may hold braces, which are the article's own.
    told = str(form).replace("{count}", str(len(quotes))).replace("{}", quotes[0]["quote"])
    rules = "\n".join(dict.fromkeys(quote["rule"] for quote in quotes))
    return f'<span class="quote" title="{escape(rules)}">{escape(told)}</span>'


def _check(check: dict[str, Any], words: Labels) -> str:
    name = str(words["checks"].get(check["check"], check["check"]))
    told = name
    if "computed" in check and "stated" in check:
        figures = {"stated": scaled(check["stated"], words), "computed": scaled(check["computed"], words)}
        told = str(words["check_figures"]).format(check=name, **figures)
    kind = "holds" if check["holds"] else "fails"
    sign = f'<span class="sign" role="img" aria-label="{escape(words[f"check_{kind}"])}">{_SIGNS[kind]}</span>'
    return f'<p class="{kind}">{sign} {escape(told)}</p>'
