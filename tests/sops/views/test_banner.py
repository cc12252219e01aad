"""The band above a document: which version this is and what to do with it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils.translation import override

from core import clock
from sops.enums import VersionState
from sops.queries import VersionStatus, version_statuses
from sops.reading.change_count import ChangeCount
from sops.reading.rendering import Body
from sops.views.banner import banners, title_cells
from tests.factories import sops as make
from tests.factories import staff as people
from tests.markup import squeezed

pytestmark = pytest.mark.django_db
TODAY = dt.datetime(2026, 6, 15, 5, 0, tzinfo=dt.UTC)


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(people.user("learner"))
    return client


def text(client: Client, path: str, status: int = 200) -> str:
    with clock.fixed(TODAY):
        answer = client.get(path)
    assert answer.status_code == status
    return squeezed(answer.content.decode())


def test_reader_shows_the_version_in_force_on_the_day(reader: Client) -> None:
    sop = make.sop()
    make.released(sop, dt.date(2026, 3, 1))
    make.released(sop, dt.date(2026, 6, 16))

    page = text(reader, f"/en/sops/{sop.number}/")

    assert "Version in force · v1 since 1 Mar 2026" in page
    assert "v2 is approved and takes effect on 16 Jun 2026. Until then work by v1." in page


def test_withdrawn_version_forbids_work_and_gives_the_reason(reader: Client) -> None:
    version = make.released()
    make.withdraw(version, dt.date(2026, 5, 1))

    page = text(reader, f"/vi/sops/{version.sop.number}/")

    assert "Sai thông số" in page
    assert 'type="password"' not in page


@pytest.mark.parametrize(("role", "told"), [("qa_approver", True), ("auditor", True), ("learner", False)])
def test_a_waiting_candidate_is_told_to_those_who_may_see_it(client: Client, role: str, told: bool) -> None:
    sop = make.sop()
    make.released(sop, dt.date(2026, 3, 1))
    make.candidate(sop)
    client.force_login(people.user(role))

    page = text(client, f"/en/sops/{sop.number}/")

    assert (f'href="/en/sops/{sop.number}/release/">Open the release</a>' in page) == told


def test_no_word_of_a_candidate_where_none_waits(client: Client) -> None:
    sop = make.sop()
    make.released(sop, dt.date(2026, 3, 1))
    client.force_login(people.user("qa_approver"))

    assert "Open the release" not in text(client, f"/en/sops/{sop.number}/")


def shown_on(day: dt.date) -> tuple[list[VersionStatus], VersionStatus | None]:
    """Versions from March and June of one document, as they stand on `day`."""
    sop = make.sop()
    for first in (dt.date(2026, 3, 1), dt.date(2026, 6, 1)):
        make.released(sop, first)
    found = version_statuses(sop, day)
    return found, next((status for status in found if status.state == VersionState.EFFECTIVE), None)


@pytest.mark.parametrize(
    ("day", "number", "said"),
    [
        (
            dt.date(2026, 2, 1),
            1,
            ["v1 is approved and takes effect on 1 Mar 2026. Not to be worked by before that day."],
        ),
        (
            dt.date(2026, 4, 1),
            2,
            ["v2 is approved and takes effect on 1 Jun 2026. Not to be worked by before that day."],
        ),
        (
            dt.date(2026, 4, 1),
            1,
            [
                "Version in force · v1 since 1 Mar 2026",
                "v2 is approved and takes effect on 1 Jun 2026. Until then work by v1.",
            ],
        ),
        (dt.date(2026, 6, 1), 1, ["This is v1, superseded since 1 Jun 2026."]),
        (dt.date(2026, 6, 1), 2, ["Version in force · v2 since 1 Jun 2026"]),
    ],
)
def test_the_band_says_what_may_be_worked_by(day: dt.date, number: int, said: list[str]) -> None:
    found, current = shown_on(day)
    shown = next(status for status in found if status.number == number)

    with override("en"):
        assert [row["text"] for row in banners(shown.version.sop, found, shown, current)] == said


def test_from_a_version_nobody_may_work_by_one_way_leads_to_the_live_one() -> None:
    found, current = shown_on(dt.date(2026, 6, 1))
    sop = found[0].version.sop

    with override("en"):
        (band,) = banners(sop, found, found[1], current)
        (alone,) = banners(sop, found, found[1], None)

    assert (band["url"], band["action"]) == (f"/en/sops/{sop.number}/", "Read v2 instead")
    assert "url" not in alone


def test_the_title_block_says_until_when_a_past_version_held() -> None:
    found, _current = shown_on(dt.date(2026, 6, 1))
    drawn = Body("", "", "", "", False, {}, ChangeCount(0, 0))

    with override("en"):
        past = {cell["label"]: cell["value"] for cell in title_cells(found[1].version.sop, found[1], drawn, 2)}
        live = {cell["label"]: cell["value"] for cell in title_cells(found[0].version.sop, found[0], drawn, 2)}

    assert (past["Version"], past["In force"]) == ("v1", "1 Mar 2026 – 31 May 2026")
    assert (live["Version"], "In force" in live, live["Review before"]) == ("v2", False, "1 Jun 2028")
