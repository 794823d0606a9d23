"""Cross-checks: reported beside the facts, never changing them."""

from decimal import Decimal
from typing import Any

import pytest

from ipofacts.offerings.checks import check
from ipofacts.offerings.venues import load_venues
from ipofacts.rulefiles import shipped

VENUES = load_venues(shipped())


def told(**facts: Any) -> dict[str, bool]:
    return {item["check"]: item["holds"] for item in check(facts, VENUES)}


def money(value: str, currency: str = "HKD") -> dict[str, str]:
    return {"currency": currency, "value": value}


@pytest.mark.parametrize(
    ("proceeds", "holds"),
    [("640000000", True), ("658000000", True), ("623000000", True), ("680000000", False), ("6400000000", False)],
)
def test_price_times_shares_is_about_the_proceeds(proceeds: str, holds: bool) -> None:
    facts = {"issue_price": money("12.80"), "shares_offered": {"value": "50000000"}, "proceeds": money(proceeds)}
    (found,) = check(facts, VENUES)
    assert (found["check"], found["holds"], found["stated"]) == ("price × shares ≈ proceeds", holds, proceeds)
    assert Decimal(found["computed"]) == 640000000


@pytest.mark.parametrize(
    "facts",
    [
        {"issue_price": money("12.80"), "proceeds": money("640000000")},
        {"issue_price": money("12.80"), "shares_offered": {"value": "5"}, "proceeds": money("64", "USD")},
        {"issue_price": {"currency": "HKD", "high": "12.80"}, "shares_offered": {"value": "5"}, "proceeds": money("64")},
        {"stock_code": "6712.HK"},
        {"listing_date": "2026-01-08"},
        {"listing_date": "2026-01", "subscription_start": "2026-02-01"},
        {},
    ],
)
def test_what_can_not_be_checked_is_not(facts: dict[str, Any]) -> None:
    assert check(facts, VENUES) == []


@pytest.mark.parametrize(
    ("code", "exchange", "holds"),
    [
        ("6712.HK", "HKEX", True),
        ("688123.SH", "SSE", True),
        ("920108.BJ", "BSE", True),
        ("BABA.US", "NYSE", True),
        ("688123.HK", "HKEX", False),
        ("2513.SH", "SSE", False),
        ("BABA.HK", "HKEX", False),
    ],
)
def test_a_code_fits_its_exchange(code: str, exchange: str, holds: bool) -> None:
    assert told(stock_code=code, exchange=exchange) == {"code fits exchange": holds}


@pytest.mark.parametrize(("low", "high", "holds"), [("14.18", "16.18", True), ("9.8", "10.2", True), ("16.18", "14.18", False)])
def test_a_range_goes_up(low: str, high: str, holds: bool) -> None:
    assert told(issue_price={"currency": "HKD", "low": low, "high": high}) == {"low ≤ high": holds}


@pytest.mark.parametrize(
    ("start", "end", "listing", "holds"),
    [
        ("2025-12-08", "2025-12-11", "2025-12-16", True),
        ("2025-12-11", "2025-12-08", "2025-12-16", False),
        ("2025-12-08", "2025-12-11", "2025-12-05", False),
        ("2025-12-08", None, "2025-12-16", True),
    ],
)
def test_subscription_comes_before_listing(start: str, end: str | None, listing: str, holds: bool) -> None:
    assert told(subscription_start=start, subscription_end=end, listing_date=listing) == {"subscription before listing": holds}


def test_a_check_that_fails_changes_no_fact(read) -> None:
    (offering,) = read("北川生物(06712.HK)今日在港交所上市,发行价每股12.80港元,发行5000万股,募资总额9.4亿港元。")
    assert (offering["issue_price"], offering["shares_offered"], offering["proceeds"]) == (
        "HKD 12.80",
        "50000000",
        "HKD 940000000",
    )
