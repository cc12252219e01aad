"""The reading pages: which version, in which language, what may be signed."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from core import clock
from core.canonical import canonical
from sops.models import Acknowledgement, Sop
from sops.releasing.changes import classify
from tests.factories import sops as make
from tests.factories import staff as people
from tests.markup import squeezed

pytestmark = pytest.mark.django_db
TODAY = dt.datetime(2026, 6, 15, 5, 0, tzinfo=dt.UTC)


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(people.user("learner"))
    return client


def changed(sop: Sop) -> None:
    """Two versions; the second raises the temperature of the critical step."""
    old = make.content(sop)
    first = make.released(sop, dt.date(2026, 3, 1), old)
    new = make.content(sop)
    new["blocks"][2]["parameters"][0]["value"] = "38"
    rows = [change.as_row() for change in classify(old, new)]
    make.released(sop, dt.date(2026, 6, 1), new, base=first, changes=canonical(rows))


def text(client: Client, path: str, status: int = 200) -> str:
    with clock.fixed(TODAY):
        answer = client.get(path)
    assert answer.status_code == status
    return squeezed(answer.content.decode())


def test_superseded_version_says_so_and_leads_to_the_live_one(reader: Client) -> None:
    sop = make.sop()
    changed(sop)

    page = text(reader, f"/en/sops/{sop.number}/v/1/")

    assert "This is v1, superseded since 1 Jun 2026." in page
    assert "Read v2 instead" in page
    assert "Differs from v2" in page
    assert 'type="password"' not in page


def test_changes_are_marked_on_the_step_and_listed(reader: Client) -> None:
    sop = make.sop()
    changed(sop)

    page = text(reader, f"/en/sops/{sop.number}/?lang=vi")

    assert "Changed in v2" in page
    assert "What changed in v2" in page
    assert re.search(r"<del>.*37.*</del>", page)
    assert "understand its 1 change against v1" in page


def test_language_of_the_document_follows_the_address(reader: Client) -> None:
    sop = make.sop()
    make.released(sop)

    both = text(reader, f"/vi/sops/{sop.number}/?lang=vi,ja")
    only = text(reader, f"/vi/sops/{sop.number}/?lang=ja")

    assert "Rửa mô bằng PBS" in both
    assert "組織をPBSで3回洗浄する。" in both
    assert "Rửa mô bằng PBS" not in only


def test_unknown_language_falls_back_to_the_default(reader: Client) -> None:
    sop = make.sop()
    make.released(sop)

    assert "Rửa mô bằng PBS" in text(reader, f"/vi/sops/{sop.number}/?lang=xx,yy")


def test_document_without_a_version_in_force_is_not_shown(reader: Client) -> None:
    sop = make.sop()
    make.candidate(sop)

    page = text(reader, f"/vi/sops/{sop.number}/", 404)

    assert "collagenase" not in page


@pytest.mark.parametrize(
    "path", ["/vi/sops/NO-SUCH-1/", "/vi/sops/{}/v/9/", "/vi/sops/{}/compare/1/9/", "/vi/sops/{}/pdf/?version=9"]
)
def test_what_does_not_exist_is_not_found(reader: Client, path: str) -> None:
    sop = make.sop()
    make.released(sop)

    text(reader, path.format(sop.number), 404)


def test_text_of_a_document_cannot_bring_markup(reader: Client) -> None:
    sop = make.sop()
    blocks = [{"id": "p", "type": "paragraph", "text": make.text("<script>alert(1)</script>", "<img src=x>")}]
    make.released(sop, document=make.content(sop, blocks))

    page = text(reader, f"/vi/sops/{sop.number}/")

    assert "<script>alert" not in page
    assert "<img src=x>" not in page


def test_query_count_does_not_grow_with_the_document(reader: Client) -> None:
    short, long = make.sop(), make.sop()
    make.released(short)
    step = {"type": "step", "level": 1, "title": {}, "text": make.text("Làm", "する"), "parameters": []}
    make.released(long, document=make.content(long, [{**step, "id": f"b{n}"} for n in range(60)]))

    counts = []
    text(reader, "/vi/sops/")  # the session is written at the first request
    for sop in (short, long):
        with CaptureQueriesContext(connection) as queries:
            text(reader, f"/vi/sops/{sop.number}/")
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_signing_records_the_language_that_was_read(client: Client) -> None:
    user, version = people.user("learner"), make.released()
    client.force_login(user)
    url = f"/vi/sops/{version.sop.number}/v/1/read/"

    with clock.fixed(TODAY):
        answer = client.post(url, {"password": people.PASSWORD, "language": "ja"})

    assert answer.status_code == 302
    made = Acknowledgement.objects.get()
    assert (made.person, made.version, made.language) == (user.person, version, "ja")
    assert version.sop.number in made.signature.statement


def test_wrong_password_signs_nothing_and_says_so(client: Client) -> None:
    user, version = people.user("learner"), make.released()
    client.force_login(user)

    with clock.fixed(TODAY), override("en"):
        answer = client.post(f"/en/sops/{version.sop.number}/v/1/read/", {"password": "wrong", "language": "vi"})

    assert answer.status_code == 403
    assert "The password is not right. Nothing was signed." in squeezed(answer.content.decode())
    assert not Acknowledgement.objects.exists()


def test_reader_needs_an_account(client: Client) -> None:
    version = make.released()

    assert client.get(f"/vi/sops/{version.sop.number}/").status_code == 302
