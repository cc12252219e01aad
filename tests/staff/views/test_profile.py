"""One's own account: the statement that makes signing possible, accepted once."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation

from core.errors import NotAllowed
from staff.domain.sign import sign
from staff.enums import Meaning
from staff.models import AccountabilityStatement
from staff.views.profile import statement_text
from tests.factories import staff as make

pytestmark = pytest.mark.django_db


def test_statement_is_accepted_once_and_signing_becomes_possible(client):
    user, subject = make.user("learner", can_sign=False), make.unit()
    client.force_login(user)
    signing = {"by": user, "proof": make.proof(user), "meaning": Meaning.APPROVAL, "content_hash": "x"}
    with pytest.raises(NotAllowed):
        sign(subject, **signing)

    with translation.override("en"):
        sent = [client.post(reverse("profile")) for _each in range(2)]

        row = AccountabilityStatement.objects.get()
        assert [answer.status_code for answer in sent] == [302, 302]
        assert (row.person, row.text) == (user.person, statement_text())
    assert sign(subject, **signing).person == user.person


def test_page_shows_what_was_accepted_and_when(client):
    user = make.user("learner")
    client.force_login(user)

    assert client.get(reverse("profile")).context["accepted"] == AccountabilityStatement.objects.get()


def test_account_of_nobody_accepts_nothing(client):
    user = make.user("learner", can_sign=False)
    user.person = None
    user.save()
    client.force_login(user)

    assert client.get(reverse("profile")).context["accepted"] is None
    assert client.post(reverse("profile")).status_code == 403
    assert not AccountabilityStatement.objects.exists()
