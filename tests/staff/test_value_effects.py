"""What changing each value of the institution changes in the product."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from certificates.credit.queries import rule_for
from cms.today import Viewer, tasks_of
from cms.today.side import side_of
from core import clock
from core.days import add_months
from core.errors import Conflict, Refused
from courses.domain.attempts import start_attempt
from courses.domain.classes import enrol, open_class, record_attendance
from courses.models import CoursePage
from courses.policies import check_can_answer
from courses.queries import course_progress, period_minutes
from courses.waiting import classes_near
from inspection.domain.review import review_trail
from inspection.waiting import trail_review_due
from qualification import waiting
from qualification.domain.confirmation import default_last_day
from qualification.domain.planning import plan
from qualification.impact import provide
from qualification.models import PlannedAppointment
from qualification.readiness import readiness
from qualification.status import qualification_of
from sops.domain import release
from sops.domain.printing import print_copy
from sops.numbering import next_numbers
from sops.waiting import periodic_reviews
from staff.domain.authentication import SecondFactor, WrongSecret, reauthenticate, second_factor
from staff.models import Person
from staff.value_table import VALUES
from tests.factories import courses as teach
from tests.factories import facts
from tests.factories import release as way
from tests.factories import staff as make
from transfer.board import board

pytestmark = pytest.mark.django_db
TODAY, NOW = clock.today(), clock.now()
Story = Callable[[], Iterator[Any]]
STORIES: dict[str, tuple[Story, int | str, Any, Any]] = {}


def story(key: str, new: int | str, before: Any, after: Any) -> Callable[[Story], Story]:
    """A generator that builds its world, then says twice what the product does: under the default and under `new`."""

    def keep(told: Story) -> Story:
        STORIES[key] = (told, new, before, after)
        return told

    return keep


def days(n: int) -> dt.date:
    return TODAY + dt.timedelta(days=n)


def works_with(who: Person, sop: Any, depth: str = "practical", access: Any = None, **rule: Any) -> None:
    role = make.job_role(access=access)
    facts.requires(role, sop, depth, **rule)
    make.assignment(who, role, days(-400), recorded_at=facts.noon(days(-400)))


def trained(who: Person, sop: Any, last: dt.date | None = None) -> None:
    """Everything done a hundred days ago for the first version."""
    version = facts.version(sop, days(-110))
    facts.read(who, version, days(-100))
    for kind in ("run", "run", "run", "assessment"):
        facts.practised(who, version, days(-100), kind)
    facts.confirmed(who, version, days(-100), last)


@pytest.mark.parametrize("key", VALUES)
def test_changing_a_value_changes_what_the_product_does(key: str) -> None:
    told, new, before, after = STORIES[key]
    with translation.override("en"):
        seen = told()
        assert next(seen) == before
        make.value(key, new)
        assert next(seen) == after


# ---- documents


@story("review_months", 3, [], [1])
def _review() -> Iterator[Any]:
    facts.version(facts.sop(), days(-100))
    while True:
        yield [row.version.release.number for row in periodic_reviews(TODAY)]


@story("review_warning_days", 120, [], [1])
def _review_warning() -> Iterator[Any]:
    facts.version(facts.sop(), add_months(days(100), -24))
    while True:
        yield [row.version.release.number for row in periodic_reviews(TODAY)]


@story("print_hours", 2, 14, 2)
def _print() -> Iterator[Any]:
    version, reader = teach.released(), make.user("learner")
    at = clock.start_of(TODAY) + dt.timedelta(hours=10)
    while True:
        copy = print_copy(version, languages=["vi"], by=reader, at=at)
        yield round((copy.valid_until - at).total_seconds() / 3600)


@story("sop_number", "SOP-{stage}-{seq}", "MSC-SOP-ISO-001", "SOP-ISO-1")
def _number() -> Iterator[Any]:
    while True:
        yield next_numbers()["ISO"]


@story("training_threshold", 0, "Fewer people can be ready by this day than required", "approved")
def _threshold() -> Iterator[Any]:
    who, learner = way.team(), make.person()
    sop = way.draft()
    way.approved(sop, who, days(0))
    works_with(learner, sop)
    way.draft(blocks=[{"id": "n1", "type": "note", "text": "冷所に保管する"}])
    version = way.reviewed(sop, who)
    while True:
        try:
            release.approve(version, by=who.approver, proof=make.proof(who.approver), effective_on=TODAY)
        except Refused as refused:
            yield str(refused).partition(".")[0]
        else:
            yield "approved"


# ---- quizzes and practice


@story("quiz_pass_mark", 90, 80, 90)
def _pass_mark() -> Iterator[Any]:
    while True:
        yield teach.quiz(n=1).pass_mark


@story("quiz_attempts", 5, 3, 5)
def _attempts() -> Iterator[Any]:
    while True:
        yield teach.quiz(n=1).max_attempts


@story("quiz_wait_hours", 0, 24, 0)
def _wait() -> Iterator[Any]:
    while True:
        yield teach.quiz(n=1).wait_hours


@story("quiz_grace_seconds", 10, "counts", "late")
def _grace() -> Iterator[Any]:
    learner = make.user("learner")
    attempt = start_attempt(teach.quiz(n=1), by=learner, at=NOW)
    given, at = attempt.deadline, attempt.deadline + dt.timedelta(seconds=30)
    while True:
        try:
            check_can_answer(attempt, by=learner, given_at=given, at=at, submitted=False)
        except Conflict:
            yield "late"
        else:
            yield "counts"


@story("supervised_runs", 5, (3, 3), (5, 5))
def _runs() -> Iterator[Any]:
    sop, version = facts.sop(), teach.released()
    while True:
        yield readiness(make.person(), sop, TODAY).runs.needed, teach.checklist(version).runs_required


@story("runs_again", 2, (0, 1), (0, 2))
def _runs_again() -> Iterator[Any]:
    who, sop = make.person(), facts.sop()
    trained(who, sop)
    works_with(who, sop)
    while True:
        yield readiness(who, sop, TODAY).runs


@story("gowning_first", 4, 3, 4)
def _gowning_first() -> Iterator[Any]:
    version = teach.released()
    while True:
        yield teach.checklist(version, kind="gowning").runs_required


@story("other_misses", 0, 2, 0)
def _misses() -> Iterator[Any]:
    version = teach.released()
    while True:
        yield teach.checklist(version).other_misses_allowed


# ---- qualification


@story("gowning_months", 6, add_months(TODAY, 12), add_months(TODAY, 6))
def _gowning() -> Iterator[Any]:
    sop = facts.sop()
    facts.checklist(sop, "gowning")
    while True:
        yield default_last_day(make.person(), sop, TODAY)


@story("refresher_months", 12, add_months(TODAY, 24), add_months(TODAY, 12))
def _refresher() -> Iterator[Any]:
    sop = facts.sop()
    while True:
        yield default_last_day(make.person(), sop, TODAY)


def _operator(fills: int, on: dt.date) -> tuple[Person, Any]:
    """Trained for aseptic work, with media fills read on a day."""
    who, sop, gowning = make.person(), facts.sop(), facts.sop()
    facts.checklist(gowning, "gowning")
    trained(who, sop)
    trained(who, gowning)
    works_with(who, sop, access={"grade": "A/B"})
    works_with(who, gowning)
    for n in range(fills):
        facts.practised(who, None, on - dt.timedelta(days=n), "aps", sop=facts.sop())
    return who, sop


@story("aps_first", 5, [], ["aps_missing"])
def _fills() -> Iterator[Any]:
    who, sop = _operator(4, days(-50))
    while True:
        yield [reason.code for reason in qualification_of(who, sop).reasons]


@story("aps_months", 2, [], ["aps_expired"])
def _fills_again() -> Iterator[Any]:
    who, sop = _operator(3, days(-70))
    while True:
        yield [reason.code for reason in qualification_of(who, sop).reasons]


@story("warning_days", 100, "valid", "expiring")
def _warning() -> Iterator[Any]:
    who, sop = make.person(), facts.sop()
    trained(who, sop, days(90))
    works_with(who, sop)
    while True:
        yield str(qualification_of(who, sop).status)


def _tones() -> Iterator[Any]:
    learner, sop = make.user("learner"), facts.sop()
    trained(learner.person, sop, days(40))
    works_with(learner.person, sop)
    while True:
        side = side_of(Viewer(learner))
        yield [ending.tone for ending in side.endings] if side else None


story("second_warning_days", 40, [""], ["amber"])(_tones)
story("last_warning_days", 40, [""], ["plum"])(_tones)


# ---- planning


@story("plan_ahead_days", 50, 0, 1)
def _ahead() -> Iterator[Any]:
    who, sop = make.person(), facts.sop()
    trained(who, sop, days(40))
    works_with(who, sop)
    while True:
        yield len(waiting.practice_unplanned(TODAY))


@story("plan_look_back_days", 40, 0, 1)
def _back() -> Iterator[Any]:
    row = plan(make.person(), by=make.one("trainer"), day=TODAY, activity="supervised_run", sop=facts.sop())
    while True:
        yield waiting.appointments_from(days(35)).filter(pk=row.pk).count()


def _ready_on(change_class: str) -> Iterator[Any]:
    who, sop = make.person(), facts.sop()
    trained(who, sop)
    works_with(who, sop)
    coming = facts.version(sop, days(30), change_class=change_class, known=NOW)
    assert not PlannedAppointment.objects.exists()
    while True:
        yield [row.ready_on for row in provide(coming, days(30)).people]


story("days_to_read", 4, [days(1)], [days(4)])(lambda: _ready_on("procedural"))
story("days_to_practise", 21, [days(7)], [days(21)])(lambda: _ready_on("critical"))


# ---- courses and CME


def _in_class(percent: Decimal | None = None) -> tuple[CoursePage, Any]:
    """A learner who attended 12 of 16 periods."""
    course, learner = teach.course(class_required=True, attendance_percent=percent), make.user("learner")
    group = open_class(course, code="K1", starts_on=days(-9), ends_on=days(40), by=make.one("trainer"))
    record_attendance(enrol(group, learner.person, by=make.one("trainer")), periods=Decimal(12), by=make.one("trainer"))
    return course, learner.person


@story("attendance_percent", 75, False, True)
def _attendance() -> Iterator[Any]:
    course, learner = _in_class()
    while True:
        yield course_progress(course, learner).attendance_met


@story("period_minutes", 45, 50, 45)
def _period() -> Iterator[Any]:
    course = teach.course()
    while True:
        yield period_minutes(course, TODAY)


@story("class_warning_days", 60, 0, 1)
def _class() -> Iterator[Any]:
    open_class(teach.course(), code="K1", starts_on=days(50), ends_on=days(55), by=make.one("trainer"))
    while True:
        yield classes_near(TODAY).count()


@story("cme_hours", 60, Decimal(120), Decimal(60))
def _hours() -> Iterator[Any]:
    while True:
        yield rule_for(None, TODAY).hours


@story("cme_years", 3, 5, 3)
def _years() -> Iterator[Any]:
    while True:
        yield rule_for(None, TODAY).years


# ---- transfer


@story("operators_per_sop", 4, 2, 4)
def _operators() -> Iterator[Any]:
    while True:
        yield board().operators


@story("trial_lots", 1, 3, 1)
def _lots() -> Iterator[Any]:
    facts.sop(products=("AD",))
    while True:
        yield board().rows[0].cells[0].lots.need


# ---- signatures and oversight


@story("second_factor_roles", "director", SecondFactor.NOT_ASKED, SecondFactor.MISSING)
def _second_factor() -> Iterator[Any]:
    signer = make.user("director")
    while True:
        signer.second_factor = None
        yield second_factor(signer)


@story("sign_failures", 1, "signed", "locked for 5 minutes")
def _failures() -> Iterator[Any]:
    while True:
        signer = make.user("director")
        _wrong(signer)
        yield _tried(signer)


@story("sign_lock_minutes", 30, "locked for 5 minutes", "locked for 30 minutes")
def _lock() -> Iterator[Any]:
    while True:
        signer = make.user("director")
        for _ in range(VALUES["sign_failures"].default):  # type: ignore[arg-type]  # a number
            _wrong(signer)
        yield _tried(signer)


def _wrong(signer: Any) -> None:
    with pytest.raises(WrongSecret):
        reauthenticate(signer, "wrong")


def _tried(signer: Any) -> str:
    try:
        reauthenticate(signer, make.PASSWORD)
    except WrongSecret as refused:
        return str(refused).partition("Signing is ")[2].partition(" after")[0]
    return "signed"


def _reviewed() -> None:
    author, qa = make.user("trainer"), make.user("qa_approver")
    plan(make.person(), by=author, day=TODAY, activity="aps")
    review_trail(by=qa, proof=make.proof(qa), first_day=days(-1), last_day=TODAY, findings="Không có bất thường")


@story("trail_review_months", 1, add_months(TODAY, 3), add_months(TODAY, 1))
def _trail() -> Iterator[Any]:
    _reviewed()
    while True:
        yield trail_review_due(TODAY)


@story("trail_review_warning_days", 100, [], ["Review of the audit trail"])
def _trail_warning() -> Iterator[Any]:
    _reviewed()
    reader = make.user("qa_approver")
    while True:
        yield [task.what for task in tasks_of(Viewer(reader)) if "audit trail" in str(task.what)]


@pytest.mark.parametrize(("own", "enough"), [(None, True), (60, True), (75, True), (90, False)])
def test_a_course_may_ask_more_attendance_than_the_institution_never_less(own: int | None, enough: bool) -> None:
    course, learner = _in_class(Decimal(own) if own else None)

    assert course_progress(course, learner).attendance_met is False  # 75 of 80 %
    make.value("attendance_percent", 70)
    assert course_progress(course, learner).attendance_met is enough
