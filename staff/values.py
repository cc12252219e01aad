"""Values of the institution ([D] in the domain handbook): a default each, until a dated row says otherwise (R-34).

`value("quiz_pass_mark", on=day)` answers for a day, so that the past keeps the rule it was decided by.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.trail import record
from core import clock
from core.errors import Refused
from staff.enums import AccessRole
from staff.models import InstitutionValue, User
from staff.permissions import May, require, require_person


@dataclass(frozen=True)
class Value:
    """One value: its default, its unit, what it means, and the rule it rests on."""

    default: int | str | bool
    unit: str | Promise
    label: Promise
    basis: str  # [D]: the institution decides

    @property
    def rule(self) -> str:
        """The basis in words."""
        said = self.basis.replace("[D]", "; " + _("decision of the institution")).split(";")
        return ", ".join(part.strip() for part in said if part.strip())


VALUES: dict[str, Value] = {
    "warning_days": Value(
        60,
        gettext_lazy("days"),
        gettext_lazy("A qualification counts as expiring this long before its last day"),
        "[D]",
    ),
    "quiz_pass_mark": Value(80, "%", gettext_lazy("Pass mark of a new quiz"), "[D]"),
    "quiz_attempts": Value(3, "", gettext_lazy("Attempts at a new quiz"), "[D]"),
    "quiz_wait_hours": Value(24, gettext_lazy("hours"), gettext_lazy("Wait between two attempts"), "[D]"),
    "supervised_runs": Value(
        3, "", gettext_lazy("Supervised runs before the practical assessment"), "[D]; JP aseptic guideline"
    ),
    "gowning_months": Value(
        12, gettext_lazy("months"), gettext_lazy("Gowning assessment is repeated within"), "PIC/S Annex 1 7.4"
    ),
    "aps_first": Value(3, "", gettext_lazy("Consecutive media fills of a new operator"), "PIC/S Annex 1 9.39"),
    "aps_months": Value(6, gettext_lazy("months"), gettext_lazy("Media fill is repeated within"), "PIC/S Annex 1 9.39"),
    "refresher_months": Value(24, gettext_lazy("months"), gettext_lazy("SOP refresher within"), "[D]"),
    "training_threshold": Value(
        100, "%", gettext_lazy("People trained before a version takes effect without justification"), "[D]"
    ),
    "review_months": Value(
        24, gettext_lazy("months"), gettext_lazy("Periodic review of an SOP within"), "PIC/S 4.5 [D]"
    ),
    "sop_number": Value("MSC-SOP-{stage}-{seq:03}", "", gettext_lazy("Number of a new SOP"), "[D]"),
    "operators_per_sop": Value(
        2,
        gettext_lazy("people"),
        gettext_lazy("Qualified people each SOP of a product's chain needs"),
        "WHO TRS 1044 [D]",
    ),
    "trial_lots": Value(3, "", gettext_lazy("Trial lots in a row that show a stage works"), "WHO TRS 1044 [D]"),
    "trail_review_months": Value(
        3, gettext_lazy("months"), gettext_lazy("The audit trail is reviewed within"), "PIC/S Annex 11 §9 [D]"
    ),
    "print_hours": Value(24, gettext_lazy("hours"), gettext_lazy("A printed working copy counts for"), "[D]"),
    "attendance_percent": Value(80, "%", gettext_lazy("Attendance needed for a certificate"), "[D]"),
    "cme_hours": Value(120, gettext_lazy("credit hours"), gettext_lazy("CME hours in five years"), "TT 32/2023/TT-BYT"),
    "second_factor_roles": Value(
        "none",
        "",
        gettext_lazy("Access roles that sign only with a second factor, separated by spaces; none"),
        "21 CFR 11.200 [D]",
    ),
}


def value(key: str, on: dt.date | None = None) -> Any:
    """What `key` is on `on` (today): the newest dated row begun by then, else the default. KeyError for an unknown key."""
    return value_on(key)(on or clock.today())


def value_on(key: str) -> Callable[[dt.date], Any]:
    """What `key` is on each of many days, looked up once."""
    default = VALUES[key].default
    rows = list(
        InstitutionValue.objects.filter(key=key).order_by("-valid_from", "-pk").values_list("valid_from", "value")
    )
    return lambda day: next((val for valid_from, val in rows if valid_from <= day), default)


def second_factor_roles(on: dt.date | None = None) -> frozenset[str]:
    """Access roles whose signatures need a second factor on a day (today)."""
    return _roles(value("second_factor_roles", on))


def _roles(text: Any) -> frozenset[str]:
    return frozenset(str(text).replace(",", " ").split()) - {"none"}


def all_values(on: dt.date | None = None) -> dict[str, Any]:
    """Every value on a day, in one query."""
    found = {key: spec.default for key, spec in VALUES.items()}
    rows = InstitutionValue.objects.filter(valid_from__lte=on or clock.today()).order_by("valid_from", "pk")
    found.update((key, val) for key, val in rows.values_list("key", "value") if key in found)
    return found


@transaction.atomic
def set_value(
    key: str, new: Any, *, by: User, valid_from: dt.date, reason: str, at: dt.datetime | None = None
) -> InstitutionValue:
    """A new value from a day on, never backwards: what was decided by the old one stays decided."""
    require(by, May.MANAGE_SETTINGS)
    at = at or clock.now()
    if key not in VALUES or type(new) is not type(VALUES[key].default):
        raise Refused(_("This value cannot be set to “%(new)s”.") % {"new": new}, field="value")
    if key == "second_factor_roles" and (unknown := _roles(new) - set(AccessRole.values)):
        raise Refused(
            _("There is no access role “%(role)s”. There are: %(roles)s.")
            % {"role": ", ".join(sorted(unknown)), "roles": ", ".join(AccessRole.values)},
            field="value",
        )
    if isinstance(new, int) and new < 0:
        raise Refused(_("The value must not be negative."), field="value")
    if valid_from < clock.site_date(at):
        raise Refused(_("A value changes from today on, not in the past."), field="valid_from")
    if not reason.strip():
        raise Refused(_("A change needs a reason."), field="reason")
    person = require_person(by)
    old = value(key, on=valid_from)
    row = InstitutionValue.objects.create(
        key=key, value=new, valid_from=valid_from, reason=reason, by=person, recorded_at=at
    )
    record("value_set", row, by=by, at=at, old={key: old}, new={key: new, "from": valid_from}, reason=reason)
    return row
