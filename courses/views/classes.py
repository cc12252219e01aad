"""The CME office's pages: classes with their file, learners, attendance."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core import clock
from core.errors import Refused
from courses.domain.classes import add_document, enrol, open_class, record_attendance
from courses.enums import ClassDocumentKind, ClassState
from courses.models import CourseClass, CourseCompletion, CoursePage, Enrolment, Submission
from courses.quantity import read_number
from staff.models import Person
from staff.permissions import May
from staff.views.access import actor, needs


def class_state(found: CourseClass, day: dt.date) -> ClassState:
    """Planned, running or closed on a day; computed, never stored."""
    if day < found.starts_on:
        return ClassState.PLANNED
    return ClassState.RUNNING if day <= found.ends_on else ClassState.CLOSED


@needs(May.MANAGE_CLASSES)
def class_list(request: HttpRequest) -> HttpResponse:
    """Lists every class, newest first; POST opens one."""
    error, status = "", 200
    if request.method == "POST":
        try:
            made = _open(request)
        except Refused as refused:
            error, status = str(refused), refused.status
        else:
            return redirect("class_detail", made.pk)
    rows = CourseClass.objects.select_related("course").annotate(learners=Count("enrolments"))
    page = Paginator(rows.order_by("-starts_on", "code"), 30).get_page(request.GET.get("page"))
    today = clock.today()
    context = {
        "page": page,
        "rows": [(row, class_state(row, today)) for row in page.object_list],
        "courses": CoursePage.objects.listed(),
        "error": error,
        "typed": request.POST,
    }
    return render(request, "courses/class_list.html", context, status=status)


def _open(request: HttpRequest) -> CourseClass:
    post = request.POST
    course = get_object_or_404(CoursePage, pk=post.get("course") if str(post.get("course", "")).isdecimal() else 0)
    return open_class(
        course,
        code=post.get("code", ""),
        starts_on=_day(post.get("starts_on", "")),
        ends_on=_day(post.get("ends_on", "")),
        place=post.get("place", ""),
        by=actor(request),
    )


def _day(raw: str) -> dt.date:
    try:
        return dt.date.fromisoformat(raw)
    except ValueError as error:
        raise Refused(_("Enter the day.")) from error


@needs(May.MANAGE_CLASSES)
def class_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows the class file: documents, learners, attendance and results; each form on the page performs one act."""
    found = get_object_or_404(CourseClass.objects.select_related("course"), pk=pk)
    error, status = "", 200
    if request.method == "POST":
        try:
            _ACTS.get(request.POST.get("act", ""), _unknown)(request, found)
        except Refused as refused:
            error, status = str(refused), refused.status
        else:
            messages.success(request, _("Saved."))
            return redirect("class_detail", found.pk)
    context = {
        "found": found,
        "state": class_state(found, clock.today()),
        "documents": found.documents.all(),
        "kinds": ClassDocumentKind.choices,
        "learners": _learners(found),
        "people": Person.objects.exclude(enrolments__course_class=found).order_by("full_name"),
        "error": error,
        "typed": request.POST,
    }
    return render(request, "courses/class_detail.html", context, status=status)


def _learners(found: CourseClass) -> list[dict[str, Any]]:
    """Returns learners with attendance, test and completion; constant number of queries."""
    enrolments = list(found.enrolments.select_related("person"))
    tests: dict[int, Submission] = {}
    if found.course.final_quiz_id:
        rows = Submission.objects.filter(
            attempt__quiz=found.course.final_quiz_id,
            attempt__person__enrolments__course_class=found,
            happened_on__gte=found.starts_on,
        )
        for submission in rows.select_related("attempt").order_by("pk"):
            if not tests.get(submission.attempt.person_id) or submission.passed:
                tests[submission.attempt.person_id] = submission
    done = {row.person_id: row for row in CourseCompletion.objects.filter(course_class=found)}
    return [
        {"enrolment": enrolment, "test": tests.get(enrolment.person_id), "completion": done.get(enrolment.person_id)}
        for enrolment in enrolments
    ]


def _add_paper(request: HttpRequest, found: CourseClass) -> None:
    post = request.POST
    add_document(
        found,
        kind=post.get("kind", ""),
        number=post.get("number", ""),
        day=_day(post.get("day", "")),
        title=post.get("title", ""),
        by=actor(request),
    )


def _enrol(request: HttpRequest, found: CourseClass) -> None:
    raw = request.POST.get("person", "")
    enrol(found, get_object_or_404(Person, pk=raw if raw.isdecimal() else 0), by=actor(request))


def _attendance(request: HttpRequest, found: CourseClass) -> None:
    raw = request.POST.get("enrolment", "")
    enrolment = get_object_or_404(
        Enrolment.objects.select_related("course_class__course", "person"),
        pk=raw if raw.isdecimal() else 0,
        course_class=found,
    )
    periods: Decimal = read_number(request.POST.get("periods", ""))
    record_attendance(enrolment, periods=periods, reason=request.POST.get("reason", ""), by=actor(request))


def _unknown(request: HttpRequest, found: CourseClass) -> None:
    raise Refused(_("Unknown act."))


_ACTS = {"paper": _add_paper, "enrol": _enrol, "attendance": _attendance}
