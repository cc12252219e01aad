"""What happens by itself when a draft is saved or somebody tries to delete one."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import ProtectedError
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Collection, Page

from core.canonical import sha256
from sops.domain.drafts import library
from sops.models import Picture, SopPage, Translation
from sops.queries import draft_content
from tests.factories import release as make

pytestmark = pytest.mark.django_db


def page() -> SopPage:
    make.draft()
    return SopPage.objects.get()


def test_the_shell_cannot_delete_drafts_nor_what_holds_them() -> None:
    draft = page()
    for target in (draft, library(), Page.objects.get(pk=draft.pk), Page.objects.get(pk=library().pk)):
        with pytest.raises(ProtectedError), transaction.atomic():
            target.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        SopPage.objects.all().delete()
    assert SopPage.objects.count() == 1


def test_a_draft_saved_in_the_editor_holds_its_pictures_by_their_hash() -> None:
    out = BytesIO()
    Image.new("RGB", (4, 3)).save(out, "PNG")
    folder = Collection.get_first_root_node() or Collection.add_root(name="Root")
    file = SimpleUploadedFile("x.png", out.getvalue())
    chosen = get_image_model().objects.create(title="x", file=file, collection=folder)
    draft = page().get_latest_revision_as_object()
    draft.body = [{"id": "f", "type": "figure", "value": {"upload": chosen.pk, "caption": "図1"}}]

    draft.save_revision()

    (figure,) = draft_content(draft.sop)["blocks"]
    assert figure["image"] == sha256(out.getvalue())
    assert Picture.objects.filter(sha256=figure["image"]).count() == 1


def test_every_saved_draft_carries_verified_texts_to_their_new_place() -> None:
    who = make.team()
    draft = page()
    make.translated(draft.sop, who)
    moved = draft.get_latest_revision_as_object()
    moved.body = [{**block, "id": f"new-{block['id']}"} for block in moved.body.get_prep_value()]

    moved.save_revision()

    assert {row.path: row.text for row in Translation.objects.filter(path__startswith="new-")} == {
        "new-s1.title": "[vi] 手順",
        "new-b1.title": "[vi] 加温",
        "new-b1.text": "[vi] 37℃で30分間加温する。",
        "new-b1.p.p1": "[vi] 温度",
        "new-b2.text": "[vi] 記録する。",
    }


def test_a_draft_in_the_middle_of_being_written_is_saved_all_the_same() -> None:
    draft = page().get_latest_revision_as_object()
    raw = list(draft.body.get_prep_value())
    raw[1]["value"]["parameters"][0]["value"]["tolerance"] = ""
    draft.body = raw
    before = draft.revisions.count()

    draft.save_revision()

    assert SopPage.objects.get().revisions.count() == before + 1
