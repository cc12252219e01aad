"""The proof of an import: it must fail for each way in which text can be lost or added."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest

from sops.word import coverage as proving
from sops.word import origin, read_docx
from sops.word.coverage import coverage
from tests.sops.word.build import docx, h, p, r, tbl, tc, tr, typed_lines
from tests.sops.word.files import whole
from tests.sops.word.inline import RAISED


def test_a_text_in_the_header_and_again_in_a_cell_is_proved() -> None:
    head = tbl(tr(tc(p("文書番号")), tc(p("SOP-015")), tc(p("主管部署")), tc(p("製造部"))))
    approval = tbl(tr(tc(p("作成")), tc(p("審査"))), tr(tc(p("製造部"), p("見本")), tc(p("品質保証部"), p("例示"))))

    whole(head, approval, *typed_lines("1　目的\n定める。\n2　手順\n混合する。"))


BODY = (
    h("目的"),
    p(r("細胞密度は3×10"), r("3", RAISED), r(" cells/cm²とする。")),
    p("混合する。"),
    p("静置する。"),
    tbl(tr("温度", "37℃"), tr("時間", "60分")),
    p(r("見える"), r("見えない", "<w:vanish/>")),
)


def proof(change: Callable[[dict], None]) -> list[str]:
    """Findings against an import of BODY in which one thing has been changed."""
    data = docx(*BODY)
    result = read_docx(data, "x.docx")
    assert result.unproved == []
    changed = copy.deepcopy(result)
    change(
        {
            block["type"] if block["type"] == "table" else block.get("text", ""): block
            for block in changed.content["blocks"]
        }
    )
    return coverage(data, changed)


@pytest.mark.parametrize(
    ("block", "text", "finding"),
    [
        ("混合する。", "混合", "document.xml: する。"),
        ("混合する。", "", "document.xml: 混合する。"),
        ("混合する。", "よく混合する。", "+ よく"),
        ("静置する。", "混合する。", "document.xml: 静置する。"),
        ("静置する。", "静置する。静置する。", "+ 静置する。"),
        ("細胞密度は3×10³ cells/cm²とする。", "細胞密度は3×103 cells/cm²とする。", "document.xml: \ufdd43"),
    ],
    ids=["a piece lost", "a sentence lost", "a word added", "one for another", "twice", "a power lost"],
)
def test_a_changed_paragraph_is_found(block, text, finding) -> None:
    def change(blocks: dict) -> None:
        blocks[block]["text"] = text

    assert finding in proof(change)


def test_a_lost_cell_is_found() -> None:
    def change(blocks: dict) -> None:
        blocks["table"]["rows"][1][1]["text"] = ""

    assert proof(change) == ["document.xml: 60分"]


def test_two_paragraphs_in_another_order_are_found() -> None:
    def change(blocks: dict) -> None:
        first, second = blocks["混合する。"], blocks["静置する。"]
        first["text"], second["text"] = second["text"], first["text"]

    assert proof(change) == ["~ 静置する。"]


def test_a_loss_that_is_not_recorded_is_found() -> None:
    data = docx(*BODY)
    result = read_docx(data, "x.docx")
    result.losses = [loss for loss in result.losses if loss.kind != "hidden"]

    assert coverage(data, result) == ["document.xml: 見えない"]


def test_a_formula_that_lost_a_digit_is_found() -> None:
    data = docx(h("目的"), "<w:p><m:oMath><m:r><m:t>12</m:t></m:r></m:oMath></w:p>")
    result = read_docx(data, "x.docx")
    (path,) = [path for path in result.in_file if path != "title"]
    result.in_file[path] = origin.rearranged("1", "12")

    assert coverage(data, result) == ["formula: 1"]


def test_the_proof_gives_up_aloud(monkeypatch: pytest.MonkeyPatch) -> None:
    def change(blocks: dict) -> None:
        blocks["混合する。"]["text"] = "混合"
        monkeypatch.setattr(proving, "MAX_WORK", 0)

    assert "…" in proof(change)
