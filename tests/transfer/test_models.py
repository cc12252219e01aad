"""One row for each stage a lot goes through, in the order of manufacture."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from core import clock
from tests.factories import staff as make
from transfer.models import TrialLot

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 15)


def lot(stage: str, day: dt.date = DAY, product: str = "AD") -> TrialLot:
    return TrialLot.objects.create(
        product=product, stage=stage, lot="TL-1", made_on=day, by=make.person(), recorded_at=clock.now()
    )


def test_lot_stands_once_for_a_product_and_a_stage():
    rows = [lot("ISO"), lot("CUL"), lot("ISO", product="UC")]

    with pytest.raises(IntegrityError), transaction.atomic():
        lot("ISO", DAY + dt.timedelta(days=1))
    assert list(TrialLot.objects.all()) == rows
    assert str(rows[0]) == "TL-1 (AD, ISO)"


def test_lots_stand_in_the_order_of_manufacture():
    later, earlier = lot("CUL"), lot("ISO", DAY - dt.timedelta(days=1))

    assert list(TrialLot.objects.all()) == [earlier, later]
