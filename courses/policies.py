"""Who may learn, take quizzes and assess; and when."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.days import daydate
from core.errors import Conflict, NotAllowed, Refused
from courses.models import Assessment, Attempt
from courses.queries import QuizProgress, answer_grace
from sops.models import Sop
from staff.models import Person, User
from staff.permissions import May, is_account_of, require, require_person
from staff.policies import Record, can_read_record

ASSESSOR_DUTY = "practical_assessor"


def check_can_start(progress: QuizProgress, *, by: User, at: dt.datetime) -> None:
    """A new attempt requires the permission to learn, a version read and signed, attempts left, and the waiting time
    over (domain (f), R-42).
    """
    require(by, May.LEARN)
    person = require_person(by)
    quiz = progress.quiz
    if progress.passed:
        raise Conflict(_("You passed this quiz on %(day)s.") % {"day": daydate(progress.passed.happened_on)})
    if progress.open_attempt:
        raise Conflict(_("An attempt is open already. Continue it."))
    if quiz.sop:
        if progress.version is None:
            raise Refused(
                _("%(sop)s has no version in force, so there is nothing to be tested on.") % {"sop": quiz.sop.number}
            )
        if not progress.version.acknowledgements.filter(person=person, recorded_at__lte=at).exists():
            raise Refused(
                _("First read %(version)s and sign that you have understood it.") % {"version": progress.version}
            )
    if progress.course and progress.course.class_required and progress.enrolment is None:
        raise Refused(_("This test belongs to a class. Ask the CME office to enrol you."))
    if progress.left == 0:
        raise Refused(_("No attempts are left. Ask the trainer: another one can be granted after retraining."))
    if progress.wait_until:
        minutes = max(int((progress.wait_until - at).total_seconds() // 60), 1)
        hours = -(-minutes // 60)
        raise Refused(
            ngettext(
                "The next attempt is possible in %(n)d hour.", "The next attempt is possible in %(n)d hours.", hours
            )
            % {"n": hours}
        )


def can_start(progress: QuizProgress, *, by: User, at: dt.datetime) -> str:
    """Returns the reason why a new attempt is refused now, in a sentence; "" when it may start."""
    try:
        check_can_start(progress, by=by, at=at)
    except Refused as refused:
        return str(refused)
    return ""


def check_can_answer(attempt: Attempt, *, by: User, given_at: dt.datetime, at: dt.datetime, submitted: bool) -> None:
    """An answer counts if it is given by the person asked, before submission and the deadline, and arrives within the
    grace period (domain (k) 17).
    """
    check_owns(attempt, by=by)
    if submitted:
        raise Conflict(_("This attempt was submitted already. The answer came too late."))
    deadline = attempt.deadline
    if deadline and (given_at > deadline or (at > deadline and at > deadline + answer_grace(deadline))):
        raise Conflict(_("Time was up before this answer arrived."))


def check_owns(attempt: Attempt, *, by: Any) -> None:
    """Only the person who started an attempt answers and submits it."""
    if not is_account_of(by, attempt.person_id):
        raise NotAllowed(_("This attempt belongs to another person."))


def can_read_attempt(attempt: Attempt, user: User) -> bool:
    """The result is shown to the person, the trainer, and whoever may read training records."""
    return can_read_record(attempt.person_id, by=user, kind=Record.ATTEMPT)


def can_read_assessment(assessment: Assessment, user: User) -> bool:
    """The assessment is shown to its learner, its assessor, the trainer, and whoever may read training records."""
    return can_read_record(assessment.person_id, assessment.assessor_id, by=user, kind=Record.ASSESSMENT)


def check_can_assess(sop: Sop, person: Person, *, by: User, happened_on: dt.date) -> None:
    """An assessor is appointed for this SOP on that day, and never assesses themselves (domain (a), (f))."""
    assessor = require_person(by)
    if assessor.pk == person.pk:
        raise NotAllowed(_("Nobody assesses themselves."))
    if not assessor_scopes(assessor, happened_on).covers(sop.number):
        raise NotAllowed(
            _("%(name)s was not appointed to assess practice of %(sop)s on %(day)s.")
            % {"name": assessor.full_name, "sop": sop.number, "day": daydate(happened_on)}
        )


class Scopes:
    """The SOPs for which a person is appointed assessor on a day."""

    def __init__(self, scopes: list[object]) -> None:
        self.all = any(scope in ("all", ["all"]) for scope in scopes)
        self.numbers = {number for scope in scopes if isinstance(scope, list) for number in scope}

    def covers(self, number: str) -> bool:
        return self.all or number in self.numbers

    def __bool__(self) -> bool:
        return self.all or bool(self.numbers)


def assessor_scopes(person: Person, day: dt.date) -> Scopes:
    """Returns the appointments as practical assessor that are valid on `day`."""
    return Scopes(list(person.duties.on(day).filter(duty__code=ASSESSOR_DUTY).values_list("scope", flat=True)))


def is_assessor(user: User) -> bool:
    """Whether this account sees the practice pages: appointed today, whatever its role."""
    return user.person is not None and bool(assessor_scopes(user.person, clock.today()))
