"""Read and understood, as a row."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from core import clock
from sops.models import Acknowledgement, SopVersion
from staff.domain.sign import sign
from staff.enums import Meaning
from staff.models import User
from tests.factories import sops as docs
from tests.factories import staff as people

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 15)


def read(version: SopVersion, who: User, day: dt.date) -> Acknowledgement:
    signature = sign(version, by=who, proof=people.proof(who), meaning=Meaning.READ, content_hash=version.sha256)
    return Acknowledgement.objects.create(
        person=who.person, version=version, language="vi", happened_on=day, recorded_at=clock.now(), signature=signature
    )


def test_two_clicks_of_one_day_are_one_row() -> None:
    version, who = docs.released(), people.user("learner")
    read(version, who, DAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        read(version, who, DAY)


def test_a_refresher_and_another_reader_are_rows_of_their_own() -> None:
    version, who = docs.released(), people.user("learner")
    for reader, day in ((who, DAY), (who, DAY + dt.timedelta(days=365)), (people.user("learner"), DAY)):
        read(version, reader, day)

    assert Acknowledgement.objects.count() == 3
