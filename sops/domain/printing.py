"""Controlled copies on paper: each print is recorded, so that anybody who holds the paper can check whether it is still
valid (R-02, R-08).
"""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from audit.trail import record
from core import clock
from core.errors import Refused
from sops.models import PrintedCopy, SopVersion
from staff.models import User
from staff.permissions import May, require, require_person
from staff.values import value


@transaction.atomic
def print_copy(version: SopVersion, *, languages: list[str], by: User, at: dt.datetime | None = None) -> PrintedCopy:
    """Records a printed copy of a released version in one or two of its languages. It is valid on the day of printing,
    for `print_hours` at most.

    Raises NotAllowed for an account without a person, Refused for a candidate or a language the version lacks.
    """
    require(by, May.READ_SOPS)
    person = require_person(by)
    if not hasattr(version, "release"):
        raise Refused(_("Only a released version can be printed."))
    if not languages or not set(languages) <= set(version.languages):
        raise Refused(_("This version does not exist in the language you read."), field="lang")
    at = at or clock.now()
    day = clock.site_date(at)
    until = min(at + dt.timedelta(hours=value("print_hours", on=day)), clock.end_of(day))
    made = PrintedCopy.objects.create(
        token=secrets.token_urlsafe(16), version=version, languages=languages, by=person, at=at, valid_until=until
    )
    record("sop_printed", version, by=by, at=at, new={"languages": languages, "valid_until": until}, copy=made.pk)
    return made
