"""What the import page shows of a Word file."""

from __future__ import annotations

from typing import Any

from django.utils.translation import override

from sops.importing.page import Counted, Open, cells, changed_rows, counted, groups, open_changes
from sops.word import LossKind


def loss(kind: LossKind, text: str = "x", *, kept: bool = False, where: str = "1") -> dict[str, Any]:
    return {"kind": str(kind), "text": text, "kept": kept, "where": where}


def content(*texts: str) -> dict[str, Any]:
    blocks = [{"id": f"p{n}", "type": "paragraph", "text": text} for n, text in enumerate(texts)]
    return {"title": "題", "source": {"language": "ja", "organisation": "FGX"}, "blocks": blocks}


def test_every_text_of_the_file_is_counted_where_it_is() -> None:
    read = {
        "content": content("一", "二"),
        "header": {"raw": [{"label": "版", "value": "1"}, {"label": "", "value": ""}]},
        "losses": [loss(LossKind.RUBY), loss(LossKind.RUBY, kept=True), loss(LossKind.RUBY, "")],
    }

    assert (counted(read), counted(read).total) == (Counted(preview=3, header=1, report=1), 5)
    assert counted({**read, "texts": 9}).preview == 9


def test_what_is_missing_comes_before_what_only_looks_otherwise() -> None:
    kinds = list(LossKind)[:2]
    found = groups(
        [loss(kinds[0], kept=True), loss(kinds[1]), loss(kinds[0]), loss(kinds[1], where="2")],
    )

    assert [(group.label, group.kept, len(group.rows)) for group in found] == [
        (str(kinds[0].label), False, 1),
        (str(kinds[1].label), False, 2),
        (str(kinds[0].label), True, 1),
    ]


def test_a_loss_in_the_head_of_the_page_is_placed_in_words() -> None:
    with override("en"):
        (group,) = groups([loss(LossKind.RUBY, where="header"), loss(LossKind.RUBY, where="6.1 (2)")])

    assert [row["where"] for row in group.rows] == ["Page header", "6.1 (2)"]


def test_changes_left_open_in_one_sentence_are_one_entry() -> None:
    change = {
        "block": "b1", "rejected": "30分", "accepted": "15分", "where": "6.1 (2)", "text": "15", "author": "Kobayashi",
        "date": "2025-10-01T09:00:00Z",
    }  # fmt: skip
    whole = {**change, "block": "b2", "rejected": "", "accepted": "", "text": "表紙"}

    assert open_changes([change, {**change, "text": "分"}, whole]) == [
        Open("6.1 (2)", "b1", [("-", "30"), ("+", "15"), ("=", "分")], "Kobayashi", "2025-10-01"),
        Open("6.1 (2)", "b2", [("=", "表紙")], "Kobayashi", "2025-10-01"),
    ]


def test_the_title_block_has_a_dash_for_what_the_file_does_not_say() -> None:
    header = dict.fromkeys(("number", "version", "established", "revised", "effective", "department"), "")
    found = cells({"header": {**header, "number": "SOP-1"}, "content": content()})

    assert [cell["value"] for cell in found] == ["SOP-1", "–", "–", "–", "–", "–", "FGX"]
    assert [cell["code"] for cell in found] == [True, *[False] * 6]


def test_changes_to_the_present_draft_are_drawn_and_the_critical_ones_counted() -> None:
    rows, critical = changed_rows(
        content("30分静置する。", "記録する。"), content("45分静置する。", "記録します。"), "ja"
    )

    assert ([(row.kind, row.critical) for row in rows], critical) == ([("changed", True), ("changed", False)], 1)
