"""Reading a document: the version in force, or a given one with its state, and the read-and-understood signature."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import clock
from core.errors import Refused
from sops.domain.acknowledgement import acknowledge
from sops.enums import VersionState
from sops.forms import ReadForm
from sops.models import Acknowledgement, Sop
from sops.queries import VersionStatus, version_statuses
from sops.reading.rendering import Body, body
from sops.releasing.candidates import has_candidate
from sops.views.banner import banners, candidate_banner, title_cells
from staff.enums import Meaning
from staff.models import Signature
from staff.permissions import May, can
from staff.views.access import needs

NAMES = {"vi": "Tiếng Việt", "ja": "日本語", "en": "English"}


@needs(May.READ_SOPS)
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """Shows the version in force today; where there is none, the nearest one with a notice."""
    sop = get_object_or_404(Sop, number=number)
    found = version_statuses(sop, clock.today())
    shown = next((s for s in found if s.state == VersionState.EFFECTIVE), None)
    shown = (
        shown or next((s for s in reversed(found) if s.state == VersionState.APPROVED), None) or next(iter(found), None)
    )
    if shown is None:
        return render(request, "sops/none.html", {"sop": sop}, status=404)
    return page(request, sop, found, shown)


@needs(May.READ_SOPS)
def version(request: HttpRequest, number: str, version: int) -> HttpResponse:
    """Shows a given version, whatever its state is today."""
    sop = get_object_or_404(Sop, number=number)
    found = version_statuses(sop, clock.today())
    return page(request, sop, found, _numbered(found, version))


@require_POST
@needs(May.ACKNOWLEDGE)
def sign_read(request: HttpRequest, number: str, version: int) -> HttpResponse:
    """Signs the version as read and understood, in the language in which it was shown."""
    sop = get_object_or_404(Sop, number=number)
    found = version_statuses(sop, clock.today())
    shown = _numbered(found, version)
    form = ReadForm(request.POST, signer=request.user, languages=shown.version.languages)
    if form.is_valid():
        user: Any = request.user
        try:
            proof = form.proof(what=str(shown.version))
            language, base = form.cleaned_data["language"], base_of(found, shown)
            words = statement(sop, shown, base, body(shown, [language], base=base, live=None))
            acknowledge(shown.version, by=user, proof=proof, language=language, statement=words)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            return page(request, sop, found, shown, form=form, status=refused.status)
        messages.success(
            request, _("Signed as read: %(number)s v%(version)s.") % {"number": sop.number, "version": shown.number}
        )
        return redirect("sop_version", number=sop.number, version=shown.number)
    return page(request, sop, found, shown, form=form, status=400)


def page(
    request: HttpRequest,
    sop: Sop,
    found: list[VersionStatus],
    shown: VersionStatus,
    *,
    form: ReadForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Returns the reading page of `shown`. The number of queries does not depend on the length of the document."""
    languages = chosen_languages(request.GET.get("lang", ""), shown.version.languages)
    current = next((s for s in found if s.state == VersionState.EFFECTIVE), None)
    past = shown.state in {VersionState.SUPERSEDED, VersionState.WITHDRAWN}
    base = base_of(found, shown)
    drawn = body(shown, languages, base=base, live=current if past else None)
    mine = _acknowledgement(request, shown)
    # a version is read once for the job, and again on a later day as a refresher
    may_sign = not past and can(request.user, May.ACKNOWLEDGE) and (mine is None or mine.happened_on < clock.today())
    found_banners = banners(sop, found, shown, current)
    if not past and can(request.user, May.SEE_CANDIDATES) and has_candidate(sop):
        found_banners.append(candidate_banner(sop))
    context = {
        "sop": sop,
        "shown": shown,
        "found": found,
        "body": drawn,
        "languages": languages,
        "said": "" if languages[0] == get_language() else format_html(' lang="{}"', languages[0]),
        "language_links": language_links(shown.version.languages, languages),
        "past": past,
        "banners": found_banners,
        "cells": title_cells(sop, shown, drawn, len(found)),
        "previous": base,
        "reason": shown.version.reason,
        "signatures": signatures_of(shown),
        "acknowledgement": mine,
        "form": (
            form or ReadForm(signer=request.user, languages=shown.version.languages, initial={"language": languages[0]})
        )
        if may_sign or form
        else None,
        "statement": statement(sop, shown, base, drawn),
        "meaning": Meaning.READ.label,
        "pdf_url": reverse("sop_pdf", args=[sop.number]) + f"?version={shown.number}&lang={','.join(languages)}",
        "sign_url": reverse("sop_acknowledge", args=[sop.number, shown.number]) + f"?lang={','.join(languages)}",
        "japanese": "ja" in languages,
        "is_effective": shown.state == VersionState.EFFECTIVE,
    }
    return render(request, "sops/detail.html", context, status=status)


def statement(sop: Sop, shown: VersionStatus, base: VersionStatus | None, drawn: Body) -> str:
    """Returns the statement that the reader signs, in the reader's language."""
    values = {"number": sop.number, "version": shown.number}
    if base is None or not drawn.changes.total:
        return _("I have read %(number)s v%(version)s, understand it and will work by it.") % values
    text = ngettext(
        "I have read %(number)s v%(version)s, understand its %(count)s change against v%(before)s and will work by it.",
        "I have read %(number)s v%(version)s, understand its %(count)s changes against v%(before)s "
        "and will work by it.",
        drawn.changes.total,
    )
    return text % {**values, "count": drawn.changes.total, "before": base.number}


def base_of(found: list[VersionStatus], shown: VersionStatus) -> VersionStatus | None:
    """Returns the version with which the changes of `shown` are compared: that of its submission."""
    return next((s for s in found if s.version.pk == shown.version.base_id), None)


def chosen_languages(asked: str, available: list[str]) -> list[str]:
    """Returns one or two languages of a version: as given in the query string, else the reader's beside the source."""
    wanted = [code for code in dict.fromkeys(asked.split(",")) if code in available][:2]
    if wanted:
        return wanted
    here = (get_language() or "vi")[:2]
    first = here if here in available else available[0]
    beside = (
        available[0]
        if first != available[0]
        else next((code for code in ("vi", *available) if code in available and code != first), "")
    )
    return [first, beside] if beside else [first]


def language_links(available: list[str], chosen: list[str]) -> list[dict[str, Any]]:
    """Returns the links above the document: each language alone, and the pair side by side."""
    here = (get_language() or "vi")[:2]
    order = sorted(available, key=lambda code: (code != here, code == "en", code))
    pair = chosen if len(chosen) == 2 else chosen_languages("", available)
    links = [
        {"query": code, "name": NAMES.get(code, code), "lang": code, "current": chosen == [code]} for code in order
    ]
    if len(pair) == 2:
        links.insert(1, {"query": ",".join(pair), "name": _("Side by side"), "lang": "", "current": len(chosen) == 2})
    return links


def _numbered(found: list[VersionStatus], number: int) -> VersionStatus:
    for status in found:
        if status.number == number:
            return status
    raise Http404


def _acknowledgement(request: HttpRequest, shown: VersionStatus) -> Acknowledgement | None:
    person_id = getattr(request.user, "person_id", None)
    if person_id is None:
        return None
    return (
        Acknowledgement.objects.filter(person=person_id, version=shown.version.pk)
        .select_related("signature")
        .order_by("-pk")
        .first()
    )


def signatures_of(shown: VersionStatus) -> list[Signature]:
    """Returns the signatures on this version, its release included; without those of readers."""
    on_it = Signature.objects.filter(subject_type="sops.SopVersion", subject_id=str(shown.version.pk))
    return list(on_it.exclude(meaning=Meaning.READ).order_by("signed_at"))
