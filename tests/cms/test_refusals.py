"""What no text holds is refused with a sentence, before any view or database sees it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import staff as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["sop_list", "audit_trail", "home"])
def test_nul_in_an_address_is_a_sentence(client, address):
    client.force_login(make.user("auditor"))

    response = client.get(reverse(address), {"q": "a\x00b"})

    assert response.status_code == 400
    assert "refused.html" in [template.name for template in response.templates]


@pytest.mark.parametrize("address", ["/media/a%00b", "/vi/sops/?stage=%00&product=x", "/vi/audit/matrix/?person=%00"])
def test_nul_is_refused_wherever_it_stands(client, address):
    client.force_login(make.user("auditor"))

    assert client.get(address).status_code == 400


def test_nul_in_a_form_is_a_sentence_and_changes_nothing(client):
    client.force_login(make.user("trainer"))

    assert client.post(reverse("quiz_add"), {"title_vi": "a\x00b"}).status_code == 400
