"""A spun name is told as it stands, and in the form that it was restored to."""

from __future__ import annotations

from ipofacts.extractor import Extractor


def test_the_restored_form_of_a_spun_name_is_an_alias(extractor: Extractor) -> None:
    text = "宇峦机器东说念主(02733.HK)厚爱在港交所主板挂牌,刊行价为每股28港元,召募资金总和约17亿港元。"
    company = extractor.extract(text).offerings[0].company
    assert (company.name, company.aliases) == ("宇峦机器东说念主", ["宇峦机器人"])


def test_a_name_in_another_script_gets_no_alias(extractor: Extractor) -> None:
    text = "宇巒科技(02733.HK)厚愛在港交所主板掛牌,刊行價為每股28港元,召募資金總和約17億好意思元。"
    company = extractor.extract(text).offerings[0].company
    assert (company.name, company.aliases) == ("宇巒科技", [])
