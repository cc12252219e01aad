"""Whoever reads Vietnamese here goes on in Vietnamese where the address names no language,
whatever the browser prefers.
"""

from __future__ import annotations

import pytest

from tests.factories import staff as make

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en-GB"}


@pytest.mark.parametrize(("page", "language"), [("/vi/verify/", "vi"), ("/ja/verify/", "ja"), ("/en/verify/", "en")])
def test_the_language_of_the_last_page_holds_at_the_log_in(client, page, language):
    client.get(page, headers=ENGLISH)

    assert f'<html lang="{language}"' in client.get("/accounts/login/", headers=ENGLISH).content.decode()


def test_the_editor_speaks_the_language_of_the_pages(client):
    client.force_login(make.user("trainer"))
    client.get("/vi/sops/", headers=ENGLISH)

    page = client.get("/admin/", headers=ENGLISH).content.decode()

    assert '<html lang="vi"' in page


def test_the_first_page_is_in_the_language_of_the_browser(client):
    assert '<html lang="en"' in client.get("/accounts/login/", headers=ENGLISH).content.decode()


def _log_in(client, language):
    form = {"login": make.user("learner", language=language).email, "password": make.PASSWORD}
    return client.post("/accounts/login/", form, headers=ENGLISH)["Location"]


@pytest.mark.parametrize("language", ["vi", "ja", "en"])
def test_who_chose_no_language_goes_on_in_that_of_the_account(client, language):
    assert client.get("/", headers=ENGLISH)["Location"] == "/en/"
    client.get("/en/", headers=ENGLISH)

    assert _log_in(client, language) == f"/{language}/"


def test_who_chose_a_language_keeps_it(client):
    client.get("/ja/", headers=ENGLISH)

    assert _log_in(client, "vi") == "/"
    assert client.get("/", headers=ENGLISH)["Location"] == "/ja/"


def test_a_language_chosen_after_log_in_holds_at_the_next(client):
    _log_in(client, "vi")
    client.get("/en/", headers=ENGLISH)
    client.post("/accounts/logout/")

    assert client.get("/", headers=ENGLISH)["Location"] == "/en/"
    assert _log_in(client, "vi") == "/"
