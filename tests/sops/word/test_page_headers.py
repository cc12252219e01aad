"""Page headers and footers."""

from __future__ import annotations

from tests.sops.word.build import (
    p,
    r,
    tbl,
    tr,
)
from tests.sops.word.changes import deleted, inserted
from tests.sops.word.files import read


def test_changes_in_the_page_header() -> None:
    head = {"header1": tbl(tr("文書番号", "SOP-9"), tr("版数", p(r("第"), deleted("1"), inserted(r("2")), r("版"))))}

    assert read(p("文。"), parts=head).header["version"] == "第2版"
    assert read(p("文。"), parts=head, tracked="reject").header["version"] == "第1版"
    assert [(c.kind, c.text, c.accepted) for c in read(p("文。"), parts=head).tracked] == [
        ("delete", "1", "第2版"),
        ("insert", "2", "第2版"),
    ]
