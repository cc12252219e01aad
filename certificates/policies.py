"""Who may issue, correct, revoke and verify; and when (domain (a), (d), (g); R-42)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext as _

from certificates.models import Certificate
from certificates.payload import Decision, Signer
from core.days import daydate
from core.errors import Conflict, NotAllowed, Refused
from core.numbers import short_decimal
from core.text import nfc
from courses.models import CourseCompletion
from courses.queries import Attendance, attendance
from qualification.models import Confirmation
from staff.models import DutyAppointment, Person, User
from staff.permissions import May, require
from staff.policies import Record, can_read_record

HEAD, DEPUTY = "director", "deputy_director"


def check_can_issue(completion: CourseCompletion, *, by: User, on: dt.date, decision: Decision) -> None:
    """A CME certificate needs: a complete course with credit hours, attendance, a decision not dated later, a signer
    who did not teach.

    (domain (g): attendance, assessment passed, decision number and date; signer not the trainer). Raises Refused,
    NotAllowed, Conflict.
    """
    require(by, May.SIGN_CERTIFICATE)
    check_not_issued(f"completion-{completion.pk}")
    facts = completion.snapshot
    course, group = facts["course"], facts.get("class")
    if Decimal(course["credit_hours"]) <= 0:
        raise Refused(
            _("The course %(course)s gives no credit hours, so there is nothing to certify.")
            % {"course": course["code"]}
        )
    if group and not (found := _attendance(completion)).enough:
        raise Refused(
            _("%(name)s attended %(n)s of %(total)s periods. That is less than the %(percent)s %% a certificate needs.")
            % {
                "name": completion.person.full_name,
                "n": short_decimal(found.attended),
                "total": short_decimal(found.periods),
                "percent": short_decimal(found.percent),
            }
        )
    if on < completion.completed_on:
        raise Refused(
            _("The course was completed on %(day)s; no certificate is issued before.")
            % {"day": daydate(completion.completed_on)}
        )
    check_decision(decision, on)
    _check_signer(completion.person, by, completion)


def check_can_issue_competence(confirmation: Confirmation, *, by: User, on: dt.date) -> None:
    """A certificate of competence needs a confirmed qualification that is valid on the day."""
    require(by, May.SIGN_CERTIFICATE)
    check_not_issued(f"confirmation-{confirmation.pk}")
    if on < confirmation.qualified_from:
        raise Refused(_("The qualification begins on %(day)s.") % {"day": daydate(confirmation.qualified_from)})
    if confirmation.valid_to and confirmation.valid_to < on:
        raise Refused(_("The qualification ended on %(day)s.") % {"day": daydate(confirmation.valid_to)})
    _check_signer(confirmation.person, by)


def check_decision(decision: Decision, on: dt.date) -> None:
    """Quyết định cấp: a number, and a date not after the issue."""
    if not decision.number.strip() or decision.on is None:
        raise Refused(_("Enter the number and the date of the decision to issue."), field="decision_number")
    if decision.on > on:
        raise Refused(
            _("The decision of %(day)s is later than the day of issue.") % {"day": daydate(decision.on)},
            field="decision_on",
        )


def check_not_issued(occasion: str) -> None:
    """One certificate per occasion. Raises Conflict naming the existing number."""
    found = Certificate.objects.filter(occasion=occasion).values_list("number", flat=True).first()
    if found:
        raise Conflict(
            _("This certificate was issued already: %(number)s. Nothing was issued twice.") % {"number": found}
        )


def check_can_revoke(certificate: Certificate, *, by: User, on: dt.date) -> None:
    """Only a valid certificate can be revoked, from a day not before its issue and not in the future."""
    require(by, May.REVOKE_CERTIFICATE)
    _check_stands(certificate)
    if on < certificate.issued_on:
        raise Refused(
            _("The certificate was issued on %(day)s; it cannot be revoked before.")
            % {"day": daydate(certificate.issued_on)},
            field="on",
        )


def check_can_supersede(certificate: Certificate, *, by: User) -> None:
    """A correction replaces a valid certificate and is signed like a first one."""
    require(by, May.SIGN_CERTIFICATE)
    _check_stands(certificate)
    _check_signer(certificate.person, by, certificate.completion)


def can_revoke(certificate: Certificate, user: User, on: dt.date) -> bool:
    """Whether `check_can_revoke` passes."""
    try:
        check_can_revoke(certificate, by=user, on=on)
    except Refused:
        return False
    return True


def can_supersede(certificate: Certificate, user: User) -> bool:
    """Whether `check_can_supersede` passes."""
    try:
        check_can_supersede(certificate, by=user)
    except Refused:
        return False
    return True


def can_read_certificate(certificate: Certificate, user: User) -> bool:
    """A certificate is shown to its owner, and to whoever reads training records or works with certificates."""
    return can_read_record(certificate.person_id, by=user, kind=Record.CERTIFICATE)


def signer_on(user: User, day: dt.date) -> Signer:
    """Returns how `user` signs on `day`: as head, or as deputy on behalf of the head.

    Raises NotAllowed without a dated appointment.
    """
    person = user.person
    appointed = (
        DutyAppointment.objects.on(day).filter(person=person, duty__code__in=(HEAD, DEPUTY)).select_related("duty")
    )
    by_code = {row.duty.code: row for row in appointed}
    row = by_code.get(HEAD) or by_code.get(DEPUTY)
    if person is None or row is None:
        raise NotAllowed(
            _("Certificates are signed by the head of the institution or a deputy, appointed for that day.")
        )
    position = person.positions.get("vi") or row.duty.names.get("vi", "")
    return Signer(
        title=position.upper(),
        name=" ".join(filter(None, (person.titles.get("vi", ""), person.full_name))),
        stamp=_initials(person),
        on_behalf="" if HEAD in by_code else f"KT. {_head_title(day)}",
    )


def _head_title(day: dt.date) -> str:
    head = DutyAppointment.objects.on(day).filter(duty__code=HEAD).select_related("person", "duty").first()
    return ((head.person.positions.get("vi") or head.duty.names.get("vi", "")) if head else "Thủ trưởng đơn vị").upper()


def _initials(person: Person) -> str:
    return person.initials if person.kanji_name else ".".join(word[0].upper() for word in person.full_name.split()[-3:])


def _check_signer(person: Person, by: User, completion: CourseCompletion | None = None) -> None:
    if by.person_id == person.pk:
        raise NotAllowed(_("Nobody signs their own certificate."))
    if completion and by.person and nfc(by.person.full_name) in _lecturers(completion):
        raise NotAllowed(_("Who taught the course does not sign its certificates."))


def _check_stands(certificate: Certificate) -> None:
    if hasattr(certificate, "revocation"):
        raise Conflict(_("This certificate was revoked already."))
    if hasattr(certificate, "superseded_by"):
        raise Conflict(
            _("This certificate was replaced by %(number)s already.") % {"number": certificate.superseded_by.number}
        )


def _attendance(completion: CourseCompletion) -> Attendance:
    """The attendance in the completion, against the share required on the day of the completion."""
    facts = completion.snapshot
    periods = Decimal(facts["course"]["theory_periods"]) + Decimal(facts["course"]["practice_periods"])
    attended = Decimal(facts["class"]["attended_periods"] or 0)
    return attendance(completion.course, attended, periods, on=completion.completed_on)


def _lecturers(completion: CourseCompletion) -> set[str]:
    """Returns names as printed in the programme, without titles."""
    named = {nfc(name) for name in completion.course.lecturers}
    return named | {name.split(". ")[-1] for name in named}
