"""Open changes of a paragraph's formatting."""

from __future__ import annotations

from tests.sops.word.build import abstract, level, num, p, use
from tests.sops.word.changes import BY, both_readings, recorded_changes


def test_making_a_heading_of_a_sentence_is_a_change() -> None:
    body = (
        p("準備", style="2", properties="<w:pPrChange w:author='A'><w:pPr><w:pStyle w:val='a'/></w:pPr></w:pPrChange>"),
        p("確認する。"),
    )  # fmt: skip

    assert both_readings(*body) == (
        ["section 1.1 準備", "paragraph 確認する。"],
        ["paragraph 準備", "paragraph 確認する。"],
    )
    assert recorded_changes(*body) == [("format", "準備", "準備", "準備")]


def test_taking_a_number_off_a_step_is_a_change() -> None:
    lists = abstract(0, level(0, "decimal", "(%1)")) + use(1, 0)
    change = f"<w:pPrChange {BY}><w:pPr>{num(1)}</w:pPr></w:pPrChange>"
    body = (p("混合する。", properties=num(1)), p("静置する。", properties=change), p("記録する。", properties=num(1)))

    accepted, rejected = both_readings(*body, numbering=lists)

    assert accepted == ["step (1) 混合する。", "paragraph 静置する。", "step (2) 記録する。"]
    assert rejected == ["step (1) 混合する。", "step (2) 静置する。", "step (3) 記録する。"]
