"""Exchanges, boards and houses."""

import pytest


def keys(names, kind: str) -> list[str]:
    return [name.key for name in names.mentions if name.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在香港联合交易所主板挂牌", ["HKEX"]),
        ("拟赴港上市", ["HKEX"]),
        ("在香港公开发售", ["HKEX"]),
        ("总部位于香港的公司", []),
        ("登陆纽约证券交易所,代码ABC", ["NYSE"]),
        ("登陆NYSE American", ["NYSEAMERICAN"]),
        ("公司名叫NYSEX", []),
        ("深交所与北交所", ["SZSE", "BSE"]),
        ("在首尔上市", ["KRX"]),
        ("首尔的天气", []),
        ("在孟买证券交易所挂牌", ["BOM"]),
    ],
)
def test_exchanges(find, text: str, expected: list[str]) -> None:
    assert keys(find(text), "exchange") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在科创板上市", ["star"]),
        ("在深交所创业板上市", ["chinext"]),
        ("香港创业板新丁,每股0.3港元", ["gem"]),
        ("印刷商在创业板挂牌,联交所今日公布,每股0.3港元", ["gem"]),
        ("港交所GEM", ["gem"]),
        ("联交所主板", ["main"]),
    ],
)
def test_boards(find, text: str, expected: list[str]) -> None:
    assert keys(find(text), "board") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("联席保荐人为中金公司、华泰国际及摩根士丹利。", ["中金公司", "华泰国际", "摩根士丹利"]),
        ("保荐人(主承销商):招商证券股份有限公司", ["招商证券股份有限公司"]),
        ("承销商Maxim Group负责发行。", ["Maxim Group"]),
        ("由岚岳证券担任保荐机构。", ["岚岳证券"]),
        ("独家保荐人为岚屿国际。", ["岚屿国际"]),
        ("岚屿融资、青岚资本为联席保荐人。", ["岚屿融资", "青岚资本"]),
        ("公司由岚屿融资担任独家保荐人。", ["岚屿融资"]),
        ("发行经理为Blue Ridge Corporate Finance,律师为青岭。", ["Blue Ridge Corporate Finance"]),
        ("Blue Ridge Securities担任独家账簿管理人。", ["Blue Ridge Securities"]),
        ("中金公司与岚屿融资是联席保荐人。", ["中金公司", "岚屿融资"]),
        ("保荐人为该公司的资本运作提供意见。", []),
        ("国际融资为主要顾问的业务之一。", []),
    ],
)
def test_houses(find, text: str, expected: list[str]) -> None:
    assert keys(find(text), "bank") == expected


def test_a_house_that_lists_is_a_company(find) -> None:
    found = find("东方证券(3958)今日公开招股,东方证券每股7.85元。", "东方证券香港招股")
    assert found.companies[0].forms == ["东方证券"]
    assert keys(found, "bank") == []
