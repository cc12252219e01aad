"""The workbench over HTTP: words saved as they are typed, a second person verifies, nobody overwrites newer words."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sops.document.content import text_hash
from sops.enums import TranslationState
from sops.models import Sop, Translation
from staff.models import User
from tests.factories import release
from tests.factories import staff as people

pytestmark = pytest.mark.django_db
SOURCE = "37℃で30分間加温する。"
GOOD = "Ủ ở 37 °C trong 30 phút."


@pytest.fixture
def sop() -> Sop:
    return release.draft()


@pytest.fixture
def translator(client: Client) -> User:
    who = people.user("translator")
    client.force_login(who)
    return who


def send(client: Client, sop: Sop, act: str, text: str | None = GOOD, *, revision: int = 0, live: bool = False) -> Any:
    data = {"act": act, "at": "b1.text", "source_hash": text_hash(SOURCE), "revision": revision, "following": "b2.text"}
    headers = {"Accept": "application/json"} if live else {}
    return client.post(
        f"/en/sops/{sop.number}/translate/vi/", {**data, **({"text": text} if text else {})}, headers=headers
    )


def row(sop: Sop) -> Translation:
    return Translation.objects.get(sop=sop, language="vi", path="b1.text")


def test_words_are_saved_as_they_are_typed_with_the_checks_of_them(client: Client, sop: Sop, translator: User) -> None:
    said = send(client, sop, "save", live=True).json()

    assert (said["revision"], said["state"], "Figures and units agree: 37" in said["checks"]) == (1, "translated", True)
    assert (row(sop).text, row(sop).translated_by) == (GOOD, translator.person)


def test_a_wrong_figure_is_saved_and_told(client: Client, sop: Sop, translator: User) -> None:
    said = send(client, sop, "save", "Ủ ở 37 °C trong 20 phút.", live=True).json()

    assert [mark in said["checks"] for mark in ("text-plum", "20")] == [True, True]
    assert row(sop).text == "Ủ ở 37 °C trong 20 phút."


def test_older_words_do_not_push_newer_ones_aside(client: Client, sop: Sop, translator: User) -> None:
    send(client, sop, "save", live=True)

    late = send(client, sop, "save", "Ủ 37 °C, 30 phút.", revision=0, live=True)

    assert (late.status_code, row(sop).text) == (409, GOOD)
    assert late.json()["why"]


def test_who_translated_does_not_verify(client: Client, sop: Sop) -> None:
    client.force_login(people.user("translator", "technical_reviewer"))
    send(client, sop, "save", live=True)

    answer = send(client, sop, "verify", revision=1)

    assert (answer.status_code, row(sop).state) == (403, TranslationState.TRANSLATED)


def test_a_second_person_verifies_and_goes_on_to_the_next(client: Client, sop: Sop, translator: User) -> None:
    send(client, sop, "next")
    reviewer = people.user("technical_reviewer")
    client.force_login(reviewer)

    answer = send(client, sop, "verify", revision=1)

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/en/sops/{sop.number}/translate/vi/?at=b2.text")
    assert (row(sop).state, row(sop).verified_by) == (TranslationState.VERIFIED, reviewer.person)


def test_a_verifier_who_changes_the_words_has_translated(client: Client, sop: Sop, translator: User) -> None:
    send(client, sop, "save", live=True)
    client.force_login(people.user("technical_reviewer"))

    send(client, sop, "verify", "Ủ ở 37 °C, đủ 30 phút.", revision=1)

    assert (row(sop).state, row(sop).text) == (TranslationState.TRANSLATED, "Ủ ở 37 °C, đủ 30 phút.")


def test_the_page_asks_as_often_for_thirty_texts_as_for_one(client: Client, translator: User) -> None:
    def asked(number: str, texts: int) -> int:
        made = release.draft(
            number, [{"id": f"b{n}", "type": "paragraph", "text": f"{n}分間静置する。"} for n in range(texts)]
        )
        client.get(f"/vi/sops/{number}/translate/vi/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/vi/sops/{made.number}/translate/vi/").status_code == 200
        return len(queries)

    assert asked("MSC-SOP-ISO-401", 1) == asked("MSC-SOP-ISO-402", 30)


def test_a_parameter_somebody_is_still_typing_does_not_stop_the_translation(
    client: Client, sop: Sop, translator: User
) -> None:
    """The editor saves by itself, in the middle of a value: the texts can be translated all the same."""
    page = sop.page.get_latest_revision_as_object()
    raw = list(page.body.get_prep_value())
    raw[1]["value"]["parameters"][0]["value"]["value"] = ""
    page.body = raw
    page.save_revision()

    assert b"data-segment" in client.get(f"/en/sops/{sop.number}/translate/vi/").content
    assert send(client, sop, "save", live=True).status_code == 200
    assert row(sop).text == GOOD
