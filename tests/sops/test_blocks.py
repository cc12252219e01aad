"""The blocks of a draft: a parameter has exactly the numbers its comparator needs; a draft may lack some."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.blocks import StructBlockValidationError

from sops.blocks import FigureBlock, ParameterBlock, SopBlocks
from sops.document.content import segments
from sops.document.stream import from_stream


def parameter(**fields: Any) -> dict[str, Any]:
    values = {"name": "温度", "comparator": "±", "value": "37", "tolerance": "0.5", "low": "", "high": "", "unit": "°C"}
    return {**values, **fields}


def faults(block: ParameterBlock, **fields: Any) -> set[str]:
    try:
        block.clean(block.to_python(parameter(**fields)))
    except StructBlockValidationError as refused:
        return set(refused.block_errors)
    return set()


def test_a_draft_may_lack_a_number_and_may_not_hold_a_wrong_one() -> None:
    block = ParameterBlock()
    block.is_deferred_validation = True

    assert [faults(block, tolerance=tried) for tried in ("", "half")] == [set(), {"tolerance"}]


@pytest.mark.parametrize(("typed", "kept"), [("分", "min"), ("℃", "°C"), ("μl", "µL"), ("giọt", "giọt"), ("", "")])
def test_a_unit_is_kept_in_one_spelling(typed: str, kept: str) -> None:
    block = ParameterBlock()

    assert block.clean(block.to_python(parameter(unit=typed)))["unit"] == kept


def test_a_figure_without_a_picture_asks_the_database_nothing() -> None:
    block = FigureBlock()

    assert block.clean(block.to_python({"caption": "図1"}))["caption"] == "図1"


@pytest.mark.django_db
def test_a_figure_refuses_the_key_of_no_picture() -> None:
    block = FigureBlock()

    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({"image": "0" * 64}))
    assert set(refused.value.block_errors) == {"image"}


def test_every_kind_of_block_is_known_to_the_content() -> None:
    """A kind the editor offers and the content does not hold would lose its words when the draft is frozen."""
    words = {"text": "文", "title": "題", "caption": "図", "mark": "1"}
    raw = [
        {
            "id": f"b{place}",
            "type": name,
            "value": {key: text for key, text in words.items() if key in block.child_blocks},
        }
        for place, (name, block) in enumerate(SopBlocks().child_blocks.items())
    ]
    said = segments({"title": "", "blocks": from_stream(raw)})

    assert {segment.block_id for segment in said} == {row["id"] for row in raw}
