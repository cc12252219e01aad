"""Open changes of a paragraph's formatting."""

from __future__ import annotations

import pytest
from lxml import etree

from sops.word.names import attribute, local_name
from sops.word.reformatted import changes_role, reject
from tests.sops.word.build import SPACES, abstract, level, num, p, use
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


def test_rejecting_swaps_the_formatting_before_and_after_but_not_that_of_the_paragraph_mark() -> None:
    change = "<w:pPrChange><w:pPr><w:pStyle w:val='a'/></w:pPr></w:pPrChange>"
    document = etree.fromstring(f"<w:p {SPACES}><w:pPr><w:pStyle w:val='2'/><w:jc/><w:rPr/>{change}</w:pPr></w:p>")
    (properties,) = document

    reject(document)

    assert [local_name(child) for child in properties] == ["pStyle", "rPr", "pPrChange"]
    assert attribute(properties[0]) == "a"
    assert [local_name(child) for child in properties[-1][0]] == ["pStyle", "jc"]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("<w:pStyle w:val='2'/>", False),
        ("<w:pStyle w:val='2'/><w:jc/>", False),
        ("", True),
        (f"<w:pStyle w:val='2'/>{num(1)}", True),
    ],
)
def test_which_changes_of_formatting_change_what_a_paragraph_is(before, expected) -> None:
    change = f"<w:pPrChange><w:pPr>{before}</w:pPr></w:pPrChange>"
    (properties,) = etree.fromstring(f"<w:p {SPACES}><w:pPr><w:pStyle w:val='2'/>{change}</w:pPr></w:p>")

    assert changes_role(properties[-1]) is expected
