"""Numbers that Word computes."""

from __future__ import annotations

import pytest
from lxml import etree

from sops.word.numbering import Numbering, numeral
from sops.word.styles import Styles
from tests.sops.word.build import LISTS, SPACES, STYLES, abstract, h, level, num, numbered, p, use
from tests.sops.word.files import read, summary


def test_numbering_that_starts_again_continues_or_starts_late() -> None:
    assert summary(read(numbered((2, "甲"), (2, "乙")), h("別"), numbered((2, "丙"), list_id=2), numbering=LISTS)) == [
        "step (1) 甲",
        "step (2) 乙",
        "section 2 別",
        "step (1) 丙",
    ]
    late = abstract(0, level(0, "decimal", "(%1)", start=5)) + use(1, 0)
    result = read(numbered((0, "甲"), (0, "乙")), numbering=late)
    assert summary(result) == ["step (1) 甲", "step (2) 乙"]
    assert [(loss.kind, loss.detail) for loss in result.losses if loss.kind == "number"] == [
        ("number", "(5) → (1)"),
        ("number", "(6) → (2)"),
    ]


def test_a_list_continues_after_other_text() -> None:
    assert summary(read(numbered((2, "甲")), p("間の文。"), numbered((2, "乙")), numbering=LISTS)) == [
        "step (1) 甲",
        "paragraph 間の文。",
        "step (2) 乙",
    ]


def test_numbering_from_the_style_of_the_paragraph() -> None:
    styles = (
        STYLES
        + '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="手順1"/>'
        + '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        + '<w:style w:type="paragraph" w:styleId="S2"><w:name w:val="手順2"/><w:basedOn w:val="S"/></w:style>'
    )
    lists = (
        abstract(
            0,
            level(0, "decimal", "(%1)", more='<w:pStyle w:val="S"/>'),
            level(1, "aiueoFullWidth", "%2", more='<w:pStyle w:val="S2"/>'),
        )
        + use(1, 0)
    )  # fmt: skip
    body = (p("甲", style="S"), p("乙", style="S2"), p("丙", style="S"), p("数えない", style="S", properties=num(0)))

    assert summary(read(*body, styles=styles, numbering=lists)) == [
        "step (1) 甲",
        "step ア 乙",
        "step (2) 丙",
        "paragraph 数えない",
    ]


def test_a_list_by_a_numbering_style() -> None:
    lists = (
        abstract(0, more='<w:numStyleLink w:val="L"/>')
        + abstract(1, level(0, "decimal", "(%1)"), more='<w:styleLink w:val="L"/>')
        + use(1, 0)
        + use(2, 1)
    )

    assert summary(read(numbered((0, "甲"), (0, "乙")), numbering=lists)) == ["step (1) 甲", "step (2) 乙"]


@pytest.mark.parametrize(
    "numbering",
    [
        abstract(0, level(0, "decimal", "%1")) + use(2, 0),
        use(1, 77),
        abstract(0, more='<w:numStyleLink w:val="?"/>') + use(1, 0),
    ],
    ids=["no such list", "no such definition", "link to nowhere"],
)  # fmt: skip
def test_broken_numbering_loses_no_text(numbering) -> None:
    assert [line.split()[-1] for line in summary(read(numbered((0, "甲"), (8, "乙")), numbering=numbering))] == [
        "甲",
        "乙",
    ]


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (7, "decimal", "7"), (7, "decimalFullWidth", "７"), (12, "decimalFullWidth2", "１２"),
        (7, "decimalEnclosedCircle", "⑦"),
        (21, "decimalEnclosedCircle", "㉑"), (36, "decimalEnclosedCircle", "36"),
        (3, "decimalEnclosedParen", "⑶"), (3, "decimalEnclosedFullstop", "⒊"),
        (3, "aiueoFullWidth", "ウ"), (46, "aiueo", "ン"), (47, "aiueo", "47"),
        (3, "iroha", "ハ"), (3, "lowerLetter", "c"), (28, "upperLetter", "BB"),
        (4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"), (5, "decimalZero", "05"),
        (10, "japaneseCounting", "十"),
        (21, "japaneseCounting", "二十一"), (105, "ideographDigital", "一〇五"),
        (3, "bullet", ""), (3, "none", ""), (3, "somethingNew", "3"),
        (0, "upperRoman", "0"), (0, "decimalEnclosedCircle", "0"), (0, "lowerLetter", "0"),
    ],
)  # fmt: skip
def test_numerals_as_word_writes_them(value, kind, text) -> None:
    assert numeral(value, kind) == text


def printed(levels: list[str], *depths: int) -> list[str]:
    """The numbers printed before paragraphs at these levels of one list."""
    root = etree.fromstring(f"<w:numbering {SPACES}>{abstract(0, *levels)}{use(1, 0)}</w:numbering>")
    numbering = Numbering(root, Styles(None))
    paragraphs = [etree.fromstring(f"<w:p {SPACES}><w:pPr>{num(1, depth)}</w:pPr></w:p>") for depth in depths]
    return [numbering.count(paragraph).text for paragraph in paragraphs]


THREE = ("%1.", "%1.%2", "(%3)")


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        ("", ["1.", "(1)", "1.2", "(1)", "2.", "(1)"]),  # after any higher level
        ('<w:lvlRestart w:val="0"/>', ["1.", "(1)", "1.2", "(2)", "2.", "(3)"]),  # never
        ('<w:lvlRestart w:val="1"/>', ["1.", "(1)", "1.2", "(2)", "2.", "(1)"]),  # after the first level alone
    ],
)
def test_when_a_level_starts_again(restart, expected) -> None:
    levels = [level(depth, "decimal", text, more=restart if depth == 2 else "") for depth, text in enumerate(THREE)]

    assert printed(levels, 0, 2, 1, 2, 0, 2) == expected


def test_a_legal_level_writes_every_part_in_digits() -> None:
    upper = level(0, "upperRoman", "%1.")

    assert printed([upper, level(1, "decimal", "%1.%2")], 0, 1) == ["I.", "I.1"]
    assert printed([upper, level(1, "decimal", "%1.%2", more="<w:isLgl/>")], 0, 1) == ["I.", "1.1"]


def test_a_number_is_asked_for_without_counting_it() -> None:
    root = etree.fromstring(f"<w:numbering {SPACES}>{LISTS}</w:numbering>")
    numbering = Numbering(root, Styles(None))
    paragraph = etree.fromstring(f"<w:p {SPACES}><w:pPr>{num(1, 2)}</w:pPr></w:p>")

    assert (numbering.peek(paragraph).pattern, numbering.peek(paragraph).value) == ("(%3)", 0)
    assert numbering.count(paragraph).text == "(1)"
    assert numbering.count(etree.fromstring(f"<w:p {SPACES}/>")) is None
