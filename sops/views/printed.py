"""The controlled copy as PDF, and the public check of a print."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache

from core import clock
from core.days import daydate
from sops.domain.printing import print_copy
from sops.enums import VersionState
from sops.models import Picture, PrintedCopy, Sop, SopVersion
from sops.pdf import Copy, draw_copy
from sops.queries import VersionStatus, version_statuses
from sops.reading.reading import read
from sops.views.reader import chosen_languages, signatures_of
from sops.waiting import review_due
from staff.permissions import May
from staff.views.access import needs, open_to_public

WATERMARKS = {
    VersionState.SUPERSEDED: lambda: _("SUPERSEDED"),
    VersionState.WITHDRAWN: lambda: _("WITHDRAWN"),
    VersionState.APPROVED: lambda: _("NOT IN FORCE YET"),
}


@never_cache
@needs(May.READ_SOPS)
def pdf(request: HttpRequest, number: str) -> HttpResponse:
    """Returns a copy of the version in force, or of `?version=`, in `?lang=`.

    The print is recorded; its QR code opens the check of that record.
    """
    sop = get_object_or_404(Sop, number=number)
    found = version_statuses(sop, clock.today())
    shown = _asked(found, request.GET.get("version", ""))
    version = SopVersion.objects.select_related("sop", "release").get(pk=shown.version.pk)
    languages = chosen_languages(request.GET.get("lang", ""), version.languages)
    user: Any = request.user
    copy = print_copy(version, languages=languages, by=user)
    keys = [block["image"] for block in version.document["blocks"] if block.get("image")]
    pictures = {picture.sha256: bytes(picture.data) for picture in Picture.objects.filter(sha256__in=keys)}
    data = draw_copy(
        Copy(
            number=sop.number,
            version=f"v{shown.number}",
            state=str(shown.state),
            band=_band(shown),
            head=f"{sop.number} v{shown.number} · "
            + _("in force from %(day)s") % {"day": daydate(shown.release.effective_on)},
            reading=read(version.document, languages),
            cells=_cells(sop, shown, version),
            signatures=signatures_of(shown),
            url=settings.SITE_URL + reverse("copy_check", args=[copy.token]),
            printed_by=copy.by.full_name,
            printed_at=copy.at,
            valid_until=copy.valid_until,
            watermark=WATERMARKS[shown.state]() if shown.state in WATERMARKS else "",
            # the notice of every page on screen is printed too
            notice=strip_tags(render_to_string("components/demo_notice.html", request=request)).strip(),
            sha256=version.sha256,
            pictures=pictures.get,
        )
    )
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{sop.number}-v{shown.number}-{"-".join(languages)}.pdf"'
    return response


@never_cache
@open_to_public
def copy_check(request: HttpRequest, token: str) -> HttpResponse:
    """Shows whether a printed copy is still valid.

    Reveals only number, version and title of the document.
    """
    copy = (
        PrintedCopy.objects.select_related("version__sop", "version__release")
        .defer("version__changes")
        .filter(token=token)
        .first()
    )
    if copy is None:
        return render(request, "sops/copy_check.html", {"verdict": "unknown"}, status=404)
    sop = copy.version.sop
    found = version_statuses(sop, clock.today())
    shown = next(s for s in found if s.version.pk == copy.version_id)
    live = next((s for s in found if s.state == VersionState.EFFECTIVE), None)
    in_time = clock.now() <= copy.valid_until
    verdict = ("good" if in_time else "stale") if shown.state == VersionState.EFFECTIVE else "dead"
    context = {
        "verdict": verdict,
        "copy": copy,
        "sop": sop,
        "shown": shown,
        "live": live,
        "now": clock.now(),
        "title": copy.version.title,
    }
    return render(request, "sops/copy_check.html", context | {"japanese": True})


def _asked(found: list[VersionStatus], version: str) -> VersionStatus:
    if version:
        shown = next((s for s in found if str(s.number) == version), None)
    else:
        shown = next((s for s in found if s.state == VersionState.EFFECTIVE), None) or next(iter(found), None)
    if shown is None:
        raise Http404
    return shown


def _band(shown: VersionStatus) -> str:
    names = {"version": shown.number, "day": daydate(shown.release.effective_on)}
    if shown.state == VersionState.EFFECTIVE:
        return _("Version in force · v%(version)s since %(day)s") % names
    if shown.state == VersionState.APPROVED:
        return _("v%(version)s is approved and takes effect on %(day)s. Not to be worked by before that day.") % names
    if shown.state == VersionState.WITHDRAWN:
        return _("v%(version)s was withdrawn on %(day)s. Nobody may work by it.") % {
            **names,
            "day": daydate(shown.release.withdrawal.withdrawn_on),
        }
    return _("v%(version)s is superseded. For reference only, not to be worked by.") % names


def _cells(sop: Sop, shown: VersionStatus, version: SopVersion) -> list[tuple[str, str]]:
    start = shown.release.effective_on
    return [
        (pgettext("document", "Code"), sop.number),
        (_("Version"), f"v{shown.number}"),
        (_("In force from"), daydate(start)),
        (_("Review before"), daydate(review_due(start))),
        (_("Source document"), f"{sop.source_number} {version.source_version}".strip()),
        (_("Stage"), str(sop.get_stage_display())),
    ]
