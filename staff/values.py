"""Values of the institution ([D] in docs/rules.md): a default each, until a dated row replaces it (R-34).

`value("quiz_pass_mark", on=day)` returns the value of a day, so that past decisions keep the value under which they
were made. The table of all values is `staff.value_table`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit.trail import record
from core import clock
from core.errors import Refused
from staff.models import InstitutionValue, User
from staff.permissions import May, require, require_person
from staff.value_table import VALUES, role_codes


def value(key: str, on: dt.date | None = None) -> Any:
    """Returns the value of `key` on `on` (today): the newest dated row begun by then, else the default. KeyError for an
    unknown key.
    """
    return value_on(key)(on or clock.today())


def value_on(key: str) -> Callable[[dt.date], Any]:
    """Returns the value of `key` on each of many days, looked up once."""
    default = VALUES[key].default
    rows = list(
        InstitutionValue.objects.filter(key=key).order_by("-valid_from", "-pk").values_list("valid_from", "value")
    )
    return lambda day: next((val for valid_from, val in rows if valid_from <= day), default)


def second_factor_roles(on: dt.date | None = None) -> frozenset[str]:
    """Returns the access roles whose signatures need a second factor on a day (today)."""
    return role_codes(value("second_factor_roles", on))


def all_values(on: dt.date | None = None) -> dict[str, Any]:
    """Returns every value on a day, in one query."""
    found = {key: spec.default for key, spec in VALUES.items()}
    rows = InstitutionValue.objects.filter(valid_from__lte=on or clock.today()).order_by("valid_from", "pk")
    found.update((key, val) for key, val in rows.values_list("key", "value") if key in found)
    return found


@transaction.atomic
def set_value(
    key: str, new: Any, *, by: User, valid_from: dt.date, reason: str, at: dt.datetime | None = None
) -> InstitutionValue:
    """Sets a value from a day on, never retroactively: past decisions stay as they are.

    Raises Refused for a value outside its limits, a day in the past, or without a reason.
    """
    require(by, May.MANAGE_SETTINGS)
    at = at or clock.now()
    if key not in VALUES:
        raise Refused(_("There is no value “%(key)s”.") % {"key": key})
    if refusal := VALUES[key].why_not(new):
        raise Refused(refusal, field="value")
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
