"""The banner and the title block above every document: which version is shown, and its state."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.dated import in_language
from core.days import daydate
from sops.enums import VersionState
from sops.models import Sop
from sops.queries import VersionStatus
from sops.reading.rendering import Body
from sops.waiting import review_due


def banners(
    sop: Sop, found: list[VersionStatus], shown: VersionStatus, current: VersionStatus | None
) -> list[dict[str, Any]]:
    """Returns the state of the version shown, with the link from a version that is not in force to the one that is
    (R-08).
    """
    live = (
        {
            "url": reverse("sop_detail", args=[sop.number]),
            "action": _("Read v%(version)s instead") % {"version": current.number},
        }
        if current
        else {}
    )
    names = {"version": shown.number, "day": daydate(shown.release.effective_on)}
    if shown.state == VersionState.EFFECTIVE:
        made = [
            {
                "tone": "fill-jade",
                "icon": "effective",
                "text": _("Version in force · v%(version)s since %(day)s") % names,
                "aside": _("Work by this version"),
            }
        ]
        coming = next((s for s in reversed(found) if s.state == VersionState.APPROVED), None)
        if coming:
            made.append(_coming(sop, coming, shown))
        return made
    if shown.state == VersionState.APPROVED:
        text = _("v%(version)s is approved and takes effect on %(day)s. Not to be worked by before that day.") % names
        return [{"tone": "indigo", "icon": "approved", "text": text, **({**live, "strong": False} if live else {})}]
    if shown.state == VersionState.WITHDRAWN:
        withdrawal = shown.release.withdrawal
        text = _("v%(version)s was withdrawn on %(day)s. Nobody may work by it.") % {
            **names,
            "day": daydate(withdrawal.withdrawn_on),
        }
        reason = in_language(withdrawal.reasons)
        return [{"tone": "fill-plum", "icon": "retired", "text": text, "more": reason, "role": "status", **live}]
    ended = shown.last_day + dt.timedelta(days=1) if shown.last_day else shown.release.effective_on
    text = _("This is v%(version)s, superseded since %(day)s.") % {**names, "day": daydate(ended)}
    return [
        {
            "tone": "outdated",
            "icon": "superseded",
            "text": text,
            "more": _("For reference only, not to be worked by."),
            "role": "status",
            "strong": True,
            **live,
        }
    ]


def _coming(sop: Sop, coming: VersionStatus, shown: VersionStatus) -> dict[str, Any]:
    text = _("v%(next)s is approved and takes effect on %(day)s. Until then work by v%(version)s.") % {
        "next": coming.number,
        "day": daydate(coming.release.effective_on),
        "version": shown.number,
    }
    url = reverse("sop_version", args=[sop.number, coming.number])
    return {
        "tone": "indigo",
        "icon": "approved",
        "text": text,
        "url": url,
        "action": _("Read v%(version)s ahead") % {"version": coming.number},
    }


def candidate_banner(sop: Sop) -> dict[str, Any]:
    """Returns, for those who may see candidates, the notice of the coming version with a link."""
    text = _("A candidate for the next version waits for its signatures.")
    return {
        "tone": "",
        "icon": "await",
        "text": text,
        "url": reverse("sop_release", args=[sop.number]),
        "action": _("Open the release"),
    }


def title_cells(sop: Sop, shown: VersionStatus, drawn: Body, issues: int) -> list[dict[str, Any]]:
    """Returns the title block: code, version, state and dates, the Japanese source, who verified the translation."""
    number: dict[str, Any] = {"label": pgettext("document", "Code"), "value": sop.number, "code": True}
    source: dict[str, Any] = {
        "label": _("Source document"),
        "value": sop.source_number or drawn.source.get("number", ""),
        "code": True,
        "more": shown.version.source_version,
    }
    if shown.state in {VersionState.SUPERSEDED, VersionState.WITHDRAWN}:
        span = f"{daydate(shown.first_day)} – {daydate(shown.last_day)}" if shown.first_day else _("never in force")
        cells: list[dict[str, Any]] = [
            number,
            {"label": _("Version"), "value": f"v{shown.number}"},
            {"label": _("State"), "value": "", "state": str(shown.state)},
            {"label": _("In force"), "value": span},
        ]
    else:
        count = ngettext("%(count)s issue", "%(count)s issues", issues) % {"count": issues}
        cells = [
            number,
            {"label": _("Version"), "value": f"v{shown.number}", "more": f"({count})"},
            {"label": _("Review before"), "value": daydate(review_due(shown.release.effective_on))},
        ]
    cells.append(source)
    cells.append({"label": _("Translation"), "value": _("Verified by two people"), "wide_only": True})
    cells.append({"label": _("Stage"), "value": sop.get_stage_display(), "wide_only": True})
    return cells
