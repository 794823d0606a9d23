"""Rule files loaded: what is wrong is told with its place and remedy, all of it at once, and nothing takes effect in part."""

import re

import pytest

from ipofacts.extractor import Extractor
from ipofacts.rulecheck import check_rules
from ipofacts.rulefiles import RuleFileError, over_shipped
from ipofacts.rules import RuleBook
from ipofacts.rules.symbols import PRICE

RULE = """\
- id: price.stated
  read: ["@issue_price ..6 {price}"]
  examples: [{text: 发行价为每股12.80港元。, gives: HKD 12.80}, {text: 发售价9.6元。, gives: "9.6"}]
  lookalikes: [开盘价为每股12.80港元。, 发行价未定。]
"""
PHRASE = '"@issue_price ..6 {price}"'
EXAMPLES = '  examples: [{text: 发行价为每股12.80港元。, gives: HKD 12.80}, {text: 发售价9.6元。, gives: "9.6"}]\n'


def test_a_rule_knows_its_place_and_its_facts(folder) -> None:
    (rule,) = RuleBook(folder.rules(RULE, "[issue_price, other]").path).rules
    assert (rule.id, rule.facts, rule.file, rule.line, rule.replaces) == (
        "price.stated",
        ("issue_price", "other"),
        "facts/made.yaml",
        4,
        None,
    )


def test_rules_of_all_files_are_in_force(folder) -> None:
    folder.rules(RULE).rules(RULE.replace("price.stated", "proceeds.stated").replace("{price}", "{money}"), "proceeds", "z")
    assert [rule.id for rule in RuleBook(folder.path).rules] == ["price.stated", "proceeds.stated"]


def test_only_phrases_with_an_anchor_in_the_line_are_called(folder) -> None:
    book = RuleBook(folder.rules(RULE + RULE.replace("price.stated", "price.raise").replace("@issue_price", "@raise")).path)
    anchored = [book.phrases[number].rule.id for number in book.anchored_in("公司集资")]
    assert anchored == ["price.raise"]
    assert book.called_by(book.standing("公司集资")) == []  # the phrase wants a price, and none stands there
    assert set(book.called_by(book.standing(f"公司集资{PRICE}"))) == book.anchored_in("公司集资")
    assert book.anchored_in("没有一个词") == set()


# What is put in place of what, where the problem stands (line:column), and what is said of it.
IN_A_RULE = [
    ("price.stated", "Price Stated", "4:5", "the id 'Price Stated' must be group.name"),
    ("price.stated", "price", "4:5", "must be group.name: small letters"),
    ("- id: price.stated\n  read", "- read", "4:5", "the key 'id' is missing; add it"),
    (f"  read: [{PHRASE}]\n", "", "4:5", "the key 'read' is missing; add it"),
    (f"[{PHRASE}]", "[]", "5:5", "read: at least 1 must stand here, not 0"),
    (f"[{PHRASE}]", PHRASE, "5:5", "read: a list must stand here"),
    (PHRASE, '""', "5:12", "read: nothing is written here"),
    (PHRASE, "12", "5:12", "read: a word or text must stand here"),
    (PHRASE, '"  "', "5:12", "no word that must stand"),
    (PHRASE, '"[发行价] .. [{price}]"', "5:12", "no word that must stand"),
    ("@issue_price", "@isue_price", "5:12", "at character 1: there is no word list @isue_price"),
    ("{price}", "{prise}", "5:12", "at character 18: {prise} is no kind of mention; known are amounts, bank"),
    ("{price}", "{the price}", "5:12", "{the price} is no kind of mention"),
    ("{price}", "{}", "5:12", "{} is no kind of mention"),
    ("@issue_price", "(发行价", "5:12", "at character 1: '(' is never closed; add ')'"),
    ("@issue_price", "[发行价)", "5:12", "at character 1: '[' is never closed; add ']'"),
    ("@issue_price", "发行价]", "5:12", "at character 4: ']' closes nothing; remove it"),
    ("{price}", "{price", "5:12", "'{' is never closed; add '}'"),
    ("..6", "..60", "5:12", "a gap spans 1 to 40 characters"),
    ("..6", "...0", "5:12", "a gap spans 1 to 40 characters"),
    ("@issue_price", "发行价*", "5:12", "'*' means nothing here: write [a] for what may be absent"),
    ("{price}", r"{price}\\", "5:12", "a backslash at the end takes no character; remove it"),
    ("@issue_price", "(" * 99 + "发行价" + ")" * 99, "5:12", "brackets stand more than 8 deep in each other"),
    ("{price}", "{percent}", "5:12", "{percent} is no value of issue_price, which is read from {amounts} or {money}"),
    ("{price}", "{a price}", "5:12", "nothing is read here: put the value of issue_price in braces"),
    ("  lookalikes", "  look_alikes", "7:5", "unknown key 'look_alikes'; check its spelling or remove it"),
    ("  read", "  fact: prize\n  read", "5:5", "there is no fact 'prize' for rules to read; known are stage, exchange"),
    ("  read", "  fact: company\n  read", "5:5", "there is no fact 'company' for rules to read"),
    ("  read", "  fact: [issue_price, prize]\n  read", "5:5", "there is no fact 'prize'"),
    ("  read", "  fact: 3\n  read", "5:5", "name a fact, or several: [subscription_start, subscription_end]"),
    ("  read", "  fact: []\n  read", "5:5", "name a fact, or several"),
    ("  read", "  rank: 12\n  read", "5:5", "rank: not above 9"),
    ("  read", "  rank: 0\n  read", "5:5", "rank: not below 1"),
    ("  read", "  rank: high\n  read", "5:5", "rank: a whole number must stand here"),
    ("  read", "  take: highest\n  read", "5:5", "take: write 'value', 'high', 'low', 'top' or 'bottom'"),
    ("  read", "  bound: about\n  read", "5:5", "bound: write 'approx', 'over' or 'under'"),
    ("  read", "  sign: up\n  read", "5:5", "sign: write 'down'"),
    ("  read", "  gives: cheap\n  read", "5:5", "'cheap' is no value of issue_price"),
    (
        "  read",
        "  fact: stage\n  gives: listd\n  read",
        "6:5",
        "'listd' is no value of stage: input should be 'planned', 'filed'",
    ),
    ("  read", "  fact: pe_ratio\n  gives: high\n  read", "6:5", "'high' is no value of pe_ratio"),
    ("  examples", "  unless: {behind: [约]}\n  examples", "6:14", "unknown key 'behind'"),
    ("  examples", "  unless: {before: 约}\n  examples", "6:14", "before: a list must stand here"),
    ("  examples", '  unless: {before: ["(约"]}\n  examples', "6:23", "'(' is never closed"),
    ("  examples", '  unless: {before: ["[约]"]}\n  examples', "6:23", "no word that must stand"),
    ("  examples", '  needs: {clause: ["@nothing"]}\n  examples', "6:22", "there is no word list @nothing"),
    (EXAMPLES, "", "4:5", "the key 'examples' is missing; add it"),
    ('gives: "9.6"', "gives: 9.6", "6:82", 'write "9.6" in quotes: decimals are kept exactly as written'),
    ('gives: "9.6"', "gives: 000651", "6:82", 'write "000651" in quotes'),
    ('gives: "9.6"', "gives: 9", "6:75", "gives: a word or text must stand here; write it in quotes if it is a number"),
    ("text: 发售价9.6元。,", "text: 发售价9.6元。, published: soon,", "6:75", "not a date; write YYYY-MM-DD"),
    ("{text: 发售价9.6元。", "{tekst: 发售价9.6元。", "6:59", "unknown key 'tekst'"),
    ("  lookalikes", "  rank: 5\n  rank: 6\n  lookalikes", "8:5", "the key 'rank' stands twice; keep one"),
    ("  lookalikes", "  <<: {}\n  lookalikes", "7:5", "unknown key '<<'"),
    ("  lookalikes", "\tlookalikes", "7:3", "not readable as YAML"),
    ("  lookalikes: [开盘价", "  lookalikes: [*again, 开盘价", "7:18", "an alias (*again)"),
]


@pytest.mark.parametrize(("old", "new", "place", "says"), IN_A_RULE, ids=[f"{case[1][:24]!r}" for case in IN_A_RULE])
def test_what_is_wrong_in_a_rule_is_told_at_its_place(folder, old: str, new: str, place: str, says: str) -> None:
    assert old in RULE
    told = folder.rules(RULE.replace(old, new, 1)).problems()
    assert any(f"facts/made.yaml:{place}: " in problem and says in problem for problem in told), told


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "facts/made.yaml:1:1: the file: keys with values must stand here (key: value)"),
        ("just words\n", "facts/made.yaml:1:1: the file: keys with values must stand here"),
        ("- a\n- b\n", "facts/made.yaml:1:1: the file: keys with values must stand here"),
        ("fact: stage\nabout: x\nrules: []\n", "facts/made.yaml:3:1: rules: at least 1 must stand here, not 0"),
        ("fact: stage\nabout: x\nrules: [price.stated]\n", "facts/made.yaml:3:9: rules: keys with values must stand here"),
        ("fact: stage\nabout: x\n", "facts/made.yaml:1:1: the key 'rules' is missing; add it"),
        ("fact: prize\nabout: x\nrules: []\n", "facts/made.yaml:1:1: there is no fact 'prize'"),
        ("? [a, b]\n: c\n", "facts/made.yaml:1:3: a key is one word; write word: value"),
        ("fact: [stage\n", "not readable as YAML"),
        ("fact: stage\n---\nfact: stage\n", "facts/made.yaml:2:1: not readable as YAML: but found another document"),
        ("fact: \x00\n", "facts/made.yaml:1:1: not readable as YAML: it holds characters that no text has"),
        ("fact: &a [*a]\n", "facts/made.yaml:1:11: an alias (*a) stands here; write out what it means"),
        ("fact: " + "[" * 30_000, "facts/made.yaml:1:26: lists and keys stand more than 20 deep in each other"),
        ("- " * 30_000, "facts/made.yaml:1:41: lists and keys stand more than 20 deep in each other"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(folder, text: str, says: str) -> None:
    told = folder.write("facts/made.yaml", text).problems()
    assert any(says in problem for problem in told), told


def test_an_id_used_twice_is_told_with_both_places(folder) -> None:
    folder.rules(RULE, name="a").rules(RULE, name="b")
    assert folder.problems() == ["facts/b.yaml:4:5: the id 'price.stated' stands in facts/a.yaml:4 too; give this rule another"]


def test_all_problems_of_all_files_are_told_at_once(folder) -> None:
    twice = RULE.replace("@issue_price", "@isue_price") + RULE.replace("price.stated", "price.other").replace("..6", "..60")
    told = (
        folder.rules(twice, name="a")
        .rules(RULE.replace("price.stated", "price.b").replace("{price}", "{prise}"), name="b")
        .problems()
    )
    assert [problem.partition(": ")[0] for problem in told] == ["facts/a.yaml:5:12", "facts/a.yaml:9:12", "facts/b.yaml:5:12"]
    assert all(re.match(r"facts/[ab]\.yaml:\d+:\d+: in '", problem) for problem in told)


def test_one_broken_rule_keeps_the_whole_folder_out(folder) -> None:
    (folder.path / "words" / "words.yaml").unlink()
    folder.rules(RULE, name="good").rules(RULE.replace("price.stated", "price.bad").replace("..6", "..60"), name="bad")
    with pytest.raises(RuleFileError, match=r"bad\.yaml:5:12"):
        Extractor(folder.path)


def test_a_list_of_mentions_needs_the_words_that_join_them(folder) -> None:
    folder.write("words/words.yaml", "lists: {be: {words: [为]}}\n").rules(
        RULE.replace("@issue_price", "价").replace("{price}", "{prices}")
    )
    assert "there is no word list @and" in folder.problems()[0]


def test_a_long_phrase_is_told_in_part(folder) -> None:
    (told,) = folder.rules(RULE.replace("@issue_price", f"({'|'.join(['发行价'] * 900)}")).problems()
    assert len(told) < 400
    assert "'(' is never closed" in told


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("facts/made.yaml", RULE.replace("@issue_price", "發行价"), "{}:5:12: in '發行价 ..6 {{price}}': '發' never stands in clean text; write '发'"),
        ("facts/made.yaml", RULE.replace("  read", "  unless: {inside: [約]}\n  read"), "{}:5:23: in '約': '約' never stands in clean text; write '约'"),
        ("facts/made.yaml", RULE.replace("@issue_price", "发行价："), "'：' never stands in clean text; write ':'"),
        ("words/made.yaml", "lists: {made: {words: [招股價]}}\n", "{}:1:24: in '招股價': '價' never stands in clean text; write '价'"),
        ("words/made.yaml", 'lists: {made: {words: [""]}}\n', "{}:1:24: words: nothing is written here"),
    ],
)  # fmt: skip
def test_characters_that_no_clean_text_holds_are_told(folder, name: str, text: str, says: str) -> None:
    mine = folder.path / "mine"
    for room in ("facts", "words"):
        (mine / room).mkdir(parents=True)
    made = f"fact: issue_price\nabout: x\nrules:\n{text.replace('- id', '  - id').replace(chr(10) + '  ', chr(10) + '    ')}"
    (mine / name).write_text(made if name.startswith("facts") else text, encoding="utf-8")
    told = [str(problem) for problem in check_rules(over_shipped(mine))]
    assert any(says.format(mine / name) in problem for problem in told), told
