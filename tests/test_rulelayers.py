"""A user's folder laid over the shipped one: add, replace by id, switch off, extend a list; every part keeps its own place."""

import os
import pickle
import shutil
from pathlib import Path

import pytest

from ipofacts.names import NameFinder
from ipofacts.rulefiles import (
    Layers,
    RuleFileError,
    RuleModel,
    freeze,
    over_shipped,
    read_file,
    read_folder,
    shipped,
    together,
    version,
)
from ipofacts.text import Cleaner


class Item(RuleModel):
    id: str
    says: str


class Sheet(RuleModel):
    about: str = ""
    rules: list[Item] = []
    words: dict[str, list[str]] = {}


LOW = """\
about: low
rules:
  - {id: a, says: one}
  - {id: b, says: two}
  - {id: c, says: three}
words: {price: [甲, 乙]}
"""


@pytest.fixture
def layers(tmp_path: Path) -> Layers:
    for name in ("low", "high"):
        (tmp_path / name / "room").mkdir(parents=True)
    (tmp_path / "low" / "room" / "x.yaml").write_text(LOW, encoding="utf-8")
    return Layers((tmp_path / "low", tmp_path / "high"))


def lay(layers: Layers, text: str, name: str = "x.yaml") -> None:
    (layers.roots[1] / "room" / name).write_text(text, encoding="utf-8")


def read(layers: Layers) -> Sheet:
    return read_file(layers, Path("room/x.yaml"), Sheet).content


def test_without_an_upper_file_the_lower_stands(layers: Layers) -> None:
    assert [item.id for item in read(layers).rules] == ["a", "b", "c"]


def test_a_new_rule_is_added_and_a_list_extended(layers: Layers) -> None:
    lay(layers, "rules:\n  - {id: d, says: four}\nwords: {price: [乙, 丙], date: [丁]}\n")
    sheet = read(layers)
    assert [item.id for item in sheet.rules] == ["a", "b", "c", "d"]
    assert sheet.words == {"price": ["甲", "乙", "丙"], "date": ["丁"]}


def test_a_rule_with_the_same_id_replaces_and_tells_what(layers: Layers) -> None:
    lay(layers, "about: high\nrules:\n  - {id: b, says: other}\n")
    file = read_file(layers, Path("room/x.yaml"), Sheet)
    assert [(item.id, item.says) for item in file.content.rules] == [("a", "one"), ("b", "other"), ("c", "three")]
    assert file.content.about == "high"
    assert file.replaced["b"].line + 1 == 4
    assert (file.file(("rules", 1)), file.line(("rules", 1))) == (str(layers.roots[1] / "room" / "x.yaml"), 3)
    assert (file.file(("rules", 2)), file.line(("rules", 2))) == ("room/x.yaml", 5)


def test_a_rule_is_switched_off_by_id(layers: Layers) -> None:
    lay(layers, "off: [b]\n")
    file = read_file(layers, Path("room/x.yaml"), Sheet)
    assert [item.id for item in file.content.rules] == ["a", "c"]
    assert file.line(("rules", 1, "says")) == 5


def test_switching_off_what_is_not_there_is_a_problem(layers: Layers) -> None:
    lay(layers, "off: [z]\n")
    with pytest.raises(RuleFileError, match="there is no rule 'z' to switch off"):
        read(layers)


def test_a_problem_of_the_upper_file_names_the_upper_file(layers: Layers) -> None:
    lay(layers, "rules:\n  - {id: d, sais: four}\n")
    with pytest.raises(RuleFileError) as caught:
        read(layers)
    assert {(problem.path, problem.line) for problem in caught.value.problems} == {
        (str(layers.roots[1] / "room" / "x.yaml"), 2)
    }


def test_a_file_of_the_upper_folder_alone_is_added(layers: Layers) -> None:
    lay(layers, "rules:\n  - {id: y, says: new}\n", "y.yaml")
    assert [file.name for file in read_folder(layers, "room", Sheet)] == ["room/x.yaml", "room/y.yaml"]


def test_the_version_follows_every_layer(layers: Layers) -> None:
    before = version(layers)
    lay(layers, "off: [b]\n")
    assert version(layers) != before


def test_an_id_twice_in_the_upper_file_is_a_problem(layers: Layers) -> None:
    lay(layers, "rules:\n  - {id: d, says: four}\n  - {id: d, says: five}\n")
    with pytest.raises(RuleFileError, match=r"x\.yaml:3:6: the id 'd' stands twice in this file"):
        read(layers)


def test_the_shipped_folder_is_not_laid_over_itself(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(shipped())
    relative = os.path.relpath(shipped())
    assert [over_shipped(way) for way in (None, shipped(), str(shipped()), relative, tmp_path / "link")] == [shipped()] * 5
    assert over_shipped(tmp_path) == Layers((shipped(), tmp_path))
    complete = Layers((tmp_path,))
    assert over_shipped(complete) is complete


def test_frozen_rules_stay_as_they_were(layers: Layers) -> None:
    lay(layers, "rules:\n  - {id: d, says: four}\n")
    lay(layers, "rules:\n  - {id: y, says: new}\n", "y.yaml")
    kept = pickle.loads(pickle.dumps(freeze(layers)))
    before = [(file.name, file.content, file.file(("rules", 0))) for file in read_folder(layers, "room", Sheet)]
    assert version(kept) == version(layers)
    shutil.rmtree(layers.roots[1])
    assert [(file.name, file.content, file.file(("rules", 0))) for file in read_folder(kept, "room", Sheet)] == before
    assert "d" in [item.id for item in read(kept).rules]


def test_what_is_not_there_is_not_frozen(layers: Layers) -> None:
    lay(layers, "off: [b]\n")
    (layers.roots[1] / "room" / "z.yaml").symlink_to(layers.roots[1] / "nowhere")
    with pytest.raises(RuleFileError, match=r"room/z\.yaml:1:1: can't be read"):
        freeze(layers)
    shutil.rmtree(layers.roots[1])
    with pytest.raises(RuleFileError, match="no such folder"):
        freeze(layers)


def test_a_word_that_makes_no_pattern_is_a_problem_of_the_rules(tmp_path: Path) -> None:
    (tmp_path / "names").mkdir()
    (tmp_path / "names" / "companies.yaml").write_text('first_day_marks: ["z-a"]\n', encoding="utf-8")
    with pytest.raises(RuleFileError, match="a word holds marks") as caught:
        together(over_shipped(tmp_path), NameFinder)
    assert str(tmp_path) in str(caught.value)


@pytest.mark.parametrize("word", ["(", "[", "x(", "\\\\", "*+"])
def test_words_are_no_patterns(tmp_path: Path, word: str) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "pinyin.yaml").write_text(f'syllables: {{zh: ["{word}"]}}\n', encoding="utf-8")
    together(over_shipped(tmp_path), Cleaner)
