"""The start page of a quiz, and its results for the trainer."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core import clock
from core.errors import Refused
from courses.domain.attempts import close_expired, grant_attempt, start_attempt
from courses.models import Attempt, Quiz
from courses.policies import can_start
from courses.queries import quiz_progress
from staff.models import Person
from staff.permissions import May, require_person
from staff.views.access import actor, needs


@needs(May.LEARN)
def quiz(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows rules, attempts left and waiting time; POST starts an attempt or opens the present one."""
    found = get_object_or_404(Quiz.objects.select_related("sop"), pk=pk)
    user = actor(request)
    person = require_person(user)
    if request.method == "POST":
        try:
            return redirect("attempt", start_attempt(found, by=user).pk)
        except Refused as refused:
            messages.error(request, str(refused))
            return render(request, "courses/quiz.html", _start_context(found, person, request), status=refused.status)
    close_expired(person, quiz=found)
    return render(request, "courses/quiz.html", _start_context(found, person, request))


def _start_context(found: Quiz, person: Person, request: HttpRequest) -> dict[str, object]:
    progress = quiz_progress(found, person)
    bank = found.questions.filter(retired=False).count()
    refusal = can_start(progress, by=actor(request), at=clock.now()) if not progress.open_attempt else ""
    version = progress.version
    unread = bool(version and not version.acknowledgements.filter(person=person).exists())
    return {
        "quiz": found,
        "progress": progress,
        "asked": min(found.draw or bank, bank),
        "refusal": refusal,
        "unread": unread,
        "finished": [attempt for attempt in progress.attempts if hasattr(attempt, "submission")],
    }


@needs(May.MANAGE_COURSES)
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """Lists every attempt at a quiz, newest first; where a round is used up, the trainer may grant one more."""
    found = get_object_or_404(Quiz.objects.select_related("sop"), pk=pk)
    close_expired(quiz=found)
    rows = Attempt.objects.filter(quiz=found).select_related(
        "person", "submission", "sop_version__release", "sop_version__sop"
    )
    page = Paginator(rows.order_by("-pk"), 30).get_page(request.GET.get("page"))
    return render(request, "courses/quiz_results.html", {"quiz": found, "page": page})


@needs(May.MANAGE_COURSES)
def grant(request: HttpRequest, pk: int, person_id: int) -> HttpResponse:
    """Grants one more attempt to a person, with the reason."""
    found = get_object_or_404(Quiz.objects.select_related("sop"), pk=pk)
    person = get_object_or_404(Person, pk=person_id)
    error = ""
    status = 200
    if request.method == "POST":
        try:
            grant_attempt(found, person, by=actor(request), reason=request.POST.get("reason", ""))
        except Refused as refused:
            error, status = str(refused), refused.status
        else:
            messages.success(request, _("One more attempt granted to %(name)s.") % {"name": person.full_name})
            return redirect("quiz_results", found.pk)
    context = {"quiz": found, "person": person, "error": error, "reason": request.POST.get("reason", "")}
    return render(request, "courses/quiz_grant.html", context, status=status)
