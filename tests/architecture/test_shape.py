"""Sizes a reader can hold: files, functions and templates; lines are measured by ruff."""

from __future__ import annotations

import ast

from tests.architecture.house import ROOT, modules, templates, tree

FILE, FUNCTION = 400, 60  # lines


def test_no_file_is_longer_than_400_lines():
    long = [
        f"{path.relative_to(ROOT)}: {count}"
        for path in [*modules(), *modules("bench"), *templates()]
        if (count := len(path.read_text().splitlines())) > FILE
    ]

    assert long == []


def test_no_function_is_longer_than_60_lines():
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {count}"
        for path in [*modules(), *modules("bench")]
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (count := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION
    ]

    assert long == []
