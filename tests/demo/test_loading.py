"""The demo as it stands in the database: the `expected` rows of its history, an unbroken trail, work for everybody."""

from __future__ import annotations

from collections import Counter

from django.conf import global_settings
from django.utils import translation

from audit.models import AuditEvent
from audit.trail import verify
from certificates.models import Certificate, CmeCredit
from core import clock
from courses.models import Acceptance, Assessment, Attempt, CourseCompletion
from demo import content
from demo.loading import load
from demo.people import PASSWORD
from qualification.models import Confirmation, PlannedAppointment
from qualification.status import qualification_of, qualifications
from sops.enums import TranslationState, VersionState
from sops.models import Acknowledgement, Sop, SopVersion, Translation
from sops.releasing.candidates import open_candidate, stage_of
from staff.domain.sign import holds
from staff.models import Person, Signature, Unit, User

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


def test_revisions_wait_for_approver_and_reviewer_and_a_translation_for_its_people(demo):
    waiting = open_candidate(Sop.objects.get(number="MSC-SOP-CUL-003"))
    assert stage_of(waiting) == VersionState.REVIEWED
    submitted = open_candidate(Sop.objects.get(number="MSC-SOP-QC-004"))
    assert stage_of(submitted) == VersionState.IN_REVIEW

    rows = Translation.objects.filter(sop__number="MSC-SOP-ENV-004", language="vi").exclude(
        state=TranslationState.VERIFIED
    )
    assert Counter(rows.values_list("state", flat=True)) == {
        TranslationState.TRANSLATED: 2,
        TranslationState.RETURNED: 1,
    }


def test_withdrawn_version_never_took_effect(demo):
    sop = Sop.objects.get(number="MSC-SOP-RCV-005")
    for day in (-211, -210, -209, 0):
        version = SopVersion.objects.effective_on(demo.date(day)).get(sop=sop)
        assert version.release.number == 1


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


def test_accounts_of_the_log_in_page_open(demo, settings):
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS  # as it is served, not as it is tested
    for key in ("khue", "vy", "bao", "ha", "kobayashi", "duong", "sato", "hoang", "auditor", "admin"):
        user = User.objects.get(email=f"{key}@demo.test")
        assert user.check_password(PASSWORD)
        assert user.roles, key
