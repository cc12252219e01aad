"""Open tasks with courses, quizzes and practice: attempts to continue, records to sign, courses in progress, running
classes.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet

from core import clock
from courses.models import (
    Assessment,
    Attempt,
    CourseClass,
    CourseCompletion,
    CoursePage,
    Enrolment,
    ExtraAttempt,
    LessonCompletion,
    LessonPage,
    Quiz,
    Submission,
)
from courses.queries import occasion_of
from sops.models import SopVersion
from staff.models import Person
from staff.values import value


def open_attempts(person: Person, at: dt.datetime) -> QuerySet[Attempt]:
    """Returns attempts that are started, not submitted and within time; with the number of saved answers and
    the start.
    """
    running = Q(deadline=None) | Q(deadline__gt=at)
    rows = Attempt.objects.filter(running, person=person, submission=None).select_related("quiz__sop")
    return rows.annotate(answered=Count("answers"), saved_at=Max("answers__saved_at")).order_by("deadline", "pk")


def practice_to_sign(person: Person) -> QuerySet[Assessment]:
    """Returns the practice records that await this person's signature as learner; oldest first."""
    return _unsigned().filter(person=person)


def practice_given(person: Person) -> QuerySet[Assessment]:
    """Returns the records signed by this person as assessor that await the learner's signature; oldest first."""
    return _unsigned().filter(assessor=person)


def _unsigned() -> QuerySet[Assessment]:
    rows = Assessment.objects.filter(acceptance=None, superseded_by=None).select_related(
        "person", "assessor", "sop", "checklist"
    )
    return rows.defer("content").order_by("happened_on", "recorded_at")


@dataclass(frozen=True)
class CourseUnderWay:
    """A course that this person has started or is enrolled in and has not completed."""

    course: CoursePage
    total: int
    done: int
    next_lesson: LessonPage | None
    course_class: CourseClass | None
    minutes: int  # of the lessons not done yet
    tested: bool  # the final quiz is passed, or there is none

    @property
    def due(self) -> dt.date | None:
        """The last day of the class; self-study has none."""
        return self.course_class.ends_on if self.course_class else None


def courses_under_way(person: Person, day: dt.date) -> list[CourseUnderWay]:
    """Returns the courses in progress, those of a class first, by its last day. Six queries, however many courses there
    are.
    """
    done: dict[int, dict[str, dt.date]] = defaultdict(dict)
    for course_id, key, at in LessonCompletion.objects.filter(person=person).values_list(
        "course_id", "lesson_key", "completed_at"
    ):
        done[course_id][key] = clock.site_date(at)
    places: dict[int, Enrolment] = {}
    enrolled = Enrolment.objects.filter(person=person, course_class__starts_on__lte=day).select_related("course_class")
    for place in enrolled.order_by("course_class__starts_on", "pk"):
        places[place.course_class.course_id] = place
    complete = set(CourseCompletion.objects.filter(person=person).values_list("course_id", "occasion"))
    courses = list(CoursePage.objects.listed().filter(pk__in={*done, *places}))
    lessons: dict[str, list[LessonPage]] = defaultdict(list)
    if courses:
        below = Q(pk__in=[])
        for course in courses:
            below |= Q(path__startswith=course.path)
        for lesson in LessonPage.objects.live().filter(below).defer("body").order_by("path"):
            lessons[lesson.path[: -LessonPage.steplen]].append(lesson)
    passed: dict[int, dt.date] = {}
    quizzes = [course.final_quiz_id for course in courses if course.final_quiz_id]
    tests = Submission.objects.filter(attempt__person=person, attempt__quiz__in=quizzes, passed=True)
    for quiz_id, on in tests.values_list("attempt__quiz_id", "happened_on").order_by("happened_on"):
        passed[quiz_id] = on
    found = []
    for course in courses:
        enrolment = places.get(course.pk)
        if (course.pk, occasion_of(enrolment)) in complete or (enrolment is None and _completed(course, complete)):
            continue
        if enrolment and enrolment.course_class.ends_on < day and not done[course.pk]:
            continue  # enrolled long ago and never begun: the office knows
        begin = enrolment.course_class.starts_on if enrolment else dt.date.min
        mine = lessons[course.path]
        passed_on = passed.get(course.final_quiz_id or 0)
        found.append(
            CourseUnderWay(
                course=course,
                total=len(mine),
                done=sum(lesson.key in done[course.pk] for lesson in mine),
                next_lesson=next((lesson for lesson in mine if lesson.key not in done[course.pk]), None),
                minutes=sum(lesson.minutes for lesson in mine if lesson.key not in done[course.pk]),
                course_class=enrolment.course_class if enrolment else None,
                tested=course.final_quiz_id is None or (passed_on is not None and passed_on >= begin),
            )
        )
    return sorted(found, key=lambda row: (row.due is None, row.due or dt.date.max, row.course.code))


def _completed(course: CoursePage, complete: set[tuple[int, str]]) -> bool:
    return any(course_id == course.pk for course_id, _occasion in complete)


def classes_near(day: dt.date) -> QuerySet[CourseClass]:
    """Returns the classes that run on `day` or begin within the warning time, with the number of learners and of
    completions.
    """
    horizon = day + dt.timedelta(days=value("class_warning_days", on=day))
    rows = CourseClass.objects.filter(ends_on__gte=day, starts_on__lte=horizon).select_related("course")
    learners, through = Count("enrolments", distinct=True), Count("completions", distinct=True)
    return rows.annotate(learners=learners, through=through).order_by("ends_on", "pk")


@dataclass(frozen=True)
class UsedUp:
    """A person who has used all attempts at a quiz without passing."""

    person: Person
    quiz: Quiz


def rounds_used_up(day: dt.date) -> list[UsedUp]:
    """Returns whoever has no attempt left on a version in force and has not passed: only a trainer can grant another
    one.

    Five queries.
    """
    tries = Attempt.objects.filter(submission__isnull=False, sop_version__in=SopVersion.objects.effective_on(day))
    rounds = (
        tries.order_by()
        .values_list("person_id", "quiz_id", "sop_version_id")
        .annotate(
            tries=Count("pk"), passed=Count("pk", filter=Q(submission__passed=True)), allowed=Max("quiz__max_attempts")
        )
        .filter(passed=0)
    )
    extra = Counter(ExtraAttempt.objects.values_list("person_id", "quiz_id", "sop_version_id"))
    used = sorted(
        {
            (person, quiz)
            for person, quiz, version, n, _passed, allowed in rounds
            if n >= allowed + extra[person, quiz, version]
        }
    )
    people = Person.objects.in_bulk({person for person, _quiz in used})
    quizzes = Quiz.objects.select_related("sop").in_bulk({quiz for _person, quiz in used})
    return [UsedUp(people[person], quizzes[quiz]) for person, quiz in used]
