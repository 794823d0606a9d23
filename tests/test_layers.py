"""The house stands as it was planned: data flows one way, and code knows no Chinese."""

import ast
import re
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "app" / "ipofacts"
HAN = re.compile("[\u4e00-\u9fff]")
# Words for people may be Chinese: what the schema and the command line say of themselves.
FOR_PEOPLE = {"description", "examples", "example", "help", "title"}


def test_no_room_imports_one_to_its_right(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    kept = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0
    assert kept, capsys.readouterr().out


def chinese(source: str) -> list[int]:
    """The lines of string literals that hold Chinese, docstrings and words for people aside."""
    tree = ast.parse(source)
    free: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            free.add(node.value)
        if isinstance(node, ast.Call):
            words = [keyword.value for keyword in node.keywords if keyword.arg in FOR_PEOPLE]
            if getattr(node.func, "id", "") == "_amount":  # the schema's own short form of a description
                words.extend(node.args)
            free.update(part for word in words for part in ast.walk(word))
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node not in free
        # A range of characters, as in "[\\u4e00-\\u9fff]", is no word: what counts is Chinese in the source itself.
        and HAN.search(ast.get_source_segment(source, node) or "")
    ]


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_knowledge_of_the_trade_stays_out_of_code(path):
    assert [f"{path.name}:{line}" for line in chinese(path.read_text(encoding="utf-8"))] == []


def test_the_check_sees_chinese():
    assert chinese('"""发行"""\nprice = "发行价"\nfield(description="发行价")\n') == [2]
