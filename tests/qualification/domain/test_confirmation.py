"""Confirming, suspending, disqualifying, restoring: by QA, on evidence, on record."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.utils.translation import override

from audit.models import AuditEvent
from core import clock
from core.errors import Conflict, NotAllowed, Refused
from qualification.domain.confirmation import confirm_qualification
from qualification.domain.restrictions import suspend
from qualification.models import Confirmation
from staff.domain.sign import holds
from tests.factories import facts
from tests.factories import staff as make

pytestmark = pytest.mark.django_db
WHY = {"vi": "Điều tra DEV-26-044", "en": "Investigation DEV-26-044"}


def ago(n: int) -> dt.date:
    return clock.today() - dt.timedelta(days=n)


@pytest.fixture
def qa():
    return make.user("qa_approver")


@pytest.fixture
def ready():
    """A person who has done everything for an SOP with a quiz."""
    who, sop = make.person("Lê Thảo Vy"), facts.sop()
    facts.quiz(sop)
    version = facts.version(sop, ago(100))
    facts.read(who, version, ago(50))
    facts.quizzed(who, version, ago(49))
    for n in (40, 38, 36):
        facts.practised(who, version, ago(n))
    facts.practised(who, version, ago(36), "assessment")
    return who, sop, version


def test_confirmation_is_signed_over_its_evidence_and_on_the_trail(qa, ready):
    who, _sop, version = ready

    made = confirm_qualification(who, version, by=qa, proof=make.proof(qa), qualified_from=ago(36))

    assert holds(made.signature, content_hash=made.sha256)
    assert made.valid_to.year == made.qualified_from.year + 2
    assert AuditEvent.objects.filter(action="qualification_confirmed", object_id=str(made.pk)).count() == 1


def test_second_click_confirms_nothing_more(qa, ready):
    who, _sop, version = ready
    confirm_qualification(who, version, by=qa, proof=make.proof(qa))

    with pytest.raises((Conflict, Refused)):
        confirm_qualification(who, version, by=qa, proof=make.proof(qa))
    assert Confirmation.objects.count() == 1


@pytest.mark.parametrize(
    "role",
    [
        "learner",
        "trainer",
        "assessor",
        "director",
        "auditor",
        "admin",
        "translator",
        "technical_reviewer",
        "cme_office",
    ],
)
def test_only_qa_confirms(role, ready):
    who, _sop, version = ready
    other = make.user(role)

    with pytest.raises(NotAllowed):
        confirm_qualification(who, version, by=other, proof=make.proof(other))


def test_nobody_confirms_or_bars_themselves(qa):
    version = facts.version(facts.sop(), ago(100))

    with pytest.raises(NotAllowed):
        confirm_qualification(qa.person, version, by=qa, proof=make.proof(qa))
    with pytest.raises(NotAllowed):
        suspend(qa.person, by=qa, reasons=WHY)


@pytest.mark.parametrize("lacking", ["read", "quiz", "runs", "assessment", "acceptance"])
def test_confirmation_waits_for_every_step(qa, lacking):
    who, sop = make.person(), facts.sop()
    facts.quiz(sop)
    version = facts.version(sop, ago(100))
    if lacking != "read":
        facts.read(who, version, ago(50))
    facts.quizzed(who, version, ago(49), passed=lacking != "quiz")
    for n in (40, 38) if lacking == "runs" else (40, 38, 36):
        facts.practised(who, version, ago(n))
    if lacking != "assessment":
        facts.practised(who, version, ago(36), "assessment", accepted=lacking != "acceptance")

    with pytest.raises(Refused):
        confirm_qualification(who, version, by=qa, proof=make.proof(qa))
    assert Confirmation.objects.count() == 0


def test_after_a_revision_one_run_is_enough_and_reading_the_old_version_is_not(qa, ready):
    who, sop, version = ready
    confirm_qualification(who, version, by=qa, proof=make.proof(qa), qualified_from=ago(36))
    second = facts.version(sop, ago(5), change_class="critical")
    facts.practised(who, second, ago(4))
    facts.practised(who, second, ago(4), "assessment")
    facts.quizzed(who, second, ago(4))
    with pytest.raises(Refused, match=str(second)):
        confirm_qualification(who, second, by=qa, proof=make.proof(qa), qualified_from=ago(4))
    facts.read(who, second, ago(4))

    assert confirm_qualification(who, second, by=qa, proof=make.proof(qa), qualified_from=ago(4)).version == second


def test_an_assessment_before_a_critical_revision_confirms_nothing(qa, ready):
    who, sop, version = ready
    second = facts.version(sop, ago(5), change_class="critical")
    facts.read(who, second, ago(4))
    facts.quizzed(who, second, ago(4))

    for kind, told in (("run", "0 of 1 supervised runs"), ("assessment", "assessment for version 2")):
        with override("en"), pytest.raises(Refused, match=told):
            confirm_qualification(who, second, by=qa, proof=make.proof(qa))
        facts.practised(who, second, ago(3), kind)

    assert confirm_qualification(who, second, by=qa, proof=make.proof(qa)).version == second
    # for the time before the revision, the first assessment stands
    assert confirm_qualification(who, version, by=qa, proof=make.proof(qa), qualified_from=ago(6)).version == version


def test_an_assessment_before_a_procedural_revision_confirms_it_once_it_is_read(qa, ready):
    who, sop, _version = ready
    second = facts.version(sop, ago(5), change_class="procedural")
    with override("en"), pytest.raises(Refused) as refused:
        confirm_qualification(who, second, by=qa, proof=make.proof(qa))
    facts.read(who, second, ago(4))
    facts.quizzed(who, second, ago(4))

    made = confirm_qualification(who, second, by=qa, proof=make.proof(qa))

    assert "Version 2" in str(refused.value)
    assert "supervised runs" not in str(refused.value)
    assert made.version == second


def test_a_superseded_version_is_not_confirmed_any_more(qa, ready):
    who, sop, version = ready
    facts.version(sop, ago(5), change_class="editorial")

    with override("en"), pytest.raises(Refused, match="version 2 is in force"):
        confirm_qualification(who, version, by=qa, proof=make.proof(qa))


def test_a_version_to_come_is_confirmed_ahead(qa, ready):
    who, sop, _version = ready
    coming = facts.version(sop, ago(-10), change_class="critical", known=facts.noon(ago(20)))
    facts.read(who, coming, ago(4))
    facts.quizzed(who, coming, ago(4))
    facts.practised(who, coming, ago(3))
    facts.practised(who, coming, ago(3), "assessment")

    with override("en"), pytest.raises(Refused, match="0 of 1 supervised runs"):  # not by practice after that day
        confirm_qualification(who, coming, by=qa, proof=make.proof(qa), qualified_from=ago(4))
    assert confirm_qualification(who, coming, by=qa, proof=make.proof(qa)).version == coming


def test_nothing_done_after_the_first_day_proves_it(qa, ready):
    who, _sop, version = ready

    with override("en"), pytest.raises(Refused, match="2 of 3 supervised runs"):
        confirm_qualification(who, version, by=qa, proof=make.proof(qa), qualified_from=ago(37))


def test_a_confirmation_rests_on_practice_of_its_own_sop(qa, ready):
    who, sop, version = ready
    gowning = facts.sop()
    facts.checklist(gowning, "gowning")
    gown = facts.version(gowning, ago(100))
    for kind in ("run", "run", "run", "assessment"):
        facts.practised(who, gown, ago(20), kind)

    made = confirm_qualification(who, version, by=qa, proof=make.proof(qa))

    own = {act.sha256 for act in who.assessments.filter(sop=sop)}
    assert {*json.loads(made.content)["runs"], json.loads(made.content)["assessment"]} == own


def test_gowning_ends_within_twelve_months(qa, ready):
    who, sop, version = ready
    facts.checklist(sop, "gowning")

    with pytest.raises(Refused):
        confirm_qualification(
            who, version, by=qa, proof=make.proof(qa), qualified_from=ago(36), valid_to=ago(36) + dt.timedelta(days=367)
        )
    assert (
        confirm_qualification(who, version, by=qa, proof=make.proof(qa), qualified_from=ago(36)).valid_to - ago(36)
    ).days in (365, 366)
