"""Source content ↔ StreamField: nothing is lost, ids stay."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import Refused
from sops.document.stream import from_stream, normal, to_stream
from sops.models import SopPage

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20)
ID = st.text(string.ascii_letters + string.digits + "_-", min_size=1, max_size=12)
DECIMAL = st.decimals(-9999, 9999, places=2).map(str)


@st.composite
def parameter(draw: st.DrawFn, key: str) -> dict:
    comparator = draw(st.sampled_from(["±", "range", "≥", "≤", "<", ">", "="]))
    row = {"id": key, "name": draw(TEXT), "comparator": comparator, "unit": draw(TEXT)}
    if comparator == "range":
        low, high = sorted([draw(st.integers(0, 99)), draw(st.integers(0, 99))])
        return row | {"low": str(low), "high": str(high)}
    if comparator == "±":
        row["tolerance"] = str(draw(st.integers(0, 9)))
    return row | {"value": draw(DECIMAL)}


@st.composite
def block(draw: st.DrawFn, key: str) -> dict:
    kind = draw(
        st.sampled_from(["section", "paragraph", "step", "warning", "note", "table", "figure", "footnote", "list_item"])
    )
    made = {
        "id": key,
        "type": kind,
        "text": draw(TEXT),
        "title": draw(TEXT),
        "caption": draw(TEXT),
        "level": draw(st.integers(1, 3)),
    }
    if kind == "step":
        made["parameters"] = [draw(parameter(k)) for k in draw(st.lists(ID, max_size=3, unique=True))]
    if kind == "table":
        cell = st.builds(
            lambda t, c, r: {"text": t, "colspan": c, "rowspan": r}, TEXT, st.integers(1, 4), st.integers(1, 4)
        )
        made |= {"head_rows": draw(st.integers(0, 2)), "rows": draw(st.lists(st.lists(cell, max_size=3), max_size=3))}
    return made


@st.composite
def content(draw: st.DrawFn) -> dict:
    ids = draw(st.lists(ID, max_size=6, unique=True))
    return {
        "number": "N-1",
        "title": draw(TEXT),
        "source": {"language": "ja"},
        "blocks": [draw(block(key)) for key in ids],
    }


@settings(max_examples=60, deadline=None)
@given(content())
def test_content_survives_the_editor_format_unchanged(made: dict) -> None:
    blocks = normal(made)["blocks"]
    body = SopPage._meta.get_field("body").stream_block.to_python(to_stream({"blocks": blocks}))
    for child in body:  # read every lazy value, as the editor does
        _ = child.value
    assert from_stream(body.get_prep_value()) == blocks
    assert normal({"blocks": from_stream(to_stream({"blocks": blocks}))})["blocks"] == blocks


STEP = {"id": "b1", "type": "step", "text": "培養する。"}


@pytest.mark.parametrize(("entered", "stored"), [("phút", "min"), ("分", "min"), ("ml", "mL"), ("giọt", "giọt")])
def test_the_unit_of_a_parameter_is_stored_by_its_key(entered: str, stored: str) -> None:
    row = {"id": "p", "name": "時間", "comparator": "=", "value": "5", "unit": entered}

    assert normal({"blocks": [STEP | {"parameters": [row]}]})["blocks"][0]["parameters"][0]["unit"] == stored


@pytest.mark.parametrize(
    "blocks",
    [
        [{"id": "b1", "type": "video"}],
        [{"type": "note", "text": "x"}],
        [{"id": "a.b", "type": "note", "text": "x"}],
        [{"id": "b1", "type": "note"}, {"id": "b1", "type": "note"}],
        [{"id": "b1", "type": "section", "level": 5, "title": "x"}],
        [{"id": "b1", "type": "section", "level": "x", "title": "x"}],
        [{"id": "b1", "type": "warning", "kind": "danger", "text": "x"}],
        [STEP | {"parameters": [{"id": "p", "name": "温度", "comparator": "±", "value": "37", "unit": "°C"}]}],
        [STEP | {"parameters": [{"id": "p", "name": "温度", "comparator": "=", "value": "37,5", "unit": "°C"}]}],
        [STEP | {"parameters": [{"id": "p", "name": "温度", "comparator": "≒", "value": "37", "unit": "°C"}]}],
        [
            STEP
            | {
                "parameters": [
                    {"id": "p", "name": "時間", "comparator": "range", "low": "45", "high": "30", "unit": "min"}
                ]
            }
        ],
        [
            STEP
            | {
                "parameters": [
                    {"id": "p", "name": "a", "comparator": "=", "value": "1"},
                    {"id": "p", "name": "b", "comparator": "=", "value": "2"},
                ]
            }
        ],
    ],
)
def test_malformed_content_is_refused_at_its_block(blocks: list) -> None:
    with pytest.raises(Refused) as refused:
        normal({"title": "x", "blocks": blocks})
    assert refused.value.line == len(blocks)
