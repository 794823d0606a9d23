"""Word lists: read by name, and refused where they are ambiguous."""

from pathlib import Path

import pytest

from ipofacts.rulefiles import RuleFileError, shipped
from ipofacts.words import load_lists


def write(root: Path, name: str, text: str) -> None:
    (root / "words").mkdir(exist_ok=True)
    (root / "words" / name).write_text(text, encoding="utf-8")


def test_lists_of_all_files_are_found_by_name(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "lists: {issue_price: {words: [发行价, 发售价], note: 每股}}\n")
    write(tmp_path, "b.yaml", "lists: {sponsor: {words: [保荐人]}}\n")
    assert load_lists(tmp_path) == {"issue_price": ("发行价", "发售价"), "sponsor": ("保荐人",)}


def test_a_name_used_twice_is_reported_with_its_place(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "lists: {sponsor: {words: [保荐人]}}\n")
    write(tmp_path, "b.yaml", "lists:\n  sponsor: {words: [保荐机构]}\n")
    with pytest.raises(RuleFileError) as caught:
        load_lists(tmp_path)
    assert [(p.path, p.line) for p in caught.value.problems] == [("words/b.yaml", 2)]


def test_a_word_written_twice_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "lists: {sponsor: {words: [保荐人, 保荐人]}}\n")
    with pytest.raises(RuleFileError, match="twice"):
        load_lists(tmp_path)


def test_an_unknown_key_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "lists: {sponsor: {word: [保荐人]}}\n")
    with pytest.raises(RuleFileError):
        load_lists(tmp_path)


def test_the_shipped_lists_are_sound() -> None:
    load_lists(shipped())
