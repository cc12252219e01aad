"""Restrictions in the order in which they hold, whenever they were entered; nobody changes them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from qualification.models import Restriction
from tests.factories import facts
from tests.factories import staff as make

DAY = dt.date(2026, 6, 15)


@pytest.mark.django_db
def test_restrictions_stand_by_the_day_from_which_they_hold():
    who = make.person("Lê Văn Tám")
    lifted = facts.event(who, "lifted", DAY)
    suspended = facts.event(who, "suspension", DAY - dt.timedelta(days=1), known=facts.noon(DAY + dt.timedelta(days=9)))

    assert list(Restriction.objects.all()) == [suspended, lifted]
    assert str(suspended) == "Lê Văn Tám: suspension 2026-06-14"


@pytest.mark.django_db
def test_restriction_is_ended_by_another_and_never_altered():
    made = facts.event(make.person(), "disqualification", DAY)

    for act in (
        made.save,
        made.delete,
        lambda: Restriction.objects.update(kind="lifted"),
        Restriction.objects.all().delete,
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert Restriction.objects.get().kind == "disqualification"
