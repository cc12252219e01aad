"""Taking a quiz: one question on the page, every answer saved, one submission, then the result."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core import clock
from core.days import clocktime
from core.errors import NotAllowed, Refused
from core.text import has_japanese
from courses.domain.attempts import close_expired, save_answer, server_sequence, submit_attempt
from courses.live_steps import live_steps
from courses.models import Attempt, Submission
from courses.policies import can_read_attempt, check_owns
from courses.presenting import is_answered, outcome, screen
from courses.queries import quiz_progress
from sops.enums import Depth
from sops.models import Requirement
from staff.views.access import actor, asks_in_json, for_every_account

END = "end"


@for_every_account
@never_cache
def attempt(request: HttpRequest, pk: int) -> HttpResponse:
    """The open attempt at question `?q=`, the review before submission (`?q=end`), or the result."""
    found = get_object_or_404(
        Attempt.objects.select_related("quiz__sop", "person", "sop_version__release", "sop_version__sop"), pk=pk
    )
    if not can_read_attempt(found, actor(request)):
        raise NotAllowed(_("This attempt belongs to another person."))
    submission = Submission.objects.filter(attempt=found).first()
    if submission is None and close_expired(found.person, quiz=found.quiz):
        submission = Submission.objects.filter(attempt=found).first()
    if submission is not None:
        return _result(request, found, submission)
    check_owns(found, by=actor(request))
    return _taking(request, found, _position(request.GET.get("q"), len(found.asked)))


def _position(raw: str | None, total: int) -> int:
    """1 … total, or 0 for the review before submission."""
    if raw == END:
        return 0
    return min(max(int(raw), 1), total) if raw and raw.isdecimal() and len(raw) < 4 else 1


def _taking(
    request: HttpRequest, found: Attempt, position: int, *, refusal: str = "", typed: dict[str, Any] | None = None
) -> HttpResponse:
    answers = list(found.answers.all())
    given: dict[str, dict[str, Any]] = {row.key: row.data for row in answers}
    language = (get_language() or "vi")[:2]
    entries = [
        {
            "number": number,
            "answered": is_answered(given.get(question["key"])),
            "flag": bool(given.get(question["key"], {}).get("flag")),
        }
        for number, question in enumerate(found.asked, 1)
    ]
    now = clock.now()
    context: dict[str, Any] = {
        "attempt": found,
        "entries": entries,
        "position": position,
        "total": len(entries),
        "answered": sum(entry["answered"] for entry in entries),
        "flagged": [entry["number"] for entry in entries if entry["flag"]],
        "open_numbers": [entry["number"] for entry in entries if not entry["answered"]],
        "saved_at": max((row.saved_at for row in answers), default=None),
        "deadline_ms": server_sequence(found.deadline) if found.deadline else "",
        "started_ms": server_sequence(found.started_at),
        "now_ms": server_sequence(now),
        "time_up": bool(found.deadline and now >= found.deadline),
        "needed": _needed(found),
        "refusal": refusal,
    }
    if position == 0:
        return render(request, "courses/attempt_end.html", context)
    question = found.asked[position - 1]
    context["question"] = screen(question, given.get(question["key"]), language)
    if typed is not None and question["type"] in ("numeric", "short_answer"):
        context["question"].value = typed.get("text", "")
    shown = context["question"]
    context["japanese"] = has_japanese([shown.text, [entry.text for entry in shown.entries]])
    return render(request, "courses/attempt.html", context, status=400 if refusal else 200)


def _needed(found: Attempt) -> int:
    """Number of one-point questions that must be right, as shown with the pass mark."""
    return -(-int(found.pass_mark * len(found.asked)) // 100)


@for_every_account
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Saves one answer. Returns JSON to a script; redirects a plain form to the question it names (`go`)."""
    found = get_object_or_404(Attempt.objects.only("id", "person_id", "deadline", "questions"), pk=pk)
    key = request.POST.get("key", "")
    data = _given(request)
    raw = request.POST.get("sequence", "")
    try:
        sequence = int(raw) if raw.isdecimal() and len(raw) < 16 else None
        kept = save_answer(found, key, data, by=actor(request), sequence=sequence)
    except Refused as refused:
        if asks_in_json(request):
            return JsonResponse({"saved": False, "why": str(refused)}, status=refused.status)
        number = next((number for number, question in enumerate(found.asked, 1) if question["key"] == key), None)
        if number is None or refused.status != 400:
            raise
        whole = get_object_or_404(
            Attempt.objects.select_related("quiz__sop", "person", "sop_version__release", "sop_version__sop"), pk=pk
        )
        return _taking(request, whole, number, refusal=str(refused), typed=data)
    if asks_in_json(request):
        return JsonResponse(
            {"saved": True, "newest": kept, "answered": is_answered(data), "at": clocktime(clock.now())}
        )
    go = request.POST.get("go", "")
    position = END if go == END else str(_position(go, len(found.asked)))
    return redirect(f"{reverse('attempt', args=[pk])}?{urlencode({'q': position, 'kept': key})}")


def _given(request: HttpRequest) -> dict[str, Any]:
    """Returns the answer as the form sent it; the type of the question decides which of these fields count."""
    post = request.POST
    places = [(str(value), name[6:]) for name, value in post.items() if name.startswith("place-")]
    given: dict[str, Any] = {
        "choice": post.get("choice", ""),
        "choices": post.getlist("choices"),
        "value": post.get("value", ""),
        "text": post.get("text", ""),
        "pairs": {name[5:]: value for name, value in post.items() if name.startswith("pair-") and value},
        "order": _order(places),
    }
    if post.get("flag"):
        given["flag"] = True
    return given


def _order(places: list[tuple[str, str]]) -> list[str]:
    """Returns the entries by the position given to each; no positions is no answer, a gap or duplicate is refused
    later.
    """
    if not any(value for value, _name in places):
        return []
    if sorted(value for value, _name in places) != sorted(str(place) for place in range(1, len(places) + 1)):
        return ["?"]
    return [name for _value, name in sorted(places, key=lambda pair: int(pair[0]))]


@for_every_account
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Submits the attempt once; a second click or tab shows the same result."""
    found = get_object_or_404(Attempt.objects.select_related("quiz", "person"), pk=pk)
    submit_attempt(found, by=actor(request))
    return redirect("attempt", pk)


def _result(request: HttpRequest, found: Attempt, submission: Submission) -> HttpResponse:
    language = (get_language() or "vi")[:2]
    pairs = list(zip(found.asked, submission.graded, strict=True))
    wrong = next((number for number, (_question, entry) in enumerate(pairs, 1) if not entry["correct"]), 1)
    position = _position(request.GET.get("q"), len(pairs)) if request.GET.get("q") else wrong
    question, entry = pairs[max(position, 1) - 1]
    shown = outcome(max(position, 1), question, entry, language)
    link = None
    if shown.sop and shown.block:
        wanted = {"sop": shown.sop, "block": shown.block, "topic": shown.topic}
        link = live_steps([wanted], language=language, day=clock.today(), reviewed_on=None)[0]
    context = {
        "attempt": found,
        "submission": submission,
        "entries": [
            {"number": number, "correct": entry["correct"]} for number, (_question, entry) in enumerate(pairs, 1)
        ],
        "correct": sum(entry["correct"] for _question, entry in pairs),
        "position": shown.number,
        "total": len(pairs),
        "shown": shown,
        "step": link,
        "progress": quiz_progress(found.quiz, found.person, sop_version=found.sop_version),
        "own": actor(request).person_id == found.person_id,
        "japanese": has_japanese([shown.text, [entry.text for entry in shown.entries], shown.explanation]),
        "practice_left": submission.passed and _practice_left(found),
    }
    return render(request, "courses/attempt_result.html", context)


def _practice_left(found: Attempt) -> bool:
    """Whether a job role of this person requires practice on the SOP besides the quiz."""
    if found.quiz.sop_id is None:
        return False
    today = clock.today()
    roles = found.person.assignments.on(today).values("job_role")
    return (
        Requirement.objects.on(today).filter(sop=found.quiz.sop_id, job_role__in=roles, depth=Depth.PRACTICAL).exists()
    )
