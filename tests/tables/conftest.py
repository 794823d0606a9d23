"""Extractions with everything that a table may hold."""

import pytest

from ipofacts.problems import Problem, ProblemError
from ipofacts.schema import Amount, CompanyName, Evidence, Extraction, Offering, Quantity

TEXT = "岚溪科技(02999.HK)今日在港交所主板挂牌,发行价为每股12.5港元。"


@pytest.fixture(scope="session")
def full() -> Extraction:
    """Two offerings; every kind of fact, and an evidence of two places."""
    places = [
        Evidence(start=1, end=3, quote="发行", in_="text", rule="a.b"),
        Evidence(start=0, end=1, quote="价", in_="title", rule="c.d"),
    ]
    first = Offering(
        primary=True,
        company=CompanyName(name="岚溪科技", full_name="岚溪科技股份有限公司", aliases=["岚溪", "Lanxi"]),
        stage="listed",
        exchange="HKEX",
        board="main",
        stock_code="2999.HK",
        listing_date="--03-04",
        subscription_start="2026-Q2",
        subscription_end="2026-03-04",
        issue_price=Amount(currency="HKD", low="14.18", high="16.180"),
        proceeds=Amount(currency="HKD", value="300000000", bound="approx"),
        oversubscription=Quantity(value="86", bound="over"),
        first_day_change=Quantity(value="-3.25"),
        sponsors=["中金公司", "花旗"],
        evidence={"issue_price": places, "sponsors": places[:1], "listing_date": places[:1]},
    )
    second = Offering(primary=False, company=CompanyName(name="乙"), listing_date="2025-H2")
    return Extraction(id="a", offerings=[first, second], rules_version="1")


@pytest.fixture(scope="session")
def answers(full) -> list[Extraction | ProblemError]:
    """One with offerings, one without, one failure."""
    failed = ProblemError(Problem("invalid-article", detail="Mend it."), "bad")
    return [full, Extraction(id="none", offerings=[], rules_version="1"), failed]
