"""One spelling for signs that mean the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sops.guard.normal import normalise


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("３７℃", "37°C"),
        ("10³", "10^3"),
        ("10⁻¹²", "10^-12"),
        ("10^(6)", "10^6"),
        ("CO₂", "CO2"),
        ("CO_(2)", "CO2"),
        ("≦5", "≤5"),
        (">=5", "≥5"),
        ("37+/-1", "37±1"),
        ("2〜8", "2~8"),
        ("2～8", "2~8"),
        ("5\u00a0000", "5000"),
        ("5\u202f000 mL", "5000 mL"),
        ("5\u00a0mL", "5 mL"),
        ("5\u00a00000", "5 0000"),
        ("100\u200bmL", "100mL"),
        ("ｍＬ", "mL"),
        ("1⁄2", "1/2"),
        ("Ủ", "Ủ"),
    ],
)
def test_signs_that_mean_the_same_are_written_the_same(written: str, read: str) -> None:
    assert normalise(written).text == read


def test_every_sign_knows_where_it_stood() -> None:
    found = normalise("10⁶個の細胞")

    assert [(found.text[at], "10⁶個の細胞"[place]) for at, place in enumerate(found.origin)] == [
        ("1", "1"), ("0", "0"), ("^", "⁶"), ("6", "⁶"), ("個", "個"), ("の", "の"), ("細", "細"), ("胞", "胞"),
    ]  # fmt: skip


@given(st.text(alphabet="^_(（)0１²⁻ \u00a0±+-/<>=〜ủ細", max_size=30))
def test_places_rise_with_the_text(text: str) -> None:
    found = normalise(text)

    assert len(found.text) == len(found.origin)
    assert found.origin == sorted(found.origin)
