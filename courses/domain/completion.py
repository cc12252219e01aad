"""A course is complete when all its requirements are met; this is detected at the last of them and recorded once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.trail import record
from core import clock
from core.canonical import canonical, sha256
from core.errors import Refused
from courses.models import Checklist, CourseCompletion, CoursePage, LessonCompletion, LessonPage, Quiz
from courses.queries import Progress, course_progress, occasion_of, period_minutes
from courses.signals import course_completed
from staff.models import Person, User
from staff.permissions import Actor, May, require, require_person


def mark_lesson_done(lesson: LessonPage, *, by: User, at: dt.datetime | None = None) -> LessonCompletion:
    """Records that the person marked the lesson as done. Repeating it changes nothing."""
    require(by, May.LEARN)
    at = at or clock.now()
    person = require_person(by)
    course = CoursePage.objects.get(pk=lesson.get_parent().pk)
    if not lesson.live:
        raise Refused(_("This lesson is not published."))
    found = LessonCompletion.objects.filter(person=person, course=course, lesson_key=lesson.key).first()
    if found:
        return found
    with transaction.atomic():
        try:
            with transaction.atomic():
                done = LessonCompletion.objects.create(
                    person=person, course=course, lesson_key=lesson.key, completed_at=at
                )
        except IntegrityError:
            return LessonCompletion.objects.get(person=person, course=course, lesson_key=lesson.key)
        record("lesson_done", done, by=by, at=at, course=course.code, lesson=lesson.key, title=lesson.title)
        complete_course(course, person, by=by, at=at)
    return done


def check_courses_with(
    *, person: Person, by: Actor, at: dt.datetime, quiz: Quiz | None = None, checklist: Checklist | None = None
) -> None:
    """Completes the courses that required a quiz now passed or practice now accepted, if nothing else is missing."""
    courses = quiz.courses.all() if quiz is not None else checklist.courses.all() if checklist is not None else []
    for course in courses:
        complete_course(course, person, by=by, at=at)


def complete_course(
    course: CoursePage, person: Person, *, by: Actor, at: dt.datetime | None = None
) -> CourseCompletion | None:
    """Records the completion if the person meets all requirements and it is not recorded yet; notifies the layers above
    exactly once.

    Returns None when something is missing or it was recorded already.
    """
    at = at or clock.now()
    progress = course_progress(course, person, at=at)
    if progress.completion or not progress.whole or not course.live:
        return None
    content = canonical(snapshot(progress, person, clock.site_date(at)))
    with transaction.atomic():
        try:
            with transaction.atomic():
                completion = CourseCompletion.objects.create(
                    person=person,
                    course=course,
                    course_class=progress.enrolment.course_class if progress.enrolment else None,
                    occasion=occasion_of(progress.enrolment),
                    completed_on=clock.site_date(at),
                    recorded_at=at,
                    submission=progress.submission,
                    assessment=progress.assessment,
                    content=content,
                    sha256=sha256(content),
                )
        except IntegrityError:
            return None  # recorded at the same moment by another path
        course_completed.send(sender=CourseCompletion, completion=completion)
        record("course_completed", completion, by=by, at=at, course=course.code, content=completion.sha256)
    return completion


def snapshot(progress: Progress, person: Person, day: dt.date) -> dict[str, Any]:
    """Returns what a certificate will state about the course, as of this day; later edits of the page do not
    change it.
    """
    course, enrolment = progress.course, progress.enrolment
    facts: dict[str, Any] = {
        "person": person.full_name,
        "course": {
            "code": course.code,
            "slug": course.slug,
            "titles": course.titles,
            "mode": course.mode,
            "theory_periods": _short(course.theory_periods),
            "practice_periods": _short(course.practice_periods),
            "period_minutes": period_minutes(course, day),
            "credit_hours": _short(course.credit_hours),
            "language": course.content_language,
            "lessons": [lesson.key for lesson in progress.lessons],
        },
        "completed_on": day,
        "started_on": _started_on(progress, person, day),
    }
    if enrolment:
        group = enrolment.course_class
        facts["class"] = {
            "code": group.code,
            "starts_on": group.starts_on,
            "ends_on": group.ends_on,
            "place": group.place,
            "attended_periods": _short(enrolment.attended_periods),
        }
    if progress.submission:
        result = progress.submission
        facts["quiz"] = {
            "quiz": course.final_quiz.slug if course.final_quiz else "",
            "points": _short(result.points),
            "max": _short(result.max_points),
            "on": result.happened_on,
            "result": result.sha256,
        }
    if progress.assessment:
        facts["practice"] = {
            "checklist": course.checklist.slug if course.checklist else "",
            "on": progress.assessment.happened_on,
            "content": progress.assessment.sha256,
        }
    return facts


def _short(number: Decimal | None) -> Decimal | None:
    """The number without the zeros that a decimal column adds: 16, not 16.00."""
    return None if number is None else number.normalize()


def _started_on(progress: Progress, person: Person, day: dt.date) -> dt.date:
    if progress.enrolment:
        return progress.enrolment.course_class.starts_on
    first = (
        LessonCompletion.objects.filter(person=person, course=progress.course)
        .order_by("completed_at")
        .values_list("completed_at", flat=True)
    )
    started = [clock.site_date(first[0])] if first else []
    if progress.submission:
        started.append(clock.site_date(progress.submission.attempt.started_at))
    return min([*started, day])
