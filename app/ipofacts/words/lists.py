"""Named word lists: what a rule writes as ``@issue_price``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from ipofacts.rulefiles import Root, RuleFile, RuleFileError, RuleModel, RuleProblem, read_folder

FOLDER = "words"
Word = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class WordList(RuleModel):
    """Words that rules treat alike, and a note on what belongs among them."""

    words: list[Word] = Field(min_length=1, description="The words, simplified, each once.")
    note: str | None = Field(default=None, description="What the list is for, where its name does not tell.")


class WordListFile(RuleModel):
    """One file of ``rules/words``: lists by name."""

    lists: dict[str, WordList]


def load_lists(root: Root) -> dict[str, tuple[str, ...]]:
    """All word lists below ``root/words`` by name.

    Raises RuleFileError for unreadable files, a list name used twice, and a word written twice in one list.
    """
    files = read_folder(root, FOLDER, WordListFile)
    problems = [*_double_names(files), *(problem for file in files for problem in _double_words(file))]
    if problems:
        raise RuleFileError(problems)
    return {name: tuple(entry.words) for file in files for name, entry in file.content.lists.items()}


def _double_names(files: list[RuleFile[WordListFile]]) -> list[RuleProblem]:
    seen: dict[str, str] = {}
    problems = []
    for file in files:
        for name in file.content.lists:
            if name in seen:
                problems.append(
                    file.problem(("lists", name), f"the list {name!r} also stands in {seen[name]}; keep one or rename")
                )
            seen[name] = file.name
    return problems


def _double_words(file: RuleFile[WordListFile]) -> list[RuleProblem]:
    return [
        file.problem(("lists", name, "words", index), f"{word!r} stands twice in the list {name!r}; keep one")
        for name, entry in file.content.lists.items()
        for index, word in enumerate(entry.words)
        if word in entry.words[:index]
    ]
