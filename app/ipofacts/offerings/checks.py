"""What the facts of one offering let us verify; a failed check is reported and changes no fact."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ipofacts.offerings.choose import plain
from ipofacts.offerings.venues import Venues

# Proceeds are rounded and may or may not hold costs: a computed amount within this share of the stated one agrees.
TOLERANCE = Decimal("0.03")


def check(offering: dict[str, Any], venues: Venues) -> list[dict[str, Any]]:
    """The checks that an offering allows, in the form of schema.Check."""
    found = [_price_times_shares(offering), _code_fits(offering, venues), _price_order(offering), _dates_order(offering)]
    return [item for item in found if item is not None]


def _price_times_shares(offering: dict[str, Any]) -> dict[str, Any] | None:
    price, shares, proceeds = (offering.get(fact) or {} for fact in ("issue_price", "shares_offered", "proceeds"))
    if not all("value" in fact for fact in (price, shares, proceeds)) or price.get("currency") != proceeds.get("currency"):
        return None
    stated = Decimal(proceeds["value"])
    computed = Decimal(price["value"]) * Decimal(shares["value"])
    holds = abs(computed - stated) <= stated * TOLERANCE
    return {"check": "price × shares ≈ proceeds", "holds": holds, "stated": plain(stated), "computed": plain(computed)}


def _code_fits(offering: dict[str, Any], venues: Venues) -> dict[str, Any] | None:
    code, exchange = offering.get("stock_code"), offering.get("exchange")
    if not code or not exchange:
        return None
    return {"check": "code fits exchange", "holds": venues.fits(code.partition(".")[0], exchange), "stated": code}


def _price_order(offering: dict[str, Any]) -> dict[str, Any] | None:
    price = offering.get("issue_price") or {}
    if "low" not in price or "high" not in price:
        return None
    return {
        "check": "low ≤ high",
        "holds": Decimal(price["low"]) <= Decimal(price["high"]),
        "stated": f"{price['low']}-{price['high']}",
    }


def _dates_order(offering: dict[str, Any]) -> dict[str, Any] | None:
    start, end, listing = (offering.get(fact) for fact in ("subscription_start", "subscription_end", "listing_date"))
    days = [day for day in (start, end, listing) if day and len(day) == len("2026-01-08")]
    if len(days) < 2:
        return None
    return {"check": "subscription before listing", "holds": days == sorted(days), "stated": " ".join(days)}
