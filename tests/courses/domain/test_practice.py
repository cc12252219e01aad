from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from core import clock
from core.errors import Conflict, NotAllowed, Refused
from courses.domain.practice import Observed, accept_assessment, record_assessment
from courses.models import Acceptance, Assessment
from staff.domain.sign import holds
from tests.factories import courses as make
from tests.factories import staff as people

pytestmark = pytest.mark.django_db
ALL_MET = {"l01": "met", "l02": "met", "l03": "met", "l04": "met"}
VALUES = {"p1": "37,2", "p2": "40"}
DAY = dt.timedelta(days=1)


@pytest.fixture
def version():
    return make.released()


@pytest.fixture
def checklist(version):
    return make.checklist(version)


@pytest.fixture
def assessor():
    return make.assessor()


@pytest.fixture
def learner():
    return people.user("learner")


def assess(tested, assessor, learner, **changes):
    seen = {
        "person": learner.person,
        "kind": "assessment",
        "happened_on": clock.today(),
        "checklist": tested,
        "lines": ALL_MET,
        "measured": VALUES,
    }
    act = {"by": assessor, "proof": people.proof(assessor)}
    for name, value in changes.items():
        (seen if name in Observed.__annotations__ else act)[name] = value
    return record_assessment(Observed(**seen), **act)


def test_assessment_is_frozen_with_limits_and_signed(checklist, assessor, learner, version):
    made = Assessment.objects.get(pk=assess(checklist, assessor, learner).pk)

    assert (made.passed, made.sop_version, made.assessor) == (True, version, assessor.person)
    assert made.record["lines"][0]["measures"][0] | {"name": ""} == {
        "id": "p1", "name": "", "parameter": "p1", "typed": True, "comparator": "±", "value": "37", "tolerance": "0.5",
        "unit": "°C",
        "measured": "37.2", "within": True,
    }  # fmt: skip
    assert holds(made.signature, content_hash=made.sha256)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE courses_assessment SET passed = passed")


@pytest.mark.parametrize(
    "changes",
    [
        {"lines": {**ALL_MET, "l01": "missed"}},
        {"measured": {**VALUES, "p1": "37.6"}},
        {"lines": {**ALL_MET, "l02": "missed", "l03": "missed", "l04": "missed"}},
        {"failed": True},
    ],
)
def test_assessment_fails(checklist, assessor, learner, changes):
    assert assess(checklist, assessor, learner, **changes).passed is False


def test_two_other_misses_still_pass(checklist, assessor, learner):
    assert assess(checklist, assessor, learner, lines={**ALL_MET, "l02": "missed", "l03": "missed"}).passed is True


@pytest.mark.parametrize(
    "changes",
    [
        {"lines": {"l01": "met"}},
        {"measured": {"p1": "37"}},
        {"measured": {**VALUES, "p1": "37.000"}},
        {"lines": {**ALL_MET, "l99": "met"}},
    ],
)
def test_incomplete_or_unreadable_record_is_refused(checklist, assessor, learner, changes):
    with pytest.raises(Refused):
        assess(checklist, assessor, learner, **changes)
    assert not Assessment.objects.exists()


def test_run_may_leave_lines_open(checklist, assessor, learner):
    run = assess(checklist, assessor, learner, kind="run", lines={}, measured={}, run_number=1, batch="TR-001")
    assert (run.passed, run.run_number, run.signature.meaning) == (True, 1, "training_given")


def test_nobody_assesses_themselves(checklist, assessor):
    with pytest.raises(NotAllowed, match="themselves"):
        assess(checklist, assessor, assessor)


@pytest.mark.parametrize("scope", [["MSC-SOP-QC-999"], ""])
def test_assessor_is_appointed_for_this_sop(checklist, learner, scope):
    with pytest.raises(NotAllowed, match="not appointed"):
        assess(checklist, make.assessor(scope), learner)


def test_assessor_appointed_later_cannot_sign_for_earlier_days(checklist, learner):
    late = people.user("assessor")
    people.appointment(late.person, "practical_assessor", valid_from=clock.today())
    with pytest.raises(NotAllowed):
        assess(checklist, late, learner, happened_on=clock.today() - DAY, reason="later")


def test_entering_later_needs_a_reason_and_keeps_both_clocks(checklist, assessor, learner):
    earlier = clock.today() - 28 * DAY
    with pytest.raises(Refused, match="later"):
        assess(checklist, assessor, learner, happened_on=earlier)
    made = assess(checklist, assessor, learner, happened_on=earlier, reason="Bảng kiểm giấy đến sau")
    assert (made.happened_on, clock.site_date(made.recorded_at)) == (earlier, clock.today())


def test_future_day_is_refused(checklist, assessor, learner):
    with pytest.raises(Refused, match="future"):
        assess(checklist, assessor, learner, happened_on=clock.today() + DAY)


def test_superseded_version_is_not_assessed(checklist, assessor, learner, version):
    newer = make.released(version.sop, effective_on=clock.today() - DAY)
    assert assess(checklist, assessor, learner).sop_version == newer
    with pytest.raises(Refused, match="not in force"):
        assess(checklist, assessor, learner, sop_version=version)


def test_version_to_come_may_be_practised_before_its_day(checklist, assessor, learner, version):
    coming = make.released(version.sop, effective_on=clock.today() + 7 * DAY)
    assert assess(checklist, assessor, learner, sop_version=coming).sop_version == coming


@pytest.mark.parametrize(("units", "contaminated", "passed"), [(36, 0, True), (36, 1, False)])
def test_media_fill_with_a_contaminated_unit_never_passes(version, assessor, learner, units, contaminated, passed):
    fill = make.checklist(version, kind="aps")
    made = assess(fill, assessor, learner, kind="aps", units=units, contaminated=contaminated)
    assert made.passed is passed
    assert made.record["media_fill"] == {"units": units, "contaminated": contaminated}


@pytest.mark.parametrize(("units", "contaminated"), [(None, 0), (0, 0), (36, None), (36, 37), (36, -1)])
def test_media_fill_needs_its_numbers(version, assessor, learner, units, contaminated):
    with pytest.raises(Refused):
        assess(
            make.checklist(version, kind="aps"), assessor, learner, kind="aps", units=units, contaminated=contaminated
        )


def test_media_fill_counts_from_its_reading(version, assessor, learner):
    fill = make.checklist(version, kind="aps")
    run = clock.today() - 14 * DAY
    made = assess(fill, assessor, learner, kind="aps", units=36, contaminated=0, happened_on=run, read_on=clock.today())
    assert (made.happened_on, made.result_on) == (run, clock.today())


def test_sop_without_checklist_is_assessed_on_its_parameters(version, assessor, learner):
    values = {"checklist": None, "sop": version.sop, "lines": {}}
    assert assess(None, assessor, learner, **values, measured=VALUES).passed is True
    assert assess(None, assessor, learner, **values, measured={"p1": "40"}).passed is False
    with pytest.raises(Refused, match="no parameter"):
        assess(None, assessor, learner, **values, measured={"p9": "1"})


def test_learner_signs_once_in_their_own_name(checklist, assessor, learner):
    made = assess(checklist, assessor, learner)
    with pytest.raises(NotAllowed):
        accept_assessment(made, by=assessor, proof=people.proof(assessor))
    with pytest.raises(NotAllowed):
        accept_assessment(made, by=learner, proof=people.proof(assessor))
    first = accept_assessment(made, by=learner, proof=people.proof(learner))
    assert accept_assessment(made, by=learner, proof=people.proof(learner)) == first
    assert (Acceptance.objects.count(), first.signature.meaning) == (1, "training_received")


def test_correction_supersedes_once_with_a_reason(checklist, assessor, learner):
    first = assess(checklist, assessor, learner)
    with pytest.raises(Refused, match="reason"):
        assess(checklist, assessor, learner, supersedes=first)
    second = assess(
        checklist, assessor, learner, supersedes=first, reason="Ghi nhầm nhiệt độ", measured={**VALUES, "p1": "36.9"}
    )
    assert Assessment.objects.get(pk=first.pk).superseded_by == second
    with pytest.raises(Conflict):
        assess(checklist, assessor, learner, supersedes=first, reason="again")
    with pytest.raises(Conflict):
        accept_assessment(first, by=learner, proof=people.proof(learner))
