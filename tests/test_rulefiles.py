"""Rule files read strictly: every problem at once, each at its line and column."""

from pathlib import Path

import pytest

from ipofacts.rulefiles import RuleFileError, RuleModel, read_file, read_folder, version


class Sheet(RuleModel):
    name: str
    words: list[str] = []
    codes: dict[str, str] = {}


def problems(tmp_path: Path, text: str) -> list[str]:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleFileError) as caught:
        read_file(tmp_path, Path("a.yaml"), Sheet)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name: 甲\nwrods: []\n", "a.yaml:2:1: unknown key 'wrods'; check its spelling or remove it"),
        ("words: []\n", "a.yaml:1:1: the key 'name' is missing; add it"),
        ("name: 甲\nname: 乙\n", "a.yaml:2:1: the key 'name' stands twice; keep one"),
        ("name: 甲\ncodes: {a: 000651}\n", 'a.yaml:2:12: write "000651" in quotes'),
        ("name: 甲\nwords: [9:30]\n", 'a.yaml:2:9: write "9:30" in quotes'),
        ("name: 甲\nwords: [no]\n", 'a.yaml:2:9: write "no" in quotes'),
        ("name: 甲\nwords: [12.50]\n", 'a.yaml:2:9: write "12.50" in quotes'),
        ("name: 甲\nwords: [1]\n", "a.yaml:2:9: words: a word or text must stand here; write it in quotes"),
        ("name: [\n", "not readable as YAML"),
    ],
)
def test_a_problem_names_its_place_and_remedy(tmp_path: Path, text: str, expected: str) -> None:
    assert any(expected in problem for problem in problems(tmp_path, text)), problems(tmp_path, text)


def test_all_problems_are_told_together(tmp_path: Path) -> None:
    assert len(problems(tmp_path, "wrods: []\nextra: 1\n")) == 3


def test_all_files_of_a_folder_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    for name in "ab":
        (tmp_path / "room" / f"{name}.yaml").write_text("nmae: 甲\n", encoding="utf-8")
    with pytest.raises(RuleFileError) as caught:
        read_folder(tmp_path, "room", Sheet)
    assert {problem.path for problem in caught.value.problems} == {"room/a.yaml", "room/b.yaml"}


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("name: 甲".encode("gbk"))
    with pytest.raises(RuleFileError, match="is not UTF-8"):
        read_file(tmp_path, Path("a.yaml"), Sheet)


def test_the_version_follows_content_not_place(tmp_path: Path) -> None:
    for folder, words in (("one", "甲"), ("two", "甲"), ("three", "乙")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.yaml").write_text(f"name: {words}\n", encoding="utf-8")
    assert version(tmp_path / "one") == version(tmp_path / "two") != version(tmp_path / "three")
