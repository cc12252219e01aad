"""Styles and those they are based on."""

from __future__ import annotations

import pytest
from lxml import etree

from sops.word.styles import Styles
from tests.sops.word.build import SPACES, p, r
from tests.sops.word.files import read, summary
from tests.sops.word.inline import LOWERED, RAISED


def test_heights_come_from_character_and_paragraph_styles_and_those_they_are_based_on() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        f'<w:style w:type="character" w:styleId="Sup"><w:name w:val="Sup"/><w:rPr>{RAISED}</w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Child"><w:name w:val="Child"/><w:basedOn w:val="Sup"/></w:style>'
        f'<w:style w:type="paragraph" w:styleId="Low"><w:name w:val="Low"/><w:rPr>{LOWERED}</w:rPr></w:style>'
    )
    result = read(
        p(
            r("10"),
            r("3", '<w:rStyle w:val="Child"/>'),
            r("4", '<w:rStyle w:val="Child"/><w:vertAlign w:val="baseline"/>'),
        ),
        p(r("2"), r("3", '<w:vertAlign w:val="baseline"/>'), style="Low"),
        styles=styles,
    )

    assert summary(result) == ["paragraph 10³4", "paragraph ₂3"]


def styles(*definitions: str) -> Styles:
    return Styles(etree.fromstring(f"<w:styles {SPACES}>{''.join(definitions)}</w:styles>"))


def style(style_id: str, name: str, based_on: str = "", more: str = "") -> str:
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/>{parent}{more}</w:style>'


def paragraph(style_id: str) -> object:
    return etree.fromstring(f'<w:p {SPACES}><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr></w:p>')


def test_styles_based_on_each_other_in_a_circle_end() -> None:
    found = styles(style("A", "甲", "B"), style("B", "乙", "A"))

    assert len(found.chain("A")) == 2
    assert found.heading_level(paragraph("A")) == 0


@pytest.mark.parametrize(
    ("name", "level"),
    [("heading 3", 3), ("見出し 2", 2), ("Tiêu đề 1", 1), ("ＨＥＡＤＩＮＧ　1", 1), ("heading", 0), ("本文", 0)],
)
def test_levels_by_the_name_of_the_style_or_of_its_base(name, level) -> None:
    found = styles(style("x", name), style("y", "独自", "x"))

    assert (found.heading_level(paragraph("x")), found.heading_level(paragraph("y"))) == (level, level)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("警告文", "warning"), ("Caution box", "caution"), ("備考", "note"), ("footnote text", ""), ("Note Heading", "")],
)
def test_kinds_of_boxes_by_name(name, kind) -> None:
    assert styles(style("x", name)).role(paragraph("x")).kind == kind


def test_switches_of_a_style_are_switched_off_by_the_run() -> None:
    hidden = style("x", "隠し", more="<w:rPr><w:vanish/><w:strike/></w:rPr>")
    own = etree.fromstring(f'<w:rPr {SPACES}><w:vanish w:val="0"/></w:rPr>')

    run_format = styles(hidden).run_format(own, "x")

    assert (run_format.hidden, run_format.struck) == (False, True)
