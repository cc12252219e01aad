"""Tests mirror the tree: `sops/domain/release.py` is tested by `tests/sops/domain/test_release.py`."""

from __future__ import annotations

from pathlib import Path

from tests.architecture.house import ROOT, modules

SHORT = 15  # lines: up to here a module is tested with those that use it
FLOOR = 85


def _tested(path: Path) -> bool:
    """A package is tested beside its folder or in it."""
    module = path.relative_to(ROOT)
    if module.name != "__init__.py":
        return (ROOT / "tests" / module.parent / f"test_{module.name}").exists()
    folder, name = ROOT / "tests" / module.parent, f"test_{module.parent.name}.py"
    return (folder / name).exists() or (folder.parent / name).exists()


def test_tests_stand_where_their_module_stands(capsys):
    long = [path for path in modules() if len(path.read_text().splitlines()) > SHORT]
    missing = [str(path.relative_to(ROOT)) for path in long if not _tested(path)]
    share = 100 * (len(long) - len(missing)) / len(long)
    with capsys.disabled():
        print(f"{share:.1f} % of {len(long)} modules have a test of their own")

    assert share >= FLOOR, missing
