"""Counting by hand: what one right, wrong, missed or invented fact does to the scores."""

import pytest

from ipofacts.evaluate import Counts, Scores
from ipofacts.evaluate.compare import compare
from ipofacts.schema import Offering


def offering(name="岚溪科技", primary=True, **facts) -> Offering:
    company = name if isinstance(name, dict) else {"name": name}
    return Offering.model_validate({"primary": primary, "company": company, **facts})


def counted(expected, got) -> Scores:
    scores = Scores()
    scores.add(compare(expected, got))
    return scores


def fact(name, want, have) -> Counts:
    """How one fact counts when the sample has ``want`` and the extraction ``have``."""
    return counted([offering(**({name: want} if want else {}))], [offering(**({name: have} if have else {}))]).primary[name]


RIGHT, WRONG, MISSED, INVENTED = Counts(1, 0, 0), Counts(0, 1, 1), Counts(0, 0, 1), Counts(0, 1, 0)
HKD = {"currency": "HKD", "value": "12.50"}


@pytest.mark.parametrize(
    ("name", "want", "have", "count"),
    [
        ("issue_price", HKD, {"currency": "HKD", "value": "12.5"}, RIGHT),
        ("issue_price", HKD, {"currency": "HKD", "value": "12.5", "bound": "approx"}, RIGHT),
        ("issue_price", HKD, {"currency": "USD", "value": "12.5"}, WRONG),
        ("issue_price", HKD, {"value": "12.5"}, WRONG),
        ("issue_price", {"value": "12.5"}, HKD, RIGHT),
        ("issue_price", HKD, {"currency": "HKD", "low": "12.5", "high": "13"}, WRONG),
        ("issue_price", {"currency": "HKD", "low": "1", "high": "2"}, {"currency": "HKD", "low": "1.0", "high": "2"}, RIGHT),
        ("issue_price", {"currency": "HKD", "high": "2"}, {"currency": "HKD", "low": "1", "high": "2"}, WRONG),
        ("issue_price", HKD, None, MISSED),
        ("issue_price", None, HKD, INVENTED),
        ("oversubscription", {"value": "1164"}, {"value": "1164.0"}, RIGHT),
        ("listing_date", "2026-01-08", "2026-01-08", RIGHT),
        ("listing_date", "2026-01-08", "2026-01", WRONG),
        ("stage", "listed", "priced", WRONG),
        ("sponsors", ["远洲证券", "海岳证券"], ["远洲证券股份有限公司"], Counts(1, 0, 1)),
        ("sponsors", ["遠洲證券"], ["远洲证券"], RIGHT),
        ("sponsors", ["远洲证券"], ["远洲证券", "海岳证券"], Counts(1, 1, 0)),
        ("sponsors", None, ["远洲证券", "海岳证券"], Counts(0, 2, 0)),
    ],
)
def test_one_fact(name, want, have, count):
    assert fact(name, want, have) == count


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("岚溪科技", "嵐溪科技", True),
        ("岚溪", "岚溪科技", True),
        ("Lan Xi Inc.", "lanxi inc", True),
        ({"name": "岚溪", "full_name": "江北岚溪股份有限公司"}, {"name": "LanXi", "aliases": ["江北岚溪股份有限公司"]}, True),
        ("岚溪(集团)", "岚溪（集团）", True),
        ("岚溪科技", "岚山科技", False),
        ("岚", "岚溪", False),
    ],
)
def test_offerings_are_paired_by_any_form_of_the_company(left, right, same):
    counts = counted([offering(left)], [offering(right)]).primary["company"]
    assert counts == (RIGHT if same else Counts(0, 1, 1))


def test_two_listings_of_one_company_are_paired_by_agreement():
    expected = [offering(exchange="SSE", stage="listed"), offering(exchange="HKEX", stage="filed")]
    scores = counted(expected, [offering(exchange="HKEX", stage="filed"), offering(exchange="SSE", stage="listed")])
    assert scores.all == Counts(8, 0, 0)


def test_primary_and_mention_count_apart_and_being_primary_is_a_fact():
    expected = [offering(stage="filed"), offering("山南物流", primary=False, exchange="NYSE")]
    scores = counted(expected, [offering(stage="filed", primary=False), offering("云谷", primary=False, stage="listed")])
    assert scores.primary["primary"] == WRONG
    assert scores.all == Counts(2, 1, 1)
    assert scores.mentioned == Counts(0, 2, 2)  # a missed mention with one fact, an invented one with one fact


def test_core_holds_the_eight_facts():
    expected = offering(stage="listed", exchange="HKEX", issue_price=HKD, proceeds={"currency": "HKD", "value": "1"})
    assert counted([expected], []).core == Counts(0, 0, 3)
    assert counted([expected], []).all == Counts(0, 0, 5)


def test_rates():
    counts = Counts(right=6, invented=2, missed=4)
    assert (counts.precision, counts.recall) == (0.75, 0.6)
    assert counts.f1 == pytest.approx(2 / 3)
    assert Counts().f1 == 1.0
    assert Counts(0, 1, 1).f1 == 0.0
