"""Steps in a lesson are those in force, and say what has changed since the course was reviewed."""

from __future__ import annotations

import copy
import datetime as dt

import pytest

from core import clock
from courses.live_steps import live_steps, steps_in_force
from sops.models import Sop
from tests.factories import courses as make

pytestmark = pytest.mark.django_db
TODAY = clock.today()
DAY = dt.timedelta(days=1)


def step_of(sop: Sop, block: str = "s6b1", *, language: str = "vi", reviewed_on: dt.date | None = None):
    (step,) = live_steps([{"sop": sop.number, "block": block}], language=language, day=TODAY, reviewed_on=reviewed_on)
    return step


def test_step_is_shown_in_the_readers_language_with_its_values():
    step = step_of(make.released().sop, language="en")

    assert (step.version, step.state, step.title, step.lang) == (1, "current", "Ủ enzyme (en)", "")
    assert [name for name, _value in step.values] == ["Nhiệt độ (en)", "Thời gian (en)"]
    assert step.critical


def test_step_in_a_language_the_version_lacks_is_vietnamese_and_marked():
    step = step_of(make.released().sop, language="ko")

    assert (step.title, step.lang) == ("Ủ enzyme", "vi")


@pytest.mark.parametrize(("block", "state"), [("s6b1", "changed"), ("s6b2", "newer")])
def test_step_says_whether_it_changed_since_the_review(block, state):
    first = make.released(effective_on=TODAY - 100 * DAY)
    blocks = copy.deepcopy(make.BLOCKS)
    blocks[1]["text"]["vi"] = "Ủ ở 38 °C."
    make.released(first.sop, effective_on=TODAY - 10 * DAY, blocks=blocks)

    assert step_of(first.sop, block, reviewed_on=TODAY - 50 * DAY).state == state
    assert step_of(first.sop, block, reviewed_on=TODAY - 10 * DAY).state == "current"
    assert step_of(first.sop, block).state == "current"


def test_step_that_is_gone_or_of_no_version_in_force_is_said_to_be():
    coming = make.released(effective_on=TODAY + DAY).sop

    assert step_of(make.released().sop, "s9").state == "gone"
    assert (step_of(coming).state, step_of(coming).version) == ("missing", None)


def test_steps_to_choose_are_the_steps_in_force_alone():
    sop = make.released().sop

    assert [block for block, _label in steps_in_force(sop)] == ["s6b1", "s6b2"]
    assert steps_in_force(make.released(effective_on=TODAY + DAY).sop) == []
    assert steps_in_force(None) == []


def test_all_steps_cost_two_queries(django_assert_num_queries):
    sops = [make.released().sop for _each in range(3)]
    wanted = [{"sop": sop.number, "block": "s6b1"} for sop in sops]

    with django_assert_num_queries(2):
        live_steps(wanted, language="vi", day=TODAY, reviewed_on=TODAY - DAY)
    with django_assert_num_queries(0):
        assert live_steps([], language="vi", day=TODAY, reviewed_on=None) == []
