"""Among the readings of one fact the best one, and its value in the form of the contract."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from ipofacts.names.model import Name
from ipofacts.offerings.stages import is_day
from ipofacts.offerings.venues import Venues
from ipofacts.rules.match import Candidate
from ipofacts.schema import AMOUNT_FACTS, DATE_FACTS, QUANTITY_FACTS
from ipofacts.values.model import Value

# Facts told in percent; an article may tell them in times (升2.06倍 is 206 percent).
PERCENT_FACTS = frozenset({"first_day_change", "lottery_rate"})
# Facts told in times; an article may tell them in percent (认购不足五成 is 0.5 times).
TIMES_FACTS = frozenset({"oversubscription", "international_oversubscription"})
# Dates that are told to the day; a month beside such words is of a plan.
DAY_FACTS = frozenset({"subscription_start", "subscription_end"})
# Amounts of private rounds, which are no money of the exchange.
ROUND_FACTS = frozenset({"post_money_valuation"})
HUNDRED = Decimal(100)
# The end of a range that a rule takes for the price itself (以区间8至9元的上限定价).
RANGE_ENDS = {"top": "high", "bottom": "low"}
# The end of a range that an amount with a bound tells (最多5亿 of 3亿至5亿).
BOUNDED_ENDS = {"under": "high", "over": "low"}
# Prices are told exactly; another price that rounds to one is another price.
PRICE_FACTS = frozenset({"issue_price", "first_day_open", "first_day_close"})
# Rules of this rank and above tell a price as such; any sum has so much a share.
SURE = 5
# A rounded figure and the exact one differ by no more than this share.
ROUNDING = Decimal("0.05")
# One that is cut off instead of rounded (168倍 of 168.65) is told to no less than this share.
CUT_OFF = Decimal("0.01")

Plain = str | list[str] | dict[str, str]


def best(
    candidates: Sequence[Candidate], fact: str, exchange: str | None, venues: Venues, beside: Collection[str] = ()
) -> tuple[Candidate, Plain] | None:
    """The candidate to believe, with its value: by rank, digits before words, in how many places it is told, place in the text.
    ``beside`` are the currencies that the offering's amounts name.
    """
    valued = [
        (candidate, value) for candidate in candidates if (value := read(candidate, fact, exchange, venues, beside)) is not None
    ]
    if not valued:
        return None
    if len(valued) == 1 and fact != "sponsors":
        return valued[0]
    told = {
        (_same(value), candidate.mentions[0].start if candidate.mentions else candidate.start) for candidate, value in valued
    }
    agreeing = Counter(value for value, _ in told)
    first = min(valued, key=lambda pair: (-pair[0].rule.rule.rank, _spelled(pair[0]), -agreeing[_same(pair[1])], pair[0].start))
    first = next((pair for pair in valued if _fixes(pair, first, fact)), first)
    if fact == "sponsors":
        return first[0], _united(value for candidate, value in valued if candidate.rule.rule.rank == first[0].rule.rule.rank)
    finer = [pair for pair in valued if _refines(pair[1], first[1], fact)]
    return max(finer, key=lambda pair: (pair[0].rule.rule.rank, -pair[0].start), default=first)


def _united(lists: Iterable[Plain]) -> list[str]:
    """Names told in several places (保荐人为A;B亦获加入), each once; one that holds another is the same house."""
    found: list[str] = []
    for name in (name for names in lists for name in names):
        if not any(name in other or other in name for other in found):
            found.append(name)
    return found


def _spelled(candidate: Candidate) -> bool:
    """Whether a value is written without a digit, as round figures of headlines are: ``逾百亿``."""
    first = candidate.mentions[0] if candidate.mentions else None
    return isinstance(first, Value) and not any(map(str.isdigit, first.text))


def read(candidate: Candidate, fact: str, exchange: str | None, venues: Venues, beside: Collection[str] = ()) -> Plain | None:
    """A candidate's value in the form of the contract, None if the mention can't be one."""
    rule = candidate.rule.rule
    if rule.gives is not None:
        return {"value": rule.gives} if fact in QUANTITY_FACTS else rule.gives
    if fact == "sponsors":
        return [mention.text for mention in candidate.mentions]
    if not candidate.mentions:
        return None
    mention = candidate.mentions[0]
    if isinstance(mention, Name):
        return venues.board(mention.key, exchange) if mention.kind == "board" else mention.key
    if fact in DATE_FACTS:
        return _date(mention, fact)
    if fact == "stock_code":
        return venues.full_code(mention, exchange)
    if fact in AMOUNT_FACTS:
        bare = venues.round_currency(exchange, beside) if fact in ROUND_FACTS else venues.amount_currency(exchange, beside)
        return _amount(mention, candidate, fact, bare)
    if fact == "shares_offered" and mention.unit == "lot":
        shares = venues.shares_of(mention.value, exchange) if mention.value is not None else None
        return _quantity(mention._replace(value=shares), candidate) if shares is not None else None
    return _quantity(mention, candidate) if fact in QUANTITY_FACTS else None


def _date(value: Value, fact: str) -> str | None:
    told = value.date_end if fact == "subscription_end" and value.date_end else value.date
    return told if fact not in DAY_FACTS or (told and is_day(told)) else None


def _amount(value: Value, candidate: Candidate, fact: str, bare: str) -> Plain | None:
    figures = _quantity(value, candidate)
    if figures is None:
        return None
    currency = value.currency or bare
    side = candidate.rule.rule.take
    if side in RANGE_ENDS:
        return {"currency": currency, "value": figures.get(RANGE_ENDS[side]) or figures["value"]}
    if fact == "issue_price" and "value" in figures:
        if side == "value" and figures.get("bound") == "under":
            side = "high"
        if side == "value" and figures.get("bound") == "over":
            side = "low"
        if side != "value":
            figures = {side: figures["value"]}
        figures.pop("bound", None)
    return {"currency": currency, **figures}


def _quantity(value: Value, candidate: Candidate) -> dict[str, str] | None:
    rule = candidate.rule.rule
    figures: dict[str, str] = {}
    if value.value is not None:
        number = _in_unit(value.value, value.kind, candidate.fact)
        figures["value"] = plain(-abs(number) if rule.sign == "down" else number)
    elif value.low is not None and value.high is not None:
        figures["low"], figures["high"] = plain(value.low), plain(value.high)
    else:
        return None
    bound = rule.bound or value.bound
    return {**figures, "bound": bound} if bound else figures


def _in_unit(number: Decimal, kind: str, fact: str) -> Decimal:
    """A number in the unit of its fact: times told as percent, percent told as times."""
    if kind == "multiple" and fact in PERCENT_FACTS:
        return number * HUNDRED
    return number / HUNDRED if kind == "percent" and fact in TIMES_FACTS else number


def plain(number: Decimal) -> str:
    """A decimal without exponent: whole numbers without point, others as precise as written."""
    if number == number.to_integral_value():
        return format(number.quantize(Decimal(1)) if number.adjusted() < 27 else number, "f").split(".")[0]
    return format(number, "f")


def _fixes(pair: tuple[Candidate, Plain], ranged: tuple[Candidate, Plain], fact: str) -> bool:
    """Whether a price, told by a rule no weaker than others, is the one that a range told elsewhere came to: 以每股2.80元卖出
    beside 2.80至3.38元区间.
    """
    price, bounds = pair[1], ranged[1]
    if fact not in PRICE_FACTS or pair[0].rule.rule.rank < SURE or not (isinstance(price, dict) and isinstance(bounds, dict)):
        return False
    if "value" not in price or "low" not in bounds or "high" not in bounds or price.get("currency") != bounds.get("currency"):
        return False
    return Decimal(bounds["low"]) <= Decimal(price["value"]) <= Decimal(bounds["high"])


def _refines(value: Plain, rough: Plain, fact: str) -> bool:
    """Whether a value says more exactly what a rounded one says: 79.996亿 against 近80亿, 274.44% against the 274% of a
    headline, 3亿至5亿 against 最多5亿, 2026-01-08 against --01-08 or 2026.
    """
    if isinstance(value, str) and isinstance(rough, str):
        return (
            _is_date(value)
            and _is_date(rough)
            and len(value) > len(rough)
            and (value.startswith(rough) or value.endswith(rough[1:]))
        )
    if not (isinstance(value, dict) and isinstance(rough, dict) and "value" in rough):
        return False
    if value.get("currency") != rough.get("currency"):
        return False
    if "value" not in value:
        return "bound" in rough and rough["value"] == value.get(BOUNDED_ENDS.get(rough["bound"], ""))
    if _digits(value["value"]) <= _digits(rough["value"]):
        return False
    exact, rounded = Decimal(value["value"]), Decimal(rough["value"])
    if exact == rounded or abs(exact - rounded) > ROUNDING * abs(exact):
        return False
    if "bound" in rough:
        return True
    place = _last_place(rough["value"])
    cut_off = place <= rounded * CUT_OFF and 0 < exact - rounded < place
    return fact not in PRICE_FACTS and (cut_off or abs(exact - rounded) * 2 < place)


def _is_date(text: str) -> bool:
    return text[:2].isdigit() or text.startswith("--")


def _last_place(number: str) -> Decimal:
    """The worth of a number's last digit as it was told: a tenth of 27.5, a hundred million of 1500000000."""
    whole = number.rstrip("0") if "." not in number else number
    exponent = len(number) - len(whole) if "." not in number else -len(number.partition(".")[2])
    return Decimal(1).scaleb(exponent)


def _digits(number: str) -> int:
    """Significant digits as written."""
    return len(number.replace(".", "").strip("-0"))


def _same(value: Plain) -> str:
    if isinstance(value, dict):
        return "|".join(str(value.get(key, "")) for key in ("currency", "value", "low", "high"))
    return str(value)
