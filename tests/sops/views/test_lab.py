"""Lab mode: one step of the version in force."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from core import clock
from sops.reading.reading import Step, Value
from sops.views.lab import timer
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


def timed(**parameter: str) -> Step:
    value = Value("時間", "", "30 phút", {"unit": "min", **parameter})
    return Step("a", "(1)", 1, "", "", "", "", [Value("温度", "", "37 °C", {"unit": "°C", "comparator": "="}), value])


@pytest.mark.parametrize(
    ("parameter", "earliest", "latest"),
    [
        ({"comparator": "range", "low": "30", "high": "45"}, 1800, 2700),
        ({"comparator": "±", "value": "60", "tolerance": "5"}, 3300, 3900),
        ({"comparator": "≥", "value": "30"}, 1800, None),
        ({"comparator": "≤", "value": "30"}, None, 1800),
        ({"comparator": "=", "value": "30", "unit": "s"}, 30, None),
        ({"comparator": "<", "value": "0.5", "unit": "h"}, None, 1800),
    ],
)
def test_a_step_with_a_time_counts_from_its_earliest_to_its_latest_second(
    parameter: dict[str, str], earliest: int | None, latest: int | None
) -> None:
    assert timer(timed(**parameter)) == {"earliest": earliest, "latest": latest, "text": "30 phút"}


def test_a_step_without_a_time_has_no_timer() -> None:
    assert timer(timed(unit="°C", comparator="=", value="37")) is None


def test_a_document_without_steps_is_read_instead(reader: Client) -> None:
    sop = make.sop()
    make.released(sop, document=make.content(sop, [{"id": "p", "type": "paragraph", "text": make.text("Chữ", "文")}]))

    with clock.fixed(TODAY):
        answer = reader.get(f"/vi/sops/{sop.number}/lab/")

    assert (answer.status_code, answer["Location"]) == (302, f"/vi/sops/{sop.number}/")
