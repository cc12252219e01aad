"""The first page: for strangers what this is, for people what waits for them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import facts
from tests.factories import staff as make
from tests.factories.today import asked, days, learner, page, trained

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "signed"), [("vi", "26/01/2026"), ("en", "26 Jan 2026"), ("ja", "2026年01月26日")]
)
def test_stranger_may_check_a_certificate_and_log_in(client, language, signed) -> None:
    html = page(client, language=language)

    assert f'<html lang="{language}"' in html
    assert f'action="{reverse("verify")}"' in html
    assert f'href="{reverse("account_login")}"' in html
    assert signed in html


def test_landing_page_asks_the_database_for_its_courses_only(client) -> None:
    client.get("/vi/")
    with CaptureQueriesContext(connection) as found:
        client.get("/vi/")

    assert len(found) == 2  # the number of courses; whether the demonstration is loaded


def test_root_leads_to_the_page_in_vietnamese(client) -> None:
    assert client.get("/")["Location"] == "/vi/"


def test_demonstration_is_named_on_both_pages(client) -> None:
    khue = make.user("learner", email="khue@demo.test")

    assert "not for clinical use" in page(client)
    assert "not for clinical use" in page(client, khue)


def test_vietnamese_page_addresses_by_title(client) -> None:
    khue, role = learner()
    revised, first = asked(role)
    trained(khue, first)
    facts.version(revised, days(-14), change_class="critical")

    assert "Bác sĩ có <b>1 việc quá hạn</b>." in page(client, khue, "vi")


def test_nothing_due_says_so(client) -> None:
    assert "Nothing is due in the next 7 days." in page(client, make.user("learner"))


def test_account_without_a_role_is_told_whom_to_ask(client) -> None:
    assert "This account has no role yet. Ask the administrator." in page(client, make.user())


def test_account_without_a_person_finds_a_page(client) -> None:
    user = make.user()
    user.person = None
    user.save()

    page(client, user)
