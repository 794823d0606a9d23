"""Rules tried on clean text: what they read, what their surroundings forbid, how far a gap reaches, who is named."""

import pytest

from ipofacts.offerings.claims import settle
from ipofacts.rules import short
from ipofacts.rules.symbols import symbol_class


def rule(read: str, more: str = "", name: str = "price.made") -> str:
    """One rule in YAML; what its examples say doesn't matter here."""
    example = "{text: 无, gives: 无}"
    keys = f"  {more}\n" if more else ""
    return f"- id: {name}\n  read: ['{read}']\n{keys}  examples: [{example}, {example}]\n  lookalikes: [无, 无]\n"


STATED = "@issue_price ..8 {price}"


@pytest.mark.parametrize(
    ("phrase", "text", "values"),
    [
        (STATED, "北川生物发行价为每股12.80港元。", ["HKD 12.80"]),
        (STATED, "發行價為每股１２．８０港元。", ["HKD 12.80"]),
        (STATED, "发行价区间为14.18港元至16.18港元。", ["HKD 14.18-16.18"]),
        (STATED, "发行价为每股12.80港元;发售价为每股9.60港元。", ["HKD 12.80", "HKD 9.60"]),
        ("@issue_price {price}", "发行价为每股12.80港元。", []),
        ("@issue_price [为] {price}", "发行价为每股12.80港元,发行价12.80港元。", ["HKD 12.80", "HKD 12.80"]),
        ("(发行|发售) 价 .. {price}", "发售价定为每股12.80港元。", ["HKD 12.80"]),
        ("{price} 的 @issue_price", "以每股12.80港元的发行价上市。", ["HKD 12.80"]),
        ("{price} .. @issue_price .. {price}", "每股9.60港元,而发行价为12.80港元。", []),
        ("{a price} ... @issue_price .. {price}", "原为每股9.60港元,而发行价为12.80港元。", ["HKD 12.80"]),
        ("发行价(为|是|,) .. {price}", "发行价是12.80港元。", ["HKD 12.80"]),
        (r"价 \( {price}", "发行价(12.80港元)。", ["HKD 12.80"]),
    ],
)
def test_a_phrase_reads_the_values_it_names(read, phrase: str, text: str, values: list[str]) -> None:
    found, _ = read(rule(phrase), text)
    assert [short(candidate) for candidate in found] == values


@pytest.mark.parametrize(
    ("phrase", "text", "reads"),
    [
        ("募资 ..6 {money}", "公司募资总额约为6亿港元。", True),
        ("募资 ..3 {money}", "公司募资的总额将为6亿港元。", False),
        ("募资 ..20 {money}", "公司募资,总额6亿港元。", False),
        ("募资 ..20 {money}", "公司募资;总额6亿港元。", False),
        ("募资 ...20 {money}", "公司募资,总额6亿港元。", True),
        ("募资 ...20 {money}", "公司募资;总额6亿港元。", False),
        ("募资 ...20 {money}", "公司募资。总额6亿港元。", False),
        ("募资 ...20 {money}", "公司募资!总额6亿港元。", False),
        ("募资 ...40 {money}", "公司募资后计划把其中的一部分钱用来建厂,另一部分用来还债,合共6亿港元。", True),
        ("募资 ...12 {money}", "公司募资后计划把其中的一部分钱用来建厂,另一部分用来还债,合共6亿港元。", False),
        ("募资 ..8 {money} ..8 净额", "公司募资6亿港元,净额未定。", False),
    ],
)
def test_a_gap_reaches_so_far_and_never_into_the_next_clause_or_sentence(read, phrase: str, text: str, reads: bool) -> None:
    found, _ = read(rule(phrase), text, "proceeds")
    assert bool(found) is reads


def test_a_gap_never_jumps_over_a_value_of_the_kind_it_leads_to(read) -> None:
    found, _ = read(rule("募资 ..16 {money}"), "公司募资6亿港元、净额5亿港元。", "proceeds")
    assert [short(candidate) for candidate in found] == ["HKD 600000000"]


def test_a_value_counts_as_one_character(read) -> None:
    found, _ = read(rule("募资 ..2 {percent}"), "公司募资6,000,000,000港元增5%。", "first_day_change")
    assert [short(candidate) for candidate in found] == ["5"]


# Where a rule looks, what it must or must not find there, a text with it and one without.
SIDES = [
    ("before", "最终", "其最终发行价为12.80港元。", "其发行价为12.80港元,最终挂牌。"),
    ("before", "最终 ..4", "其最终的每股发行价为12.80港元。", "最终,发行价为12.80港元。"),
    ("after", "的上限", "其发行价为12.80港元的上限。", "其的上限发行价为12.80港元。"),
    ("after", "..6 区间", "其发行价为12.80港元这一区间。", "其发行价为12.80港元,区间不变。"),
    ("after", "...6 区间", "其发行价为12.80港元,在区间内。", "其发行价为12.80港元。区间不变。"),
    ("inside", "暂定", "其发行价暂定12.80港元。", "其暂定的发行价为12.80港元。"),
    ("clause", "预计", "预计其发行价为12.80港元。", "预计今日挂牌,发行价为12.80港元。"),
    ("clause", "待定", "其发行价为12.80港元待定,另有费用。", "其发行价为12.80港元,另有费用待定。"),
    ("sentence", "暗盘", "暗盘交易开始,其发行价为12.80港元。", "暗盘交易开始。其发行价为12.80港元。"),
    ("sentence", "暗盘 ...20 发行价", "暗盘交易开始,其发行价为12.80港元。", "其发行价为12.80港元,暗盘交易开始。"),
]


@pytest.mark.parametrize(("side", "phrase", "there", "missing"), SIDES)
def test_what_must_stand_around(read, side: str, phrase: str, there: str, missing: str) -> None:
    made = rule(STATED, f'needs: {{{side}: ["{phrase}"]}}')
    assert [short(candidate) for candidate in read(made, there)[0]] == ["HKD 12.80"]
    found, refused = read(made, missing)
    assert (found, [reason for _, reason in refused]) == ([], [f"needs.{side}"])


@pytest.mark.parametrize(("side", "phrase", "there", "missing"), SIDES)
def test_what_must_not_stand_around(read, side: str, phrase: str, there: str, missing: str) -> None:
    made = rule(STATED, f'unless: {{{side}: ["{phrase}"]}}')
    assert [short(candidate) for candidate in read(made, missing)[0]] == ["HKD 12.80"]
    found, refused = read(made, there)
    assert (found, [reason for _, reason in refused]) == ([], [f"unless.{side}"])


@pytest.mark.parametrize("text", ["发行价不高于12.80港元。", "发行价约12.80港元。", "发行价12.80港元左右。"])
def test_words_of_bound_belong_to_the_value(read, text: str) -> None:
    assert read(rule("发行价 {price}", "unless: {sentence: [不高于, 约, 左右]}"), text)[0] != []


def test_one_of_several_surroundings_is_enough(read) -> None:
    made = rule(STATED, "unless: {before: [最终, 原定], clause: [待定, 未定]}")
    for text in ("原定发行价为12.80港元。", "发行价为12.80港元未定。"):
        assert read(made, text)[0] == []


@pytest.mark.parametrize(
    ("more", "text", "value"),
    [
        ("take: high", "发行价为12.80港元。", "HKD ≤12.80"),
        ("take: low", "发行价为12.80港元。", "HKD ≥12.80"),
        ("bound: over", "发行价为12.80港元。", "over HKD 12.80"),
        ("bound: approx", "发行价为12.80港元。", "approx HKD 12.80"),
    ],
)
def test_keys_that_turn_a_value(read, more: str, text: str, value: str) -> None:
    assert [short(candidate) for candidate in read(rule(STATED, more), text)[0]] == [value]


def test_a_fall_counts_negative(read) -> None:
    found, _ = read(rule("跌 {percent}", "sign: down"), "首日跌5.2%。", "first_day_change")
    assert [short(candidate) for candidate in found] == ["-5.2"]


def test_a_constant_needs_no_value(read) -> None:
    found, _ = read(rule("递交 ..4 招股书", "gives: filed"), "星桥科技递交了招股书。", "stage")
    assert [(candidate.fact, short(candidate), candidate.mentions) for candidate in found] == [("stage", "filed", ())]


def test_a_rule_may_decide_several_facts(read) -> None:
    found, _ = read(rule("申购日 .. {day}"), "网上申购日为2026年3月4日。", "[subscription_start, subscription_end]")
    assert [(candidate.fact, short(candidate)) for candidate in found] == [
        ("subscription_end", "2026-03-04"),
        ("subscription_start", "2026-03-04"),
    ]


def test_a_phrase_names_whose_fact_it_is(read) -> None:
    found, _ = read(rule("{company} ..5 上市", "gives: listed"), "甲方看好北川生物(06712.HK)今日上市。", "stage")
    assert [[name.text for name in candidate.companies] for candidate in found] == [["北川生物"]]


def test_a_list_reads_all_its_members(read) -> None:
    found, _ = read(rule("保荐人 ..3 {banks}"), "北川生物的联席保荐人为中金公司、花旗和高盛。", "sponsors")
    assert [short(candidate) for candidate in found] == ["中金公司 花旗 高盛"]


def test_the_higher_rank_wins_a_value_whatever_the_order(read) -> None:
    weak, strong = (
        rule("价 ..8 {price}", "rank: 4", "a.weak"),
        rule("开盘价 ..8 {price}", "rank: 6\n  fact: first_day_open", "b.strong"),
    )
    for rules in (weak + strong, strong + weak):
        kept, lost = settle(read(rules, "开盘价为12.80港元。")[0])
        assert [candidate.rule.id for candidate in kept] == ["b.strong"]
        assert [(loser.rule.id, winner.rule.id) for loser, winner in lost] == [("a.weak", "b.strong")]


def test_of_equal_ranks_the_phrase_that_stands_nearer_wins(read) -> None:
    far = rule("发行价 ...20 {price}", name="a.far")
    near = rule("收盘 ..3 {price}", "fact: first_day_close", "b.near")
    kept, _ = settle(read(far + near, "较发行价高,收盘报12.80港元。")[0])
    assert [candidate.rule.id for candidate in kept] == ["b.near"]


def test_a_claim_of_something_else_takes_the_value_away(read) -> None:
    other = rule("(营收|收入) ..4 {money}", "rank: 8\n  fact: other", "other.revenue")
    kept, lost = settle(
        read(rule("...24 {money} [的] 营收|募资 ...16 {money}") + other, "募资前的收入为3亿元。", "proceeds")[0]
    )
    assert [candidate.fact for candidate in kept] == ["other"]
    assert [winner.rule.id for _, winner in lost] == ["other.revenue"]


@pytest.mark.parametrize("text", ["", "。", "发行价", "发行价为", "价" * 5000, "发行价12" * 2000, "(" * 3000])
def test_any_text_can_be_read(read, text: str) -> None:
    found, refused = read(rule(STATED), text)
    assert isinstance(found, list)
    assert isinstance(refused, list)


@pytest.mark.parametrize(
    ("date", "published", "coming"),
    [
        ("2026年1月9日", "2026-01-08", True),
        ("2026年1月8日", "2026-01-08", False),
        ("2026年2月", "2026-01-08", True),
        ("2026年1月", "2026-01-08", False),
        ("2026年下半年", "2026-01-08", True),
        ("2026年第一季", "2026-01-08", False),
        ("2027年", "2026-01-08", True),
        ("2025年", "2026-01-08", False),
        ("2027年1月9日", None, False),
    ],
)
def test_a_coming_date_lies_after_the_day_of_writing(reader, date: str, published: str | None, coming: bool) -> None:
    line = reader.read(f"{date}挂牌。", published=published).lines[0]
    assert (line.symbols[0] in symbol_class("coming")) is coming
