"""The proof of an import: it must fail for each way in which text can be lost or added."""

from __future__ import annotations

from tests.sops.word.build import (
    p,
    tbl,
    tc,
    tr,
    typed_lines,
)
from tests.sops.word.files import whole


def test_a_text_in_the_header_and_again_in_a_cell_is_proved() -> None:
    head = tbl(tr(tc(p("文書番号")), tc(p("SOP-015")), tc(p("主管部署")), tc(p("製造部"))))
    approval = tbl(tr(tc(p("作成")), tc(p("審査"))), tr(tc(p("製造部"), p("見本")), tc(p("品質保証部"), p("例示"))))

    whole(head, approval, *typed_lines("1　目的\n定める。\n2　手順\n混合する。"))
