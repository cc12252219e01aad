"""Read and understood."""

from __future__ import annotations

import datetime as dt

import pytest

from audit.models import AuditEvent
from core import clock
from core.errors import Conflict, NotAllowed, Refused
from sops.domain.acknowledgement import acknowledge
from sops.models import Acknowledgement
from staff.domain.sign import holds
from staff.models import Signature
from tests.factories import sops as make
from tests.factories import staff as people

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 6, 15, 5, 0, tzinfo=dt.UTC)


def test_acknowledging_signs_exactly_this_content() -> None:
    version, reader = make.released(), people.user("learner")

    made = acknowledge(version, by=reader, proof=people.proof(reader), language="vi", at=NOON)

    assert (made.person, made.language, made.happened_on, made.recorded_at) == (
        reader.person,
        "vi",
        dt.date(2026, 6, 15),
        NOON,
    )
    assert holds(made.signature, content_hash=version.sha256)
    assert AuditEvent.objects.filter(action="version_acknowledged").count() == 1


def test_a_version_is_signed_once_a_day() -> None:
    version, reader = make.released(), people.user("learner")
    acknowledge(version, by=reader, proof=people.proof(reader), language="vi", at=NOON)

    with pytest.raises(Conflict):
        acknowledge(version, by=reader, proof=people.proof(reader), language="ja", at=NOON)

    acknowledge(version, by=reader, proof=people.proof(reader), language="ja", at=NOON + dt.timedelta(days=400))
    assert Acknowledgement.objects.count() == 2


def test_a_superseded_version_is_not_signed() -> None:
    sop, reader = make.sop(), people.user("learner")
    old = make.released(sop, dt.date(2026, 3, 1))
    make.released(sop, dt.date(2026, 6, 1))

    with pytest.raises(Refused):
        acknowledge(old, by=reader, proof=people.proof(reader), language="vi", at=NOON)


def test_an_approved_version_is_read_ahead() -> None:
    version, reader = make.released(effective_on=dt.date(2026, 7, 1)), people.user("learner")

    assert acknowledge(version, by=reader, proof=people.proof(reader), language="vi", at=NOON)


def test_a_candidate_is_not_signed() -> None:
    reader = people.user("learner")

    with pytest.raises(Refused):
        acknowledge(make.candidate(), by=reader, proof=people.proof(reader), language="vi", at=NOON)


def test_language_must_be_one_of_the_version() -> None:
    version, reader = make.released(), people.user("learner")

    with pytest.raises(Refused) as refused:
        acknowledge(version, by=reader, proof=people.proof(reader), language="en", at=NOON)

    assert refused.value.field == "language"


def test_a_day_to_come_is_refused() -> None:
    version, reader = make.released(), people.user("learner")

    with pytest.raises(Refused):
        acknowledge(
            version, by=reader, proof=people.proof(reader), language="vi", happened_on=dt.date(2026, 6, 16), at=NOON
        )


@pytest.mark.parametrize("role", ["auditor", "admin"])
def test_roles_that_do_no_work_sign_nothing(role: str) -> None:
    version, reader = make.released(), people.user(role)

    with pytest.raises(NotAllowed):
        acknowledge(version, by=reader, proof=people.proof(reader), language="vi", at=NOON)


def test_nobody_signs_with_the_proof_of_another() -> None:
    version, reader, other = make.released(), people.user("learner"), people.user("learner")

    with pytest.raises(NotAllowed):
        acknowledge(version, by=reader, proof=people.proof(other), language="vi", at=clock.now())


def test_without_a_trail_there_is_no_acknowledgement(monkeypatch: pytest.MonkeyPatch) -> None:
    version, reader = make.released(), people.user("learner")
    signed = Signature.objects.count()

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("sops.domain.acknowledgement.record", broken)
    with pytest.raises(RuntimeError):
        acknowledge(version, by=reader, proof=people.proof(reader), language="vi", at=NOON)

    assert (Acknowledgement.objects.count(), Signature.objects.count()) == (0, signed)
