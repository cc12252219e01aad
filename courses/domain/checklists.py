"""Creates checklists. Assessments keep the lines with which they were recorded."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit.trail import record
from core import clock
from core.canonical import digest
from core.errors import Conflict, Refused
from courses.enums import ChecklistKind
from courses.models import Checklist
from sops.models import Sop
from staff.models import User
from staff.permissions import May, require
from staff.values import all_values

COMPARATORS = {"±": ("value", "tolerance"), "range": ("low", "high")}


@transaction.atomic
def create_checklist(
    *,
    slug: str,
    sop: Sop,
    titles: dict[str, str],
    lines: list[dict[str, Any]],
    by: User,
    kind: str = ChecklistKind.PRACTICAL,
    at: dt.datetime | None = None,
    **rules: Any,
) -> Checklist:
    """Creates a checklist for an SOP; `rules` are fields of the model such as `sop_version`, `consecutive` and
    `repeat_months`.

    `runs_required` and `other_misses_allowed` default to the institution's values of the day; for gowning the runs
    are the passes required for initial qualification.
    """
    require(by, May.MANAGE_COURSES)
    if Checklist.objects.filter(slug=slug).exists():
        raise Conflict(_("There is a checklist “%(slug)s” already.") % {"slug": slug}, field="slug")
    check_lines(lines)
    values = all_values(clock.site_date(at or clock.now()))
    start = {
        "runs_required": values["gowning_first" if kind == ChecklistKind.GOWNING else "supervised_runs"],
        "other_misses_allowed": values["other_misses"],
    }
    rules = start | {name: rule for name, rule in rules.items() if rule is not None or name not in start}
    checklist = Checklist.objects.create(slug=slug, sop=sop, titles=titles, lines=lines, kind=kind, **rules)
    record("checklist_created", checklist, by=by, at=at, new={"slug": slug, "sop": sop.number, "lines": digest(lines)})
    return checklist


def check_lines(lines: list[dict[str, Any]]) -> None:
    """Refuses lines without id, text or critical flag, and measurements with incomplete limits."""
    ids = [line.get("id") for line in lines]
    if not lines or len(set(ids)) != len(ids) or not all(ids):
        raise Refused(_("Every line of a checklist needs an id of its own."), field="lines")
    for line in lines:
        if not line.get("text") or not isinstance(line.get("critical"), bool):
            raise Refused(
                _("Line %(line)s needs a text and says whether it is critical.") % {"line": line["id"]}, field="lines"
            )
        for measure in line.get("measures") or []:
            needed = COMPARATORS.get(measure.get("comparator"), ("value",))
            if measure.get("comparator") not in {*COMPARATORS, "≥", "≤", "<", ">", "="} or any(
                measure.get(name) in (None, "") for name in needed
            ):
                raise Refused(
                    _("Line %(line)s: the limits of a measure are incomplete.") % {"line": line["id"]}, field="lines"
                )
