"""What documents show inside the editor."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from sops.panels import ReleaseLink, TranslateLink
from tests.factories import release as make
from tests.factories import staff as people

pytestmark = pytest.mark.django_db
LINKS = (ReleaseLink, TranslateLink)


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


@pytest.mark.parametrize(("role", "shown"), [("trainer", True), ("translator", False), ("qa_approver", False)])
def test_only_authors_are_led_from_the_draft_to_its_release(role: str, shown: bool) -> None:
    page = make.draft().page
    request = RequestFactory().get("/")
    request.user = people.user(role)

    def offered(**context: object) -> list[bool]:
        return [link().is_shown({"view": "edit", "page": page, "request": request, **context}) for link in LINKS]

    assert offered() == [shown, shown]
    assert (offered(view="create"), offered(page=Page())) == ([False, False], [False, False])


def test_the_links_lead_to_the_release_and_the_first_translation() -> None:
    page = make.draft().page

    with override("en"):
        assert [link().get_url({"page": page}) for link in LINKS] == [
            "/en/sops/MSC-SOP-ISO-301/release/",
            "/en/sops/MSC-SOP-ISO-301/translate/vi/",
        ]
