"""The log-in page offers the people of the demonstration, and nobody else."""

from __future__ import annotations

import pytest
from django.template import Context, Template

from tests.factories import staff as make

SOURCE = "{% load demo %}{% demo_accounts as people %}{% for row in people %}{{ row.email }};{% endfor %}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("emails", "offered"), [(["a@hospital.test"], ""), (["a@hospital.test", "b@demo.test"], "b@demo.test;")]
)
def test_people_of_the_demonstration_are_offered(emails: list[str], offered: str) -> None:
    for email in emails:
        make.user("learner", email=email)

    assert Template(SOURCE).render(Context()) == offered
