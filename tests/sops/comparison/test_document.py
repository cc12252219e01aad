"""A content made ready for comparison."""

from __future__ import annotations

import pytest

from sops.comparison.compare import compare
from tests.sops.comparison.documents import document, section, step


@pytest.mark.parametrize("title", ["改訂履歴の管理", "変更履歴の記録手順", "Document history control"])
def test_work_on_the_history_is_no_history(title) -> None:
    old, new = (document(section(title, step(f"履歴表を{years}年間保管する。"))) for years in (5, 3))

    assert [(c.class_, c.formal) for c in compare(old, new)] == [("critical", False)]
