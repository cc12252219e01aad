"""The rail: each role sees its own entries, and each entry leads somewhere it may go."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils.translation import override

from cms.navigation import GROUPS, rail, tabs
from staff.enums import AccessRole
from staff.permissions import MATRIX, May
from tests.factories import staff as people


def entries() -> list[str]:
    return [entry.url_name for _label, group in GROUPS for entry in group]


def test_every_entry_leads_somewhere() -> None:
    assert set(entries()) - set(get_resolver().reverse_dict) == set()


@pytest.mark.parametrize("role", [role for role in AccessRole if role != AccessRole.ADMIN], ids=str)
@pytest.mark.django_db
def test_no_role_is_led_to_a_page_it_may_not_see(role: str, client: Client) -> None:
    client.force_login(people.user(role))

    for group in rail(set(MATRIX[role]), ""):
        for item in group.items:
            assert client.get(item.url).status_code == 200, item.url


def test_auditor_sees_no_entry_for_writing() -> None:
    labels = [str(item.url) for group in rail(set(MATRIX[AccessRole.AUDITOR]), "") for item in group.items]

    assert not any("import" in url or "admin" in url for url in labels)


def marked(url_name: str, query: str = "") -> list[str]:
    """Addresses of the entries that are marked as the place where the reader is."""
    groups = rail(set(May), url_name, query)
    return [item.url for group in groups for item in group.items if item.active]


@pytest.mark.parametrize(
    ("url_name", "query", "entry"),
    [
        ("sop_list", "", "/en/sops/"),
        ("sop_list", "stage=ISO", "/en/sops/"),
        ("sop_list", "state=draft", "/en/sops/?state=draft"),
        ("sop_list", "state=in_review", "/en/sops/?state=in_review"),
        ("sop_translate", "", "/en/sops/?state=draft"),
        ("sop_compare", "", "/en/sops/"),
    ],
)
def test_one_entry_says_where_the_reader_is(url_name: str, query: str, entry: str) -> None:
    with override("en"):
        assert marked(url_name, query) == [entry]


def test_a_page_that_belongs_to_no_entry_marks_none() -> None:
    assert marked("account_login") == []


def test_who_may_do_nothing_sees_no_group() -> None:
    assert rail(set(), "home") == []


def test_a_phone_shows_the_first_four_entries_with_their_short_words() -> None:
    with override("en"):
        found = [str(item.label) for item in tabs(rail({May.LEARN, May.READ_SOPS, May.READ_MATRIX}, "home"))]

    assert found == ["Today", "Courses", "SOPs", "My record"]
