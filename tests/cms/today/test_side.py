"""The side column of a learner."""

from __future__ import annotations

import pytest

from tests.factories import certificates as certs
from tests.factories.today import asked, days, learner, page, trained

pytestmark = pytest.mark.django_db


def test_side_shows_hours_what_ends_soon_and_what_is_allowed(client) -> None:
    khue, role = learner()
    certs.claim(khue.person)
    for last in (17, 200):
        _sop, version = asked(role)
        trained(khue, version, valid_to=days(last))
    asked(role)

    html = page(client, khue)

    assert "17 days left" in html
    assert "200 days left" not in html
    assert "<b>2/3 SOP</b>" in html
    assert 'aria-label="1 Qualified, 1 Expiring soon, 1 Not qualified"' in html
