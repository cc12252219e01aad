"""What a lesson is written with: a step that is not in force is refused at its field."""

from __future__ import annotations

import pytest
from wagtail.blocks import StructBlockValidationError

from courses.blocks import SopStepBlock
from tests.factories import courses as teach

pytestmark = pytest.mark.django_db


def test_the_block_takes_a_step_in_force_and_refuses_another_at_its_field():
    version = teach.released()
    step = next(block["id"] for block in version.document["blocks"] if block["type"] == "step")
    block = SopStepBlock()
    value = {"sop": version.sop.number, "block": step, "topic": "", "note": ""}

    assert block.clean(block.to_python(value))["block"] == step
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({**value, "block": "none"}))
    assert list(refused.value.block_errors) == ["block"]
