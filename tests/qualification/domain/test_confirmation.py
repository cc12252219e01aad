"""Confirming, suspending, disqualifying, restoring: by QA, on evidence, on record."""

from __future__ import annotations

import datetime as dt

import pytest

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
