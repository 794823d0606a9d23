"""Phrases compiled: what they match on a line of symbols, their anchors, and what a wrong phrase is told."""

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from ipofacts.rules.language import PhraseError, compile_phrase
from ipofacts.rules.symbols import CODE, COMPANY, COUNTED, DATE, MONEY, MONEY_SCALED, PRICE, SHARES

LISTS = {"issue_price": ("发行价", "发行价格", "招股价"), "and": ("、", "和"), "raise": ("募资", "集资")}


def matched(phrase: str, line: str) -> str | None:
    found = re2.compile(compile_phrase(phrase, LISTS).expression.encode()).search(line.encode())
    return found.group().decode() if found else None


@pytest.mark.parametrize(
    ("phrase", "line", "expected"),
    [
        ("发行价", "其发行价高", "发行价"),
        ("发 行 价", "其发行价高", "发行价"),
        ("(招股|发售)价", "发售价", "发售价"),
        ("发行价[格]", "发行价格", "发行价格"),
        ("发行价[为|是]{price}", f"发行价是{PRICE}", f"发行价是{PRICE}"),
        ("@issue_price{price}", f"发行价格{MONEY}", f"发行价格{MONEY}"),
        ("募资..{money}", f"募资总额约{MONEY_SCALED}", f"募资总额约{MONEY_SCALED}"),
        ("募资..2{money}", f"募资总额约合{MONEY_SCALED}", None),
        ("募资..{money}", f"募资,总额{MONEY_SCALED}", None),
        ("募资...{money}", f"募资,总额{MONEY_SCALED}", f"募资,总额{MONEY_SCALED}"),
        ("募资...{money}", f"募资。总额{MONEY_SCALED}", None),
        ("募资..{money}净额", f"募资{MONEY_SCALED}有{MONEY_SCALED}净额", None),
        ("募资..{a money}..{shares}", f"募资{MONEY_SCALED}发{SHARES}", f"募资{MONEY_SCALED}发{SHARES}"),
        ("{companies}上市", f"{COMPANY}、{COMPANY}和{COMPANY}上市", f"{COMPANY}、{COMPANY}和{COMPANY}上市"),
        (
            "{companies}上市",
            f"{COMPANY}({CODE})、{COMPANY}({CODE})和{COMPANY}上市",
            f"{COMPANY}({CODE})、{COMPANY}({CODE})和{COMPANY}上市",
        ),
        ("{companies}上市", f"{COMPANY}({'长' * 25})和{COMPANY}上市", f"{COMPANY}上市"),
        ("终止{a count}", f"终止{COUNTED}", f"终止{COUNTED}"),
        ("{company}..{date}上市", f"{COMPANY}于{DATE}上市", f"{COMPANY}于{DATE}上市"),
        (r"{company}\({date}", f"{COMPANY}({DATE})", f"{COMPANY}({DATE}"),
        ("甲|乙丙", "乙丙", "乙丙"),
    ],
)
def test_a_phrase_matches_what_it_reads_like(phrase: str, line: str, expected: str | None) -> None:
    assert matched(phrase, line) == expected


@pytest.mark.parametrize(
    ("phrase", "anchors"),
    [
        ("@raise..{money}", {"募资", "集资"}),
        ("[每股]发行价{price}", {"发行价"}),
        ("(招股|发售){price}", {"招股", "发售"}),
        ("{price}", {PRICE, MONEY}),
        ("[招股]", set()),
        ("..", set()),
    ],
)
def test_anchors_are_words_of_which_one_must_stand(phrase: str, anchors: set[str]) -> None:
    assert compile_phrase(phrase, LISTS).anchors == anchors


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("(招股", "never closed"),
        ("招股)", "closes nothing"),
        ("@nothing", "no word list @nothing"),
        ("{prize}", "no kind of mention"),
        ("{price", "never closed"),
        ("发行..99价", "1 to 40"),
        ("价\\", "backslash at the end"),
        ("[价]?", "write .a. for what may be absent"),
    ],
)
def test_a_wrong_phrase_says_what_to_write(phrase: str, says: str) -> None:
    with pytest.raises(PhraseError, match=says):
        compile_phrase(phrase, LISTS)


@given(st.text(alphabet="发行价()[]|@{} .\\price12一", max_size=24))
def test_any_phrase_compiles_or_is_refused(source: str) -> None:
    try:
        phrase = compile_phrase(source, LISTS)
    except PhraseError as refused:
        inside = 0 <= refused.at <= len(source)
    else:
        inside = bool(re2.compile(phrase.expression.encode()))
    assert inside
