"""Certificates and hours of the demo as they stand in the database."""

from __future__ import annotations

from certificates.models import Certificate, CmeCredit
from courses.models import CourseCompletion
from demo import content

HISTORY = content.read("history.yaml")


def test_certificates_have_the_numbers_codes_and_states_of_the_register(demo):
    found = {c.check_code: (c.number, str(c.state_on(demo.today))) for c in Certificate.objects.with_fate()}
    # a certificate that expires soon is valid
    wanted = {
        row["check_code"]: (
            demo.fill(row["number"], row["issued"]),
            {"expiring": "valid"}.get(row["state"], row["state"]),
        )
        for row in HISTORY["certificates"]
    }

    assert found == wanted


def test_hours_enter_the_ledger_for_certificates_and_verified_claims(demo):
    issued = sum(row["kind"] == "cme" for row in HISTORY["certificates"])
    revoked = sum(row["state"] == "revoked" for row in HISTORY["certificates"])
    verified = sum(row["state"] == "verified" for row in HISTORY["cme_external"])

    assert CmeCredit.objects.count() == issued + revoked + verified
    assert CourseCompletion.objects.count() == issued - 1  # one certificate replaces another
