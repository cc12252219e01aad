"""The band above a document: which version this is and what to do with it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from core import clock
from tests.factories import sops as make
from tests.factories import staff as people

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
    return answer.content.decode()


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
