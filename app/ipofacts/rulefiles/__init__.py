"""Rule files: found, read strictly, laid over each other, validated; every problem with its file, line and column.

Every room reads its trade knowledge from YAML files below ``rules/`` through this package.
"""

from ipofacts.rulefiles.layers import Layers, Root, files_of, freeze, missing_folders, roots_of, together
from ipofacts.rulefiles.problems import RuleFileError, RuleProblem
from ipofacts.rulefiles.reading import RuleFile, RuleModel, over_shipped, read_file, read_folder, shipped, version

__all__ = [
    "Layers",
    "Root",
    "RuleFile",
    "RuleFileError",
    "RuleModel",
    "RuleProblem",
    "files_of",
    "freeze",
    "missing_folders",
    "over_shipped",
    "read_file",
    "read_folder",
    "roots_of",
    "shipped",
    "together",
    "version",
]
