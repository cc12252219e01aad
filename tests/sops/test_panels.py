"""What documents show inside the editor."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import release as make

pytestmark = pytest.mark.django_db


def as_(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def test_the_dashboard_shows_what_waits_for_this_signature() -> None:
    who = make.team()
    version = make.submitted(make.draft(), who)
    link = reverse("sop_release", args=[version.sop.number])
    assert link in as_(who.reviewer).get(reverse("wagtailadmin_home")).content.decode()
    assert link not in as_(who.approver).get(reverse("wagtailadmin_home")).content.decode()
    assert link not in as_(who.author).get(reverse("wagtailadmin_home")).content.decode()
