"""The table of what each job role must know, and its form."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from sops.models import Requirement
from tests.factories import sops as docs
from tests.factories import staff as people

pytestmark = pytest.mark.django_db


def as_(*roles: str) -> Client:
    client = Client()
    client.force_login(people.user(*roles))
    return client


def line(**fields: Any) -> dict[str, Any]:
    values = {
        "job_role": people.job_role().pk,
        "sop": docs.sop().pk,
        "depth": "quiz",
        "runs": 0,
        "requalification_months": 12,
        "valid_from": clock.today().isoformat(),
    }
    return {**values, **fields}


def test_a_line_set_here_holds_from_its_day() -> None:
    client = as_("trainer")

    assert client.post(reverse("requirements"), line()).status_code == 302
    made = Requirement.objects.get()
    assert (made.depth, made.runs, made.requalification_months, made.valid_from) == ("quiz", 0, 12, clock.today())
    assert list(client.get(reverse("requirements")).context["rows"]) == [made]


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"depth": "by heart"}, "depth"),
        ({"runs": 51}, "runs"),
        ({"requalification_months": 0}, "requalification_months"),
        ({"valid_from": "x"}, "valid_from"),
        ({"sop": 0}, "sop"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(fields: dict[str, Any], at: str) -> None:
    answer = as_("trainer").post(reverse("requirements"), line(**fields))

    assert (answer.status_code, list(answer.context["form"].errors), Requirement.objects.count()) == (400, [at], 0)


def test_the_same_line_twice_is_refused_on_the_page() -> None:
    client, data = as_("qa_approver"), line()
    client.post(reverse("requirements"), data)

    assert (client.post(reverse("requirements"), data).status_code, Requirement.objects.count()) == (400, 1)


def test_only_trainers_and_quality_set_lines() -> None:
    roles = ["learner", "trainer", "technical_reviewer", "qa_approver", "director", "admin"]

    assert {role for role in roles if as_(role).post(reverse("requirements"), line()).status_code != 403} == {
        "trainer",
        "qa_approver",
    }
