"""The side column of a learner."""

from __future__ import annotations

import pytest

from cms.today import Viewer
from cms.today.side import Glyph, Side, side_of
from tests.factories import certificates as certs
from tests.factories import staff as make
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


def test_states_are_counted_in_words_in_the_order_they_stand() -> None:
    glyphs = [Glyph("ok", "", word, "MSC-SOP-ISO-1") for word in ("Qualified", "Expired", "Qualified")]

    assert Side("", [], glyphs, 2, "").label == "2 Qualified, 1 Expired"


@pytest.mark.parametrize("role", ["auditor", "admin"])
def test_who_does_not_learn_has_no_side(role) -> None:
    assert side_of(Viewer(make.user(role))) is None


@pytest.mark.parametrize(("left", "tone"), [(31, ""), (30, "amber"), (8, "amber"), (7, "plum"), (0, "plum")])
def test_the_nearer_the_end_the_stronger_the_tone(left, tone) -> None:
    khue, role = learner()
    _sop, version = asked(role)
    trained(khue, version, valid_to=days(left))
    make.value("second_warning_days", 30)
    make.value("last_warning_days", 7)

    assert [(ending.row.days, ending.tone) for ending in side_of(Viewer(khue)).endings] == [(left, tone)]
