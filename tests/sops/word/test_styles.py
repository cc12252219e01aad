"""Styles and those they are based on."""

from __future__ import annotations

from tests.sops.word.build import (
    p,
    r,
)
from tests.sops.word.files import read, summary
from tests.sops.word.inline import (
    LOWERED,
    RAISED,
)


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
