"""Creates a document: its number is reserved, and an empty draft opens in the editor."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.errors import Refused
from sops.domain.drafts import create_sop, save_draft
from sops.forms import NewSopForm
from staff.permissions import May
from staff.views.access import actor, needs


@needs(May.DRAFT_SOP)
def new_sop(request: HttpRequest) -> HttpResponse:
    """Reserves the number and opens the draft. A document that exists as a Word file is imported instead."""
    form = NewSopForm(request.POST or None)
    if form.is_valid():
        data, user = form.cleaned_data, actor(request)
        source = {"organisation": data["organisation"], "number": data["source_number"], "language": data["language"]}
        try:
            sop = create_sop(
                number=data["number"], titles={data["language"]: data["title"]}, stage=data["stage"],
                products=data["products"],
                source=source, by=user,
            )  # fmt: skip
            page = save_draft(sop, {"title": data["title"], "blocks": []}, by=user)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            return redirect("wagtailadmin_pages:edit", page.pk)
    return render(request, "sops/new.html", {"form": form}, status=400 if form.is_bound else 200)
