"""Public checks are counted by day, answer and certificate; who asked is never recorded."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from certificates.models import Certificate, Lookup
from core.errors import Refused


class TooMany(Refused):
    """More checks from one address than a person would make."""

    status = 429


def check_rate(address: str) -> None:
    """Raises TooMany after settings.VERIFY_PER_MINUTE checks of one address in a minute.

    A code has 60 bits and cannot be guessed: the limit only protects the site's speed.
    """
    key = f"verify:{address}"
    cache.add(key, 0, 60)
    try:
        asked = cache.incr(key)
    except ValueError:  # it expired between the two calls
        return
    if asked > settings.VERIFY_PER_MINUTE:
        raise TooMany(_("Too many checks from this address. Wait a minute and try again."))


def count_lookup(state: str, certificate: Certificate | None, *, day: dt.date) -> None:
    """Adds one to the count of the day."""
    rows = Lookup.objects.filter(day=day, state=state, certificate=certificate)
    if rows.update(count=F("count") + 1):
        return
    try:
        with transaction.atomic():
            Lookup.objects.create(day=day, state=state, certificate=certificate, count=1)
    except IntegrityError:  # another check was the first of the day
        rows.update(count=F("count") + 1)
