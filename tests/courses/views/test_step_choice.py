"""A trainer chooses a step of an SOP by its number and words; a step that is not in force is refused at its field."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.blocks import StructBlockValidationError

from courses.blocks import SopStepBlock
from tests.factories import courses as teach
from tests.factories import staff as make

pytestmark = pytest.mark.django_db


def test_steps_are_those_of_the_version_in_force(client):
    version = teach.released()
    steps = [block["id"] for block in version.document["blocks"] if block["type"] == "step"]
    client.force_login(make.user("trainer"))

    found = client.get(reverse("step_choices"), {"sop": version.sop.number}).json()["steps"]

    assert [step["id"] for step in found] == steps
    assert all(step["label"] for step in found)


@pytest.mark.parametrize("sop", ["", "MSC-SOP-XXX-999"])
def test_an_unknown_sop_has_no_steps(client, sop):
    client.force_login(make.user("trainer"))

    response = client.get(reverse("step_choices"), {"sop": sop})

    assert (response.status_code, response.json()) == (200, {"steps": []})


def test_the_block_takes_a_step_in_force_and_refuses_another_at_its_field():
    version = teach.released()
    step = next(block["id"] for block in version.document["blocks"] if block["type"] == "step")
    block = SopStepBlock()
    value = {"sop": version.sop.number, "block": step, "topic": "", "note": ""}

    assert block.clean(block.to_python(value))["block"] == step
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({**value, "block": "none"}))
    assert list(refused.value.block_errors) == ["block"]
