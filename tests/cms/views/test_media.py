"""Files of the storage: for accounts, pictures in the page, everything else only to save."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from tests.factories import staff as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside() -> Client:
    client = Client()
    client.force_login(make.user("learner"))
    return client


@pytest.mark.parametrize(
    ("name", "kind", "saved"),
    [
        ("images/a.png", "image/png", False),
        ("images/b.svg", "application/octet-stream", True),
        ("images/c.html", "application/octet-stream", True),
    ],
)
def test_only_pictures_open_in_the_page(inside: Client, name: str, kind: str, saved: bool) -> None:
    path = default_storage.save(name, ContentFile(b"<script>"))

    answer = inside.get(f"/media/{path}")

    assert b"".join(answer.streaming_content) == b"<script>"
    assert (answer["Content-Type"], "attachment" in answer["Content-Disposition"]) == (kind, saved)
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["images/none.png", "../db.sqlite3", "%2e%2e/db.sqlite3", "images"])
def test_anything_else_is_not_found(inside: Client, path: str) -> None:
    assert inside.get(f"/media/{path}").status_code == 404


@pytest.mark.parametrize("address", ["cme/2026/{}", "images/../cme/2026/{}", "./cme/2026/{}", "cme//2026/{}"])
def test_papers_about_people_are_not_handed_out_here(inside: Client, address: str) -> None:
    name = default_storage.save("cme/2026/a.pdf", ContentFile(b"%PDF-")).rsplit("/", 1)[-1]

    assert inside.get(f"/media/{address.format(name)}").status_code == 404


def test_strangers_are_sent_to_the_log_in(client: Client) -> None:
    path = default_storage.save("images/a.png", ContentFile(b"x"))

    assert client.get(f"/media/{path}").status_code == 302
