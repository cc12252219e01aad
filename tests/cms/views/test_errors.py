"""Requests that no view answered: the page is ours, says why and leads back."""

from __future__ import annotations

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.test import Client, RequestFactory

from cms.views.errors import bad_request
from tests.factories import staff as make
from tests.markup import squeezed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "status"), [("/vi/khong-co/", 404), ("/vi/people/", 403), ("/vi/practice/plan/", 403)]
)
def test_page_that_is_not_there_or_not_for_me_is_ours_and_leads_back(client: Client, path: str, status: int) -> None:
    client.force_login(make.user("learner"))

    answer = client.get(path)

    text = squeezed(answer.content.decode())
    assert answer.status_code == status
    assert '<html lang="vi"' in text
    assert 'href="/vi/"' in text


def test_form_without_its_token_is_refused_by_our_page() -> None:
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/theme/", {"theme": "dark"})

    assert answer.status_code == 403
    assert "css/tokens.css" in answer.content.decode()


@pytest.mark.parametrize(
    ("exception", "status"),
    [(RequestDataTooBig(), 413), (TooManyFieldsSent(), 413), (TooManyFilesSent(), 413), (SuspiciousOperation(), 400)],
)
def test_too_much_is_told_from_what_is_wrong(exception: Exception, status: int) -> None:
    assert bad_request(RequestFactory().post("/vi/"), exception).status_code == status
