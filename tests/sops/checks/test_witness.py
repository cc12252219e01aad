"""Releases, readings and pictures against the trail (R-39)."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from django.db import connection
from PIL import Image

from core import clock
from sops.checks.witness import verify_events, verify_pictures, verify_readings
from sops.domain.acknowledgement import acknowledge
from sops.domain.pictures import store_picture
from sops.domain.release import withdraw
from tests.factories import release as make
from tests.factories import sops as plain
from tests.factories import staff
from tests.guards import without_guards

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_guards() -> Iterator[None]:
    with without_guards():
        yield


def witnessed() -> list[str]:
    return [
        finding.record.split()[0]
        for check in (verify_events, verify_readings, verify_pictures)
        for finding in check()[1]
    ]


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("UPDATE sops_release SET effective_on = '2020-01-01' WHERE number = 1", "sops_release"),
        ("UPDATE sops_release SET number = 7 WHERE number = 1", "sops_release"),
        ("UPDATE sops_release SET early_reason = 'x' WHERE number = 1", "sops_release"),
        ("UPDATE sops_release SET approved_at = '2020-01-01' WHERE number = 1", "sops_release"),
        ("UPDATE sops_release SET change_class = 'editorial' WHERE number = 1", "sops_release"),
        ("UPDATE sops_versionevent SET at = '2020-01-01' WHERE kind = 'reviewed'", "sops_versionevent"),
        ("UPDATE sops_versionevent SET reason = 'x' WHERE kind = 'submitted'", "sops_versionevent"),
        ("UPDATE sops_withdrawal SET withdrawn_on = '2020-01-01'", "sops_withdrawal"),
        ("UPDATE sops_withdrawal SET reasons = '{}'", "sops_withdrawal"),
        ("UPDATE sops_acknowledgement SET happened_on = '2020-01-01'", "sops_acknowledgement"),
        ("UPDATE sops_acknowledgement SET language = 'ja'", "sops_acknowledgement"),
        ("UPDATE sops_picture SET width = 9", "sops_picture"),
    ],
)
def test_an_altered_fact_is_named(statement: str, table: str) -> None:
    who = make.team()
    release = make.approved(make.draft(), who)
    reader = staff.user("learner")
    acknowledge(release.version, by=reader, proof=staff.proof(reader), language="vi")
    withdraw(release, by=who.approver, proof=staff.proof(who.approver), on=clock.today(), reasons={"vi": "Sai."})
    out = BytesIO()
    Image.new("RGB", (4, 3)).save(out, "PNG")
    store_picture(out.getvalue())
    assert witnessed() == []
    sql(statement)
    assert witnessed() == [table]


def test_a_release_nobody_told_the_trail_of_is_named() -> None:
    plain.released()
    assert witnessed() == ["sops_release"]
