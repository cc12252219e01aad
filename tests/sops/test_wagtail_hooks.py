"""What documents register with Wagtail."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from sops.domain.drafts import library
from sops.models import SopPage
from tests.factories import release as make
from tests.factories import staff

pytestmark = pytest.mark.django_db


def as_(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


@pytest.fixture(params=["trainer", "superuser"])
def editor(request: pytest.FixtureRequest) -> Client:
    return as_(staff.user("trainer", is_superuser=request.param == "superuser"))


def page() -> SopPage:
    make.draft()
    return SopPage.objects.get()


@pytest.mark.parametrize("act", ["publish", "unpublish", "delete", "move"])
def test_no_bulk_act_touches_a_draft(editor: Client, act: str) -> None:
    draft = page()
    for target in (draft, library(), Page.get_first_root_node()):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", act]) + f"?id={target.pk}"
        editor.post(url, {"include_descendants": "on", "chooser": "1"})
    draft.refresh_from_db()
    assert (draft.live, SopPage.objects.count()) == (False, 1)
