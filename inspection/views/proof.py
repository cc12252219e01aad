"""Why I may, or may not, do this work: the chain of proof behind one status of one's own."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from qualification.evidence import explain
from qualification.presenting import shown_state
from sops.models import Sop
from staff.views.access import actor, for_every_account


@for_every_account
def my_proof(request: HttpRequest, number: str) -> HttpResponse:
    """Status, reasons and every signed act of the person behind the account for one SOP."""
    person = actor(request).person
    sop = get_object_or_404(Sop, number=number)
    if person is None:
        raise Http404
    found = explain(person, sop)
    return render(request, "inspection/proof.html", {"found": found, "sop": sop, "state": shown_state(found.answer)})
