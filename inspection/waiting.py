"""Open tasks of inspection."""

from __future__ import annotations

import datetime as dt

from core import clock
from core.days import add_months
from inspection.models import TrailReview
from staff.values import value


def trail_review_due(day: dt.date) -> dt.date | None:
    """The day by which the audit trail is to be reviewed next; None before the first review (R-33). Two queries."""
    last = TrailReview.objects.values_list("recorded_at", flat=True).first()
    return add_months(clock.site_date(last), value("trail_review_months", on=day)) if last else None
