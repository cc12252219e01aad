"""Versions and releases: what is in force on a day, as the system knew it then; what the database itself refuses."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from core import clock
from sops.enums import EventKind
from sops.models import Release, SopVersion, VersionEvent
from tests.factories import sops as docs

pytestmark = pytest.mark.django_db
MARCH, JUNE = dt.date(2026, 3, 1), dt.date(2026, 6, 1)
FEBRUARY, MAY, JULY = (dt.datetime(2026, month, 1, tzinfo=dt.UTC) for month in (2, 5, 7))


def in_force(day: dt.date, known_at: dt.datetime | None = None) -> list[int]:
    return [version.number for version in SopVersion.objects.effective_on(day, known_at).numbered()]


def released(sop, day: dt.date, at: dt.datetime) -> SopVersion:
    with clock.fixed(at):
        return docs.released(sop, day)


def test_in_force_is_the_latest_release_begun_of_each_document() -> None:
    one, other = docs.sop(), docs.sop()
    for sop, day in ((one, MARCH), (one, JUNE), (other, JUNE)):
        docs.released(sop, day)

    assert [len(in_force(day)) for day in (MARCH - dt.timedelta(1), MARCH, JUNE)] == [0, 1, 2]
    assert sorted(in_force(JUNE)) == [1, 2]


def test_of_two_releases_of_one_day_the_later_number_is_in_force() -> None:
    sop = docs.sop()
    docs.released(sop, MARCH)
    docs.released(sop, MARCH)

    assert in_force(MARCH) == [2]


def test_the_past_is_told_as_it_was_known_then() -> None:
    """A version approved in May and withdrawn in July, both days seen from before and after they were recorded."""
    sop = docs.sop()
    released(sop, MARCH, FEBRUARY)
    coming = released(sop, JUNE, MAY)
    with clock.fixed(JULY):
        docs.withdraw(coming, dt.date(2026, 6, 20))

    assert in_force(dt.date(2026, 6, 10), FEBRUARY) == [1]
    assert in_force(dt.date(2026, 6, 10), MAY) == [2]
    assert in_force(dt.date(2026, 6, 25), MAY) == [2]
    assert in_force(dt.date(2026, 6, 25), JULY) == []


def test_a_release_withdrawn_by_its_first_day_never_took_effect() -> None:
    sop = docs.sop()
    released(sop, MARCH, FEBRUARY)
    coming = released(sop, JUNE, MAY)
    with clock.fixed(JULY):
        docs.withdraw(coming, JUNE)

    assert in_force(JUNE) == [1]
    assert in_force(JUNE, MAY) == [2]
    assert list(Release.objects.begun_by(JUNE)) == [Release.objects.get(number=1)]


def test_a_number_of_a_version_is_given_once() -> None:
    sop = docs.sop()
    docs.released(sop, MARCH)

    with pytest.raises(IntegrityError), transaction.atomic():
        docs.release(docs.candidate(sop), JUNE, number=1)


def test_a_version_is_released_once() -> None:
    version = docs.released()

    with pytest.raises(IntegrityError), transaction.atomic():
        docs.release(version, JUNE, number=2)


def test_a_candidate_takes_each_step_once() -> None:
    version = docs.candidate()
    event = {"version": version, "kind": EventKind.REVIEWED, "by": version.author, "at": clock.now()}
    VersionEvent.objects.create(**event)

    with pytest.raises(IntegrityError), transaction.atomic():
        VersionEvent.objects.create(**event)


def test_a_version_is_named_by_its_number_or_else_by_its_hash() -> None:
    version = docs.candidate(docs.sop("MSC-SOP-ISO-001"))
    assert str(version) == f"MSC-SOP-ISO-001, SHA-256 {version.sha256[:8]}…"

    docs.release(version, number=3)
    assert str(version) == "MSC-SOP-ISO-001 v3"


def test_title_and_reason_speak_the_language_of_the_reader() -> None:
    sop = docs.sop(titles={"ja": "手順書", "vi": "Quy trình"})
    version = docs.candidate(sop, change_reason='{"ja":"改訂","vi":"Sửa đổi"}')

    for language, said in (
        ("ja", ("手順書", "改訂")),
        ("vi", ("Quy trình", "Sửa đổi")),
        ("en", ("Quy trình", "Sửa đổi")),
    ):
        with override(language):
            assert (version.title, version.reason) == said
