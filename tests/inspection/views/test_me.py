"""My record: every required SOP with its reasons and its proof, certificates, hours against what is required."""

from __future__ import annotations

import datetime as dt
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certificates.domain.credit import verify_credit
from core import clock
from tests.factories import certificates as certs
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


def test_required_sops_stand_with_reason_and_proof_what_may_not_be_done_first(me, khue) -> None:
    good, first = asked(khue)
    trained(khue, first, days(300))
    open_sop, _second = asked(khue)

    html = text(me.get(ME))

    assert "Qualified for <b>1 SOP</b>. 1 SOP may not be worked by at present." in html
    assert "Version 1 has not been read and signed." in html
    assert html.index(open_sop.number) < html.index(good.number)
    for sop in (good, open_sop):
        assert f'href="{reverse("my_proof", args=[sop.number])}"' in html


def test_suspended_by_a_revision_is_called_retraining_by_qa_suspended(me, khue) -> None:
    revised, first = asked(khue)
    trained(khue, first)
    facts.version(revised, days(-5), change_class="critical")
    barred, second = asked(khue)
    trained(khue, second)
    facts.event(khue.person, "suspension", days(-2), "sop", barred)

    html = text(me.get(ME))

    assert ("Retraining needed" in html, html.count("Suspended</span>")) == (True, 1)


def test_what_is_not_required_now_is_kept_apart(me, khue) -> None:
    sop = facts.sop()
    trained(khue, facts.version(sop, days(-100)))

    html = text(me.get(ME))

    assert "1 SOP on record that your job roles do not require now" in html
    assert "Qualified for <b>0 SOPs</b>" in html


def test_hours_stand_against_what_is_required(me, khue) -> None:
    verify_credit(certs.claim(khue.person, quantity="8"), by=make.user("cme_office"))
    certs.claim(khue.person, quantity="3")

    html = text(me.get(ME))

    assert '<span class="big">8</span> <span class="muted">/ 120 ' in html
    assert "112 credit hours missing." in html
    assert "Waiting for verification" in html


def test_certificates_of_the_person_are_listed_with_their_state(me, khue) -> None:
    certificate = certs.certificate(khue)

    html = text(me.get(ME))

    assert certificate.number in html
    assert reverse("certificate", args=[certificate.pk]) in html


def test_account_without_a_person_has_no_record(client) -> None:
    user = make.user("learner")
    user.person = None
    user.save()
    client.force_login(user)

    assert "This account belongs to no person, so there is no record." in text(client.get(ME))


def test_the_number_of_queries_does_not_grow(me, khue) -> None:
    office = make.user("cme_office")

    def more() -> None:
        _sop, version = asked(khue)
        trained(khue, version, days(20))
        asked(khue)
        verify_credit(certs.claim(khue.person), by=office)
        certs.claim(khue.person)

    def ask() -> int:
        me.get(ME)
        with CaptureQueriesContext(connection) as found:
            text(me.get(ME))
        return len(found)

    more()
    few = ask()
    for _ in range(14):
        more()

    assert ask() == few
