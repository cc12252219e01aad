"""Forms of the document pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import day_field, offer
from sops.enums import ChangeClass, Product, Stage
from sops.releasing.changes import Classified
from staff.forms import SigningForm


class ReadForm(SigningForm):
    """The signature on a version that was read, in the language of reading."""

    language = forms.ChoiceField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "language", [(code, code) for code in languages])


class CandidateForm(forms.Form):
    """A signature on the candidate that was shown: its hash is posted again, so that nothing else is signed."""

    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ReviewForm(CandidateForm, SigningForm):
    """The signed technical review."""


class ApproveForm(CandidateForm, SigningForm):
    effective_on = forms.DateField(widget=forms.HiddenInput, input_formats=["%Y-%m-%d"])
    early_reason = forms.CharField(
        label=_("Why it cannot wait"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed when fewer people can be ready by the first day than required."),
    )


class ReturnForm(CandidateForm):
    reason = forms.CharField(label=_("What must be changed"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class WithdrawForm(SigningForm):
    on = day_field(_("No longer in force from"))
    reason_vi = forms.CharField(
        label=_("Reason, in Vietnamese"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2, "lang": "vi"})
    )
    reason_ja = forms.CharField(
        label=_("Reason, in Japanese"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "ja"}),
    )
    reason_en = forms.CharField(
        label=_("Reason, in English"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "en"}),
    )


class SubmitForm(SigningForm):
    """Why the document changes, and the class of each of `changes`."""

    source_version = forms.CharField(
        label=_("Edition of the sending unit"), max_length=64, required=False, help_text=_("As printed there, 第4版")
    )
    change_reason_vi = forms.CharField(
        label=_("Reason of the issue or change, in Vietnamese"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "vi"}),
    )
    change_reason_ja = forms.CharField(
        label=_("The reason in Japanese"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "ja"}),
    )
    change_reason_en = forms.CharField(
        label=_("The reason in English"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "en"}),
    )

    def __init__(self, *args: Any, changes: Sequence[Classified], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.changes = changes
        for place, change in enumerate(changes):
            self.fields[f"class_{place}"] = forms.ChoiceField(
                label=_("Class of this change"), choices=ChangeClass.choices, initial=change.suggested
            )
            if change.suggested == ChangeClass.CRITICAL:
                self.fields[f"why_{place}"] = forms.CharField(
                    label=_("Why this is less than critical"), required=False, max_length=500
                )

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith(("class_", "why_"))]

    def fields_of(self, place: int) -> list[forms.BoundField]:
        """Returns the class field of the change at this position, and the reason field if there is one."""
        return [self[name] for name in (f"class_{place}", f"why_{place}") if name in self.fields]

    def field_of(self, refused: str) -> str:
        """Returns the form field for a refusal of the domain: `class:<path>` and `reason:<path>` name changes."""
        kind, _colon, path = refused.partition(":")
        if not path:
            return refused
        place = next(place for place, change in enumerate(self.changes) if change.path == path)
        return f"{'why' if kind == 'reason' else 'class'}_{place}"

    def judgement(self) -> dict[str, Any]:
        """Returns the arguments of `submit` for reasons and classes of change."""
        data = self.cleaned_data
        paths = [change.path for change in self.changes]
        return {
            "change_reason": {code: data[f"change_reason_{code}"] for code in ("vi", "ja", "en")},
            "classes": {path: data[f"class_{place}"] for place, path in enumerate(paths) if data.get(f"class_{place}")},
            "class_reasons": {
                path: data[f"why_{place}"] for place, path in enumerate(paths) if data.get(f"why_{place}")
            },
            "source_version": data["source_version"],
        }


class NewSopForm(forms.Form):
    """Reserves a document number; this can never be undone."""

    number = forms.CharField(
        label=_("Document number"), max_length=32, help_text=_("As MSC-SOP-ISO-001. A number is never used again.")
    )
    stage = forms.ChoiceField(label=_("Stage"), choices=Stage.choices)
    products = forms.MultipleChoiceField(
        label=_("Products"), choices=Product.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    title = forms.CharField(label=_("Title in the source language"), max_length=255)
    language = forms.ChoiceField(label=_("Source language"), choices=settings.LANGUAGES, initial="ja")
    organisation = forms.CharField(label=_("Sending unit"), max_length=255, required=False)
    source_number = forms.CharField(label=_("Number of the sending unit"), max_length=64, required=False)


class SegmentForm(forms.Form):
    """One act on one text of the translation workbench."""

    act = forms.ChoiceField(
        choices=[
            (name, name)
            for name in ("save", "next", "verify", "return", "override", "suggestion", "comment", "resolve")
        ]
    )
    at = forms.CharField(max_length=120)
    text = forms.CharField(required=False, strip=False, empty_value=None, max_length=20_000)
    comment = forms.CharField(required=False, max_length=2_000)
    source_hash = forms.CharField(required=False, max_length=64)
    revision = forms.IntegerField(required=False, min_value=0)
    following = forms.CharField(required=False, max_length=120)

    def clean_text(self) -> str | None:
        """The text; an emptied field is an act too, a form without the field is none."""
        return self.data.get("text") if self.cleaned_data.get("text") is None else self.cleaned_data["text"]


class UploadForm(forms.Form):
    """A Word file for preview."""

    file = forms.FileField(
        label=_("Word file (.docx)"), max_length=255, widget=forms.FileInput(attrs={"accept": ".docx"})
    )

    def clean_file(self) -> Any:
        """The file; size is checked before anything is read."""
        file, limit = self.cleaned_data["file"], settings.WORD_UPLOAD_BYTES
        if file.size > limit:
            raise forms.ValidationError(gettext("The file is larger than %(count)s MB.") % {"count": limit // 1024**2})
        return file


class AcceptForm(forms.Form):
    """What was shown is posted again (`seen`, and the treatment of tracked changes), so that nothing else is
    accepted.
    """

    into = forms.CharField(widget=forms.HiddenInput, max_length=32)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    tracked = forms.CharField(widget=forms.HiddenInput, required=False, max_length=8)
    losses_read = forms.BooleanField(label=_("I read what did not come through"), required=False)

    def target(self) -> dict[str, Any]:
        """Returns the arguments of `accept_upload` that define the target document."""
        raise NotImplementedError

    def arguments(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("seen", "tracked", "losses_read")} | self.target()


class NewNumberForm(AcceptForm):
    """The file becomes a document with a new number."""

    field_order = (
        "number",
        "stage",
        "title_vi",
        "title_en",
        "products",
        "languages",
        "organisation",
        "source_number",
        "losses_read",
    )

    number = forms.CharField(
        label=_("Document number"), max_length=32, help_text=_("As MSC-SOP-ISO-001. A number is never used again.")
    )
    stage = forms.ChoiceField(label=_("Stage"), choices=[("", "–"), *Stage.choices], required=False)
    title_vi = forms.CharField(
        label=_("Title in Vietnamese"), max_length=255, required=False, widget=forms.TextInput(attrs={"lang": "vi"})
    )
    title_en = forms.CharField(
        label=_("Title in English"), max_length=255, required=False, widget=forms.TextInput(attrs={"lang": "en"})
    )
    products = forms.MultipleChoiceField(
        label=_("Products"), choices=Product.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages that must be verified before release"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    organisation = forms.CharField(label=_("Sending unit"), max_length=255, required=False)
    source_number = forms.CharField(label=_("Number of the sending unit"), max_length=64, required=False)

    def __init__(self, *args: Any, source_language: str, numbers: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = numbers  # the next free one of each stage
        others = [(code, name) for code, name in settings.LANGUAGES if code != source_language]
        offer(self, "languages", others)
        self.fields["number"].widget.attrs |= {"list": "numbers", "autocomplete": "off", "spellcheck": "false"}

    def target(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "new": True,
            "number": data["number"],
            "stage": data["stage"],
            "titles": {"vi": data["title_vi"], "en": data["title_en"]},
            "products": data["products"],
            "languages": data["languages"],
            "source": {"organisation": data["organisation"], "number": data["source_number"]},
        }


class NextDraftForm(AcceptForm):
    """The file revises an existing document."""

    draft_seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    replace = forms.BooleanField(label=_("Replace the present draft, its edits included"), required=False)

    field_order = ("losses_read", "replace")

    def target(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"new": False, "number": data["into"], "draft_seen": data["draft_seen"], "replace": data["replace"]}
