"""The chain of proof: what counted, what was known only later, who stood behind it."""

from __future__ import annotations

import datetime as dt

import pytest

from core import clock
from qualification.evidence import explain
from tests.factories import facts
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 1)


def days(n: int) -> dt.date:
    return DAY + dt.timedelta(days=n)


@pytest.fixture
def story():
    """Trained on v1, then v2 takes effect, then trained on v2; the assessor was appointed before."""
    who, sop, assessor = make.person("Lê Thảo Vy"), facts.sop(), make.person("Satō Kenichi", kanji_name="佐藤 健一")
    make.appointment(assessor, "practical_assessor", "all", days(-500))
    role = make.job_role()
    facts.requires(role, sop)
    make.assignment(who, role, days(-300), recorded_at=facts.noon(days(-300)))
    first = facts.version(sop, days(-300))
    facts.read(who, first, days(-60))
    facts.quizzed(who, first, days(-59))
    for n in (-50, -48, -46):
        facts.practised(who, first, days(n), assessor=assessor)
    facts.practised(who, first, days(-46), "assessment", assessor=assessor)
    facts.confirmed(who, first, days(-46), days(600))
    second = facts.version(sop, days(10), change_class="critical")
    facts.read(who, second, days(12))
    return who, sop


def test_spine_holds_what_was_true_and_known_the_rest_stands_apart(story):
    who, sop = story

    found = explain(who, sop, days(0), facts.noon(days(30)))

    assert [node.kind for node in found.spine] == ["acknowledgement", "submission", "run", "assessment", "confirmation"]
    assert [node.kind for node in found.later] == ["release", "acknowledgement"]
    assert found.answer.status == "valid"


def test_runs_in_a_row_are_one_node_and_name_the_assessor_and_his_right(story):
    who, sop = story
    (runs,) = [node for node in explain(who, sop, days(0), facts.noon(days(30))).spine if node.kind == "run"]

    assert len(runs.ids) == len(runs.urls) == 3
    assert any("佐藤 健一" in line for line in runs.lines)
    assert any("17/01/2025" in line for line in runs.lines)  # appointed


def test_after_the_revision_the_old_round_is_still_shown(story):
    who, sop = story

    found = explain(who, sop, days(20), facts.noon(days(30)))

    assert found.answer.status == "suspended"
    assert "confirmation" in {node.kind for node in [*found.earlier, *found.spine]}
    assert found.later == []


def test_late_entry_says_so_and_is_later_on_the_other_clock(story):
    who, sop = story
    third = facts.version(sop, days(-5))
    facts.read(who, third, days(-3), known=facts.noon(days(25)))

    known_then, known_now = (explain(who, sop, days(0), at) for at in (clock.end_of(days(0)), facts.noon(days(30))))

    assert sum(node.kind == "acknowledgement" for node in known_then.later) == 2
    assert any(node.late for node in known_now.spine)


def test_number_of_queries_is_the_same_for_long_records(story, django_assert_max_num_queries):
    who, sop = story
    for n in range(30):
        facts.practised(who, sop.versions.first(), days(-40 + n))

    with django_assert_max_num_queries(14):
        explain(who, sop, days(0), facts.noon(days(30)))
