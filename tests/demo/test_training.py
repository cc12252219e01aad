"""The training of the demo as it stands in the database: the `expected` rows of its history."""

from __future__ import annotations

from django.utils import translation

from core import clock
from demo import content
from qualification.status import qualification_of, qualifications
from sops.models import Sop
from staff.models import User

HISTORY = content.read("history.yaml")


def person(key):
    return User.objects.select_related("person").get(email=f"{key}@demo.test").person


def test_expected_rows_of_the_history_hold(demo):
    wrong = []
    for row in HISTORY["expected"]:
        known_at = clock.end_of(demo.date(row["known_at"])) if "known_at" in row else None
        answer = qualification_of(
            person(row["person"]), Sop.objects.get(number=row["sop"]), demo.date(row["as_of"]), known_at
        )
        found = (str(answer.status), answer.held if "version" in row else None)
        if found != (row["status"], row.get("version")):
            wrong.append((row, found))

    assert wrong == []


def test_all_that_is_not_plainly_valid_today(demo):
    with translation.override("en"):
        answers = qualifications(None, None, demo.today)
    keys = {user.person_id: user.email.split("@")[0] for user in User.objects.all()}
    numbers = dict(Sop.objects.values_list("pk", "number"))

    found = {
        (keys[row.person_id], numbers[row.sop_id].removeprefix("MSC-SOP-")): str(row.status)
        for row in answers
        if row.depth and str(row.status) != "valid"
    }

    assert found == {
        ("khue", "ENV-001"): "expiring",
        ("khue", "ISO-001"): "suspended",
        ("khue", "CUL-004"): "not_trained",
        ("tu", "ENV-001"): "disqualified",
        ("tu", "ISO-001"): "disqualified",
        ("tu", "ISO-002"): "disqualified",
        ("tu", "CUL-003"): "disqualified",
        ("bach", "ISO-001"): "not_trained",
        ("bach", "ISO-002"): "not_trained",
        ("bach", "ISO-003"): "not_trained",
        ("diep", "ENV-001"): "expired",
        ("diep", "QC-003"): "suspended",
        ("long", "QC-002"): "expired",
        ("long", "QC-004"): "expiring",
        ("truc", "QC-003"): "not_trained",
    }
