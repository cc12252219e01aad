"""One's own record: qualifications, certificates, CME hours, signatures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from certificates.credit.forms import ClaimForm
from certificates.credit.presenting import cme_block
from certificates.credit.queries import claim_state, claims_of, ledger
from certificates.domain.credit import claim_credit
from certificates.models import Certificate, ConversionRow
from core import clock
from core.dated import in_language
from core.errors import Refused
from qualification.enums import Status
from qualification.presenting import shown_state
from qualification.status import qualifications
from sops.models import Acknowledgement, Sop
from staff.models import Person
from staff.permissions import May
from staff.views.access import actor, for_every_account, needs

SIGNED = 50


@for_every_account
def me(request: HttpRequest) -> HttpResponse:
    """The record of the person behind the account; an account without a person has none."""
    person, today = actor(request).person, clock.today()
    if person is None:
        return render(request, "inspection/me.html", {"person": None})
    rows = _qualifications(person)
    qualifications = [row for row in rows if row["answer"].status != Status.NOT_REQUIRED]
    certificates = Certificate.objects.with_fate().filter(person=person)
    lines = [{"line": line, "corrected": getattr(line, "corrected_by", None)} for line in ledger(person)]
    context = {
        "person": person,
        "qualifications": qualifications,
        "earlier": [row for row in rows if row["answer"].status == Status.NOT_REQUIRED],
        "may_count": sum(row["may"] for row in qualifications),
        "not_count": sum(not row["may"] for row in qualifications),
        "certificates": [{"row": row, "state": row.state_on(today)} for row in certificates],
        "cme": cme_block(person, today),
        "lines": lines,
        "claims": [{"row": row, "state": claim_state(row), "reason": _reason(row)} for row in claims_of(person)],
        "signed": Acknowledgement.objects.filter(person=person)
        .select_related("version__sop", "version__release", "signature")
        .defer("version__content", "version__changes")
        .order_by("-happened_on", "-pk")[:SIGNED],
    }
    return render(request, "inspection/me.html", context)


@needs(May.LEARN)
def claim_add(request: HttpRequest) -> HttpResponse:
    """Claims CME hours earned elsewhere, with a scan of the certificate."""
    rows = ConversionRow.objects.on(clock.today()).select_related("regime")
    form = ClaimForm(request.POST or None, request.FILES or None, rows=rows)
    person = actor(request).person
    if form.is_valid() and person is not None:
        data = dict(form.cleaned_data)
        scan = data.pop("scan").read()
        try:
            claim_credit(person, by=actor(request), scan=scan, **data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Sent. The hours count once the CME office has verified the paper."))
            return redirect("me")
    return render(request, "certificates/claim.html", {"form": form}, status=400 if form.is_bound else 200)


def _qualifications(person: Person) -> list[dict[str, Any]]:
    """One row per SOP that is required or has evidence; those the person is not qualified for come first."""
    answers = qualifications([person], None)
    sops = Sop.objects.in_bulk([answer.sop_id for answer in answers])
    rows = [
        {
            "sop": sops[answer.sop_id],
            "chip": shown_state(answer),
            "answer": answer,
            "may": answer.may,
            "reasons": [str(reason) for reason in answer.all_reasons],
        }
        for answer in answers
    ]
    return sorted(rows, key=lambda row: (row["may"], row["chip"] != Status.EXPIRING, row["sop"].number))


def _reason(claim: Any) -> str:
    decision = getattr(claim, "decision", None)
    return in_language(decision.reasons) if decision else ""
