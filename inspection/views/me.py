"""One's own record: qualifications, certificates, CME hours, signatures."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from certificates.credit.presenting import cme_block, cme_section
from certificates.credit.queries import claim_state, claims_of, ledger
from certificates.models import Certificate
from core import clock
from core.dated import in_language
from qualification.enums import Status
from qualification.presenting import shown_state
from qualification.status import qualifications
from sops.models import Acknowledgement, Sop
from staff.models import Person
from staff.views.access import actor, for_every_account

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
    hours = cme_block(person, today)
    lines = [{"line": line, "corrected": getattr(line, "corrected_by", None)} for line in ledger(person)]
    context = {
        "person": person,
        "qualifications": qualifications,
        "earlier": [row for row in rows if row["answer"].status == Status.NOT_REQUIRED],
        "may_count": sum(row["may"] for row in qualifications),
        "not_count": sum(not row["may"] for row in qualifications),
        "certificates": [{"row": row, "state": row.state_on(today)} for row in certificates],
        "cme": hours,
        "cme_section": cme_section(hours),
        "lines": lines,
        "claims": [{"row": row, "state": claim_state(row), "reason": _reason(row)} for row in claims_of(person)],
        "signed": Acknowledgement.objects.filter(person=person)
        .select_related("version__sop", "version__release", "signature")
        .defer("version__content", "version__changes")
        .order_by("-happened_on", "-pk")[:SIGNED],
    }
    return render(request, "inspection/me.html", context)


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
