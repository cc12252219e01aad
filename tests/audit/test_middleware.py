"""Every line of a request tells where it came from, and who was logged in where the act names nobody."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from audit.actor import system
from audit.middleware import Witness
from audit.trail import present_actor, record
from tests.factories import staff as make

pytestmark = pytest.mark.django_db


def acting(request: HttpRequest) -> HttpResponse:
    line = record("opened", by=present_actor())
    return HttpResponse(f"{line.actor_name} | {line.source}")


def test_an_act_of_a_request_has_its_account_and_address():
    request = RequestFactory().post("/vi/sops/", REMOTE_ADDR="10.0.0.7")
    request.user = make.user()

    assert Witness(acting)(request).content.decode() == f"{request.user} | 10.0.0.7 POST /vi/sops/"


def test_an_act_of_a_stranger_is_anonymous_and_its_query_is_not_kept():
    request = RequestFactory().get("/vi/verify/", {"code": "secret"}, REMOTE_ADDR="::1")
    request.user = AnonymousUser()

    assert Witness(acting)(request).content.decode() == "anonymous | ::1 GET /vi/verify/"


def test_after_the_request_its_source_is_forgotten_also_after_a_fault():
    def fails(request: HttpRequest) -> HttpResponse:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Witness(fails)(RequestFactory().get("/vi/"))

    assert (record("login", by=present_actor()).source, present_actor()) == ("", system("system"))
