"""What documents register with Wagtail."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import Page

from sops.domain.drafts import library
from sops.models import SopPage
from sops.wagtail_hooks import drafts_menu_item, new_sop_menu_item
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


@pytest.mark.parametrize(("role", "shown"), [("trainer", True), ("translator", False), ("admin", False)])
def test_only_authors_find_drafts_and_new_numbers_in_the_menu(role: str, shown: bool) -> None:
    request = RequestFactory().get("/")
    request.user = staff.user(role)

    assert [item().is_shown(request) for item in (drafts_menu_item, new_sop_menu_item)] == [shown, shown]
