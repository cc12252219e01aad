"""Open tasks of the administrator: accounts without access, values not confirmed by the institution."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef

from staff.models import AccessGrant, InstitutionValue, Person
from staff.value_table import VALUES


def accounts_without_access(day: dt.date) -> list[Person]:
    """Returns people with an open account and neither an access role on `day` nor one that begins later."""
    held = AccessGrant.objects.filter(person=OuterRef("pk")).exclude(valid_to__lt=day)
    return list(Person.objects.filter(~Exists(held), user__is_active=True).order_by("full_name"))


def values_not_confirmed() -> list[str]:
    """Returns the keys of values still at their default: nobody has set or confirmed them (domain [D])."""
    confirmed = set(InstitutionValue.objects.values_list("key", flat=True))
    return [key for key in VALUES if key not in confirmed]
