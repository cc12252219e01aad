"""The file of a CME class: opening, documents, learners, attendance (domain (g))."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.trail import record
from core.errors import Conflict, Refused
from core.numbers import short_decimal
from courses.domain.completion import complete_course
from courses.enums import ClassDocumentKind
from courses.models import ClassDocument, CourseClass, CoursePage, Enrolment
from staff.models import Person, User
from staff.permissions import May, require


@transaction.atomic
def open_class(
    course: CoursePage,
    *,
    code: str,
    starts_on: dt.date,
    ends_on: dt.date,
    by: User,
    place: str = "",
    at: dt.datetime | None = None,
) -> CourseClass:
    """Opens a class of a course, with dates and venue. Its code is unique in the course."""
    require(by, May.MANAGE_CLASSES)
    if ends_on < starts_on:
        raise Refused(_("The class ends before it begins."), field="ends_on")
    if not code.strip() or CourseClass.objects.filter(course=course, code=code.strip()).exists():
        raise Conflict(_("There is a class %(code)s of this course already.") % {"code": code}, field="code")
    made = CourseClass.objects.create(
        course=course, code=code.strip(), starts_on=starts_on, ends_on=ends_on, place=place
    )
    record(
        "class_opened", made, by=by, at=at, new={"code": made.code, "from": starts_on, "to": ends_on, "place": place}
    )
    return made


@transaction.atomic
def add_document(
    course_class: CourseClass,
    *,
    kind: str,
    number: str,
    day: dt.date,
    by: User,
    title: str = "",
    at: dt.datetime | None = None,
) -> ClassDocument:
    """Adds a plan or decision to the class file with its number and date."""
    require(by, May.MANAGE_CLASSES)
    if kind not in ClassDocumentKind.values or not number.strip():
        raise Refused(_("A paper of the class file needs its kind and its number."), field="number")
    if ClassDocument.objects.filter(course_class=course_class, kind=kind, number=number.strip()).exists():
        raise Conflict(_("This paper is in the class file already."), field="number")
    made = ClassDocument.objects.create(
        course_class=course_class, kind=kind, number=number.strip(), day=day, title=title
    )
    record("class_document_added", course_class, by=by, at=at, new={"kind": kind, "number": made.number, "day": day})
    return made


@transaction.atomic
def enrol(
    course_class: CourseClass, person: Person, *, by: User, at: dt.datetime | None = None, note: str = ""
) -> Enrolment:
    """Enrols a person in a class, once; not more persons than the course admits."""
    require(by, May.MANAGE_CLASSES)
    limit = course_class.course.max_learners
    if limit and course_class.enrolments.count() >= limit:
        raise Refused(_("The class is full: %(n)d learners.") % {"n": limit})
    try:
        with transaction.atomic():
            made = Enrolment.objects.create(course_class=course_class, person=person, note=note)
    except IntegrityError as error:
        raise Conflict(_("%(name)s is in this class already.") % {"name": person.full_name}, field="person") from error
    record("enrolled", made, by=by, at=at, new={"class": str(course_class), "person": person.full_name})
    return made


@transaction.atomic
def record_attendance(
    enrolment: Enrolment, *, periods: Decimal, by: User, reason: str = "", at: dt.datetime | None = None
) -> Enrolment:
    """Records the periods that a learner attended.

    Changing an earlier entry needs a reason (R-11); sufficient attendance may complete the course.
    """
    require(by, May.MANAGE_CLASSES)
    course = enrolment.course_class.course
    if not 0 <= periods <= course.periods:
        raise Refused(
            _("Attended periods lie between 0 and %(n)s.") % {"n": short_decimal(course.periods)}, field="periods"
        )
    old = enrolment.attended_periods
    if old is not None and old != periods and not reason.strip():
        raise Refused(_("A correction needs a reason."), field="reason")
    enrolment.attended_periods = periods
    enrolment.save(update_fields=["attended_periods"])
    complete_course(course, enrolment.person, by=by, at=at)
    record(
        "attendance_recorded",
        enrolment,
        by=by,
        at=at,
        old={"periods": old},
        new={"periods": periods},
        reason=reason.strip(),
    )
    return enrolment
