"""Days, instants, people and documents as they are typed in an as-of question."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import clock
from core.days import vietnamese_day
from core.errors import Refused
from core.text import nfc
from sops.models import Sop
from staff.models import Person

FIRST_YEAR, LAST_YEAR = 1990, 2150  # outside lies nothing that can be asked about, and dates end


def read_day(text: str | None, *, field: str = "as_of") -> dt.date | None:
    """`2026-04-15` or `15/04/2026`; None for nothing. Raises Refused for anything else."""
    text = (text or "").strip()
    if not text:
        return None
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        day, month, year = map(int, found.groups())
    elif found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        year, month, day = map(int, found.groups())
    else:
        raise Refused(
            _("“%(text)s” is not a day. Write it as 15/04/2026 or 2026-04-15.") % {"text": text[:40]}, field=field
        )
    try:
        found_day = dt.date(year, month, day)
    except ValueError as error:
        raise Refused(_("There is no day “%(text)s” in the calendar.") % {"text": text}, field=field) from error
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(
            _("Ask for a day from %(first)s to %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR}, field=field
        )
    return found_day


def read_instant(text: str | None, *, field: str = "known_at") -> dt.datetime | None:
    """An instant: ISO 8601, or `15/04/2026 17:00`; without offset in the time of the site. A day means its end.

    Raises Refused for anything else.
    """
    text = (text or "").strip()
    if not text:
        return None
    if "T" not in text and ":" not in text:
        day = read_day(text, field=field)
        return clock.end_of(day) if day else None
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})[ T](.+)", text):
        text = f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}T{found[4]}"
    try:
        moment = parse_datetime(text.replace(" ", "T", 1) if "T" not in text else text)
    except ValueError:
        moment = None
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise Refused(_("“%(text)s” is not a moment. Write it as 15/04/2026 17:00.") % {"text": text[:40]}, field=field)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))


def typed_day(day: dt.date) -> str:
    """A day as it is typed: 15/04/2026, and 2026-04-15 for who writes the year first."""
    return day.isoformat() if (get_language() or "").startswith("ja") else vietnamese_day(day)


def typed_moment(moment: dt.datetime) -> str:
    """An instant as it is typed, to the minute, in the time of the site."""
    return f"{typed_day(clock.site_date(moment))} {clock.site_time(moment):%H:%M}"


def person_of_email(email: str) -> Person:
    """The person behind an account. Raises Refused."""
    person = Person.objects.filter(user__email=nfc(email).strip().lower()).first()
    if person is None:
        raise Refused(_("Nobody has the address %(email)s.") % {"email": email}, field="person")
    return person


def sop_of_number(number: str) -> Sop:
    """The document of this number, however it was typed. Raises Refused."""
    sop = Sop.objects.filter(number=nfc(number).strip().upper()).first()
    if sop is None:
        raise Refused(_("There is no SOP %(number)s.") % {"number": number}, field="sop")
    return sop
