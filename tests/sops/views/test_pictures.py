"""Pictures of documents over HTTP."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from core import clock
from sops.models import Picture
from tests.factories import sops as make
from tests.factories import staff as people
from tests.markup import squeezed

pytestmark = pytest.mark.django_db
TODAY = dt.datetime(2026, 6, 15, 5, 0, tzinfo=dt.UTC)


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(people.user("learner"))
    return client


def text(client: Client, path: str, status: int = 200) -> str:
    with clock.fixed(TODAY):
        answer = client.get(path)
    assert answer.status_code == status
    return squeezed(answer.content.decode())


def test_picture_of_a_document_is_shown_to_readers_only(reader: Client) -> None:
    picture = Picture.objects.create(
        sha256="a" * 64, mime="image/png", width=1, height=1, data=b"\x89PNG", stored_at=TODAY
    )
    sop = make.sop()
    figure = {
        "id": "f",
        "type": "figure",
        "image": picture.sha256,
        "caption": make.text("Hình 1", "図1"),
        "alt": make.text("tủ", "箱"),
    }
    make.released(sop, document=make.content(sop, [figure]))

    page = text(reader, f"/vi/sops/{sop.number}/")
    url = f"/vi/sops/pictures/{picture.sha256}/"

    assert f'src="{url}" alt="tủ"' in page
    assert reader.get(url).content == b"\x89PNG"
    assert Client().get(url).status_code == 302


def test_a_picture_never_changes_so_a_browser_may_keep_it(reader: Client) -> None:
    Picture.objects.create(sha256="a" * 64, mime="image/png", width=1, height=1, data=b"x", stored_at=TODAY)

    answer = reader.get(f"/vi/sops/pictures/{'a' * 64}/")

    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/png", "private, max-age=31536000, immutable")
    assert reader.get(f"/vi/sops/pictures/{'b' * 64}/").status_code == 404
