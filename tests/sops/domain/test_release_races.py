"""Two at the same moment: one act happens, the other is refused and on the trail."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from audit.actor import system
from audit.models import AuditEvent
from core import clock
from core.errors import Refused
from sops.domain.drafts import create_sop
from sops.domain.release import approve, return_to_draft, review
from sops.domain.submission import submit
from sops.models import Release, Sop, SopVersion, VersionEvent
from staff.models import Signature
from tests.factories import release as make
from tests.factories import staff

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Runs the acts in threads that start together; "done" or the name of what refused, for each."""
    gate, found = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            gate.wait()
            act()
            found.append("done")
        except Refused as refused:
            found.append(type(refused).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found)


def test_two_approvals_at_once_give_one_version() -> None:
    who = make.team()
    other = staff.user("qa_approver")
    version = make.reviewed(make.draft(), who)
    today = clock.today()
    found = at_once(
        *[
            lambda by=by: approve(version, by=by, proof=staff.proof(by), effective_on=today)
            for by in (who.approver, other, who.approver)
        ]
    )
    assert found == ["Conflict", "Conflict", "done"]
    assert [release.number for release in Release.objects.all()] == [1]
    assert Signature.objects.filter(meaning="approval").count() == 1
    assert AuditEvent.objects.filter(action="approval_refused").count() == 2


def test_approval_and_return_at_once_exclude_each_other() -> None:
    who = make.team()
    version = make.reviewed(make.draft(), who)
    today = clock.today()
    found = at_once(
        lambda: approve(version, by=who.approver, proof=staff.proof(who.approver), effective_on=today),
        lambda: return_to_draft(version, by=who.reviewer, reason="x"),
    )
    assert found == ["Conflict", "done"]
    assert Release.objects.count() + VersionEvent.objects.filter(kind="rejected").count() == 1


def test_two_reviews_at_once_are_one() -> None:
    who = make.team()
    other = staff.user("technical_reviewer")
    version = make.submitted(make.draft(), who)
    found = at_once(*[lambda by=by: review(version, by=by, proof=staff.proof(by)) for by in (who.reviewer, other)])
    assert found == ["Conflict", "done"]
    assert VersionEvent.objects.filter(kind="reviewed").count() == 1


def test_two_submissions_at_once_are_one_candidate() -> None:
    who = make.team()
    sop = make.draft()
    make.translated(sop, who)

    def act() -> object:
        return submit(sop, by=who.author, proof=staff.proof(who.author), change_reason={"vi": "x"})

    assert at_once(act, act) == ["Conflict", "done"]
    assert SopVersion.objects.count() == 1


def test_a_number_taken_twice_at_once_is_taken_once() -> None:
    def act() -> object:
        return create_sop(number="MSC-SOP-QC-777", titles={"ja": "x"}, stage="QC", by=system("import_sop"))

    assert at_once(act, act) == ["Conflict", "done"]
    assert Sop.objects.count() == 1
