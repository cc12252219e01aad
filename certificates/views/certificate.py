"""One certificate: the sheet on screen, its evidence, its file; correction and revocation."""

from __future__ import annotations

import datetime as dt
from typing import Any

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.trail import record
from certificates.credit.presenting import sheet
from certificates.credit.queries import credit_balance
from certificates.domain.issue import revoke_certificate, supersede_certificate
from certificates.forms import RevokeForm, SupersedeForm
from certificates.models import Certificate, CmeCredit
from certificates.policies import can_read_certificate, can_revoke, can_supersede
from certificates.queries import signature_of
from core import clock
from core.errors import Refused
from staff.enums import Meaning
from staff.permissions import May
from staff.views.access import actor, for_every_account, needs

EVIDENCE = {
    "lessons": gettext_lazy("Lessons"),
    "attendance": gettext_lazy("Attendance in periods"),
    "quiz": gettext_lazy("Test"),
    "practice": gettext_lazy("Practice"),
    "version": gettext_lazy("SOP version"),
    "confirmed": gettext_lazy("Qualification confirmed"),
}


@for_every_account
def certificate(request: HttpRequest, id: int) -> HttpResponse:
    """Shows the certificate to its owner and the office."""
    found = _readable(request, id)
    user, today = actor(request), clock.today()
    state = found.state_on(today)
    counted = CmeCredit.objects.valid().filter(certificate=found).first()
    context = {
        "certificate": found,
        "facts": found.facts,
        "sheet": sheet(found.facts),
        "state": state,
        "evidence": [(EVIDENCE[node["kind"]], node["amount"], _day(node["on"])) for node in found.facts["evidence"]],
        "qr": mark_safe(
            segno.make(found.facts["url"], error="m", micro=False).svg_inline(border=0, omitsize=True)
        ),  # drawn by segno from our own address
        "signature": signature_of(found),
        "own": found.person_id == user.person_id,
        "counted": counted,
        "window": credit_balance(found.person, today).balance.window if counted and counted.hours else None,
        "may_revoke": can_revoke(found, user, today),
        "may_supersede": can_supersede(found, user),
    }
    return render(request, "certificates/certificate.html", context)


@for_every_account
def certificate_pdf(request: HttpRequest, id: int) -> HttpResponse:
    """Returns the sealed file, byte for byte as issued. Access by another person is recorded in the audit trail."""
    found = _readable(request, id)
    if found.person_id != actor(request).person_id:
        record("certificate_downloaded", found, by=actor(request))
    answer = HttpResponse(bytes(found.file.pdf), content_type="application/pdf")
    name = found.number.replace("/", "-").replace(" ", "")
    disposition = "inline" if "inline" in request.GET else "attachment"
    answer["Content-Disposition"] = f'{disposition}; filename="{name.encode("ascii", "ignore").decode()}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@needs(May.REVOKE_CERTIFICATE)
def certificate_revoke(request: HttpRequest, id: int) -> HttpResponse:
    """Revokes publicly, with the date and both reasons, signed."""
    found = get_object_or_404(Certificate.objects.with_fate(), pk=id)
    form = RevokeForm(request.POST or None, signer=actor(request))
    if form.is_valid():
        data = form.cleaned_data
        try:
            proof = form.proof(what=found.number)
            revoke_certificate(
                found,
                by=actor(request),
                proof=proof,
                reason=data["reason"],
                public_reasons=form.public_reasons,
                document=data["document"],
                on=data["on"],
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("The certificate is revoked. Its public page says so from now on."))
            return redirect("certificate", found.pk)
    title, button = _("Revoke the certificate"), _("Revoke")
    return _act_page(request, found, form, title=title, button=button, meaning=Meaning.REVOCATION.label)


@needs(May.SIGN_CERTIFICATE)
def certificate_supersede(request: HttpRequest, id: int) -> HttpResponse:
    """Replaces it by a corrected certificate: the person's data are read anew, what was certified stays."""
    found = get_object_or_404(Certificate.objects.with_fate(), pk=id)
    form = SupersedeForm(request.POST or None, signer=actor(request))
    if form.is_valid():
        try:
            proof = form.proof(what=found.number)
            reasons = {"vi": form.cleaned_data["reason"]}
            made = supersede_certificate(found, by=actor(request), proof=proof, reasons=reasons)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("%(new)s replaces %(old)s.") % {"new": made.number, "old": found.number})
            return redirect("certificate", made.pk)
    title, button = _("Replace by a corrected certificate"), _("Sign and issue the correction")
    return _act_page(request, found, form, title=title, button=button, meaning=Meaning.CERTIFICATE.label)


def _act_page(request: HttpRequest, found: Certificate, form: Any, **words: Any) -> HttpResponse:
    context = {
        "certificate": found,
        "facts": found.facts,
        "state": found.state_on(clock.today()),
        "form": form,
        **words,
    }
    return render(request, "certificates/act.html", context, status=400 if form.is_bound else 200)


def _readable(request: HttpRequest, id: int) -> Certificate:
    """Returns the certificate if it may be read, else 404 rather than 403: a number must not reveal its holder."""
    found = get_object_or_404(
        Certificate.objects.with_fate().select_related("file", "revocation", "superseded_by", "supersedes"), pk=id
    )
    if not can_read_certificate(found, actor(request)):
        raise Http404
    return found


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
