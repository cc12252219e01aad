"""Office formulas in one line."""

from __future__ import annotations

from tests.sops.word.build import (
    p,
)
from tests.sops.word.changes import BY, both_readings, recorded_changes


def m_r(text: str) -> str:
    """A run of a formula."""
    return f"<m:r><m:t>{text}</m:t></m:r>"


def test_changes_inside_a_formula() -> None:
    body = p(f"<m:oMath>{m_r('a')}<w:ins {BY}>{m_r('b')}</w:ins><w:del {BY}>{m_r('c')}</w:del></m:oMath>")

    assert both_readings(body) == (["paragraph ab"], ["paragraph ac"])
    assert recorded_changes(body) == [("insert", "b", "ab", "ac"), ("delete", "c", "ab", "ac")]
