"""Formal parts of a document, which state who made it and when and require nothing of its users."""

from __future__ import annotations

import re
from collections.abc import Iterable

_HISTORY = re.compile(
    r"(?<!quản lý )(?:改[訂定](?:の)?(?:履歴|経緯|来歴)|制[・]?改[訂定]履歴|変更履歴|lịch sử (?:sửa đổi|thay đổi"
    r"|ban hành)|(?:revision|change|document) history)"
    r"(?!\s*(?:[のをに]|管理|記録|手順|control|management|procedure))",
    re.IGNORECASE,
)
_QUANTITY = re.compile(r"[\d０-９]\s*(?:[℃%％µμg]|°|[mM]?[lL]|分|時間)")
_SIGNERS = frozenset(
    {
        "作成", "起案", "照査", "審査", "確認", "検討", "承認", "決裁", "作成者", "起案者", "照査者", "審査者",
        "確認者", "承認者", "担当", "検印",
        "biênsoạn", "soạnthảo", "soátxét", "xemxét", "kiểmtra", "phêduyệt", "ngườibiênsoạn", "ngườisoạnthảo",
        "ngườisoátxét", "ngườiphêduyệt",
        "preparedby", "writtenby", "reviewedby", "checkedby", "approvedby", "prepared", "reviewed", "checked",
        "approved", "author", "reviewer", "approver",
    }
)  # fmt: skip
_STAMPS = frozenset({"承認印欄", "承認欄", "捺印欄", "検印欄", "押印欄"})


def is_history(section_title: str) -> bool:
    """Whether a section is the revision history."""
    return bool(_HISTORY.search(section_title))


def is_approval(texts: Iterable[str]) -> bool:
    """Whether the cells of a table are an approval block: names, dates and stamps of author, checker and approver."""
    plain = {"".join(text.split()).casefold().rstrip(":：") for text in texts}
    if any(_QUANTITY.search(text) for text in plain):
        return False  # it contains a limit
    return len(plain & _SIGNERS) >= 2 or bool(plain & _STAMPS)
