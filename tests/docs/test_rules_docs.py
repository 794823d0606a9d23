"""The pages for rule authors: every example in them is run, and both languages show the same ones."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from ipofacts.rulecheck import check_rules
from ipofacts.rulefiles import Layers, over_shipped
from ipofacts.rules import Reader, RuleBook, find_candidates, run_examples, short
from ipofacts.rules.symbols import CLASSES, LISTS

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = {name: (DOCS / name).read_text(encoding="utf-8") for name in ("rules.md", "rules.zh-CN.md")}
BLOCK = re.compile(r"<!-- file: (\S+) -->\n```yaml\n(.*?)```", re.DOTALL)


def rows(page: str, mark: str) -> Iterator[list[list[str]]]:
    """The rows of all tables behind a mark: for each cell what stands in it as code."""
    for table in re.findall(rf"<!-- {mark} -->\n((?:\|.*\n)+)", PAGES[page]):
        for row in table.splitlines()[2:]:
            cells = re.split(r"(?<!\\)\|", row.strip().strip("|"))
            yield [[code.replace("\\|", "|") for code in re.findall(r"`([^`]+)`", cell)] for cell in cells]


def phrases(page: str, mark: str, phrase: int, reads: int, not_reads: int) -> list[tuple[str, str, bool]]:
    return [
        (row[phrase][0], text, column == reads)
        for row in rows(page, mark)
        for column in (reads, not_reads)
        for text in row[column]
    ]


class NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


READS = phrases("rules.md", "reads", 0, 2, 3)
# The day of writing of the texts in which a kind of mention depends on it.
WRITTEN = "2026-01-08"
KINDS = [(f"{{{kind}}}", text, reads) for kind, text, reads in phrases("rules.md", "kinds", 0, 2, 3)]
SHORT = [(form[0], phrase[0], text[0]) for form, phrase, text in rows("rules.md", "short")]


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> Callable[..., list[str]]:
    """What a phrase of a row reads in a text, in short form."""
    folder = tmp_path_factory.mktemp("rows")
    every = dict.fromkeys([phrase for phrase, _, _ in READS + KINDS] + [phrase for _, phrase, _ in SHORT])
    rules = [rule_of(f"docs.row-{number}", phrase) for number, phrase in enumerate(every)]
    (folder / "facts").mkdir()
    text = yaml.dump({"fact": "other", "about": "-", "rules": rules}, allow_unicode=True, Dumper=NoAliases)
    (folder / "facts" / "rows.yaml").write_text(text, encoding="utf-8")
    root = over_shipped(folder)
    book, reader = RuleBook(root), Reader(root)

    def read(phrase: str, text: str, published: str | None = None) -> list[str]:
        candidates = find_candidates(book, reader.read(text, published=published))
        return [short(c) for c in candidates if c.rule.file.startswith(str(folder)) and c.rule.rule.read == [phrase]]

    return read


def rule_of(name: str, phrase: str) -> dict[str, object]:
    example = {"text": "-", "gives": "-"}
    rule = {"id": name, "read": [phrase], "examples": [example, example], "lookalikes": ["-", "-"]}
    if "{" not in phrase.replace("{a ", ""):
        return rule | {"fact": "unrelated", "gives": "stands"}
    return rule | {"fact": "outsider" if re.search(r"\{(company|companies)\}", phrase) else "other"}


@pytest.mark.parametrize(("phrase", "text", "reads"), READS + KINDS, ids=[f"{p} {t}" for p, t, _ in READS + KINDS])
def test_a_phrase_reads_what_its_row_says(found, phrase: str, text: str, reads: bool) -> None:
    published = WRITTEN if phrase == "{coming}" else None
    assert bool(found(phrase, f"{text}。", published)) is reads


@pytest.mark.parametrize(("form", "phrase", "text"), SHORT, ids=[form for form, _, _ in SHORT])
def test_a_value_has_the_short_form_of_its_row(found, form: str, phrase: str, text: str) -> None:
    assert found(phrase, f"{text}。") == [form]


def test_every_kind_is_shown() -> None:
    shown = {phrase.strip("{}") for phrase, _, _ in KINDS} | set(re.findall(r"\{(\w+)\}", " ".join(p for p, _, _ in READS)))
    assert shown >= set(CLASSES) | set(LISTS)


@pytest.fixture(scope="module", params=list(PAGES))
def layers(request, tmp_path_factory) -> Layers:
    """The rule files of a page, laid over the shipped ones."""
    folder = tmp_path_factory.mktemp("docs")
    for name, text in BLOCK.findall(PAGES[request.param]):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return over_shipped(folder)


def test_the_rule_files_of_a_page_are_right(layers) -> None:
    assert [str(problem) for problem in check_rules(layers) if problem.path.startswith(str(layers.roots[1]))] == []


def test_the_examples_of_a_page_hold(layers) -> None:
    results = [result for result in run_examples(layers) if result.file.startswith(str(layers.roots[1]))]
    assert len(results) > 60
    assert [(r.rule, r.text, r.expected, r.got) for r in results if not r.passed] == []


def test_a_folder_adds_replaces_and_switches_off(layers) -> None:
    rules = {rule.id: rule for rule in RuleBook(layers).rules}
    assert "lottery-rate.final" not in rules
    assert str(rules["lottery-rate.stated"].replaces).startswith("facts/lottery_rate.yaml:")
    assert rules["lottery-rate.one-in-many"].replaces is None
    assert "pe-ratio.plain" in rules


def test_both_pages_show_the_same_examples() -> None:
    def shown(page: str) -> object:
        files = {name: yaml.safe_load(text) for name, text in BLOCK.findall(PAGES[page])}
        for sheet in files.values():
            sheet.pop("about", None)
        return files, [list(rows(page, mark)) for mark in ("reads", "kinds", "short")]

    assert shown("rules.md") == shown("rules.zh-CN.md")


@pytest.mark.parametrize("page", PAGES)
def test_every_yaml_block_is_marked_and_so_run(page: str) -> None:
    assert len(BLOCK.findall(PAGES[page])) == PAGES[page].count("```yaml")


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", PAGES[page])
    assert targets
    assert [target for target in targets if not (DOCS / target).exists()] == []
