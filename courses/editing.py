"""Forms of the trainer's desk: quizzes, questions, checklists."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.errors import Refused
from core.forms import offer
from courses.authoring import ENTRIES
from courses.banks import MAX_BYTES, Bank, read_bank
from courses.enums import ChecklistKind, QuizKind
from courses.models import Quiz
from sops.models import Sop
from staff.values import all_values


class QuizForm(forms.Form):
    title_vi = forms.CharField(label=_("Title in Vietnamese"), max_length=255)
    title_en = forms.CharField(label=_("Title in English"), max_length=255, required=False)
    title_ja = forms.CharField(label=_("Title in Japanese"), max_length=255, required=False)
    slug = forms.SlugField(label=_("Short name in the address"), max_length=50)
    sop = forms.ModelChoiceField(
        Sop.objects.all(), label=_("SOP"), required=False, help_text=_("Leave empty for the final quiz of a course")
    )
    sop_version = forms.IntegerField(label=_("Version the questions were checked against"), min_value=1, required=False)
    pass_mark = forms.DecimalField(label=_("Pass mark, %"), min_value=1, max_value=100, max_digits=5, decimal_places=2)
    max_attempts = forms.IntegerField(label=_("Attempts"), min_value=1, max_value=99)
    wait_hours = forms.IntegerField(label=_("Wait between two attempts, hours"), min_value=0, max_value=999)
    time_limit_min = forms.IntegerField(label=_("Time limit, minutes"), min_value=1, max_value=999, required=False)
    draw = forms.IntegerField(
        label=_("Questions per attempt"),
        min_value=1,
        max_value=200,
        required=False,
        help_text=_("Leave empty to ask all"),
    )
    reason = forms.CharField(label=_("Reason for the change"), max_length=500)

    def __init__(self, *args: Any, quiz: Quiz | None = None, **kwargs: Any) -> None:
        values = all_values()
        start = {
            "pass_mark": values["quiz_pass_mark"],
            "max_attempts": values["quiz_attempts"],
            "wait_hours": values["quiz_wait_hours"],
        }
        if quiz:
            start = {
                name: getattr(quiz, name)
                for name in ("sop_version", "pass_mark", "max_attempts", "wait_hours", "time_limit_min", "draw")
            }
            start |= {f"title_{code}": quiz.titles.get(code, "") for code in ("vi", "en", "ja")}
        super().__init__(*args, initial=start, **kwargs)
        for name in ("slug", "sop") if quiz else ("reason",):
            del self.fields[name]

    def rules(self) -> dict[str, Any]:
        """Returns the rules as the domain takes them, titles gathered by language."""
        data = dict(self.cleaned_data)
        titles = {code: data.pop(f"title_{code}") for code in ("vi", "en", "ja")}
        return {**data, "titles": {code: title for code, title in titles.items() if title}}


class NewQuizForm(QuizForm):
    def rules(self) -> dict[str, Any]:
        rules = super().rules()
        rules["kind"] = QuizKind.SOP if rules["sop"] else QuizKind.FINAL
        rules["languages"] = list(rules["titles"])
        return rules


class BankForm(forms.Form):
    """A bank file for preview; the previewed content is posted again as `seen`, so that nothing else is imported."""

    file = forms.FileField(label=_("Question bank (GIFT or Moodle XML)"), max_length=255)
    language = forms.ChoiceField(
        label=_("Written in"), choices=[("vi", "Tiếng Việt"), ("en", "English"), ("ja", "日本語")]
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = "accept" not in self.data  # the previewed content is confirmed

    def bank(self, sop: str) -> tuple[Bank, str]:
        """Returns (the bank, its bytes as text for the form). Raises Refused when there is none or it cannot
        be read.
        """
        file, seen = self.cleaned_data["file"], self.cleaned_data["seen"]
        if not file and not seen:
            raise Refused(gettext("Choose a file."), field="file")
        try:
            data = file.read(MAX_BYTES + 1) if file else base64.b64decode(seen, validate=True)
        except binascii.Error as broken:
            raise Refused(gettext("Choose a file."), field="file") from broken
        return read_bank(data, language=self.cleaned_data["language"], sop=sop), base64.b64encode(data).decode()


class QuestionForm(forms.Form):
    """Fields of one question; those that its type does not have are left out."""

    def __init__(self, *args: Any, kind: str, blocks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {"vi": _("Vietnamese"), "en": _("English"), "ja": _("Japanese")}
        area: dict[str, Any] = {"widget": forms.Textarea(attrs={"rows": 3}), "required": False, "max_length": 4000}
        for code, name in names.items():
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Question, %(language)s") % {"language": name}, **{**area, "required": code == "vi"}
            )
        if kind == "true_false":
            self.fields["truth"] = forms.ChoiceField(
                label=_("The statement is"), choices=[("true", _("true")), ("false", _("false"))]
            )
        elif kind == "numeric":
            self.fields["value"] = forms.CharField(label=_("Right value"), max_length=40)
            self.fields["tolerance"] = forms.CharField(label=_("Tolerance ±"), max_length=40, required=False)
            self.fields["unit"] = forms.CharField(label=pgettext_lazy("measure", "Unit"), max_length=40, required=False)
        else:
            for code, name in names.items():
                self.fields[f"entries_{code}"] = forms.CharField(
                    label=_("Entries, %(language)s") % {"language": name},
                    help_text=HELP[kind] if code == "vi" else "",
                    **{**area, "widget": forms.Textarea(attrs={"rows": 6}), "required": code == "vi"},
                )
        for code, name in names.items():
            self.fields[f"explanation_{code}"] = forms.CharField(
                label=_("Explanation after the answer, %(language)s") % {"language": name}, **area
            )
        if blocks:
            self.fields["block"] = forms.ChoiceField(
                label=_("Step of the SOP it tests"), choices=[("", "–"), *blocks], required=False
            )


HELP = {
    "single": _("One option on a line; the right one begins with *"),
    "multiple": _("One option on a line; each right one begins with *"),
    "ordering": _("One entry on a line, in the right order"),
    "matching": _("One pair on a line: left = right"),
    "short_answer": _("One accepted answer on a line"),
}
assert set(HELP) == set(ENTRIES)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason for the change"), max_length=500)


class ChecklistForm(forms.Form):
    title_vi = forms.CharField(label=_("Title in Vietnamese"), max_length=255)
    title_en = forms.CharField(label=_("Title in English"), max_length=255, required=False)
    title_ja = forms.CharField(label=_("Title in Japanese"), max_length=255, required=False)
    slug = forms.SlugField(label=_("Short name in the address"), max_length=50)
    kind = forms.ChoiceField(label=_("Kind"), choices=ChecklistKind.choices)
    runs_required = forms.IntegerField(
        label=_("Supervised runs before the assessment"),
        min_value=0,
        max_value=50,
        required=False,
        help_text=_("Empty: as many as the institution asks"),
    )
    steps = forms.MultipleChoiceField(label=_("Steps that are observed"), widget=forms.CheckboxSelectMultiple)
    critical = forms.MultipleChoiceField(
        label=_("Of these, critical: one miss fails"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, steps: list[tuple[str, str]], marked: list[str], **kwargs: Any) -> None:
        super().__init__(
            *args,
            initial={"steps": [s for s, _t in steps], "critical": marked},
            **kwargs,
        )
        offer(self, "steps", steps)
        offer(self, "critical", steps)
