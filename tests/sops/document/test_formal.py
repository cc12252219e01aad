"""Parts of a document that tell who made it and when."""

from __future__ import annotations

import pytest

from sops.document.formal import is_approval, is_history


@pytest.mark.parametrize(
    "title",
    ["改訂履歴", "改定の履歴", "制・改訂履歴", "変更履歴", "Lịch sử sửa đổi", "Revision history", "Document history"],
)
def test_a_revision_history_is_known_by_its_title(title: str) -> None:
    assert is_history(title)


@pytest.mark.parametrize(
    "title", ["改訂履歴の管理", "変更履歴の記録手順", "Document history control", "Quản lý lịch sử sửa đổi", "手順"]
)
def test_work_on_the_history_is_none(title: str) -> None:
    assert not is_history(title)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["作成", "照査", "承認"], True),
        (["作 成 者：", "承認者："], True),
        (["Người biên soạn", "Người phê duyệt:"], True),
        (["Prepared by", "Approved by"], True),
        (["承認印欄"], True),
        (["承認"], False),
        (["作業", "担当"], False),
        (["確認", "承認", "37℃以上"], False),
        (["確認", "承認", "３０分"], False),
    ],
)
def test_an_approval_block_names_two_signers_and_sets_no_limit(texts: list[str], found: bool) -> None:
    assert is_approval(texts) == found
