"""What the frame of every page shows: name, role, languages, colours, the demonstration."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import resolve
from django.utils.translation import override

from cms.context import demo_accounts, shell
from core import clock
from staff.models import AccessGrant, User
from tests.factories import staff as make

pytestmark = pytest.mark.django_db


def asked(path: str, who: User | None = None, **cookies: str) -> HttpRequest:
    factory = RequestFactory()
    factory.cookies.load(cookies)
    request = factory.get(path)
    request.resolver_match = resolve(path.partition("?")[0])
    if who:
        request.user = who
    return request


def frame(path: str, who: User | None = None, **cookies: str) -> dict[str, Any]:
    with override("en"):
        return shell(asked(path, who, **cookies))["shell"]


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/"])
def test_the_editor_has_a_frame_of_its_own(path: str) -> None:
    assert shell(RequestFactory().get(path)) == {}


def test_the_page_is_named_in_each_language_with_its_query() -> None:
    found = frame("/en/sops/?stage=ISO")["languages"]

    assert [(row["code"], row["url"], row["current"]) for row in found] == [
        ("vi", "/vi/sops/?stage=ISO", False),
        ("en", "/en/sops/?stage=ISO", True),
        ("ja", "/ja/sops/?stage=ISO", False),
    ]


def test_a_page_with_one_address_for_all_languages_names_none() -> None:
    assert [row["url"] for row in frame("/accounts/login/")["languages"]] == ["", "", ""]


@pytest.mark.parametrize(("cookie", "theme"), [("dark", "dark"), ("light", "light"), ("pink", "")])
def test_only_known_colours_are_taken_from_a_cookie(cookie: str, theme: str) -> None:
    assert frame("/en/sops/", theme=cookie)["theme"] == theme


def test_a_stranger_has_no_name_and_no_navigation() -> None:
    with override("en"):
        found = shell(asked("/en/"))

    assert ("name" in found["shell"], found["nav"]) == (False, [])


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"titles": {"vi": "ThS.", "en": "MSc"}}, "MSc Phạm Quốc Bảo"),
        ({}, "Phạm Quốc Bảo"),
        ({"titles": {"en": "Dr"}, "kanji_name": "佐藤 健一"}, "佐藤 健一"),
    ],
)
def test_people_are_named_as_they_write_themselves(fields: dict[str, Any], name: str) -> None:
    who = make.user(person=make.person("Phạm Quốc Bảo", **fields))

    assert frame("/en/", who)["name"] == name


def test_a_position_stands_before_the_names_of_the_roles() -> None:
    plain = make.user("trainer", "learner")
    placed = make.user("trainer", person=make.person(positions={"en": "Head of training"}))

    assert [frame("/en/", who)["role"] for who in (plain, placed)] == ["Learner, Trainer", "Head of training"]


def test_only_an_auditor_is_told_when_the_right_to_read_ends() -> None:
    auditor, other = make.user(), make.user("trainer")
    today = clock.today()
    ends = today + dt.timedelta(days=4)
    AccessGrant.objects.create(person=auditor.person, role="auditor", valid_from=today, valid_to=ends)

    assert [frame("/en/", who)["read_only_until"] for who in (auditor, other)] == [ends, None]


def test_demo_accounts_are_named_with_the_roles_they_hold_today() -> None:
    today = clock.today()
    khue = make.user("learner", email="khue@demo.test", full_name="Trần Minh Khuê")
    AccessGrant.objects.create(
        person=khue.person, role="trainer", valid_from=make.LONG_AGO, valid_to=today - dt.timedelta(days=1)
    )
    make.user("learner", email="gone@demo.test", is_active=False)
    make.user("learner", email="real@hospital.test")

    with override("en"):
        found = demo_accounts()

    assert found == [{"email": "khue@demo.test", "name": "Trần Minh Khuê", "roles": "Learner"}]


def test_without_the_demonstration_no_account_is_named() -> None:
    make.user("learner")

    assert demo_accounts() == []
    assert shell(asked("/vi/"))["demo_loaded"] is False
