"""The proof behind a status of one's own."""

from __future__ import annotations

import datetime as dt
from html import unescape

import pytest
from django.test import Client

from core import clock
from tests.factories import facts
from tests.factories import staff as make
from tests.markup import squeezed

pytestmark = pytest.mark.django_db
ME = "/en/me/"
TODAY = clock.today()


def days(n: int) -> dt.date:
    return TODAY + dt.timedelta(days=n)


@pytest.fixture
def khue():
    return make.user("learner", full_name="Trần Minh Khuê")


@pytest.fixture
def me(client: Client, khue) -> Client:
    client.force_login(khue)
    return client


def text(answer) -> str:
    assert answer.status_code == 200
    return unescape(squeezed(answer.content.decode()))


def asked(who):
    sop, role = facts.sop(), make.job_role()
    facts.requires(role, sop)
    make.assignment(who.person, role, recorded_at=facts.noon(days(-400)))
    return sop, facts.version(sop, days(-100))


def trained(who, version, valid_to=None):
    facts.read(who.person, version, days(-90))
    for _ in range(3):
        facts.practised(who.person, version, days(-90))
    facts.practised(who.person, version, days(-90), "assessment")
    facts.confirmed(who.person, version, days(-90), valid_to)


def test_proof_shows_the_signed_acts_in_order(me, khue) -> None:
    sop, version = asked(khue)
    trained(khue, version, days(300))

    html = text(me.get(f"{ME}proof/{sop.number}/"))

    places = [
        html.index(word)
        for word in (
            "Read and understood v1",
            "Supervised runs: 3",
            "Practical assessment",
            "Qualification confirmed, v1",
        )
    ]
    assert places == sorted(places)
    assert "Qualified for v1. In force: v1." in html


def test_proof_says_what_is_missing(me, khue) -> None:
    sop, _version = asked(khue)

    html = text(me.get(f"{ME}proof/{sop.number}/"))

    assert "Version 1 has not been read and signed." in html
    assert "No act is on record yet." in html


def test_proof_is_ones_own_and_of_a_number_that_exists(me, khue) -> None:
    other = make.user("learner")
    sop, version = asked(other)
    trained(other, version)

    assert "No act is on record yet." in text(me.get(f"{ME}proof/{sop.number}/"))
    assert me.get(f"{ME}proof/MSC-SOP-XX-999/").status_code == 404
