"""The page of certificates: what waits is counted whole and reached whole, however long the list is."""

from __future__ import annotations

import pytest
from django.urls import reverse

from certificates.views.issue import PER_PAGE
from core import clock
from tests.factories import facts
from tests.factories import staff as make

pytestmark = pytest.mark.django_db


def test_confirmed_qualifications_without_certificate_are_counted_whole_and_page(client):
    version = facts.version(facts.sop(), clock.today())
    for _i in range(PER_PAGE + 1):
        facts.confirmed(make.person(), version, clock.today())
    client.force_login(make.user("director"))
    page = reverse("certificate_list")

    first, second = (client.get(page, {"competence": n}).context["confirmations"] for n in (1, 2))

    assert (first.paginator.count, len(first), len(second)) == (PER_PAGE + 1, PER_PAGE, 1)
    assert b"?competence=2#competence" in client.get(page).content
