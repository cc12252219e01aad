"""Who may review the audit trail, and which days (R-33)."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from core.errors import Refused
from staff.models import User
from staff.permissions import May, require, require_person


def check_can_review(*, by: User, first_day: dt.date, last_day: dt.date, findings: str, on: dt.date) -> None:
    """QA and the director review days up to today, and state their findings. Raises NotAllowed, Refused."""
    require(by, May.REVIEW_TRAIL)
    require_person(by)
    if last_day < first_day:
        raise Refused(_("The last day lies before the first."), field="last_day")
    if last_day > on:
        raise Refused(_("What has not happened yet cannot be reviewed."), field="last_day")
    if not findings.strip():
        raise Refused(_("Say what was looked at and what was found."), field="findings")
