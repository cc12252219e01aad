"""Open tasks of inspection: when the audit trail is to be reviewed next."""

from __future__ import annotations

import datetime as dt

from core import clock
from core.days import add_months
from inspection.models import TrailReview
from staff.values import value


def trail_review_due(day: dt.date) -> dt.date | None:
    """The day by which the trail is to be reviewed next; None while it never was (R-33). Two queries."""
    last = TrailReview.objects.values_list("recorded_at", flat=True).first()
    return add_months(clock.site_date(last), value("trail_review_months", on=day)) if last else None
