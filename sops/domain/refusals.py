"""A refused regulated act is recorded in the audit trail and changes nothing else (R-46)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from audit.trail import record
from core.errors import Conflict, Refused
from staff.models import User


@contextmanager
def all_or_refused(action: str, subject: models.Model, *, by: User, at: dt.datetime) -> Iterator[None]:
    """Runs the act in one transaction. If it is refused, everything is rolled back and the refusal is recorded as
    `action`.

    A row that already exists (two people, or two clicks, at the same moment) is a Conflict.
    """
    try:
        try:
            with transaction.atomic():
                yield
        except IntegrityError as twice:
            raise Conflict(_("Somebody else did this a moment ago. Load the page again.")) from twice
    except Refused as refused:
        record(action, subject, by=by, at=at, reason=str(refused))
        raise
