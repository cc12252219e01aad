"""Days, numbers and units are written by `core`, and template libraries only lend its functions to templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from core.units.table import UNITS

ROOT = Path(__file__).resolve().parents[2]
APPS = [path.parent for path in sorted(ROOT.glob("*/apps.py"))]


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for app in APPS:
        for path in sorted(app.rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def test_only_template_libraries_ask_template_libraries() -> None:
    borrowed = [
        (name, node.module)
        for name, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and ".templatetags" in (node.module or "")
        and not (node.module or "").startswith("django.")
        and "templatetags" not in name
    ]

    assert borrowed == []


def test_only_core_knows_how_a_day_is_written_in_vietnamese() -> None:
    written = [
        (name, node.lineno)
        for name, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "%d/%m/%Y" in node.value
    ]

    assert [name for name, _line in written] == ["core/days.py"]


# A list of a few units inside a regular expression, or as the entries of a collection, is a table of units.
FEW = 4
# one letter may be anything, and so may the words for things
LISTED = {
    spelling: unit.key
    for unit in UNITS
    for spelling in (*unit.signs, *unit.words, *unit.japanese)
    if len(spelling) > 1 and not unit.counts and unit.key not in {"copies", "log"}
}


def _units_in(node: ast.AST) -> set[str]:
    """Keys of the units a literal lists: alternatives of a pattern, words that are split, entries of a collection."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and "|" in node.value:
        words = re.split(r"[|()?:]+", node.value)
    elif isinstance(node, ast.List | ast.Tuple | ast.Set | ast.Dict):
        entries = node.keys if isinstance(node, ast.Dict) else node.elts
        words = [e.value for e in entries if isinstance(e, ast.Constant) and isinstance(e.value, str)]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
        words = node.func.value.value.split() if isinstance(node.func.value, ast.Constant) else []
    else:
        return set()
    return {LISTED[word] for word in words if word in LISTED}


def test_only_core_lists_units_of_measure() -> None:
    tables = [
        (name, node.lineno, sorted(units))
        for name, tree in _modules()
        if not name.startswith("core/units/")
        for node in ast.walk(tree)
        if isinstance(node, ast.expr) and len(units := _units_in(node)) >= FEW
    ]

    assert tables == []
