"""Values as an editor writes them: ``"4348000000"`` in Hong Kong dollars is 43.48亿港元, ``"2026-01-08"`` is 2026年1月8日.

Digits are moved, never computed with, so nothing is rounded.
"""

from __future__ import annotations

from typing import Any

from ipofacts.render.labels import Labels

_CHOICES = {"stage": "stages", "board": "boards", "exchange": "exchanges"}


def shown(kind: str, value: Any, words: Labels) -> str:
    """A fact's value in the words of one language; ``kind`` is that of facts.json."""
    if kind == "date":
        return day(value, words)
    if kind in _CHOICES:
        named = str(words[_CHOICES[kind]].get(value, value))
        return f"{named} {value}" if kind == "exchange" and named != value else named
    if kind == "names":
        return str(words["comma"]).join(value)
    if kind == "company":
        return str(value["name"])
    return _figure(kind, value, words) if isinstance(value, dict) else str(value)


def scaled(digits: str, words: Labels) -> str:
    """A plain decimal in the large units of the language: ``4348000000`` is 43.48亿, 4.348 bn."""
    sign = "-" if digits.startswith("-") else ""
    whole, _, fraction = digits.removeprefix("-").partition(".")
    for scale in words["scales"]:
        if len(whole) >= scale["digits"]:
            places = scale["places"]
            rest = (whole[-places:] + fraction).rstrip("0")
            return sign + _grouped(whole[:-places]) + (f".{rest}" if rest else "") + str(scale["word"])
    return sign + _grouped(whole) + (f".{fraction}" if fraction else "")


def day(date: str, words: Labels) -> str:
    """An ISO date with the parts that it has; ``--01-08`` has no year."""
    forms = words["dates"]
    if date.startswith("--"):
        month, _, number = date[2:].partition("-")
        return str(forms["yearless_day" if number else "yearless_month"]).format(**_month(month, words), day=int(number or 0))
    year, _, rest = date.partition("-")
    month, _, number = rest.partition("-")
    if month in forms["parts"]:
        return str(forms["part"]).format(year=year, part=forms["parts"][month])
    form = "day" if number else "month" if month else "year"
    return str(forms[form]).format(year=year, **_month(month or "1", words), day=int(number or 0))


def _month(month: str, words: Labels) -> dict[str, str]:
    return {"month": words["dates"]["months"][int(month) - 1]}


def _grouped(whole: str) -> str:
    head = len(whole) % 3
    return ",".join(part for part in (whole[:head], *(whole[at : at + 3] for at in range(head, len(whole), 3))) if part)


def _figure(kind: str, figure: dict[str, str], words: Labels) -> str:
    """A figure with its unit, and around both what bounds it."""
    low, high = figure.get("low"), figure.get("high")
    if "value" in figure:
        number = scaled(figure["value"], words)
        bound = words["bounds"][figure["bound"]] if figure.get("bound") else "{}"
        if kind == "change" and bound == "{}" and number.strip("0.") and not number.startswith("-"):
            number = f"+{number}"
    elif low is not None and high is not None:
        number, bound = str(words["range"]).format(low=scaled(low, words), high=scaled(high, words)), "{}"
    else:
        number, bound = scaled(low or high or "", words), words["up_to" if low is None else "from"]
    return str(bound).format(_with_unit(kind, number, figure.get("currency"), words))


def _with_unit(kind: str, number: str, currency: str | None, words: Labels) -> str:
    if kind == "money" and not currency:
        return number
    return str(words["units"][kind]).format(number=number, unit=words["currencies"].get(currency, currency))
