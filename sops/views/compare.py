"""Comparison of two versions of a document, text by text."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from core import clock
from sops.enums import ChangeClass
from sops.models import Sop, SopVersion
from sops.queries import version_statuses
from sops.reading.change_count import count
from sops.reading.marks import pieces, place_name
from sops.releasing.changes import changes_between
from sops.views.reader import chosen_languages, language_links
from staff.permissions import May
from staff.views.access import needs


@needs(May.READ_SOPS)
def compare(request: HttpRequest, number: str, a: int, b: int) -> HttpResponse:
    """Shows the changes of version `b` against version `a`; `?show=critical` keeps the critical ones."""
    sop = get_object_or_404(Sop, number=number)
    found = {s.number: s for s in version_statuses(sop, clock.today())}
    if a not in found or b not in found:
        raise Http404
    contents = SopVersion.objects.in_bulk([found[a].version.pk, found[b].version.pk])
    old, new = contents[found[a].version.pk], contents[found[b].version.pk]
    languages = chosen_languages(
        request.GET.get("lang", ""), [code for code in new.languages if code in old.languages] or new.languages
    )
    changes = changes_between(old, new)
    counted = count(changes)
    show = "critical" if request.GET.get("show") == "critical" else "all"
    rows = [
        {
            "kind": change["kind"],
            "whole": change["kind"] in {"added", "removed"},
            "label": place_name(change["section"], change["block_id"]),
            "critical": change["class"] == ChangeClass.CRITICAL,
            "anchor": change["block_id"],
            "texts": [(code, pieces(change["old"].get(code, ""), change["new"].get(code, ""))) for code in languages],
        }
        for change in changes
        if show == "all" or change["class"] == ChangeClass.CRITICAL
    ]
    context: dict[str, Any] = {
        "sop": sop,
        "title": new.title,
        "old": found[a],
        "new": found[b],
        "rows": rows,
        "total": counted.total,
        "critical_count": counted.critical,
        "show": show,
        "languages": languages,
        "language_links": language_links(new.languages, languages),
        "versions": sorted(found),
        "same": old.sha256 == new.sha256,
        "japanese": "ja" in languages,
    }
    return render(request, "sops/compare.html", context)
