"""The rail: each role sees its own entries, and each entry leads somewhere it may go."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_resolver

from cms.navigation import GROUPS, rail
from staff.enums import AccessRole
from staff.permissions import MATRIX
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
