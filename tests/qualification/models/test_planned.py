"""Planned practice in the order in which it will be done."""

from __future__ import annotations

import datetime as dt

import pytest

from core import clock
from qualification.models import PlannedAppointment
from tests.factories import staff as make


@pytest.mark.django_db
def test_appointments_stand_by_day_and_time():
    who, day = make.person("Lê Văn Tám"), dt.date(2026, 6, 15)
    rows = [
        PlannedAppointment.objects.create(person=who, activity="aps", day=on, time=time, recorded_at=clock.now())
        for on, time in ((day, dt.time(15)), (day, dt.time(9)), (day - dt.timedelta(days=1), dt.time(16)))
    ]

    assert list(PlannedAppointment.objects.all()) == [rows[2], rows[1], rows[0]]
    assert str(rows[0]).startswith("Lê Văn Tám: ")
