"""Who enters the editor follows the dated grants, at each request."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from sops.domain.drafts import library
from staff.enums import AccessRole
from staff.models import AccessGrant
from staff.permissions import MATRIX, May
from tests.factories import release as make
from tests.factories import staff

pytestmark = pytest.mark.django_db


def as_(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


@pytest.mark.parametrize("role", AccessRole.values)
def test_the_editor_opens_to_its_roles(role: str) -> None:
    answer = as_(staff.user(role)).get(reverse("wagtailadmin_home"))
    assert answer.status_code == (200 if May.USE_WAGTAIL in MATRIX[role] else 403)


@pytest.mark.parametrize("role", AccessRole.values)
def test_only_authors_edit_drafts(role: str) -> None:
    page = make.draft().page
    answer = as_(staff.user(role)).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert (answer.status_code == 200) == (May.DRAFT_SOP in MATRIX[role])


def test_a_grant_that_ends_closes_the_door_at_the_next_request() -> None:
    who = staff.user("trainer")
    client = as_(who)
    assert client.get(reverse("wagtailadmin_explore", args=[library().pk])).status_code == 200
    AccessGrant.objects.filter(person=who.person).update(valid_to=clock.today() - dt.timedelta(days=1))
    assert client.get(reverse("wagtailadmin_home")).status_code == 403
    assert not who.groups.exists()


def test_strangers_are_sent_to_the_log_in() -> None:
    assert "/accounts/login/" in Client().get(reverse("wagtailadmin_home"), follow=True).redirect_chain[-1][0]


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/password_reset/"])
def test_wagtails_own_doors_lead_to_ours(client, path):
    user = staff.user("admin")

    response = client.post(path, {"username": user.email, "password": staff.PASSWORD})

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/")
    assert "_auth_user_id" not in client.session
