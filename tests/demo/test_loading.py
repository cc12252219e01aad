"""The demo as it stands in the database: the `expected` rows of its history, an unbroken trail, work for everybody."""

from __future__ import annotations

from collections import Counter

from audit.models import AuditEvent
from audit.trail import verify
from certificates.models import Certificate
from core import clock
from courses.models import Acceptance, Assessment, Attempt
from demo import content
from demo.loading import load
from qualification.models import Confirmation, PlannedAppointment
from sops.models import Acknowledgement, Sop
from staff.domain.sign import holds
from staff.models import Person, Signature, Unit

HISTORY = content.read("history.yaml")


def test_everything_of_the_files_is_there(demo):
    files = content.read("people.yaml")
    training = HISTORY["training"]
    runs = sum(len(row.get("runs", [])) for row in training)
    practical = sum("assessment" in row for row in training)
    in_classes = sum(bool(learner.get("practical")) for row in HISTORY["classes"] for learner in row["learners"])
    fills = sum(row["result"] != "pending" for row in HISTORY["aps"])
    tests = sum("test" in learner for row in HISTORY["classes"] for learner in row["learners"])

    assert Person.objects.count() == len(files["people"])
    assert Unit.objects.count() == len(files["units"])
    assert Sop.objects.count() == len(content.sops())
    assert Acknowledgement.objects.count() == sum("read" in row for row in training)
    assert Attempt.objects.count() == sum(len(row.get("quiz", [])) for row in training) + tests
    assert Assessment.objects.count() == runs + practical + in_classes + fills + 1  # and one retraining
    assert Acceptance.objects.count() == Assessment.objects.count()
    assert Confirmation.objects.count() == sum("qualified" in row for row in training)
    assert Certificate.objects.count() == len(HISTORY["certificates"])
    assert PlannedAppointment.objects.count() == len(HISTORY["planned"])


def test_trail_and_signatures_hold(demo):
    assert verify()[1] == []
    assert set(Signature.objects.values_list("method", flat=True)) == {"demo"}
    assert all(holds(signature, content_hash=signature.content_hash) for signature in Signature.objects.all())
    days = list(AuditEvent.objects.exclude(action="demo_loaded").order_by("seq").values_list("at", flat=True))
    assert days[-1] <= clock.now().isoformat()


def test_second_loading_changes_nothing(demo):
    before = AuditEvent.objects.count()

    assert load() == Counter()
    assert AuditEvent.objects.count() == before
