"""Which candidate is open, how far it has come, what it is compared with."""

from __future__ import annotations

import datetime as dt

import pytest

from core import clock
from sops.enums import EventKind, VersionState
from sops.models import Sop, SopVersion, VersionEvent
from sops.releasing.candidates import base_of, has_candidate, open_candidate, stage_of
from tests.factories import sops as docs

pytestmark = pytest.mark.django_db
MARCH, JUNE = dt.date(2026, 3, 1), dt.date(2026, 6, 1)


def happened(version: SopVersion, *kinds: EventKind) -> SopVersion:
    for kind in kinds:
        VersionEvent.objects.create(version=version, kind=kind, by=version.author, at=clock.now())
    return version


def open_of(sop: Sop) -> SopVersion | None:
    found = open_candidate(sop)
    assert has_candidate(sop) == (found is not None)
    return found


def test_a_candidate_is_open_until_it_is_returned_or_released() -> None:
    sop = docs.sop()
    assert open_of(sop) is None

    first = happened(docs.candidate(sop), EventKind.SUBMITTED, EventKind.REVIEWED)
    assert open_of(sop) == first
    happened(first, EventKind.REJECTED)
    assert open_of(sop) is None
    second = docs.candidate(sop)
    assert open_of(sop) == second
    docs.release(second)
    assert open_of(sop) is None


def test_a_candidate_of_another_document_is_none_of_this_one() -> None:
    docs.candidate()

    assert open_of(docs.sop()) is None


@pytest.mark.parametrize(
    ("kinds", "stage"),
    [
        ((), VersionState.IN_REVIEW),
        ((EventKind.SUBMITTED,), VersionState.IN_REVIEW),
        ((EventKind.SUBMITTED, EventKind.REVIEWED), VersionState.REVIEWED),
        ((EventKind.SUBMITTED, EventKind.REJECTED), VersionState.REJECTED),
        ((EventKind.SUBMITTED, EventKind.REVIEWED, EventKind.REJECTED), VersionState.REJECTED),
    ],
)
def test_the_last_event_tells_how_far_a_candidate_has_come(kinds: tuple[EventKind, ...], stage: VersionState) -> None:
    assert stage_of(happened(docs.candidate(), *kinds)) == stage


def test_a_released_candidate_is_approved_whatever_the_day() -> None:
    assert stage_of(docs.released(effective_on=dt.date(2099, 1, 1))) == VersionState.APPROVED


def test_a_new_candidate_is_compared_with_the_latest_version_to_come() -> None:
    sop = docs.sop()
    assert base_of(sop, JUNE) is None
    first = docs.released(sop, MARCH)
    assert base_of(sop, JUNE) == first
    coming = docs.released(sop, dt.date(2026, 9, 1))
    assert base_of(sop, JUNE) == coming


def test_a_version_that_never_took_effect_is_passed_over() -> None:
    sop = docs.sop()
    first = docs.released(sop, MARCH)
    docs.withdraw(docs.released(sop, JUNE), dt.date(2026, 5, 20))

    assert base_of(sop, dt.date(2026, 6, 15)) == first


def test_what_was_withdrawn_later_is_still_what_was_there_before() -> None:
    version = docs.released(effective_on=MARCH)
    docs.withdraw(version, JUNE)

    assert base_of(version.sop, dt.date(2026, 6, 15)) == version
