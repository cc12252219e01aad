"""What every answer has in common: refusals with a sentence, the language, the policy on content, saves in order."""

from __future__ import annotations

import json

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from cms.middleware import ContentSecurity, EditorSaves, RefusalPage
from core.errors import Conflict, NotAllowed
from core.pages import root_page
from tests.factories import staff as make
from tests.markup import squeezed

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en-GB"}


@pytest.mark.parametrize("address", ["sop_list", "audit_trail", "home"])
def test_nul_in_an_address_is_a_sentence(client, address):
    client.force_login(make.user("auditor"))

    response = client.get(reverse(address), {"q": "a\x00b"})

    assert response.status_code == 400
    assert "refused.html" in [template.name for template in response.templates]


@pytest.mark.parametrize("address", ["/media/a%00b", "/vi/sops/?stage=%00&product=x", "/vi/audit/matrix/?person=%00"])
def test_nul_is_refused_wherever_it_stands(client, address):
    client.force_login(make.user("auditor"))

    assert client.get(address).status_code == 400


def test_nul_in_a_form_is_a_sentence_and_changes_nothing(client):
    client.force_login(make.user("trainer"))

    assert client.post(reverse("quiz_add"), {"title_vi": "a\x00b"}).status_code == 400


@pytest.mark.parametrize(("refused", "status"), [(Conflict("Done already."), 409), (NotAllowed("Not you."), 403)])
def test_machines_get_the_sentence_of_a_refusal_as_json(refused, status):
    answer = RefusalPage(HttpResponse).process_exception(RequestFactory().get("/api/lots/"), refused)

    assert (answer.status_code, json.loads(answer.content)) == (status, {"detail": str(refused)})


def test_a_fault_of_the_program_is_no_refusal():
    assert RefusalPage(HttpResponse).process_exception(RequestFactory().get("/vi/"), ValueError("x")) is None


@pytest.mark.parametrize(("page", "language"), [("/vi/verify/", "vi"), ("/ja/verify/", "ja"), ("/en/verify/", "en")])
def test_the_language_of_the_last_page_holds_at_the_log_in(client, page, language):
    client.get(page, headers=ENGLISH)

    assert f'<html lang="{language}"' in squeezed(client.get("/accounts/login/", headers=ENGLISH).content.decode())


def test_the_editor_speaks_the_language_of_the_pages(client):
    client.force_login(make.user("trainer"))
    client.get("/vi/sops/", headers=ENGLISH)

    page = squeezed(client.get("/admin/", headers=ENGLISH).content.decode())

    assert '<html lang="vi"' in page


def test_the_first_page_is_in_the_language_of_the_browser(client):
    assert '<html lang="en"' in squeezed(client.get("/accounts/login/", headers=ENGLISH).content.decode())


def _log_in(client, language):
    form = {"login": make.user("learner", language=language).email, "password": make.PASSWORD}
    return client.post("/accounts/login/", form, headers=ENGLISH)["Location"]


@pytest.mark.parametrize("language", ["vi", "ja", "en"])
def test_who_chose_no_language_goes_on_in_that_of_the_account(client, language):
    assert client.get("/", headers=ENGLISH)["Location"] == "/en/"
    client.get("/en/", headers=ENGLISH)

    assert _log_in(client, language) == f"/{language}/"


def test_who_chose_a_language_keeps_it(client):
    client.get("/ja/", headers=ENGLISH)

    assert _log_in(client, "vi") == "/"
    assert client.get("/", headers=ENGLISH)["Location"] == "/ja/"


def test_a_language_chosen_after_log_in_holds_at_the_next(client):
    _log_in(client, "vi")
    client.get("/en/", headers=ENGLISH)
    client.post("/accounts/logout/")

    assert client.get("/", headers=ENGLISH)["Location"] == "/en/"
    assert _log_in(client, "vi") == "/"


@pytest.mark.parametrize(
    ("path", "policy"), [("/vi/admin/", ContentSecurity.OWN), ("/admin/x/", ContentSecurity.ADMIN)]
)
def test_each_part_of_the_site_has_its_policy(path, policy):
    answer = ContentSecurity(lambda request: HttpResponse())(RequestFactory().get(path))

    assert answer["Content-Security-Policy"] == policy


def test_no_inline_script_or_style_runs_on_our_own_pages():
    rules = dict(rule.strip().split(" ", 1) for rule in ContentSecurity.OWN.split(";"))

    assert rules["default-src"] == rules["style-src"] == "'self'"
    assert "script-src" not in rules


def test_a_view_may_set_a_stricter_policy():
    answer = ContentSecurity(lambda request: HttpResponse(headers={"Content-Security-Policy": "sandbox"}))

    assert answer(RequestFactory().get("/vi/"))["Content-Security-Policy"] == "sandbox"


@pytest.mark.parametrize(("status", "kept"), [(200, "new"), (302, "new"), (400, "new"), (500, "old")])
def test_a_save_in_the_editor_that_breaks_off_leaves_nothing(status, kept):
    page = root_page()
    type(page).objects.filter(pk=page.pk).update(title="old")

    def saves(request: HttpRequest) -> HttpResponse:
        type(page).objects.filter(pk=page.pk).update(title="new")
        return HttpResponse(status=status)

    EditorSaves(saves)(RequestFactory().post(f"/admin/pages/{page.pk}/edit/"))

    page.refresh_from_db()
    assert page.title == kept
