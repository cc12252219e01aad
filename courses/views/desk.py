"""The trainer's desk: quizzes with their questions, checklists created from the steps of an SOP version."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.dated import in_language
from core.errors import Refused
from courses.authoring import fields_of, fits_form, question_from
from courses.domain.checklists import create_checklist
from courses.domain.quizzes import add_questions, create_quiz, import_bank, retire_question, set_rules
from courses.editing import BankForm, ChecklistForm, NewQuizForm, QuestionForm, QuizForm, ReasonForm
from courses.enums import QuestionType
from courses.live_steps import steps_in_force
from courses.models import Checklist, Quiz
from sops.models import Sop, SopVersion
from staff.permissions import May
from staff.views.access import actor, needs

logger = logging.getLogger(__name__)


@needs(May.MANAGE_COURSES)
def desk(request: HttpRequest) -> HttpResponse:
    """Lists every quiz and checklist, and the SOPs in force that have none."""
    quizzes = Quiz.objects.select_related("sop").annotate(asked=Count("questions", filter=Q(questions__retired=False)))
    checklists = Checklist.objects.select_related("sop")
    without = Sop.objects.filter(pk__in=SopVersion.objects.effective_on(clock.today()).values("sop"), checklists=None)
    return render(request, "courses/desk.html", {"quizzes": quizzes, "checklists": checklists, "without": without})


@needs(May.MANAGE_COURSES)
def quiz_add(request: HttpRequest) -> HttpResponse:
    form = NewQuizForm(request.POST or None)
    if form.is_valid():
        rules = form.rules()
        try:
            quiz = create_quiz(by=actor(request), **rules)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect("quiz_edit", quiz.pk)
    return render(
        request, "courses/desk_form.html", {"form": form, "title": _("New quiz")}, status=400 if form.is_bound else 200
    )


@needs(May.MANAGE_COURSES)
def quiz_edit(request: HttpRequest, quiz_id: int) -> HttpResponse:
    """Edits rules and questions of one quiz; a change applies to later attempts only."""
    quiz = get_object_or_404(Quiz.objects.select_related("sop"), pk=quiz_id)
    form = QuizForm(request.POST or None, quiz=quiz)
    if form.is_valid():
        try:
            set_rules(quiz, by=actor(request), **form.rules())
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Recorded."))
            return redirect("quiz_edit", quiz.pk)
    questions = [
        {
            "row": row,
            "text": in_language(row.data["text"]) if isinstance(row.data["text"], dict) else row.data["text"],
            "type": QuestionType(row.data["type"]).label,
        }
        for row in quiz.questions.all()
    ]
    context = {"quiz": quiz, "form": form, "questions": questions, "types": QuestionType.choices}
    return render(request, "courses/quiz_edit.html", context, status=400 if form.is_bound else 200)


@needs(May.MANAGE_COURSES)
def quiz_import(request: HttpRequest, quiz_id: int) -> HttpResponse:
    """Imports questions of a bank file: a preview first, with line and reason for each rejected one; saved on
    confirmation.
    """
    quiz = get_object_or_404(Quiz.objects.select_related("sop"), pk=quiz_id)
    form = BankForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"quiz": quiz, "form": form}
    if form.is_valid():
        try:
            bank, context["seen"] = form.bank(quiz.sop.number if quiz.sop else "")
            if "accept" in request.POST and not form.cleaned_data["file"]:
                made = import_bank(quiz, bank, by=actor(request))
                messages.success(
                    request,
                    ngettext("%(n)d question is in the quiz.", "%(n)d questions are in the quiz.", len(made))
                    % {"n": len(made)},
                )
                return redirect("quiz_edit", quiz.pk)
        except Refused as refusal:
            logger.warning("Question bank for quiz %s refused, account %s", quiz.pk, actor(request).pk)
            form.add_error("file", str(refusal))
        else:
            known = set(quiz.questions.values_list("key", flat=True))
            context |= {"bank": bank, "language": form.cleaned_data["language"]}
            context["taken"] = [
                {
                    "line": line,
                    "text": in_language(question["text"]),
                    "type": QuestionType(question["type"]).label,
                    "replaces": question["id"] in known,
                }
                for line, question in bank.questions
            ]
    return render(request, "courses/quiz_import.html", context, status=400 if form.errors else 200)


@needs(May.MANAGE_COURSES)
def question_edit(request: HttpRequest, quiz_id: int, key: str) -> HttpResponse:
    """Edits one question, new (`key` is its type) or existing; saving replaces it for later attempts."""
    quiz = get_object_or_404(Quiz.objects.select_related("sop"), pk=quiz_id)
    known = quiz.questions.filter(key=key).first()
    kind = known.data["type"] if known else key
    if kind not in QuestionType.values:
        raise Http404
    if known and not fits_form(known.data):
        raise Refused(
            _(
                "This question came from a bank and holds more than the form shows, as weights or feedback. "
                "Change it in the bank and import it again."
            )
        )
    form = QuestionForm(
        request.POST or None, kind=kind, blocks=steps_in_force(quiz.sop), initial=fields_of(known.data) if known else {}
    )
    if form.is_valid():
        try:
            data = question_from(kind, {**form.cleaned_data, "sop": quiz.sop.number if quiz.sop else ""})
            add_questions(
                quiz,
                [{**(known.data if known else {}), **data, "id": known.key if known else _next_key(quiz)}],
                by=actor(request),
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect("quiz_edit", quiz.pk)
    title = QuestionType(kind).label
    return render(
        request,
        "courses/desk_form.html",
        {"form": form, "title": title, "quiz": quiz},
        status=400 if form.is_bound else 200,
    )


@needs(May.MANAGE_COURSES)
def question_retire(request: HttpRequest, quiz_id: int, key: str) -> HttpResponse:
    question = get_object_or_404(Quiz, pk=quiz_id).questions.filter(key=key, retired=False).first()
    if question is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        retire_question(question, by=actor(request), reason=form.cleaned_data["reason"])
        return redirect("quiz_edit", quiz_id)
    context = {"form": form, "title": _("No longer ask this question"), "quiz": question.quiz}
    return render(request, "courses/desk_form.html", context, status=400 if form.is_bound else 200)


@needs(May.MANAGE_COURSES)
def step_choices(request: HttpRequest) -> JsonResponse:
    """Returns the steps of the effective version of `?sop=` for the lesson editor: [{id, label}]; empty when there is
    none.
    """
    sop = Sop.objects.filter(number=request.GET.get("sop", "")).first()
    return JsonResponse({"steps": [{"id": block, "label": label} for block, label in steps_in_force(sop)]})


@needs(May.MANAGE_COURSES)
def checklist_add(request: HttpRequest, number: str) -> HttpResponse:
    """Creates a checklist from steps, chosen by the trainer, of the effective version: text and typed limits come from
    the document.
    """
    sop = get_object_or_404(Sop, number=number)
    version = SopVersion.objects.effective_on(clock.today()).filter(sop=sop).select_related("release").first()
    if version is None:
        raise Refused(_("%(sop)s has no version in force yet, so there are no steps to observe.") % {"sop": sop.number})
    steps = steps_in_force(sop)
    marked = [block["id"] for block in version.document["blocks"] if block.get("parameters")]
    form = ChecklistForm(request.POST or None, steps=steps, marked=marked)
    if form.is_valid():
        data = dict(form.cleaned_data)
        titles = {code: data.pop(f"title_{code}") for code in ("vi", "en", "ja")}
        chosen, critical = data.pop("steps"), set(data.pop("critical"))
        lines = [_line(block, block["id"] in critical) for block in version.document["blocks"] if block["id"] in chosen]
        try:
            create_checklist(
                sop=sop,
                sop_version=version.release.number,
                titles={c: t for c, t in titles.items() if t},
                lines=lines,
                by=actor(request),
                **data,
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Recorded."))
            return redirect("desk")
    title = _("New checklist for %(sop)s") % {"sop": sop.number}
    return render(
        request, "courses/desk_form.html", {"form": form, "title": title}, status=400 if form.is_bound else 200
    )


def _line(block: dict[str, Any], critical: bool) -> dict[str, Any]:
    limits = ("comparator", "value", "low", "high", "tolerance", "unit")
    return {
        "id": block["id"],
        "block": block["id"],
        "critical": critical,
        "text": {code: text for code, text in (block.get("title") or block["text"]).items() if text} or block["text"],
        "measures": [
            {"parameter": p["id"], "name": p["name"], **{name: p[name] for name in limits if p.get(name) is not None}}
            for p in block.get("parameters", [])
        ],
    }


def _next_key(quiz: Quiz) -> str:
    used = set(quiz.questions.values_list("key", flat=True))
    return next(key for n in range(1, len(used) + 2) if (key := f"q{n}") not in used)
