"""Certificates ready to issue, and the signature that issues them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.domain.issue import decision_of, issue_certificate, issue_competence
from certificates.forms import BatchForm, IssueForm, RegisterFilter
from certificates.models import Certificate
from certificates.queries import competence_to_issue, ready_to_issue, register
from core import clock
from core.errors import Refused
from courses.models import CourseCompletion
from qualification.models import Confirmation
from staff.enums import Meaning
from staff.forms import SigningForm
from staff.permissions import May, can
from staff.views.access import actor, for_every_account, needs

PER_PAGE = 50


@for_every_account
def certificate_list(request: HttpRequest) -> HttpResponse:
    """Lists those ready, then those issued. Users who neither prepare nor sign certificates are redirected to their
    own.
    """
    user = actor(request)
    if not (can(user, May.PREPARE_CERTIFICATE) or can(user, May.SIGN_CERTIFICATE)):
        return redirect("me")
    return _list_page(request)


@needs(May.SIGN_CERTIFICATE)
def certificate_batch(request: HttpRequest) -> HttpResponse:
    """Issues the selected certificates of one list with one signing act: the list is what the signer saw.

    Each is issued completely or not at all.
    """
    ready = {row.pk: row for row in ready_to_issue()}
    form = BatchForm(request.POST or None, signer=actor(request), choices=[(pk, str(pk)) for pk in ready])
    if not form.is_valid():
        return _list_page(request, form)
    try:
        proof = form.proof(what=_("list of certificates"))
    except Refused as refusal:
        form.add_error(refusal.field, str(refusal))
        return _list_page(request, form)
    done, refused = 0, []
    for pk in form.cleaned_data["completions"]:
        try:
            issue_certificate(ready[pk], by=actor(request), proof=proof)
            done += 1
        except Refused as refusal:
            refused.append(f"{ready[pk].person.full_name}: {refusal}")
    if done:
        messages.success(
            request, ngettext("%(n)d certificate issued.", "%(n)d certificates issued.", done) % {"n": done}
        )
    for sentence in refused:
        messages.error(request, sentence)
    return redirect("certificate_list")


@needs(May.SIGN_CERTIFICATE)
def certificate_issue(request: HttpRequest, id: int) -> HttpResponse:
    """Shows what will be certified, then signs and issues."""
    completion = get_object_or_404(
        CourseCompletion.objects.select_related("person__unit", "course", "course_class"), pk=id
    )
    known = decision_of(completion)
    form = IssueForm(
        request.POST or None, signer=actor(request), initial={"decision_number": known.number, "decision_on": known.on}
    )
    if form.is_valid():
        try:
            proof = form.proof(what=str(completion))
            made = issue_certificate(completion, by=actor(request), proof=proof, decision=form.decision)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Certificate %(number)s is issued.") % {"number": made.number})
            return redirect("certificate", made.pk)
    issued = Certificate.objects.filter(occasion=f"completion-{completion.pk}").first()
    if issued and not form.is_bound:
        return redirect("certificate", issued.pk)
    facts = completion.snapshot
    context = {
        "completion": completion,
        "facts": facts,
        "form": form,
        "meaning": Meaning.CERTIFICATE.label,
        "decision": known,
    }
    return render(request, "certificates/issue.html", context, status=400 if form.is_bound else 200)


@needs(May.SIGN_CERTIFICATE)
def competence_issue(request: HttpRequest, id: int) -> HttpResponse:
    """The same for a confirmed qualification."""
    confirmation = get_object_or_404(
        Confirmation.objects.select_related("person__unit", "version__sop", "version__release"), pk=id
    )
    form = SigningForm(request.POST or None, signer=actor(request))
    if form.is_valid():
        try:
            proof = form.proof(what=str(confirmation))
            made = issue_competence(confirmation, by=actor(request), proof=proof)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Certificate %(number)s is issued.") % {"number": made.number})
            return redirect("certificate", made.pk)
    context = {"confirmation": confirmation, "form": form, "meaning": Meaning.CERTIFICATE.label}
    return render(request, "certificates/issue.html", context, status=400 if form.is_bound else 200)


def _list_page(request: HttpRequest, form: Any = None) -> HttpResponse:
    user, today = actor(request), clock.today()
    ready = list(ready_to_issue().prefetch_related("course_class__documents")[:200])
    rows = [{"completion": row, "decision": decision_of(row)} for row in ready]
    chosen = RegisterFilter.read(request.GET)
    page = Paginator(register(**chosen).order_by("-issued_on", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    may_sign = can(user, May.SIGN_CERTIFICATE)
    confirmations = Paginator(
        competence_to_issue(today) if may_sign else Confirmation.objects.none(), PER_PAGE
    ).get_page(request.GET.get("competence"))
    context = {
        "rows": rows,
        "ready": ready_to_issue().count(),
        "confirmations": confirmations,
        "page": page,
        "issued": [{"row": row, "state": row.state_on(today)} for row in page],
        "filter": chosen,
        "may_sign": may_sign,
        "form": form or BatchForm(signer=user, choices=[]),
        "meaning": Meaning.CERTIFICATE.label,
    }
    return render(request, "certificates/list.html", context, status=400 if form is not None else 200)
