"""Levels of numbered steps."""

from __future__ import annotations

from tests.sops.word.build import (
    LISTS,
    abstract,
    level,
    numbered,
    typed_lines,
    use,
)
from tests.sops.word.files import read, summary


def test_one_form_of_number_on_two_levels_of_a_list_is_two_levels() -> None:
    lists = abstract(0, level(0, "decimal", "%1."), level(1, "decimal", "%2.")) + use(1, 0)

    assert summary(read(numbered((0, "甲"), (1, "乙"), (1, "丙"), (0, "丁")), numbering=lists)) == [
        "step (1) 甲",
        "step ア 乙",
        "step イ 丙",
        "step (2) 丁",
    ]


def test_a_fourth_level_is_kept_on_the_third_and_recorded() -> None:
    result = read(numbered((1, "試験"), (2, "甲"), (3, "乙"), (4, "丙")), *typed_lines("a) 丁"), numbering=LISTS)

    assert summary(result)[-3:] == ["step ① 乙", "step ② 丙", "step ③ 丁"]
    assert [loss.detail for loss in result.losses if loss.kind == "level"] == ["4 → 3", "5 → 3"]
