"""The public check: quick for everybody, watched by nobody."""

from __future__ import annotations

import datetime as dt

import pytest

from certificates.domain.lookup import TooMany, check_rate, count_lookup
from certificates.models import Lookup

DAY = dt.date(2026, 6, 15)


def test_an_address_asks_so_often_in_a_minute_and_no_more(settings):
    for _ in range(settings.VERIFY_PER_MINUTE):
        check_rate("192.0.2.1")

    with pytest.raises(TooMany):
        check_rate("192.0.2.1")
    check_rate("192.0.2.2")  # the next one is not held up


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/verify/AAAA-BBBB-CCCC/", "/verify/AAAA-BBBB-CCCC.json"])
def test_every_public_address_keeps_the_limit(client, address, settings):
    for _ in range(settings.VERIFY_PER_MINUTE):
        check_rate("192.0.2.1")

    assert client.get(address, REMOTE_ADDR="192.0.2.1").status_code == 429
    assert client.get(address, REMOTE_ADDR="192.0.2.2").status_code == 404


@pytest.mark.django_db
def test_a_file_handed_in_counts_against_the_limit(client, settings):
    from django.core.files.uploadedfile import SimpleUploadedFile

    for _ in range(settings.VERIFY_PER_MINUTE):
        check_rate("192.0.2.1")

    answer = client.post("/verify/", {"file": SimpleUploadedFile("x.pdf", b"%PDF")}, REMOTE_ADDR="192.0.2.1")

    assert answer.status_code == 429


@pytest.mark.django_db
def test_checks_are_counted_by_day_and_answer_without_who_asked():
    for day in (DAY, DAY, DAY + dt.timedelta(days=1)):
        count_lookup("unknown", None, day=day)

    assert list(Lookup.objects.order_by("day").values_list("day", "state", "count")) == [
        (DAY, "unknown", 2),
        (DAY + dt.timedelta(days=1), "unknown", 1),
    ]
    assert {field.name for field in Lookup._meta.fields} == {"id", "day", "state", "certificate", "count"}
