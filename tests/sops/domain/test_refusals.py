"""A regulated act that is refused leaves a line on the trail, and nothing else (R-46)."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from audit.models import AuditEvent
from core import clock
from core.errors import Conflict, NotAllowed, Refused
from sops.domain.refusals import all_or_refused
from sops.models import Sop
from tests.factories import sops as docs
from tests.factories import staff as people

pytestmark = pytest.mark.django_db


def tried(error: Exception | None) -> AuditEvent | None:
    """An act that takes a number and then fails; what the trail says of it."""
    subject, by = docs.sop("MSC-SOP-ISO-001"), people.user()
    with all_or_refused("act_refused", subject, by=by, at=clock.now()):
        docs.sop("MSC-SOP-ISO-002")
        if error:
            raise error
    return AuditEvent.objects.filter(action="act_refused").first()


def test_an_act_that_succeeds_leaves_no_such_line() -> None:
    assert tried(None) is None
    assert Sop.objects.count() == 2


@pytest.mark.parametrize("error", [Refused("Too early."), NotAllowed("Not you."), Conflict("Done.")])
def test_a_refused_act_leaves_its_reason_and_nothing_else(error: Refused) -> None:
    with pytest.raises(type(error)):
        tried(error)

    assert [event.reason for event in AuditEvent.objects.filter(action="act_refused")] == [str(error)]
    assert [sop.number for sop in Sop.objects.all()] == ["MSC-SOP-ISO-001"]


def test_a_row_that_is_there_already_is_a_conflict_on_the_trail() -> None:
    with pytest.raises(Conflict):
        tried(IntegrityError("UNIQUE constraint failed"))

    assert AuditEvent.objects.filter(action="act_refused").count() == 1


def test_a_fault_of_the_program_is_no_refusal() -> None:
    with pytest.raises(ZeroDivisionError):
        tried(ZeroDivisionError())

    assert not AuditEvent.objects.filter(action="act_refused").exists()
    assert [sop.number for sop in Sop.objects.all()] == ["MSC-SOP-ISO-001"]
