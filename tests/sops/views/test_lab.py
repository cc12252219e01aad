"""Lab mode: one step of the version in force."""

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


def test_lab_mode_shows_one_step_of_the_version_in_force(reader: Client) -> None:
    sop = make.sop()
    make.released(sop)

    page = text(reader, f"/vi/sops/{sop.number}/lab/?step=2")

    assert "Ủ với collagenase" in page
    assert "Rửa mô bằng PBS" not in page
    assert 'data-density="lab"' in page


def test_lab_mode_refuses_a_document_nobody_may_work_by(reader: Client) -> None:
    version = make.released()
    make.withdraw(version, dt.date(2026, 5, 1))

    text(reader, f"/vi/sops/{version.sop.number}/lab/", 400)


@pytest.mark.parametrize("step", ["0", "99", "x", "-1", "9" * 5000, "%C2%B2"])
def test_lab_mode_answers_any_step(reader: Client, step: str) -> None:
    sop = make.sop()
    make.released(sop)

    text(reader, f"/vi/sops/{sop.number}/lab/?step={step}")
