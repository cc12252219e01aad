"""Every demo account finds its work on its first page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cms.today import Viewer, lay_out, tasks_of
from qualification.status import qualification_of
from sops.models import Sop
from staff.models import User
from tests.markup import squeezed


def account(key: str) -> User:
    return User.objects.get(email=f"{key}@demo.test")


def found(key: str) -> set[tuple[str, str]]:
    """Code and verb of what stands on the page."""
    with translation.override("en"):
        return {(task.code.removeprefix("MSC-SOP-"), task.verb) for task in tasks_of(Viewer(account(key)))}


EXPECTED = {
    "khue": {
        ("ISO-001", "Read 13 changes"), ("CUL-004", "Read it once more"), ("ENV-001", "Read it once more"),
        ("ENV-004", "Read it once more"),
        ("CUL-004", "Read and sign"), ("CME-MSC", "Go on"), ("CME-NK", "Go on"),
    },
    "vy": {("CME-NK", "Go on")},
    "bao": {
        ("CUL-004", "Plan the training"), ("ENV-004", "Go on writing"), ("ENV-001", "Open the checklist"),
        ("ENV-004", "Open the checklist"),
        ("CME-MSC", "Open the class"), ("CME-NK", "Open the class"),
    },
    "ha": {("ENV-004", "Look at the comments"), ("ENV-004", "Translate")},
    "kobayashi": {("ENV-004", "Verify"), ("QC-004", "Look and sign")},
    "duong": {("CUL-003", "Look and approve"), ("CUL-004", "See whom it touches"), ("", "Read and sign")},
    "sato": {("CUL-004", "Open the checklist"), ("ENV-004", "Open the checklist")},
    "hoang": {("", "Look and sign"), ("", "Read and sign")},
    "admin": {("", "Assign a job role"), ("", "Confirm")},
}  # fmt: skip


@pytest.mark.parametrize("key", EXPECTED)
def test_account_finds_its_work(demo, key) -> None:
    assert found(key) == EXPECTED[key]


@pytest.mark.parametrize("key", [*EXPECTED, "auditor"])
@pytest.mark.parametrize("language", ["vi", "ja"])
def test_every_verb_leads_to_a_page_that_lets_the_account_in(demo, key, language) -> None:
    client = Client()
    client.force_login(account(key))

    assert client.get(f"/{language}/").status_code == 200
    with translation.override(language):
        addresses = {task.url.partition("#")[0] for task in tasks_of(Viewer(account(key)))}
    assert {url: client.get(url).status_code for url in addresses} == dict.fromkeys(addresses, 200)


def test_what_presses_most_stands_first_for_the_learner(demo) -> None:
    spine = lay_out(tasks_of(Viewer(account("khue"))), demo.today)

    assert [(node.kind, len(node.tasks)) for node in spine.nodes] == [("late", 1), ("day", 1), ("day", 1)]
    assert qualification_of(account("khue").person, Sop.objects.get(number="MSC-SOP-ISO-001")).may is False


def test_auditor_begins_at_the_matrix(demo) -> None:
    client = Client()
    client.force_login(account("auditor"))

    html = client.get("/en/").content.decode()

    assert f'href="{reverse("audit_matrix")}"'.replace("/vi/", "/en/") in html


def test_board_says_what_the_files_say(demo) -> None:
    client = Client()
    client.force_login(account("bao"))

    html = squeezed(client.get("/en/transfer/").content.decode())

    assert "<b>0 of 3</b> products run the whole chain. Next: Adipose tissue, 1 stage short." in html
    assert "Blocked at culture" in html
