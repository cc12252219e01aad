"""Hours enter the ledger once, by the row of the day, with their scan; refused input leaves nothing behind."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from audit.models import AuditEvent
from certificates.domain.credit import conversion_on, hours_for, reject_credit, verify_credit
from certificates.models import CmeCredit, ConversionRow, CreditClaim
from core import clock
from core.canonical import sha256
from core.errors import Conflict, Refused
from tests.factories import certificates as issued
from tests.factories import staff as make

PDF = b"%PDF-1.7 scan"


@pytest.mark.parametrize(
    ("hours", "cap", "quantity", "expected"),
    [
        ("1", None, "8", "8"),
        ("0.5", None, "3", "1.5"),
        ("4", "20", "4", "16"),
        ("4", "20", "5", "20"),
        ("4", "20", "6", "20"),
        ("0.33", None, "0.5", "0.16"),
    ],
)
def test_hours_of_a_quantity_stop_at_the_cap_of_the_row(hours, cap, quantity, expected):
    row = ConversionRow(hours=Decimal(hours), cap=Decimal(cap) if cap else None)

    assert hours_for(row, Decimal(quantity)) == Decimal(expected)


@pytest.mark.django_db
def test_conversion_is_the_row_that_holds_on_the_day():
    old = conversion_on(dt.date(2026, 1, 1), activity="short_course", role="learner")
    old.valid_to = dt.date(2025, 12, 31)
    old.save()
    old_pk, old.pk, old.valid_from, old.valid_to = old.pk, None, dt.date(2026, 1, 1), None
    old.save()

    found = [
        conversion_on(day, activity="short_course", role="learner").pk
        for day in (dt.date(2025, 12, 31), dt.date(2026, 1, 1))
    ]

    assert found == [old_pk, old.pk]
    assert conversion_on(dt.date(2026, 1, 1), activity="short_course", role="nobody") is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"quantity": "0"}, "quantity"),
        ({"quantity": "-1"}, "quantity"),
        ({"quantity": "1000.01"}, "quantity"),
        ({"title": " "}, "title"),
        ({"organiser": ""}, "title"),
        ({"evidence": " "}, "title"),
        ({"ended_on": dt.date(2026, 6, 16)}, "ended_on"),
        ({"scan": b"<html>"}, "scan"),
    ],
)
def test_claim_that_cannot_be_is_refused_at_its_field(fields, field):
    at = dt.datetime(2026, 6, 15, 16, 59, tzinfo=dt.UTC)  # the last minute of the day in Hà Nội
    values = {"ended_on": dt.date(2026, 6, 15), "at": at, **fields}

    with pytest.raises(Refused) as refusal:
        issued.claim(make.person(), **values)
    assert refusal.value.field == field
    assert not CreditClaim.objects.exists()


@pytest.mark.django_db
def test_scan_is_kept_under_its_hash_with_the_extension_its_bytes_prove(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    claim = issued.claim(make.person(), scan=PDF)

    assert claim.scan_sha256 == sha256(PDF)
    assert claim.scan.name.rsplit("/", 1)[-1] == f"{sha256(PDF)[:24]}.pdf"
    assert claim.scan.read() == PDF


@pytest.mark.django_db
def test_paper_that_was_rejected_may_be_entered_again():
    who, office = make.person(), make.user("cme_office")
    first = issued.claim(who, evidence="12/GCN")
    reject_credit(first, by=office, reasons={"vi": "Mờ"})

    second = issued.claim(who, evidence="12/GCN")

    with pytest.raises(Conflict):
        issued.claim(who, evidence=" 12/GCN ")
    assert list(CreditClaim.objects.order_by("pk")) == [first, second]


@pytest.mark.django_db
def test_verified_claim_is_one_line_that_keeps_the_row_it_was_made_by():
    who, office = make.person(), make.user("cme_office")
    claim = issued.claim(who, quantity="3")

    line = verify_credit(claim, by=office)
    ConversionRow.objects.filter(pk=claim.row_id).update(hours=9)

    again = CmeCredit.objects.get()
    assert (again, again.hours, again.evidence, again.ended_on) == (line, claim.hours, claim.evidence, claim.ended_on)
    assert (again.conversion["row"], again.conversion["hours"]) == (claim.row_id, str(claim.row.hours))
    assert AuditEvent.objects.filter(action="credit_verified", object_id=str(claim.pk)).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("first", ["verify", "reject"])
def test_claim_is_decided_once(first):
    office, second = make.user("cme_office"), make.user("cme_office")
    claim = issued.claim(make.person())
    if first == "verify":
        verify_credit(claim, by=office)
    else:
        reject_credit(claim, by=office, reasons={"vi": "Mờ"})
    lines = CmeCredit.objects.count()

    for decide in (verify_credit, lambda row, by: reject_credit(row, by=by, reasons={"vi": "Mờ"})):
        with pytest.raises(Conflict):
            decide(CreditClaim.objects.get(pk=claim.pk), by=second)
    assert CmeCredit.objects.count() == lines


@pytest.mark.django_db
def test_rejection_says_why_and_adds_nothing():
    office, claim = make.user("cme_office"), issued.claim(make.person())

    with pytest.raises(Refused) as refusal:
        reject_credit(claim, by=office, reasons={"vi": " ", "en": ""})
    assert refusal.value.field == "reason"
    decision = reject_credit(claim, by=office, reasons={"vi": " Mờ ", "en": ""})

    assert (decision.reasons, decision.accepted, CmeCredit.objects.count()) == ({"vi": "Mờ"}, False, 0)
    assert clock.site_date(decision.recorded_at) == clock.today()
