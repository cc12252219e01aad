"""Values made up for the demo keep their limits, whatever the limit is."""

import random
from decimal import Decimal

import pytest

from courses.checking import within
from demo import content
from demo.practice import plausible

LIMITS = [
    parameter
    for sop in content.sops()
    for version in sop.versions
    for block in version.content["blocks"]
    for parameter in block.get("parameters", [])
]


@pytest.mark.parametrize("seed", range(3))
def test_plausible_value_keeps_every_limit_of_the_demo(seed):
    chance = random.Random(seed)
    assert [limit for limit in LIMITS if not within(limit, Decimal(plausible(limit, chance)))] == []
