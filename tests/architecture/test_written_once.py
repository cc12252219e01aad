"""Days and numbers are written by `core`, and template libraries only lend its functions to templates."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

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
