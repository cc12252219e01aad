"""One change between two documents."""

from __future__ import annotations

import dataclasses

from sops.comparison.change import Change

CHANGE = Change(
    kind="changed", class_="critical", path_old="a.text", path_new="b.text", block_id="b", block_kind="step",
    section="6.4", label="(3)", old="60分", new="45分", section_old="6.3", label_old="(1)", inline=[("delete", "60")],
)  # fmt: skip


def test_a_change_is_placed_in_the_new_document() -> None:
    assert (CHANGE.path, CHANGE.place, CHANGE.place_old) == ("b.text", "6.4 (3)", "6.3 (1)")


def test_a_removed_piece_is_placed_in_the_old_one() -> None:
    gone = dataclasses.replace(CHANGE, kind="removed", path_new="", label="")

    assert (gone.path, gone.place) == ("a.text", "6.4")


def test_the_answer_for_machines_names_every_part() -> None:
    assert CHANGE.as_dict() == {
        "kind": "changed",
        "class": "critical",
        "what": "text",
        "section": "6.4 (3)",
        "section_old": "6.3 (1)",
        "block": "step",
        "row": "",
        "path_old": "a.text",
        "path_new": "b.text",
        "old": "60分",
        "new": "45分",
        "inline": [["delete", "60"]],
    }
