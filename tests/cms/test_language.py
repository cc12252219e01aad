"""Whoever reads Vietnamese here goes on in Vietnamese where the address names no language, whatever the browser prefers."""

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
