"""Forms of the document pages: what a person typed becomes the arguments of one act."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sops.forms import NewNumberForm, NextDraftForm, ReadForm, SegmentForm, SubmitForm, UploadForm
from sops.releasing.changes import Classified
from tests.factories import staff as people

CRITICAL = Classified("b1.text", "changed", "b1", "1 (1)", {}, {}, "critical", "critical")
EDITORIAL = Classified("b2.text", "changed", "b2", "1", {}, {}, "editorial", "editorial")


def segment(**data: Any) -> SegmentForm:
    return SegmentForm({"act": "save", "at": "b1.text", **data})


@pytest.mark.parametrize(("data", "text"), [({}, None), ({"text": ""}, ""), ({"text": " a\n"}, " a\n")])
def test_an_emptied_text_is_an_act_and_no_text_is_none(data: dict[str, str], text: str | None) -> None:
    form = segment(**data)

    assert form.is_valid()
    assert form.cleaned_data["text"] == text


@pytest.mark.parametrize("data", [{"act": "delete"}, {"at": ""}, {"text": "a" * 20_001}, {"revision": "-1"}])
def test_an_act_unknown_or_out_of_bounds_is_refused(data: dict[str, str]) -> None:
    assert not segment(**data).is_valid()


@pytest.mark.django_db
def test_classes_and_reasons_come_back_under_the_path_of_their_change() -> None:
    data = {
        "password": "x",
        "change_reason_vi": "Sửa.",
        "class_0": "procedural",
        "why_0": "Lỗi gõ.",
        "class_1": "editorial",
        "source_version": "第2版",
    }
    form = SubmitForm(data, signer=people.user("trainer"), changes=[CRITICAL, EDITORIAL])

    assert form.is_valid(), form.errors
    assert form.judgement() == {
        "change_reason": {"vi": "Sửa.", "ja": "", "en": ""},
        "classes": {"b1.text": "procedural", "b2.text": "editorial"},
        "class_reasons": {"b1.text": "Lỗi gõ."},
        "source_version": "第2版",
    }


@pytest.mark.django_db
def test_only_a_critical_change_has_a_field_for_going_lower() -> None:
    form = SubmitForm(signer=people.user("trainer"), changes=[CRITICAL, EDITORIAL])

    assert [[field.name for field in form.fields_of(place)] for place in (0, 1)] == [["class_0", "why_0"], ["class_1"]]
    assert [field.name for field in form.main_fields] == [
        "source_version", "change_reason_vi", "change_reason_ja", "change_reason_en", "password",
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_refusal_of_the_domain_stands_at_the_field_of_its_change() -> None:
    form = SubmitForm(signer=people.user("trainer"), changes=[CRITICAL, EDITORIAL])

    assert [form.field_of(name) for name in ("reason:b1.text", "class:b2.text", "change_reason_vi")] == [
        "why_0", "class_1", "change_reason_vi",
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_version_is_signed_in_one_of_its_languages() -> None:
    who = people.user("learner")

    assert [
        ReadForm({"password": "x", "language": code}, signer=who, languages=["ja", "vi"]).is_valid()
        for code in ("vi", "en")
    ] == [True, False]


@pytest.mark.parametrize(("size", "valid"), [(1024**2, True), (1024**2 + 1, False)])
def test_too_large_a_file_is_refused_unread(settings: Any, size: int, valid: bool) -> None:
    settings.WORD_UPLOAD_BYTES = 1024**2

    assert UploadForm({}, {"file": SimpleUploadedFile("a.docx", bytes(size))}).is_valid() == valid


SHOWN = {"into": "new", "seen": "0" * 64, "tracked": "reject", "losses_read": "on"}


def test_a_new_number_is_translated_into_other_languages_than_its_own() -> None:
    form = NewNumberForm(
        {**SHOWN, "number": "MSC-SOP-QC-1", "languages": ["vi"], "title_vi": "Thử", "products": ["MSC"]},
        source_language="ja",
        numbers={},
    )

    assert form.is_valid(), form.errors
    assert [code for code, _name in form.fields["languages"].choices] == ["vi", "en"]
    assert form.arguments() == {
        "seen": "0" * 64,
        "tracked": "reject",
        "losses_read": True,
        "new": True,
        "number": "MSC-SOP-QC-1",
        "stage": "",
        "titles": {"vi": "Thử", "en": ""},
        "products": ["MSC"],
        "languages": ["vi"],
        "source": {"organisation": "", "number": ""},
    }


def test_a_next_draft_goes_where_it_was_shown_to_go() -> None:
    form = NextDraftForm({**SHOWN, "into": "MSC-SOP-QC-1", "draft_seen": "1" * 64})

    assert form.is_valid()
    assert form.arguments() == {
        "seen": "0" * 64, "tracked": "reject", "losses_read": True, "new": False, "number": "MSC-SOP-QC-1",
        "draft_seen": "1" * 64, "replace": False,
    }  # fmt: skip
