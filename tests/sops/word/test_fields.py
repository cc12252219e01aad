"""Field codes."""

from __future__ import annotations

import pytest

from sops.word.fields import Field, FieldFormula, formula, link_address, symbol_field


@pytest.mark.parametrize(
    ("code", "address"),
    [
        ('HYPERLINK "https://example.test/a b"', "https://example.test/a"),
        ("hyperlink https://example.test/", "https://example.test/"),
        ('HYPERLINK \\l "_Ref1"', ""),
        ("REF _Ref1", ""),
    ],
)
def test_link_address(code, address) -> None:
    assert link_address(code) == address


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (r"EQ \o\ad(\s\up 9(かくり),隔離)", FieldFormula("隔離", reading="かくり")),
        (r"eq \o\ac(○,12)", FieldFormula("⑫")),
        (r"EQ \o\ac(○,印)", FieldFormula("(印)")),
        (r"EQ \f(1;2)", FieldFormula("1/2")),
        (r"EQ \s\up 4(3)", FieldFormula("3", "sup")),
        (r"EQ \s\do 4(2)", FieldFormula("2", "sub")),
        (r"EQ \r(3,x)", None),
    ],
)
def test_formulas(code, expected) -> None:
    assert formula(code) == expected


@pytest.mark.parametrize(
    ("code", "character"),
    [
        ("SYMBOL 109 \\f Symbol", "μ"),
        ('SYMBOL 0xFC \\f "Wingdings" \\s 10', "✓"),
        ("SYMBOL 169", "©"),
        ("SYMBOL 109 \\f Gaiji", ""),
        ("SYMBOL", ""),
    ],
)
def test_symbols(code, character) -> None:
    assert symbol_field(code) == character


def test_the_name_of_a_field_is_the_first_word_of_its_code_whatever_the_runs() -> None:
    assert Field([" hyper", "link ", '"x"']).name == "HYPERLINK"
    assert Field().name == ""
