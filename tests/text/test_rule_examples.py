"""Every rule file of the text room keeps the promises of its own examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipofacts.rulefiles import RuleFileError, shipped
from ipofacts.text import Cleaner
from ipofacts.text.files import (
    BlankRules,
    BoilerplateRules,
    CharacterRules,
    CleaningExample,
    DatelineRules,
    EncodingRules,
    LossRules,
    ReadingRules,
    TableRules,
    UnspinRules,
    load,
)


def _examples() -> list[CleaningExample]:
    root = shipped()
    return [
        *load(root, "encodings", EncodingRules).examples,
        *load(root, "losses", LossRules).examples,
        *load(root, "characters", CharacterRules).examples,
        *load(root, "pinyin", ReadingRules).examples,
        *load(root, "blanks", BlankRules).examples,
        *load(root, "tables", TableRules).examples,
        *load(root, "unspin", UnspinRules).examples,
    ]


@pytest.mark.parametrize("example", _examples(), ids=lambda example: example.text[:20])
def test_cleaning_examples(cleaner: Cleaner, example: CleaningExample) -> None:
    assert cleaner.clean(example.text).text == example.clean


@pytest.mark.parametrize("text", load(shipped(), "unspin", UnspinRules).clean_examples)
def test_text_that_is_not_spun_stays(cleaner: Cleaner, text: str) -> None:
    cleaned = cleaner.clean(text)
    assert cleaned.text == text.replace("，", ",")
    assert cleaned.warnings == ()


@pytest.mark.parametrize(
    "example", load(shipped(), "boilerplate", BoilerplateRules).examples, ids=lambda example: example.boilerplate[0]
)
def test_boilerplate_examples(cleaner: Cleaner, example) -> None:
    cleaned = cleaner.clean(example.text)
    marked = [cleaned.text[s.start : s.end] for s in cleaned.segments if s.kind == "boilerplate"]
    assert marked == example.boilerplate


@pytest.mark.parametrize("example", load(shipped(), "datelines", DatelineRules).examples, ids=lambda example: example.text[:20])
def test_dateline_examples(cleaner: Cleaner, example) -> None:
    assert cleaner.clean(example.text).dateline == example.date


def test_a_variant_of_two_characters_is_refused_with_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "text"
    folder.mkdir()
    source = (shipped() / "text" / "characters.yaml").read_text(encoding="utf-8")
    (folder / "characters.yaml").write_text(source.replace("variants: {", "variants: {囍: 双喜, ", 1), encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"text/characters\.yaml:.*one character for one character"):
        load(tmp_path, "characters", CharacterRules)
