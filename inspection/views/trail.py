"""The audit trail: read in sentences, verified, exported, reviewed."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from audit.models import AuditEvent
from audit.queries import last_line, lines_of
from audit.trail import record, verify
from core import clock
from core.errors import Refused
from inspection import packs
from inspection.domain.review import review_trail
from inspection.models import TrailReview
from inspection.trail.export import as_csv_lines, as_json
from inspection.trail.forms import ReviewForm, TrailForm
from inspection.trail.reading import lines_chosen, shown
from inspection.waiting import trail_review_due
from staff.enums import Meaning
from staff.permissions import May, can
from staff.views.access import actor, needs

PER_PAGE = 50
KINDS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@needs(May.READ_TRAIL)
def audit_trail(request: HttpRequest) -> HttpResponse:
    """The newest events of a selection, each verified as it is displayed."""
    form = TrailForm(request.GET)
    context: dict[str, Any] = {
        "form": form,
        "may_review": can(actor(request), May.REVIEW_TRAIL),
        "verified": _last_check(),
        **_reviews(),
    }
    if form.is_valid():
        page = Paginator(lines_chosen(form.chosen), PER_PAGE).get_page(request.GET.get("page"))
        lines = shown(list(page))
        context |= {
            "page": page,
            "lines": lines,
            "broken": sum(bool(line.broken) for line in lines),
            "chosen": form.chosen,
        }
    return render(request, "inspection/trail.html", context, status=200 if form.is_valid() else 400)


@needs(May.READ_TRAIL)
def audit_trail_export(request: HttpRequest, format: str) -> HttpResponseBase:
    """The selection as a file that verifies itself. The export is recorded as the event after the last one exported."""
    form = TrailForm(request.GET)
    if not form.is_valid():
        return render(request, "inspection/trail.html", {"form": form}, status=400)
    head = last_line()
    rows = lines_chosen(form.chosen).filter(seq__lte=head["seq"])
    user, now, count = actor(request), clock.now(), rows.count()
    name = f"trail-{now:%Y%m%d-%H%M%S}.{format}"
    record("trail_exported", by=user, object_name=name, lines=count, query=request.GET.urlencode(), head=head["hash"])
    about = {
        "exported_at": now.isoformat(), "exported_by": str(user), "selection": request.GET.urlencode(),
        "whole": form.chosen.whole, "lines": count,
        "head": head,
    }  # fmt: skip
    pieces = as_json(rows, **about) if format == "json" else as_csv_lines(rows)
    return StreamingHttpResponse(
        pieces, content_type=KINDS[format], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@needs(May.READ_TRAIL)
@require_POST
def audit_trail_verify(request: HttpRequest) -> HttpResponse:
    """Verifies the whole chain now; the result is recorded."""
    lines, broken = verify()
    record(
        "trail_verified",
        by=actor(request),
        lines=lines,
        broken=len(broken),
        first=[[line.seq, line.why] for line in broken[:20]],
    )
    if broken:
        first = {"n": broken[0].seq, "lines": lines, "broken": len(broken)}
        messages.error(request, _("%(broken)s of %(lines)s lines do not hold; the first is line %(n)s.") % first)
    else:
        text = ngettext("The chain is unbroken: %(lines)s line.", "The chain is unbroken: %(lines)s lines.", lines)
        messages.success(request, text % {"lines": lines})
    return redirect("audit_trail")


@needs(May.REVIEW_TRAIL)
def audit_trail_review(request: HttpRequest) -> HttpResponse:
    """Signs the review of events by others (R-33)."""
    form = ReviewForm(request.POST or None, signer=actor(request), initial={"first_day": _next_first_day()})
    status = 400 if form.is_bound else 200
    if form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("first_day", "last_day", "findings", "follow_up")}
        try:
            made = review_trail(by=actor(request), proof=form.proof(what=_("Review of the trail")), **data)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            status = refused.status
        else:
            text = ngettext(
                "Reviewed and signed: %(n)s line of others.", "Reviewed and signed: %(n)s lines of others.", made.lines
            )
            messages.success(request, text % {"n": made.lines})
            return redirect("audit_trail")
    return render(
        request,
        "inspection/trail_review.html",
        {"form": form, "meaning": Meaning.REVIEW.label, **_reviews()},
        status=status,
    )


@needs(May.READ_TRAIL)
def audit_verifier(request: HttpRequest) -> HttpResponse:
    """The stand-alone program that verifies packs and exports with plain Python."""
    answer = HttpResponse(Path(packs.VERIFIER).read_bytes(), content_type="text/x-python; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="verify.py"'
    return answer


def _last_check() -> dict[str, Any] | None:
    """When the chain was last verified, and the result."""
    event = lines_of("trail_verified").first()
    return {"at": dt.datetime.fromisoformat(event.at), **json.loads(event.data)} if event else None


def _reviews() -> dict[str, Any]:
    """The latest reviews, and the day by which the next one is due."""
    reviews = list(TrailReview.objects.select_related("by", "signature")[:5])
    due = trail_review_due(clock.today())
    return {"reviews": reviews, "review_due": due, "review_late": due is not None and due < clock.today()}


def _next_first_day() -> dt.date | None:
    last = TrailReview.objects.order_by("-last_day").values_list("last_day", flat=True).first()
    if last:
        return last + dt.timedelta(days=1)
    first = AuditEvent.objects.order_by("seq").values_list("at", flat=True).first()
    return clock.site_date(dt.datetime.fromisoformat(first)) if first else None
