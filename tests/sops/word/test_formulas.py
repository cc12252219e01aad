"""Office formulas in one line."""

from __future__ import annotations

import pytest
from lxml import etree

from sops.word import formulas
from tests.sops.word.build import SPACES, p
from tests.sops.word.changes import BY, both_readings, recorded_changes
from tests.sops.word.inline import math_part


def m_r(text: str) -> str:
    """A run of a formula."""
    return f"<m:r><m:t>{text}</m:t></m:r>"


def test_changes_inside_a_formula() -> None:
    body = p(f"<m:oMath>{m_r('a')}<w:ins {BY}>{m_r('b')}</w:ins><w:del {BY}>{m_r('c')}</w:del></m:oMath>")

    assert both_readings(body) == (["paragraph ab"], ["paragraph ac"])
    assert recorded_changes(body) == [("insert", "b", "ab", "ac"), ("delete", "c", "ab", "ac")]


def formula(inside: str) -> object:
    return etree.fromstring(f"<m:oMath {SPACES}>{inside}</m:oMath>")


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (math_part("f", num="a+b", den="2"), "(a+b)/2"),
        (math_part("sSubSup", e="x", sub="1", sup="2"), "x₁²"),
        (math_part("sPre", sub="1", sup="2", e="H"), "₁²H"),
        (math_part("rad", deg="3", e="x+1"), "³√(x+1)"),
        (f"<m:d>{m_r('').replace('m:r', 'm:e')}</m:d>", "()"),
        (f"<m:m><m:mr>{m_r('a')}</m:mr><m:mr>{m_r('b')}</m:mr></m:m>", "a; b"),
    ],
)
def test_structures_in_one_line(inside, text) -> None:
    assert formulas.read(formula(inside), accept=True).text == text


def test_a_broken_formula_is_its_text_nodes() -> None:
    broken = formula(f"<m:f>{m_r('5')}<m:num>{m_r('1')}</m:num><m:den>{m_r('2')}</m:den></m:f>")

    assert formulas.read(broken, accept=True).text == "512"
