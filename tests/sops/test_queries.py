"""States of versions on a day, the register, search."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sops.enums import VersionState as S
from sops.models import SopVersion
from sops.queries import locate, register, search, version_statuses
from tests.factories import sops as make

pytestmark = pytest.mark.django_db
MARCH, JUNE, JANUARY = dt.date(2026, 3, 15), dt.date(2026, 6, 1), dt.date(2027, 1, 4)


def states(sop: object, day: dt.date) -> list[tuple[int, str]]:
    return [(s.number, str(s.state)) for s in version_statuses(sop, day)]  # type: ignore[arg-type]


def test_states_follow_the_day() -> None:
    sop = make.sop()
    for day in (MARCH, JUNE, JANUARY):
        make.released(sop, day)

    assert states(sop, dt.date(2026, 5, 31)) == [(3, S.APPROVED), (2, S.APPROVED), (1, S.EFFECTIVE)]
    assert states(sop, JUNE) == [(3, S.APPROVED), (2, S.EFFECTIVE), (1, S.SUPERSEDED)]
    assert states(sop, JANUARY) == [(3, S.EFFECTIVE), (2, S.SUPERSEDED), (1, S.SUPERSEDED)]


def test_superseded_version_says_until_when_it_held() -> None:
    sop = make.sop()
    make.released(sop, MARCH)
    make.released(sop, JUNE)

    old = version_statuses(sop, JUNE)[1]

    assert (old.first_day, old.last_day) == (MARCH, dt.date(2026, 5, 31))


def test_version_withdrawn_before_its_first_day_never_supersedes() -> None:
    sop = make.sop()
    make.released(sop, MARCH)
    coming = make.released(sop, JUNE)
    make.withdraw(coming, dt.date(2026, 5, 20))

    assert states(sop, dt.date(2026, 7, 1)) == [(2, S.WITHDRAWN), (1, S.EFFECTIVE)]
    assert version_statuses(sop, dt.date(2026, 7, 1))[0].first_day is None


def test_nothing_is_in_force_after_a_withdrawal() -> None:
    sop = make.sop()
    version = make.released(sop, MARCH)
    make.withdraw(version, JUNE)

    assert states(sop, dt.date(2026, 5, 31)) == [(1, S.EFFECTIVE)]
    assert states(sop, JUNE) == [(1, S.WITHDRAWN)]


@pytest.mark.parametrize(
    "day", [MARCH - dt.timedelta(1), MARCH, dt.date(2026, 5, 20), JUNE, dt.date(2026, 9, 1), JANUARY]
)
def test_states_agree_with_the_version_in_force(day: dt.date) -> None:
    sop = make.sop()
    make.released(sop, MARCH)
    make.withdraw(make.released(sop, JUNE), dt.date(2026, 5, 20))
    make.withdraw(make.released(sop, dt.date(2026, 7, 1)), dt.date(2026, 9, 1))
    make.released(sop, JANUARY)

    in_force = [s.version.pk for s in version_statuses(sop, day) if s.state == S.EFFECTIVE]

    assert in_force == list(SopVersion.objects.effective_on(day).values_list("pk", flat=True))


def test_register_costs_the_same_for_one_document_and_for_many() -> None:
    make.released()
    with CaptureQueriesContext(connection) as one:
        register(JUNE)
    for _ in range(12):
        make.released()
        make.candidate()
    with CaptureQueriesContext(connection) as many:
        rows = register(JUNE)

    assert len(rows) == 25
    assert len(many) == len(one)


def test_register_row_of_a_new_document_is_draft_then_in_review() -> None:
    sop = make.sop()
    assert register(JUNE)[0].state == "draft"

    make.candidate(sop)

    assert register(JUNE)[0].state == "in_review"


@pytest.mark.parametrize("query", ["tế bào gốc", "te bao goc", "TẾ BÀO GỐC", "幹細胞", "ｺﾗｹﾞﾅｰｾﾞ"])
def test_search_finds_without_marks_and_inside_japanese(query: str) -> None:
    version = make.released()

    hits = search(query, [version.pk])

    assert [hit.path for hit in hits[version.pk]] == ["b2.text"] or query == "ｺﾗｹﾞﾅｰｾﾞ"
    assert hits[version.pk]


def test_search_finds_nothing_in_other_versions() -> None:
    make.released()
    other = make.released(
        document=make.content(make.sop(), [{"id": "p", "type": "paragraph", "text": make.text("Khác", "別")}])
    )

    assert dict(search("te bao goc", [other.pk])) == {}


def test_locate_marks_the_words_as_they_are_written() -> None:
    text = "Thu Tế Bào Gốc sạch"

    start, end = locate(text, "te bao goc")

    assert text[start:end] == "Tế Bào Gốc"
