"""The editor writes drafts and nothing else: no button, address or shell of Wagtail's makes,
takes back or loses a version.
"""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from sops.document.stream import to_stream
from sops.domain.drafts import library
from sops.models import SopPage
from sops.queries import draft_content
from tests.factories import release as make
from tests.factories import staff

pytestmark = pytest.mark.django_db


def as_(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


@pytest.fixture(params=["trainer", "superuser"])
def editor(request: pytest.FixtureRequest) -> Client:
    return as_(staff.user("trainer", is_superuser=request.param == "superuser"))


def page() -> SopPage:
    make.draft()
    return SopPage.objects.get()


def form(draft: SopPage, text: str, **fields: object) -> dict:
    """What the editor sends for the section, a step with its parameter, and a paragraph."""
    raw = to_stream(draft_content(draft.sop))
    step = raw[1]["value"]
    parameter = step["parameters"][0]
    blocks = [
        ("section", raw[0]["value"]),
        ("step", {**step, "text": text, "parameters": ""}),
        ("paragraph", raw[2]["value"]),
    ]
    data = nested_form_data(
        {"title": draft.title, "slug": draft.slug, "source_version": "第2版", "body": streamfield(blocks)}
    )
    data |= {f"body-{place}-id": block["id"] for place, block in enumerate(raw)}
    prefix = "body-1-value-parameters"
    data.pop(prefix, None)
    data |= {
        f"{prefix}-count": "1",
        f"{prefix}-0-deleted": "",
        f"{prefix}-0-order": "0",
        f"{prefix}-0-id": parameter["id"],
    }
    data |= {f"{prefix}-0-value-{name}": value for name, value in parameter["value"].items()}
    return {**data, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, **fields}


def test_a_draft_saved_in_the_editor_keeps_every_id(editor: Client) -> None:
    draft = page()
    before = draft_content(draft.sop)
    answer = editor.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), form(draft, "40℃で加温する。"))
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    after = draft_content(draft.sop)
    assert after["blocks"][1]["text"] == "40℃で加温する。"
    before["blocks"][1]["text"] = "40℃で加温する。"
    before["source"]["version"] = "第2版"
    assert after == before


@pytest.mark.django_db(transaction=True)
def test_a_save_by_itself_that_comes_late_does_not_stand_above_what_was_saved_by_hand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    author, draft = staff.user("trainer"), page()
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    loaded = draft.latest_revision
    inside, by_hand_done, plain = threading.Event(), threading.Event(), EditView.form_valid

    def slow(view: EditView, sent: object) -> object:
        if view.expects_json_response:  # on its way: it has found the page as it knows it
            inside.set()
            by_hand_done.wait(1)
        return plain(view, sent)

    monkeypatch.setattr(EditView, "form_valid", slow)

    def by_itself() -> dict:
        known = {"loaded_revision_id": loaded.pk, "loaded_revision_created_at": loaded.created_at.isoformat()}
        return as_(author).post(address, form(draft, "4℃で", **known), headers={"accept": "application/json"}).json()

    def on_its_way() -> None:
        try:
            by_itself()
        finally:
            connection.close()

    thread = threading.Thread(target=on_its_way)
    thread.start()
    assert inside.wait(30)
    assert as_(author).post(address, form(draft, "40℃で加温する。")).status_code == 302
    by_hand_done.set()
    thread.join()

    assert by_itself()["error_code"] == "invalid_revision"  # the other order: it comes after the save by hand
    assert draft_content(draft.sop)["blocks"][1]["text"] == "40℃で加温する。"


def test_nobody_publishes_from_the_editor(editor: Client) -> None:
    draft = page()
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    editor.post(url, form(draft, "x", **{"action-publish": "1"}))
    editor.post(url, form(draft, "x", **{"action-submit": "1"}))
    draft.refresh_from_db()
    assert (draft.live, draft.workflow_states.count()) == (False, 0)
    shown = editor.get(url).content.decode()
    assert 'name="action-publish"' not in shown
    assert reverse("sop_release", args=[draft.sop.number]) in shown


@pytest.mark.parametrize("act", ["unpublish", "delete", "copy", "move"])
def test_no_act_on_the_tree_touches_a_draft(editor: Client, act: str) -> None:
    draft = page()
    place = (draft.path, library().path)
    for target in (draft, library()):
        url = reverse(f"wagtailadmin_pages:{act}", args=[target.pk])
        editor.get(url)
        editor.post(url, {"new_title": "x", "new_slug": "y", "new_parent_page": 1, "publish_copies": "1"})
    draft.refresh_from_db()
    assert (draft.path, library().path) == place
    assert (draft.live, SopPage.objects.count()) == (False, 1)


def test_no_page_is_created_beside_the_form_for_new_documents(editor: Client) -> None:
    page()
    url = reverse("wagtailadmin_pages:add", args=["sops", "soppage", library().pk])
    for answer in (editor.get(url), editor.post(url, {"title": "x", "slug": "x", "action-publish": "1"})):
        assert answer.status_code in (302, 403, 404)
    assert SopPage.objects.count() == 1


def test_a_published_shell_shows_readers_nothing() -> None:
    draft = page()
    Page.objects.filter(pk=draft.pk).update(live=True)
    answer = SopPage.objects.get().serve(None)  # type: ignore[arg-type]
    assert answer["Location"].endswith("/sops/MSC-SOP-ISO-301/")


def test_the_preview_draws_the_draft(editor: Client) -> None:
    draft = page()
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[draft.pk])
    assert editor.post(url, form(draft, "50℃で加温する。")).json()["is_valid"]
    shown = editor.get(url)
    assert "50℃で加温する。" in shown.content.decode()


def test_wagtails_moderation_is_not_in_use() -> None:
    draft = page()
    assert not draft.has_workflow


def test_a_parameter_without_its_number_may_wait_a_wrong_one_may_not(editor: Client) -> None:
    draft = page()
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    field = "body-1-value-parameters-0-value-tolerance"
    assert editor.post(url, form(draft, "x", **{field: "half"})).status_code == 200
    assert editor.post(url, form(draft, "x", **{field: ""})).status_code == 302
    assert draft_content(draft.sop)["blocks"][1]["parameters"][0]["tolerance"] is None
