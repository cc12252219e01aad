"""The frame around every page: language, colours, navigation by role, the note of the demonstration."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from staff.models import AccessGrant
from tests.factories import staff as people
from tests.markup import squeezed

pytestmark = pytest.mark.django_db


def test_login_page_is_vietnamese_and_ours(client: Client) -> None:
    page = client.get(reverse("account_login"), headers={"accept-language": "vi"})

    assert page.status_code == 200
    text = squeezed(page.content.decode())
    assert '<html lang="vi"' in text
    assert "css/tokens.css" in text
    assert "<script>" not in text


def test_theme_is_kept_in_a_cookie_and_drawn_by_the_server(client: Client) -> None:
    answer = client.post("/theme/", {"theme": "dark", "next": "/accounts/login/"})

    assert answer["Location"] == "/accounts/login/"
    assert 'data-theme="dark"' in client.get("/accounts/login/").content.decode()


def test_theme_does_not_lead_to_another_site(client: Client) -> None:
    assert client.post("/theme/", {"theme": "light", "next": "https://example.test/"})["Location"] == "/"


def test_demo_accounts_stand_on_the_login_page_only_with_the_demo(client: Client) -> None:
    before = client.get("/accounts/login/").content.decode()
    people.user("trainer", full_name="Phạm Quốc Bảo", email="bao@demo.test")
    after = client.get("/accounts/login/").content.decode()

    assert "demo.test" not in before
    assert "bao@demo.test" in after
    assert "Phạm Quốc Bảo" in after


def test_unknown_address_answers_with_our_page(client: Client) -> None:
    page = client.get("/vi/no-such-page/")

    assert page.status_code == 404
    assert "css/tokens.css" in page.content.decode()


def test_auditor_sees_until_when_access_holds(client: Client) -> None:
    auditor = people.user(full_name="Đoàn kiểm tra")
    AccessGrant.objects.create(
        person=auditor.person, role="auditor", valid_from=dt.date(2020, 1, 1), valid_to=dt.date(2099, 6, 19)
    )
    client.force_login(auditor)

    assert "19/06/2099" in client.get("/vi/no-such-page/").content.decode()
