"""Queries across quizzes, attempts, lessons and practice."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q

from core import clock
from courses.enums import PracticeKind, QuizKind
from courses.models import (
    Assessment,
    Attempt,
    CourseCompletion,
    CoursePage,
    Enrolment,
    ExtraAttempt,
    LessonCompletion,
    LessonPage,
    Quiz,
    Submission,
)
from sops.models import Release, SopVersion
from staff.models import Person
from staff.values import value


def answer_grace(at: dt.datetime) -> dt.timedelta:
    """How much later an answer given in time may arrive, so that a short loss of network loses nothing."""
    return dt.timedelta(seconds=value("quiz_grace_seconds", on=clock.site_date(at)))


@dataclass(frozen=True)
class QuizProgress:
    """A person's status for a quiz: version, round, attempts left, and the end of the waiting time."""

    quiz: Quiz
    version: SopVersion | None
    course: CoursePage | None
    enrolment: Enrolment | None
    attempts: list[Attempt]  # of this round, oldest first
    extra: int
    open_attempt: Attempt | None
    passed: Submission | None
    wait_until: dt.datetime | None

    @property
    def used(self) -> int:
        return len(self.attempts)

    @property
    def allowed(self) -> int:
        return self.quiz.max_attempts + self.extra

    @property
    def left(self) -> int:
        return max(self.allowed - self.used, 0)


def quiz_progress(
    quiz: Quiz, person: Person, *, at: dt.datetime | None = None, sop_version: SopVersion | None = None
) -> QuizProgress:
    """Returns the status from the attempts of the present round (this SOP version, or this class)."""
    at = at or clock.now()
    version = sop_version or (
        version_to_train(quiz, person, clock.site_date(at)) if quiz.kind == QuizKind.SOP else None
    )
    course = CoursePage.objects.live().filter(final_quiz=quiz).first() if quiz.kind == QuizKind.FINAL else None
    enrolment = newest_enrolment(person, course, clock.site_date(at)) if course else None
    rows = (
        Attempt.objects.filter(person=person, quiz=quiz, started_at__lte=at)
        .select_related("submission")
        .order_by("number")
    )
    extras = ExtraAttempt.objects.filter(person=person, quiz=quiz)
    if quiz.kind == QuizKind.SOP:
        rows, extras = rows.filter(sop_version=version), extras.filter(sop_version=version)
    elif enrolment:
        begin = clock.start_of(enrolment.course_class.starts_on)
        rows, extras = rows.filter(started_at__gte=begin), extras.filter(granted_at__gte=begin)
    attempts = list(rows)
    submissions = [attempt.submission for attempt in attempts if hasattr(attempt, "submission")]
    passed = next((submission for submission in submissions if submission.passed), None)
    unfinished = [attempt for attempt in attempts if not hasattr(attempt, "submission")]
    failed_at = max((submission.submitted_at for submission in submissions if not submission.passed), default=None)
    ready = failed_at + dt.timedelta(hours=quiz.wait_hours) if failed_at else None
    return QuizProgress(
        quiz=quiz,
        version=version,
        course=course,
        enrolment=enrolment,
        attempts=attempts,
        extra=extras.count(),
        open_attempt=unfinished[-1] if unfinished else None,
        passed=passed,
        wait_until=ready if ready and ready > at else None,
    )


def version_to_train(quiz: Quiz, person: Person, day: dt.date) -> SopVersion | None:
    """Returns the version for which an attempt counts: the one in force, or the next approved one if the person has
    passed the present one or read the next.
    """
    now = effective_version(quiz.sop_id, day)
    coming = (
        SopVersion.objects.filter(sop=quiz.sop_id, release__effective_on__gt=day, release__withdrawal=None)
        .select_related("release", "sop")
        .order_by("release__effective_on")
        .first()
    )
    if coming is None or now is None:
        return now or coming
    done = Submission.objects.filter(
        attempt__person=person, attempt__quiz=quiz, attempt__sop_version=now, passed=True
    ).exists()
    read = coming.acknowledgements.filter(person=person).exists()
    return coming if done or read else now


def effective_version(sop_id: int | None, day: dt.date) -> SopVersion | None:
    """Returns the version of one SOP in force on `day`."""
    return SopVersion.objects.effective_on(day).filter(sop=sop_id).select_related("release", "sop").first()


def assessable_versions(sop_id: int, happened_on: dt.date, today: dt.date) -> list[SopVersion]:
    """Returns the versions on which practice may be assessed: in force on that day, or approved by `today` and
    coming.
    """
    found = [effective_version(sop_id, happened_on)]
    coming = Release.objects.filter(sop=sop_id, effective_on__gt=happened_on, withdrawal=None).select_related(
        "version__sop", "version__release"
    )
    found += [
        release.version
        for release in coming.order_by("effective_on")
        if clock.site_date(release.approved_at) <= happened_on
    ]
    return [version for version in found if version is not None]


def newest_enrolment(person: Person, course: CoursePage, day: dt.date) -> Enrolment | None:
    """Returns the person's enrolment in the latest class of this course."""
    return (
        Enrolment.objects.filter(person=person, course_class__course=course, course_class__starts_on__lte=day)
        .select_related("course_class")
        .order_by("-course_class__starts_on")
        .first()
    )


@dataclass(frozen=True)
class Attendance:
    """Periods attended out of those of a course, and the required share in per cent."""

    attended: Decimal
    periods: Decimal
    percent: Decimal

    @property
    def enough(self) -> bool:
        """Whether the required share is reached, compared exactly."""
        return self.attended * 100 >= self.percent * self.periods


def attendance(course: CoursePage, attended: Decimal | None, periods: Decimal, *, on: dt.date) -> Attendance:
    """Returns attendance against the share required on a day: the institution's, or more if the course requires more
    (domain (g)).

    Used for completing a course and for issuing its certificate. `attended` None: not entered, counts as 0.
    """
    asked = Decimal(value("attendance_percent", on=on))
    return Attendance(attended or Decimal(0), periods, max(asked, course.attendance_percent or asked))


def period_minutes(course: CoursePage, on: dt.date) -> int:
    """Returns the length of a teaching period of a course on a day: its own, else the institution's (domain
    (g) [D]).
    """
    return course.period_minutes or int(value("period_minutes", on=on))


@dataclass(frozen=True)
class Progress:
    """Requirements of a course for a person, and those that are met."""

    course: CoursePage
    lessons: list[LessonPage]
    done_keys: frozenset[str]
    enrolment: Enrolment | None
    attendance: Attendance | None  # in the class; None without one, or while nothing is entered
    submission: Submission | None
    assessment: Assessment | None
    completion: CourseCompletion | None

    @property
    def lessons_done(self) -> int:
        return sum(lesson.key in self.done_keys for lesson in self.lessons)

    @property
    def attendance_met(self) -> bool:
        """Whether the required share was attended; missing attendance is insufficient. Without a class none is
        required.
        """
        if self.enrolment is None:
            return not self.course.class_required
        return self.attendance is not None and self.attendance.enough

    @property
    def whole(self) -> bool:
        """Whether all requirements of the course are met (domain (g): attendance, assessment)."""
        return (
            self.lessons_done == len(self.lessons)
            and (self.course.final_quiz_id is None or self.submission is not None)
            and (self.course.checklist_id is None or self.assessment is not None)
            and self.attendance_met
            and not (self.course.class_required and self.enrolment is None)
        )


def course_progress(course: CoursePage, person: Person, *, at: dt.datetime | None = None) -> Progress:
    """Returns progress in the present round: in a class, quizzes and practice count from its first day."""
    day = clock.site_date(at or clock.now())
    enrolment = newest_enrolment(person, course, day)
    since = Q(happened_on__gte=enrolment.course_class.starts_on) if enrolment else Q()
    submission = assessment = None
    if course.final_quiz_id:
        passed = Submission.objects.filter(
            since, attempt__person=person, attempt__quiz=course.final_quiz_id, passed=True
        )
        submission = passed.select_related("attempt").order_by("pk").first()
    if course.checklist_id:
        assessment = (
            valid_assessments(person)
            .filter(since, checklist=course.checklist_id, kind=PracticeKind.ASSESSMENT, passed=True)
            .first()
        )
    return Progress(
        course=course,
        lessons=lessons_of(course),
        done_keys=frozenset(
            LessonCompletion.objects.filter(person=person, course=course).values_list("lesson_key", flat=True)
        ),
        enrolment=enrolment,
        attendance=attendance(course, enrolment.attended_periods, course.periods, on=day)
        if enrolment and enrolment.attended_periods is not None
        else None,
        submission=submission,
        assessment=assessment,
        completion=CourseCompletion.objects.filter(
            person=person, course=course, occasion=occasion_of(enrolment)
        ).first(),
    )


def occasion_of(enrolment: Enrolment | None) -> str:
    """Returns the occasion to which a completion belongs: a class, or self-study."""
    return f"class-{enrolment.course_class_id}" if enrolment else "self"


def lessons_of(course: CoursePage) -> list[LessonPage]:
    """Returns the live lessons in their order."""
    return list(LessonPage.objects.live().child_of(course).order_by("path"))


def valid_assessments(person: Person) -> Any:
    """Returns assessments of a person that both have signed and no correction has replaced."""
    return Assessment.objects.filter(person=person, acceptance__isnull=False, superseded_by=None)
