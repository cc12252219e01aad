"""Practice on a tablet: choice of learner and SOP, line by line, values against limits, two signatures."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotAllowed, Refused
from courses.checking import lines_for, parameters_of
from courses.domain.practice import Observed, accept_assessment, record_assessment
from courses.enums import ChecklistKind, PracticeKind
from courses.models import Assessment, Checklist
from courses.policies import assessor_scopes, can_read_assessment, is_assessor
from courses.practising import RunProgress, run_progress
from courses.queries import assessable_versions
from courses.questions import pick
from sops.document.content import value_text
from sops.models import Sop, SopVersion
from staff.forms import SigningForm
from staff.models import Person, User
from staff.permissions import require_person
from staff.views.access import actor, for_every_account


@for_every_account
def practice_list(request: HttpRequest) -> HttpResponse:
    """Lists the records that await the user's signature, the user's own practice, and for an assessor the people to
    assess.
    """
    user = actor(request)
    if user.person is None:
        return render(request, "courses/practice_list.html", {"assessor": False})
    rows = Assessment.objects.select_related(
        "person", "assessor", "sop", "checklist", "sop_version__release", "acceptance", "superseded_by"
    )
    mine = Paginator(rows.filter(person=user.person).order_by("-happened_on", "-recorded_at"), 20).get_page(
        request.GET.get("page")
    )
    context: dict[str, Any] = {
        "to_sign": rows.filter(person=user.person, acceptance=None, superseded_by=None),
        "mine": mine,
        "assessor": is_assessor(user),
    }
    if context["assessor"]:
        scopes = assessor_scopes(user.person, clock.today())
        context |= {
            "checklists": [row for row in Checklist.objects.select_related("sop") if scopes.covers(row.sop.number)],
            "sops": [
                sop
                for sop in Sop.objects.filter(checklists=None, releases__isnull=False).distinct()
                if scopes.covers(sop.number)
            ],
            "people": _learners(user.person),
            "waiting": rows.filter(assessor=user.person, acceptance=None, superseded_by=None)[:20],
            "given": rows.filter(assessor=user.person).order_by("-recorded_at")[:10],
        }
    return render(request, "courses/practice_list.html", context)


def _learners(assessor: Person) -> Any:
    today = clock.today()
    return Person.objects.employed_on(today).exclude(pk=assessor.pk).filter(user__isnull=False).order_by("full_name")


@for_every_account
def choose(request: HttpRequest) -> HttpResponse:
    """Redirects from the two choices to the page of the assessment."""
    person, number = request.GET.get("person", ""), request.GET.get("what", "")
    if not person.isdecimal() or not number:
        messages.error(request, _("Choose the person and what is practised."))
        return redirect("practice_list")
    return redirect("practice_assess", int(person), number)


@for_every_account
def assess(request: HttpRequest, person_id: int, number: str) -> HttpResponse:
    """Records a run or an assessment: lines, values, then the assessor's password."""
    user = actor(request)
    person = get_object_or_404(Person, pk=person_id)
    checklist = Checklist.objects.select_related("sop").filter(slug=number).first()
    sop = checklist.sop if checklist else get_object_or_404(Sop, number=number)
    if not is_assessor(user):
        raise NotAllowed(_("Only an appointed assessor records practice."))
    corrects = _corrected(request, person, sop)
    errors: dict[str, str] = {}
    status = 200
    signing = SigningForm(request.POST or None, signer=user, auto_id="%s")
    if request.method == "POST":
        try:
            made = _record(request, signing, person, checklist, sop, corrects)
        except Refused as refused:
            errors, status = {refused.field or "": str(refused)}, refused.status
            if refused.field in signing.fields and refused.field not in signing.errors:
                signing.add_error(refused.field, str(refused))
        else:
            messages.success(request, _("Signed. Now %(name)s signs.") % {"name": person.full_name})
            return redirect("assessment", made.pk)
    context = _form_context(request, person, checklist, sop, corrects, errors)
    return render(request, "courses/practice_assess.html", context | {"signing": signing}, status=status)


def _corrected(request: HttpRequest, person: Person, sop: Sop) -> Assessment | None:
    raw = request.POST.get("corrects") or request.GET.get("corrects") or ""
    try:
        wanted = UUID(raw) if raw else None
    except ValueError as error:
        raise Http404 from error
    return get_object_or_404(Assessment, pk=wanted, person=person, sop=sop) if wanted else None


def _record(
    request: HttpRequest,
    signing: SigningForm,
    person: Person,
    checklist: Checklist | None,
    sop: Sop,
    corrects: Assessment | None,
) -> Assessment:
    post = request.POST
    happened_on = _day(post.get("happened_on", ""), "happened_on")
    version = _chosen_version(post.get("sop_version", ""), sop, happened_on)
    proof = signing.proof(what=sop.number)
    observed = Observed(
        person=person,
        kind=post.get("kind", ""),
        happened_on=happened_on,
        checklist=checklist,
        sop=sop,
        sop_version=version,
        lines={name[5:]: value for name, value in post.items() if name.startswith("line-") and value},
        measured={name[2:]: value for name, value in post.items() if name.startswith("m-") and str(value).strip()},
        run_number=_count(post.get("run_number", ""), "run_number"),
        batch=post.get("batch", ""),
        units=_count(post.get("units", ""), "units"),
        contaminated=_count(post.get("contaminated", ""), "contaminated"),
        read_on=_day(post["read_on"], "read_on") if post.get("read_on") else None,
        failed=bool(post.get("failed")),
        remarks=post.get("remarks", ""),
    )
    return record_assessment(
        observed, by=signing.signer, proof=proof, supersedes=corrects, reason=post.get("reason", "")
    )


def _day(raw: str, field: str) -> dt.date:
    try:
        return dt.date.fromisoformat(raw)
    except ValueError as error:
        raise Refused(_("Enter the day."), field=field) from error


def _count(raw: str, field: str) -> int | None:
    raw = raw.strip()
    if not raw:
        return None
    if not raw.isdecimal() or len(raw) > 5:
        raise Refused(_("Enter a whole number."), field=field)
    return int(raw)


def _chosen_version(raw: str, sop: Sop, happened_on: dt.date) -> SopVersion | None:
    if not raw:
        return None
    return next(
        (version for version in assessable_versions(sop.pk, happened_on, clock.today()) if str(version.pk) == raw), None
    )


def _form_context(
    request: HttpRequest,
    person: Person,
    checklist: Checklist | None,
    sop: Sop,
    corrects: Assessment | None,
    errors: dict[str, str],
) -> dict[str, Any]:
    language = (get_language() or "vi")[:2]
    today = clock.today()
    versions = assessable_versions(sop.pk, today, today)
    chosen = next(
        (version for version in versions if str(version.pk) == request.POST.get("sop_version")),
        versions[0] if versions else None,
    )
    parameters = parameters_of(chosen.document) if chosen else {}
    aps = bool(checklist and checklist.kind == ChecklistKind.APS)
    lines = lines_for(checklist.lines, parameters) if checklist else []
    runs = (
        _fills(person, checklist, chosen) if checklist and aps else run_progress(person, sop, _first_day(chosen, today))
    )
    post = request.POST
    return {
        "person": person,
        "sop": sop,
        "checklist": checklist,
        "corrects": corrects,
        "aps": aps,
        "versions": versions,
        "version": chosen,
        "today": today,
        "lines": [_line(line, post, language, errors) for line in lines],
        "values": []
        if checklist
        else [_measure(parameter, post, language, errors) for parameter in parameters.values()],
        "passed_runs": runs.done if runs else 0,
        "runs_required": runs.needed if runs else None,
        "kinds": [(PracticeKind.APS, PracticeKind.APS.label)]
        if aps
        else [(kind, kind.label) for kind in (PracticeKind.RUN, PracticeKind.ASSESSMENT)],
        "kind": post.get("kind") or (PracticeKind.APS if aps else PracticeKind.RUN),
        "typed": post,
        "problems": [(_anchor(field, lines), sentence) for field, sentence in errors.items()],
    }


def _fills(person: Person, checklist: Checklist, version: SopVersion | None) -> RunProgress:
    """Number of media fills passed with this checklist's SOP and version, and the number required by the checklist."""
    passed = Assessment.objects.filter(
        kind=PracticeKind.APS, person=person, sop=checklist.sop, sop_version=version, passed=True, superseded_by=None
    )
    return RunProgress(passed.filter(acceptance__isnull=False).count(), checklist.runs_required)


def _first_day(version: SopVersion | None, today: dt.date) -> dt.date:
    """The day from which runs count: the effective date of a coming version; else today."""
    return max(today, version.release.effective_on) if version else today


def _anchor(field: str, lines: list[dict[str, Any]]) -> str:
    """Target on the form of an entry in the error summary: the line, the measured value, or the field of this name."""
    if any(line["id"] == field for line in lines):
        return f"dong-{field}"
    return f"m-{field}" if any(measure["id"] == field for line in lines for measure in line["measures"]) else field


def _line(line: dict[str, Any], post: Any, language: str, errors: dict[str, str]) -> dict[str, Any]:
    text, lang = pick(line["text"], language)
    return {
        "id": line["id"],
        "text": text,
        "lang": lang if lang != language else "",
        "critical": line["critical"],
        "result": post.get(f"line-{line['id']}", ""),
        "error": errors.get(line["id"], ""),
        "measures": [_measure(measure, post, language, errors) for measure in line["measures"]],
    }


def _measure(measure: dict[str, Any], post: Any, language: str, errors: dict[str, str]) -> dict[str, Any]:
    return {
        "id": measure["id"],
        "name": pick(measure["name"], language)[0],
        "limit": value_text(measure, language),
        "typed": post.get(f"m-{measure['id']}", ""),
        "error": errors.get(measure["id"], ""),
    }


@for_every_account
def detail(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """Shows one record as it was signed; the learner signs here, logged in or on the assessor's tablet with their own
    password.
    """
    user = actor(request)
    rows = Assessment.objects.select_related(
        "person__user",
        "assessor",
        "sop",
        "checklist",
        "signature",
        "acceptance__signature",
        "supersedes",
        "superseded_by",
    )
    found = get_object_or_404(rows, pk=assessment_id)
    own, given = user.person_id == found.person_id, user.person_id == found.assessor_id
    if not can_read_assessment(found, user):
        raise NotAllowed(_("This record belongs to another person."))
    accepted = hasattr(found, "acceptance")
    learner: User | None = getattr(found.person, "user", None)
    form = _signing(request, found, learner) if learner and (own or given) else None
    status = 200
    if request.method == "POST":
        if form is None:
            raise NotAllowed(_("Only the person who was assessed signs here."))
        require_person(user)  # only an account with a person may lend the tablet
        try:
            accept_assessment(found, by=form.signer, proof=form.proof(what=str(found)))
        except Refused as refused:
            field = refused.field if refused.field in form.fields else None
            if not field or field not in form.errors:
                form.add_error(field, str(refused))
            status = refused.status
        else:
            messages.success(
                request, _("Signed by %(name)s. The record counts from now on.") % {"name": found.person.full_name}
            )
            return redirect("assessment", found.pk)
    language = (get_language() or "vi")[:2]
    record = found.record
    context = {
        "assessment": found,
        "record": record,
        "lines": [
            {**line, "words": pick(line["text"], language)[0], "shown": _shown(line["measures"], language)}
            for line in record["lines"]
        ],
        "values": _shown(record["values"], language),
        "accepted": accepted,
        "superseded": hasattr(found, "superseded_by"),
        "form": form,
        "may_sign": form and not accepted and not hasattr(found, "superseded_by"),
        "own": own,
        "given": given,
        "what": found.checklist.slug if found.checklist else found.sop.number,
    }
    return render(request, "courses/practice_detail.html", context, status=status)


def _signing(request: HttpRequest, found: Assessment, learner: User) -> SigningForm:
    """Form for the learner's secrets; an assessor only lends the tablet, whose browser must not fill in the
    assessor's.
    """
    form = SigningForm(request.POST or None, signer=learner)
    if actor(request) != learner:
        form.fields["password"].label = _("Password of %(name)s") % {"name": found.person.full_name}
    for field in form.fields.values():
        field.widget.attrs["autocomplete"] = "off"
    return form


def _shown(measures: list[dict[str, Any]], language: str) -> list[dict[str, Any]]:
    made = []
    for measure in measures:
        unit = measure.get("unit", "")
        got = measure.get("measured")
        made.append(
            {
                "name": pick(measure["name"], language)[0],
                "limit": value_text(measure, language),
                "measured": value_text({"comparator": "=", "value": got, "unit": unit}, language)
                if got is not None
                else "",
                "within": measure.get("within"),
            }
        )
    return made
