"""Evidence packs: issued, listed from the audit trail, and verified when somebody submits one."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from audit.queries import lines_of
from audit.trail import record
from core.errors import Refused
from inspection.domain.packs import make_pack
from inspection.packs.checking import check_bytes
from inspection.packs.forms import CheckForm, PackForm
from inspection.trail.reading import shown
from inspection.views.asked import asked_day
from staff.permissions import May
from staff.views.access import actor, needs

PER_PAGE = 20


@needs(May.READ_TRAIL)
def audit_packs(request: HttpRequest) -> HttpResponse:
    """The request form, prefilled from a cell of the matrix, above the list of issued packs; posted, it returns the
    pack.
    """
    form = PackForm(request.POST) if request.method == "POST" else PackForm(initial=_given(request))
    status = 400 if form.is_bound else 200
    if form.is_valid():
        data, user = form.cleaned_data, actor(request)
        try:
            pack = make_pack(data["person"], data["sop"], by=user, as_of=data["as_of"], known_at=data["known_at"])
        except Refused as refused:
            form.add_error(None, str(refused))
            status = refused.status
        else:
            name = f"{data['sop'].number}-{data['person'].pk}-{data['as_of']:%Y%m%d}.zip"
            answer = HttpResponse(pack.data, content_type="application/zip")
            answer["Content-Disposition"] = f'attachment; filename="{name}"'
            return answer
    return _page(request, status=status, form=form)


@needs(May.READ_TRAIL)
@require_POST
def audit_pack_check(request: HttpRequest) -> HttpResponse:
    """Verifies a submitted pack: is it intact, is the seal ours, did we issue it? The check is recorded."""
    form = CheckForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, status=400, check_form=form)
    found = check_bytes(form.cleaned_data["pack"])
    question = found.report.facts.get("question")
    what = (
        f"{question['person']['name']}, {question['sop']}, {question['as_of']}"
        if found.report.facts.get("authority") and question
        else found.sha256
    )
    record(
        "pack_verified",
        by=actor(request),
        object_name=what[:255],
        sha256=found.sha256,
        problems=found.report.problems[:20],
    )
    return _page(request, status=200, checked=found)


def _page(request: HttpRequest, *, status: int, **context: Any) -> HttpResponse:
    made = lines_of("pack_made")
    page = Paginator(made, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": PackForm(initial=_given(request)),
        "check_form": CheckForm(),
        "page": page,
        "lines": shown(list(page)),
        **context,
    }
    return render(request, "inspection/packs.html", context, status=status)


def _given(request: HttpRequest) -> dict[str, str]:
    """The prefilled values of the form; a value that cannot be read is left empty."""
    given = {name: request.GET[name] for name in ("person", "sop") if request.GET.get(name)}
    asked = asked_day(request)
    return given | {"as_of": asked.typed_day, "known_at": asked.typed_moment}
