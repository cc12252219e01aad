"""From draft to version: submit, review, choose the effective date, approve; or return to draft, or withdraw.

One page, one act at a time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import clock
from core.days import daydate
from core.errors import Conflict, Refused
from sops import policies
from sops.domain import release as acts
from sops.domain.submission import Readiness, readiness, submit
from sops.enums import EventKind, VersionState
from sops.forms import ApproveForm, ReturnForm, ReviewForm, SubmitForm, WithdrawForm
from sops.models import Release, Sop, SopVersion, VersionEvent
from sops.reading.change_count import ChangeCount, count
from sops.reading.drawing import draw
from sops.reading.reading import read
from sops.releasing.candidates import open_candidate, stage_of
from sops.releasing.page import (
    cells,
    groups,
    possible_days,
    rows_of,
    seals,
    stages,
    text_count,
    two_languages,
)
from staff.enums import Meaning
from staff.permissions import May
from staff.views.access import actor, needs

Bound = dict[str, forms.Form]


@needs(May.SEE_CANDIDATES)
def release_page(request: HttpRequest, number: str) -> HttpResponse:
    """Shows the open candidate with its differences, its training impact and its signatures; without one, the
    submission of the draft.
    """
    return _page(request, get_object_or_404(Sop, number=number))


@require_POST
@needs(May.DRAFT_SOP)
def submit_page(request: HttpRequest, number: str) -> HttpResponse:
    """Freezes and signs the present draft, by its author."""
    sop = get_object_or_404(Sop, number=number)
    try:
        form = SubmitForm(
            request.POST, signer=actor(request), changes=readiness(sop, day=clock.today()).changes, auto_id="submit_%s"
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return _page(request, sop, status=refused.status)

    def act(data: dict[str, Any]) -> str:
        submit(
            sop,
            by=form.signer,
            proof=form.proof(what=sop.number),
            statement=str(Meaning.AUTHORSHIP.label),
            **form.judgement(),
        )
        return _("Submitted. The technical reviewer signs next.")

    return _act(request, sop, "submit", form, act)


@require_POST
@needs(May.REVIEW_SOP)
def review_page(request: HttpRequest, number: str) -> HttpResponse:
    """Signs the technical review of the candidate that was shown."""
    sop = get_object_or_404(Sop, number=number)

    def act(data: dict[str, Any]) -> str:
        version = _shown(sop, data["sha256"])
        acts.review(
            version,
            by=form.signer,
            proof=form.proof(what=str(version)),
            statement=_statement(version, Meaning.TECHNICAL_REVIEW),
        )
        return _("Reviewed. QA approves next.")

    form = ReviewForm(request.POST, signer=actor(request), auto_id="review_%s")
    return _act(request, sop, "review", form, act)


@require_POST
@needs(May.APPROVE_SOP)
def approve_page(request: HttpRequest, number: str) -> HttpResponse:
    """Approves, by QA, the candidate that was shown, for the effective date that was shown."""
    sop = get_object_or_404(Sop, number=number)

    def act(data: dict[str, Any]) -> str:
        version, day = _shown(sop, data["sha256"]), data["effective_on"]
        made = acts.approve(
            version, by=form.signer, proof=form.proof(what=str(version)), effective_on=day,
            early_reason=data["early_reason"],
            statement=_statement(version, Meaning.APPROVAL),
        )  # fmt: skip
        return _("v%(version)s is approved and takes effect on %(day)s.") % {
            "version": made.number,
            "day": daydate(day),
        }

    form = ApproveForm(request.POST, signer=actor(request), auto_id="approve_%s")
    return _act(request, sop, "approve", form, act)


@require_POST
@needs(May.SEE_CANDIDATES)
def return_page(request: HttpRequest, number: str) -> HttpResponse:
    """Returns the candidate that was shown to draft, with the reason."""
    sop = get_object_or_404(Sop, number=number)

    def act(data: dict[str, Any]) -> str:
        acts.return_to_draft(_shown(sop, data["sha256"]), by=actor(request), reason=data["reason"])
        return _("Returned to draft. Verified translations stay; only changed texts open again.")

    return _act(request, sop, "return", ReturnForm(request.POST, auto_id="return_%s"), act)


@require_POST
@needs(May.WITHDRAW_SOP)
def withdraw_page(request: HttpRequest, number: str, version: int) -> HttpResponse:
    """Withdraws a released version, by QA."""
    sop = get_object_or_404(Sop, number=number)
    release = get_object_or_404(Release, sop=sop, number=version)

    def act(data: dict[str, Any]) -> str:
        reasons = {code: data[f"reason_{code}"] for code in ("vi", "ja", "en")}
        acts.withdraw(
            release,
            by=form.signer,
            proof=form.proof(what=str(release)),
            on=data["on"],
            reasons=reasons,
            statement=str(Meaning.WITHDRAWAL.label),
        )
        return _("v%(version)s is withdrawn from %(day)s on.") % {"version": release.number, "day": daydate(data["on"])}

    form = WithdrawForm(request.POST, signer=actor(request), auto_id=f"withdraw_{version}_%s")
    return _act(request, sop, f"withdraw_{version}", form, act)


def _act(
    request: HttpRequest, sop: Sop, name: str, form: forms.Form, act: Callable[[dict[str, Any]], str]
) -> HttpResponse:
    """Performs one act of the page in the domain; a refusal is shown at its field with the input kept."""
    status = 400
    if form.is_valid():
        try:
            messages.success(request, act(form.cleaned_data))
            return redirect("sop_release", number=sop.number)
        except Refused as refused:
            field = form.field_of(refused.field) if isinstance(form, SubmitForm) else refused.field
            form.add_error(field if field in form.fields else None, str(refused))
            status = refused.status
    return _page(request, sop, bound={name: form}, status=status)


def _shown(sop: Sop, sha256: str) -> SopVersion:
    """Returns the open candidate, if it is the one the signer saw. Raises Conflict otherwise."""
    version = open_candidate(sop)
    if version is None or version.sha256 != sha256:
        raise Conflict(_("This candidate is no longer open. Load the page again."))
    return version


def _statement(version: SopVersion, meaning: Meaning) -> str:
    return f"{meaning.label}: {version.sop.number}, SHA-256 {version.sha256}"


def _page(request: HttpRequest, sop: Sop, *, bound: Bound | None = None, status: int = 200) -> HttpResponse:
    bound = bound or {}
    version = open_candidate(sop)
    context: dict[str, Any] = {
        "sop": sop,
        "version": version,
        "released": _released(request, sop, bound),
        "sources": sop.word_sources.select_related("accepted_by").defer("data", "report"),
    }
    context |= _candidate(request, sop, version, bound) if version else _draft(request, sop, bound)
    return render(request, "sops/release.html", context, status=status)


def _candidate(request: HttpRequest, sop: Sop, version: SopVersion, bound: Bound) -> dict[str, Any]:
    user, stage = actor(request), stage_of(version)
    languages = two_languages(version.languages, (get_language() or "vi")[:2])
    rows = rows_of(version.change_list, languages, version.document, *([version.base.document] if version.base else []))
    counted = count(version.change_list)
    base = version.base.release if version.base else None
    show = request.GET.get("show", "")
    show = show if show in ("critical", "text") else ("all" if base else "text")
    choices = possible_days(version, clock.today(), _asked(request, bound))
    chosen = next(choice for choice in choices if choice.selected)
    can_approve, can_review = policies.can_approve(version, by=user), policies.can_review(version, by=user)
    start = {"sha256": version.sha256}
    return {
        "title": version.document["title"],
        "languages": languages,
        "base": base,
        "rows": [row for row in rows if row.critical] if show == "critical" else rows,
        "total": counted.total,
        "critical": counted.critical,
        "show": show,
        "body": draw(read(version.document, languages)) if show == "text" else "",
        "cells": cells(sop, base, stage, counted, text_count(version)),
        "steps": stages(2 if stage == VersionState.REVIEWED else 1),
        "choices": choices,
        "chosen": chosen,
        "no_day": _asked_text(request, bound) and not _asked(request, bound),
        "groups": groups(chosen.impact),
        "seals": seals(version, stage),
        "left": 1 if can_approve or stage == VersionState.REVIEWED else 2,
        "review_form": bound.get("review")
        or (ReviewForm(signer=user, initial=start, auto_id="review_%s") if can_review else None),
        "approve_form": bound.get("approve")
        or (
            ApproveForm(signer=user, initial={**start, "effective_on": chosen.day.isoformat()}, auto_id="approve_%s")
            if can_approve
            else None
        ),
        "return_form": bound.get("return")
        or (ReturnForm(initial=start, auto_id="return_%s") if policies.can_return(version, by=user) else None),
        "review_meaning": Meaning.TECHNICAL_REVIEW.label,
        "approve_meaning": Meaning.APPROVAL.label,
        "next_number": sop.releases.count() + 1,
        "japanese": True,
    }


def _draft(request: HttpRequest, sop: Sop, bound: Bound) -> dict[str, Any]:
    found: Readiness | None = None
    refusal = ""
    try:
        found = readiness(sop, day=clock.today())
    except Refused as refused:
        refusal = str(refused)
    base = found.base.release if found and found.base else None
    languages = two_languages(found.languages, (get_language() or "vi")[:2]) if found else [sop.source_language]
    rows, counted = [], ChangeCount(0, 0)
    if found:
        documents = [found.document, *([found.base.document] if found.base else [])]
        changes = [change.as_row() for change in found.changes]
        rows, counted = rows_of(changes, languages, *documents), count(changes)
    may = policies.can_submit(sop, by=actor(request))
    form = bound.get("submit")
    if form is None and found and may and not found.open and not found.unchanged:
        form = SubmitForm(
            signer=actor(request),
            changes=found.changes,
            initial={"source_version": found.document["source"]["version"]},
            auto_id="submit_%s",
        )
    return {
        "title": found.document["title"] if found else sop.titles,
        "languages": languages,
        "base": base,
        "rows": rows,
        "fielded": [(row, form.fields_of(row.place)) for row in rows]
        if isinstance(form, SubmitForm)
        else [(row, []) for row in rows],
        "total": counted.total,
        "critical": counted.critical,
        "refusal": refusal,
        "open": [
            {"language": code, "count": count, "url": f"{reverse('sop_detail', args=[sop.number])}translate/{code}/"}
            for code, count in (found.open if found else {}).items()
        ],
        "whole": found.languages if found else [],
        "cells": cells(sop, base, None, counted, found.total if found else 0),
        "steps": stages(_reached(sop, found), submitted=False),
        "unchanged": bool(found and found.unchanged),
        "submit_form": form,
        "returned": _returned(sop),
        "may_draft": may,
        "submit_meaning": Meaning.AUTHORSHIP.label,
        "japanese": True,
    }


def _reached(sop: Sop, found: Readiness | None) -> int:
    """Returns the number of stages completed by a document without an open candidate."""
    if found is None or found.open:
        return 0
    if not found.unchanged or found.base is None:
        return 1
    return 5 if found.base.release.effective_on <= clock.today() else 3


def _returned(sop: Sop) -> VersionEvent | None:
    """Returns the reason for the last return, until the next release."""
    last = SopVersion.objects.filter(sop=sop).order_by("-pk").first()
    return last.events.filter(kind=EventKind.REJECTED).select_related("by").first() if last else None


def _released(request: HttpRequest, sop: Sop, bound: Bound) -> list[dict[str, Any]]:
    """Returns the released versions, newest first; for QA with the link to withdraw."""
    user = actor(request)
    releases = sop.releases.select_related("withdrawal", "approved_by").order_by("-number")
    return [
        {
            "release": release,
            "withdrawal": getattr(release, "withdrawal", None),
            "form": bound.get(f"withdraw_{release.number}")
            or (
                WithdrawForm(signer=user, initial={"on": clock.today()}, auto_id=f"withdraw_{release.number}_%s")
                if policies.can_withdraw(release, by=user)
                else None
            ),
            "open": f"withdraw_{release.number}" in bound,
        }
        for release in releases
    ]


def _asked(request: HttpRequest, bound: Bound) -> dt.date | None:
    """Returns the requested effective date: from the submitted form, else from the query string."""
    try:
        day = parse_date(_asked_text(request, bound))
    except ValueError:
        return None
    return day if day and day >= clock.today() else None


def _asked_text(request: HttpRequest, bound: Bound) -> str:
    text = (
        bound["approve"]["effective_on"].value()
        if "approve" in bound
        else request.GET.get("other") or request.GET.get("on")
    )
    return str(text or "")
