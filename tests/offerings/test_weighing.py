"""Whom an article is about, and what it mentions in passing."""

import pytest

from ipofacts.offerings.weighing import load_weights
from ipofacts.rulefiles import shipped

RIVALS = [
    (
        "北川生物招股价每股12.8港元,发售3000万股,集资3.84亿港元。比星桥科技2020年在港交所上市时的估值还低。公司由中金公司独家保荐,公开发售超购86倍。"
    ),
    ("对手星桥科技去年在港交所挂牌。北川生物今日起招股,发售价为每股9.6港元。公司拟集资2亿港元,花旗保荐,预期6月9日上市。"),
    ("泽远智能三年前登陆科创板,股价一路走低。北川生物昨日公布,发行价定为15.2元,发行4000万股,中签率0.03%,保荐机构是中信证券。"),
]


@pytest.mark.parametrize("text", RIVALS)
def test_whoever_the_terms_are_told_of_is_the_subject(read, text):
    primary = [offering for offering in read(text) if offering["primary"]]
    assert [offering["company"] for offering in primary] == ["北川生物"]
    assert "issue_price" in primary[0]


def test_every_weight_is_of_a_sign_that_counts():
    weights = load_weights(shipped())
    assert {*weights.most} <= {*weights.weights, *weights.beside}
    assert weights.least > 0
