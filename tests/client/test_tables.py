"""Extractions as a pandas DataFrame."""

import sys

import pytest

from ipofacts.schema import AMOUNT_FACTS, FACTS, Amount, CompanyName, Extraction, Offering, Quantity
from ipofacts.tables import to_frame


def extraction(name: str, *offerings: Offering) -> Extraction:
    return Extraction(id=name, offerings=list(offerings), rules_version="1")


def test_without_pandas_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match="pip install pandas"):
        to_frame([])


def test_one_row_an_offering_with_typed_columns():
    pytest.importorskip("pandas", reason="pandas is not installed")
    priced = Offering(
        primary=True,
        company=CompanyName(name="岚溪科技", full_name="岚溪科技股份有限公司"),
        issue_price=Amount(currency="HKD", low="14.18", high="16.18"),
        proceeds=Amount(currency="HKD", value="300000000"),
        oversubscription=Quantity(value="86", bound="over"),
        listing_date="--03-04",
        sponsors=["中金公司", "花旗"],
    )
    frame = to_frame(
        [extraction("a", priced), extraction("none"), extraction("b", Offering(primary=False, company=CompanyName(name="乙")))]
    )
    assert list(frame["id"]) == ["a", "b"]
    first, second = frame.to_dict("records")
    assert (first["company"], first["company_full_name"], first["primary"]) == ("岚溪科技", "岚溪科技股份有限公司", True)
    assert (first["issue_price_low"], first["issue_price_high"], first["issue_price_currency"]) == (14.18, 16.18, "HKD")
    assert (first["proceeds"], first["oversubscription"]) == (300_000_000, 86)
    assert (first["listing_date"], first["sponsors"]) == ("--03-04", "中金公司, 花旗")
    assert frame.isna().loc[1, "issue_price"]
    assert not second["primary"]
    assert {str(frame[fact].dtype) for fact in AMOUNT_FACTS} == {"Float64"}
    assert set(FACTS) <= set(frame.columns)


def test_an_empty_table_has_the_same_columns(extractor):
    pytest.importorskip("pandas", reason="pandas is not installed")
    read = to_frame([extractor.extract("岚溪科技今日在港交所挂牌,发行价每股12.5港元。")])
    assert list(to_frame([]).dtypes.items()) == list(read.dtypes.items())
    assert len(to_frame([])) == 0
