"""The rendered body of a frozen version, which never changes: each rendering is cached by the hashes of its content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from sops.models import SopVersion
from sops.queries import VersionStatus
from sops.reading.change_count import ChangeCount, count
from sops.reading.drawing import draw, lang_attribute
from sops.reading.marks import Line, differences, lines, marks
from sops.reading.reading import Mark, read


@dataclass(frozen=True)
class Body:
    """Data of the document for a reading page."""

    html: SafeString
    side: SafeString  # what changed, critical parameters
    title: str
    second_title: str
    has_steps: bool
    source: dict[str, str]
    changes: ChangeCount  # against the previous version


def body(shown: VersionStatus, languages: list[str], *, base: VersionStatus | None, live: VersionStatus | None) -> Body:
    """Returns the body of `shown` in one or two languages, with its changes against `base` marked.

    For a version that is no longer effective (`live` is the one in force), the differences from the live one are
    marked. The content is read from the database only if the rendering is not cached.
    """
    stand = live.version.sha256 if live else ""
    key = ":".join(
        ["sop-body-counted", shown.version.sha256, str(shown.number), stand, "+".join(languages), get_language() or ""]
    )
    kept: Body | None = caches["frozen"].get(key)
    if kept is None:
        kept = _drawn(shown, languages, base, live)
        caches["frozen"].set(key, kept, None)
    return kept


def _drawn(shown: VersionStatus, languages: list[str], base: VersionStatus | None, live: VersionStatus | None) -> Body:
    version = SopVersion.objects.select_related("sop").get(pk=shown.version.pk)
    marked: dict[str, Mark] = {}
    told: list[Line] = []
    counted = ChangeCount(0, 0)
    if live:
        url = reverse("sop_detail", args=[version.sop.number])
        marked = differences(version.document, live_document(live), live=live.number, url=url)
    elif base:
        marked = marks(version.change_list, languages, version=shown.number, against=base.number)
        told, counted = lines(version.change_list, languages[0]), count(version.change_list)
    reading = read(version.document, languages, marked)
    beside = {
        "sop": version.sop,
        "number": shown.number,
        "before": base.number if base else None,
        "changes": told,
        "count": counted,
        "reason": version.reason,
        "critical": reading.critical,
        "said": lang_attribute(languages[0]),
    }
    return Body(
        draw(reading, hollow=live is not None),
        mark_safe(render_to_string("sops/reader/_side.html", beside)),
        reading.title,
        reading.second_title,
        bool(reading.steps),
        version.document.get("source", {}),
        counted,
    )


def live_document(status: VersionStatus) -> dict[str, Any]:
    """Returns the content of a version that a list loaded without it."""
    return SopVersion.objects.only("content").get(pk=status.version.pk).document
