"""Rule folders checked whole: the files of every room are loaded as the extractor would, all problems given together."""

from __future__ import annotations

from ipofacts.offerings import OfferingFinder
from ipofacts.rulefiles import Root, RuleFileError, RuleProblem, files_of, missing_folders, read_folder, together
from ipofacts.rules import RuleBook
from ipofacts.rules.book import SHEETS
from ipofacts.rules.deadwords import DeadWords
from ipofacts.rules.model import RuleSheet
from ipofacts.rules.reading import Reader
from ipofacts.rules.spelling import misspelt
from ipofacts.words.lists import FOLDER, WordListFile


def check_rules(root: Root) -> list[RuleProblem]:
    """Everything wrong with the rule files of a folder or layers of them, by file and line; empty if they can be used."""
    if missing := missing_folders(root):
        return missing
    try:
        reader, *_ = together(root, Reader, RuleBook, OfferingFinder)
    except RuleFileError as error:
        return list(error.problems)
    return check_words(root, reader)


def check_words(root: Root, reader: Reader) -> list[RuleProblem]:
    """What is wrong with the words of rule files that can be loaded; ``reader`` reads with them."""
    sheets, lists = read_folder(root, SHEETS, RuleSheet), read_folder(root, FOLDER, WordListFile)
    return misspelt(sheets, lists, reader.cleaner) or list(DeadWords(reader).problems(sheets, lists, files_of(root)))
