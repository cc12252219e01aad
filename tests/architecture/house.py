"""What every test of the architecture walks: the apps in their order, their modules and their templates."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from cms.messages import ROOT
from cms.strings import own_apps

__all__ = ["APPS", "ORDER", "ROOT", "modules", "templates", "tree"]

APPS = tuple(app.name for app in own_apps())

_CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
# From the floor to the roof, as import-linter holds it.
ORDER = tuple(reversed(next(c["layers"] for c in _CONTRACTS if c["name"] == "Imports point down")))


def modules(*folders: str) -> Iterator[Path]:
    """Every module of these folders, by default of all apps; migrations are written by Django."""
    for folder in folders or ORDER:
        yield from (path for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts)


def templates() -> Iterator[Path]:
    for app in ORDER:
        yield from (path for path in sorted((ROOT / app).glob("templates/**/*")) if path.is_file())


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))
