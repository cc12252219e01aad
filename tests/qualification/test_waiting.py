"""What a person has to do next, what ends soon, what is planned, what only QA's signature misses,
whom a version to come touches.
"""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from core.days import add_months
from qualification import waiting
from qualification.domain.planning import cancel, plan
from qualification.enums import Activity, Step
from qualification.status import qualifications
from tests.factories import facts
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
TODAY = clock.today()
NOW = clock.now()
ACCESS = {"grade": "A/B"}


def days(n: int) -> dt.date:
    return TODAY + dt.timedelta(days=n)


@pytest.fixture
def khue():
    return make.person("Trần Minh Khuê")


def works_with(who, sop, depth="practical", access=None, **rule):
    role = make.job_role(access=access)
    facts.requires(role, sop, depth, **rule)
    make.assignment(who, role, days(-400), recorded_at=facts.noon(days(-400)))


def trained(who, version, on, valid_to=None):
    facts.read(who, version, days(on))
    if version.sop.quizzes.exists():
        facts.quizzed(who, version, days(on))
    for _ in range(3):
        facts.practised(who, version, days(on))
    facts.practised(who, version, days(on), "assessment")
    return facts.confirmed(who, version, days(on), valid_to)


def steps(needs):
    return [(need.step, need.due, need.blocks, need.then) for need in needs]


def test_first_training_begins_with_reading_and_has_no_day(khue) -> None:
    sop = facts.sop()
    facts.quiz(sop)
    facts.version(sop, days(-100))
    works_with(khue, sop)

    assert steps(waiting.needs_of(khue, TODAY)) == [(Step.READ, None, True, (Step.QUIZ, Step.RUN))]


def test_each_step_done_brings_the_next(khue) -> None:
    sop = facts.sop()
    facts.quiz(sop)
    version = facts.version(sop, days(-100))
    works_with(khue, sop)
    seen = []
    for act in (
        lambda: facts.read(khue, version, days(-5)),
        lambda: facts.quizzed(khue, version, days(-4)),
        lambda: [facts.practised(khue, version, days(-3)) for _ in range(3)],
        lambda: facts.practised(khue, version, days(-2), "assessment"),
    ):
        act()
        seen.append([need.step for need in waiting.needs_of(khue, TODAY)])

    assert seen == [[Step.QUIZ], [Step.RUN], [Step.ASSESSMENT], []]  # then it is QA's turn


def test_reading_after_a_revision_was_due_on_the_eve_of_its_first_day(khue) -> None:
    sop = facts.sop()
    trained(khue, facts.version(sop, days(-100)), -90)
    facts.version(sop, days(-14), change_class="critical")
    works_with(khue, sop)

    assert steps(waiting.needs_of(khue, TODAY)) == [(Step.READ, days(-15), True, (Step.RUN,))]


@pytest.mark.parametrize(
    ("change", "expected"), [("critical", [Step.READ]), ("procedural", [Step.READ]), ("editorial", [])]
)
def test_version_to_come_is_read_before_its_first_day(khue, change, expected) -> None:
    sop = facts.sop()
    trained(khue, facts.version(sop, days(-100)), -90)
    coming = facts.version(sop, days(10), change_class=change, known=NOW)
    works_with(khue, sop)

    needs = waiting.needs_of(khue, TODAY)

    assert [need.step for need in needs] == expected
    assert [(need.due, need.blocks, need.ahead) for need in needs] == [
        (days(9), False, coming.release) for _ in expected
    ]


def test_version_to_come_that_was_read_already_asks_the_next_step(khue) -> None:
    sop = facts.sop()
    trained(khue, facts.version(sop, days(-100)), -90)
    coming = facts.version(sop, days(10), change_class="critical", known=NOW)
    works_with(khue, sop)
    facts.read(khue, coming, TODAY, NOW)

    assert [(need.step, need.ahead) for need in waiting.needs_of(khue, TODAY)] == [(Step.RUN, coming.release)]


def test_reading_comes_before_practice_also_for_who_never_finished_the_version_before(khue) -> None:
    sop = facts.sop()
    facts.read(khue, facts.version(sop, days(-100)), days(-90))
    facts.version(sop, days(10), change_class="critical", known=NOW)
    works_with(khue, sop)

    assert [(need.step, need.then) for need in waiting.needs_of(khue, TODAY)] == [
        (Step.RUN, ()),
        (Step.READ, (Step.RUN,)),
    ]


@pytest.mark.parametrize(("depth", "step"), [("read", Step.READ), ("practical", Step.RUN)])
def test_after_expiry_the_way_of_the_depth_begins_anew(khue, depth, step) -> None:
    sop = facts.sop()
    version = facts.version(sop, days(-900))
    works_with(khue, sop, depth, months=12)
    if depth == "practical":
        trained(khue, version, -380, days(-1))
    else:
        facts.read(khue, version, add_months(days(-1), -12))

    assert [(need.step, need.due, need.blocks) for need in waiting.needs_of(khue, TODAY)] == [(step, days(-1), True)]


def test_media_fills_are_asked_once_for_all_aseptic_work(khue) -> None:
    gowning = facts.sop(stage="ENV")
    facts.checklist(gowning, "gowning")
    trained(khue, facts.version(gowning, days(-100)), -90)
    works_with(khue, gowning, access=ACCESS)
    for _ in range(2):
        sop = facts.sop()
        trained(khue, facts.version(sop, days(-100)), -90)
        works_with(khue, sop, access=ACCESS)

    assert [(need.step, need.sop) for need in waiting.needs_of(khue, TODAY)] == [(Step.FILL, None)]


def test_what_ends_soon_stands_in_the_order_of_its_days(khue) -> None:
    first, second, safe = facts.sop(), facts.sop(), facts.sop()
    for sop, last in ((second, 40), (first, 17), (safe, 200)):
        trained(khue, facts.version(sop, days(-100)), -90, days(last))
        works_with(khue, sop)

    found = waiting.expiring(qualifications([khue], None, TODAY))

    assert [(row.sop_id, row.on, row.days) for row in found] == [(first.pk, days(17), 17), (second.pk, days(40), 40)]


def planned(who, sop, on, **fields):
    return plan(who, by=make.one("trainer"), day=days(on), activity=Activity.SUPERVISED_RUN, sop=sop, **fields)


def test_appointment_is_over_with_its_record(khue) -> None:
    sop, assessor = facts.sop(), make.person()
    make.appointment(assessor, "practical_assessor")
    version = facts.version(sop, days(-10))
    row = planned(khue, sop, 0, assessor=assessor)
    assert (list(waiting.appointments_of(khue, TODAY)), list(waiting.appointments_to_assess(assessor, TODAY))) == (
        [row],
        [row],
    )

    facts.practised(khue, version, TODAY, accepted=False)

    assert (list(waiting.appointments_of(khue, TODAY)), list(waiting.appointments_to_assess(assessor, TODAY))) == (
        [],
        [],
    )


def test_past_appointment_is_the_assessors_matter_for_thirty_days(khue) -> None:
    sop, assessor = facts.sop(), make.person()
    make.appointment(assessor, "practical_assessor")
    planned(khue, sop, 0, assessor=assessor)

    assert list(waiting.appointments_of(khue, days(1))) == []
    assert [waiting.appointments_to_assess(assessor, days(n)).count() for n in (1, 30, 31)] == [1, 1, 0]


def test_cancelled_appointment_is_gone(khue) -> None:
    row = planned(khue, facts.sop(), 3)
    cancel(row, by=make.one("trainer"), reason="Máy hỏng")

    assert list(waiting.appointments_of(khue, TODAY)) == []


def test_only_the_signature_of_qa_is_missing(khue) -> None:
    sop = facts.sop()
    version = facts.version(sop, days(-10))
    works_with(khue, sop)
    facts.read(khue, version, days(-9))
    for _ in range(3):
        facts.practised(khue, version, days(-8))
    assert waiting.to_confirm(TODAY) == []

    facts.practised(khue, version, days(-7), "assessment")
    assert waiting.to_confirm(TODAY) == [waiting.ToConfirm(khue, sop, 1, days(-7))]

    facts.confirmed(khue, version, days(-6))
    assert waiting.to_confirm(TODAY) == []


def test_assessment_without_what_comes_before_it_is_not_ready_for_qa(khue) -> None:
    sop = facts.sop()
    version = facts.version(sop, days(-10))
    works_with(khue, sop)
    facts.practised(khue, version, days(-7), "assessment")

    assert waiting.to_confirm(TODAY) == []


def test_version_to_come_names_who_is_not_ready(khue) -> None:
    sop, vy = facts.sop(), make.person("Lê Thảo Vy")
    old = facts.version(sop, days(-100))
    coming = facts.version(sop, days(10), change_class="procedural", known=NOW)
    for who in (khue, vy):
        works_with(who, sop)
        trained(who, old, -90)
    facts.read(vy, coming, TODAY, NOW)

    found = waiting.touched_by_coming(TODAY)

    assert [(row.release, row.people, row.ready, row.late) for row in found] == [(coming.release, 2, 1, (khue,))]


def test_practice_without_a_day_looks_thirty_days_ahead(khue) -> None:
    soon, later = facts.sop("MSC-SOP-ISO-901"), facts.sop("MSC-SOP-ISO-902")
    for sop, last in ((soon, 20), (later, 40)):
        trained(khue, facts.version(sop, days(-100)), -90, days(last))
        works_with(khue, sop)

    found = waiting.practice_unplanned(TODAY)
    assert [(row.person, row.sop, row.activity, row.due) for row in found] == [
        (khue, soon, Activity.REQUALIFICATION, days(20))
    ]

    planned(khue, soon, 15)
    assert waiting.practice_unplanned(TODAY) == []


def test_practice_for_a_version_to_come_needs_a_day_too(khue) -> None:
    sop = facts.sop()
    trained(khue, facts.version(sop, days(-100)), -90)
    facts.version(sop, days(45), change_class="critical", known=NOW)
    works_with(khue, sop)

    assert [(row.activity, row.due) for row in waiting.practice_unplanned(TODAY, sop)] == [
        (Activity.SUPERVISED_RUN, days(44))
    ]
    assert waiting.practice_unplanned(TODAY, facts.sop()) == []


_numbers = itertools.count(950)


def _one_more(khue, other) -> None:
    """An SOP to read, one that expires, one with a version to come, one for QA; each with its own people and plan."""
    fresh, ending, revised, done = (facts.sop(f"MSC-SOP-CUL-{next(_numbers)}") for _ in range(4))
    facts.version(fresh, days(-10))
    trained(khue, facts.version(ending, days(-100)), -90, days(20))
    trained(khue, facts.version(revised, days(-100)), -90)
    facts.version(revised, days(9), change_class="critical", known=NOW)
    version = facts.version(done, days(-100))
    facts.read(other, version, days(-90))
    for _ in range(3):
        facts.practised(other, version, days(-90))
    facts.practised(other, version, days(-90), "assessment")
    for sop in (fresh, ending, revised, done):
        works_with(khue, sop)
    works_with(other, done)


def _queries(khue) -> int:
    with CaptureQueriesContext(connection) as found:
        waiting.needs_of(khue, TODAY)
        waiting.to_confirm(TODAY)
        waiting.touched_by_coming(TODAY)
        waiting.practice_unplanned(TODAY)
        list(waiting.appointments_from(TODAY))
    return len(found)


def test_the_number_of_queries_does_not_grow(khue) -> None:
    _one_more(khue, make.person())
    few = _queries(khue)
    for _ in range(7):
        _one_more(khue, make.person())

    assert _queries(khue) == few
    assert len(waiting.needs_of(khue, TODAY)) == 8 * 3
