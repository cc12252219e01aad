"""What tables and boxes hand back to the walk is read in its place, as if it stood in the body."""

from __future__ import annotations

from tests.sops.word.build import h, p, tbl, tc, tr
from tests.sops.word.files import outline, summary, whole
from tests.sops.word.inline import box


def test_sections_inside_a_frame_around_half_the_document() -> None:
    frame = tbl(tr(tc(h("手順"), p("混合する。"), tbl(tr("温度", "37℃"), tr("時間", "5分")), h("記録"), p("残す。"))))

    assert summary(whole(h("目的"), frame, p("終わり。"))) == [
        "section 2 手順", "paragraph 混合する。", "table 温度 | 37℃ / 時間 | 5分", "section 3 記録", "paragraph 残す。",
        "paragraph 終わり。",
    ]  # fmt: skip


def test_a_section_that_begins_in_a_text_box_ends_the_cover() -> None:
    body = [p(box(h("目的"), p("定める。"))), tbl(tr("文書番号", "SOP-9"), tr("版数", "2"))]

    result = whole(*body, p("後。"))

    assert [block["type"] for block in result.content["blocks"]] == ["section", "paragraph", "table", "paragraph"]
    assert result.header["number"] == ""
    assert whole(*reversed(body)).header["number"] == "SOP-9"
    assert outline(whole(*reversed(body))) == ["1 目的", "- 定める。"]
