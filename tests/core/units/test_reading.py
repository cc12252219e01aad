"""Units in running text: which one stands behind a number, and what is no unit there."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.units import canonical
from core.units.reading import ANY, BOUND, LATIN, LEADING, cannot_be_left_out, mentions, unit_after
from core.units.table import CONTEXT, UNITS, Unit

IN_TEXT = [(s, unit) for unit in UNITS for s in (*unit.signs, *unit.words, *unit.japanese)]


def normalised(text: str) -> str:
    """As the guard reads it: NFKC with raised figures behind ^."""
    return unicodedata.normalize("NFKC", text.replace("²", "^2").replace("³", "^3"))


@given(st.sampled_from(IN_TEXT), st.sampled_from(["", " "]))
def test_a_unit_is_found_behind_a_number(row: tuple[str, Unit], gap: str) -> None:
    spelling, unit = row
    if spelling in CONTEXT:
        return
    text = normalised(f"5{gap}{spelling} ")

    assert unit_after(text, 1) == ("" if unit.counts else unit.key, len(text.rstrip()))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5分静置", "min"), ("5分間", "min"), ("5分の1", None), ("3分割", None), ("3分注", None),
        ("37度で", "°C"), ("37度以下", "°C"), ("2度測定", ""),
        ("3時に", "h"), ("3時間", "h"), ("3時点", None),
        ("7日", "d"), ("7日間", "d"), ("7日本", None),
        ("1000回転", "rpm"), ("1000回転/分", "rpm"), ("3回転倒混和", ""),
        ("100個/mL", "cells/mL"), ("100個", ""), ("3細胞/視野", "cells"), ("3細胞株", None),
        ("5 M", "M"), ("5 m", "m"), ("5 mM", "mM"), ("5 mm", "mm"), ("5 C", None), ("5 ca", None),
        ("10-minute", "min"), ("10-", None), ("5 minx", None), ("5 cm^2", "cm²"), ("5 cells/cm^2", "cells/cm²"),
        ("5 cells per mL", "cells/mL"), ("5 % (w/v)", "%"), ("3回/日", "/d"), ("5 gì", None),
    ],
)  # fmt: skip
def test_ambiguous_letters_are_told_by_what_follows(text: str, unit: str | None) -> None:
    start = re.match(r"\d+", text).end()  # type: ignore[union-attr]

    assert unit_after(text, start)[0] == unit


def test_only_signs_that_can_be_nothing_else_may_not_be_left_out() -> None:
    kept = ["°C", "%", "mL", "dL", "nL", "µg", "min", "×g", "rpm", "CFU", "mmHg", "EU/mL", "cells/cm²", "°C/min", "ppm"]
    free = [
        "L",
        "g",
        "m",
        "h",
        "s",
        "d",
        "week",
        "month",
        "cells",
        "cells/g",
        "copies",
        "times",
        "pH",
        "PDL",
        "",
        "/min",
    ]

    assert [unit for unit in kept if not cannot_be_left_out(unit)] == []
    assert [unit for unit in free if cannot_be_left_out(unit)] == []


def test_a_unit_inside_a_word_is_not_mentioned() -> None:
    assert mentions("tính bằng phút", "min")
    assert not mentions("vitamin", "min")
    assert mentions("37°C", "°C")


@pytest.mark.parametrize(
    "text", ["mL", "ｍＬ", "㎖", "℃", "％", "cm²", "cm2", "phút", "Minutes", "tế bào", "× g", "µm", "μm"]
)
def test_the_pattern_for_written_text_knows_every_form(text: str) -> None:
    assert re.fullmatch(LATIN, text)
    assert re.fullmatch(ANY, text)


def test_the_pattern_for_headings_takes_measures_and_no_nouns() -> None:
    values = ["mL", "min", "phút", "hours", "w/v", "pH", "cm2", "kPa"]
    words = ["Minutes", "Samples", "samples", "steps", "Phút", "mLx"]

    assert [text for text in values if not re.match(LEADING, text)] == []
    assert [text for text in words if re.match(LEADING, text)] == []
    assert [text for text in "年月日時分秒週回名本枚" if not re.match(BOUND, text)] == []
    assert not re.match(BOUND, "工程管理")


@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(canonical(text), str)
    name, end = unit_after(text, 0)
    assert 0 <= end <= len(text)
    assert name is None or isinstance(name, str)
