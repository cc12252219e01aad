"""Office formulas in one line."""

from __future__ import annotations

from tests.sops.word.build import (
    p,
)
from tests.sops.word.changes import BY, both_readings, recorded_changes


def m_t(text: str) -> str:
    return f"<m:t>{text}</m:t>"


def test_changes_inside_a_formula() -> None:
    body = p(
        f"<m:oMath><m:r>{m_t('a')}</m:r><w:ins {BY}><m:r>{m_t('b')}</m:r></w:ins><w:del {BY}><m:r>{m_t('c')}</m:r></w:del></m:oMath>"
    )

    assert both_readings(body) == (["paragraph ab"], ["paragraph ac"])
    assert recorded_changes(body) == [("insert", "b", "ab", "ac"), ("delete", "c", "ab", "ac")]
