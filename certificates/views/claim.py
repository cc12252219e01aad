"""Hours earned elsewhere, entered by the person who earned them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from certificates.credit.forms import ClaimForm
from certificates.domain.credit import claim_credit
from certificates.models import ConversionRow
from core import clock
from core.errors import Refused
from staff.permissions import May
from staff.views.access import actor, needs


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
