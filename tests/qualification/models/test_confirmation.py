"""Confirmations in the order of their first days; nobody changes them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from qualification.models import Confirmation
from tests.factories import facts
from tests.factories import staff as make

DAY = dt.date(2026, 6, 15)


@pytest.mark.django_db
def test_confirmations_stand_by_their_first_day_and_stay_as_they_were_signed():
    who, version = make.person(), facts.version(facts.sop(), DAY - dt.timedelta(days=99))
    later, earlier = (facts.confirmed(who, version, DAY - dt.timedelta(days=n)) for n in (1, 9))

    assert list(Confirmation.objects.all()) == [earlier, later]
    for act in (later.save, lambda: Confirmation.objects.update(valid_to=None), Confirmation.objects.all().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
