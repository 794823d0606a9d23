"""Values in one short line, for the examples of rule files and for tests: ``money HKD 4348000000 approx``."""

from __future__ import annotations

from ipofacts.values.model import Value


def notation(value: Value) -> str:
    """Kind, currency, number or ``low..high`` or date or code, then bound and unit, as far as the value has them."""
    parts: list[str] = [value.kind]
    if value.currency:
        parts.append(value.currency)
    if value.value is not None:
        parts.append(format(value.value, "f"))
    elif value.low is not None or value.high is not None:
        parts.append("..".join("" if end is None else format(end, "f") for end in (value.low, value.high)))
    if value.date is not None:
        parts.append(f"{value.date}..{value.date_end}" if value.date_end else value.date)
    if value.code is not None:
        parts.append(f"{value.code}.{value.market}" if value.market else value.code)
    parts.extend(word for word in (value.bound, value.unit) if word)
    return " ".join(parts)
