"""Wagtail blocks of lessons and course programmes. Texts are plain, so that no foreign HTML gets in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from courses.live_steps import steps_in_force
from sops.models import Sop


class TrilingualBlock(blocks.StructBlock):
    """One text in the three languages of the site; Vietnamese first."""

    vi = blocks.TextBlock(label="Tiếng Việt", required=False, rows=2)
    en = blocks.TextBlock(label="English", required=False, rows=2)
    ja = blocks.TextBlock(label="日本語", required=False, rows=2)

    class Meta:
        icon = "openquote"


class ObjectiveBlock(TrilingualBlock):
    domain = blocks.ChoiceBlock(
        choices=[("knowledge", _("Knowledge")), ("skill", _("Skill")), ("attitude", _("Attitude"))],
        default="knowledge",
        label=_("Domain"),
    )


class LecturerBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), help_text=_("As printed in the programme"))
    role = blocks.ChoiceBlock(
        choices=[("lead", _("Lead lecturer")), ("lecturer", _("Lecturer")), ("assistant", _("Assistant"))],
        default="lecturer",
        label=_("Role"),
    )
    topics = TrilingualBlock(label=_("Topics"))


class ProgrammeBlock(blocks.StructBlock):
    """Programme fields that a CME course needs before a class opens (domain (g), TT 26/2020)."""

    summary = TrilingualBlock(label=_("Summary"))
    objectives_intro = TrilingualBlock(label=_("Objectives: opening words"))
    objectives = blocks.ListBlock(ObjectiveBlock(), label=_("Objectives"))
    audience = TrilingualBlock(label=_("Audience"))
    entry_requirements = TrilingualBlock(label=_("Entry requirements"))
    methods = TrilingualBlock(label=_("Methods"))
    lecturers = blocks.ListBlock(LecturerBlock(), label=_("Lecturers"))
    materials = blocks.ListBlock(blocks.TextBlock(rows=1), label=_("Materials"))
    assessment = TrilingualBlock(label=_("Assessment"))
    certificate = TrilingualBlock(label=_("Certificate"))

    class Meta:
        icon = "list-ul"


class ModuleBlock(blocks.StructBlock):
    key = blocks.RegexBlock(
        r"^[a-z0-9-]{1,16}$", label=_("Key"), help_text=_("Lessons name their module by this key, for example m1")
    )
    title = TrilingualBlock(label=_("Title"))
    theory = blocks.DecimalBlock(label=_("Theory periods"), min_value=0, default=0)
    practice = blocks.DecimalBlock(label=_("Practice periods"), min_value=0, default=0)

    class Meta:
        icon = "folder-open-inverse"


class LessonListBlock(blocks.StructBlock):
    style = blocks.ChoiceBlock(
        choices=[("bullet", _("Bullets")), ("number", _("Numbers"))], default="bullet", label=_("Style")
    )
    intro = blocks.TextBlock(required=False, rows=1, label=_("Opening words"))
    items = blocks.ListBlock(blocks.TextBlock(rows=1), label=_("Entries"))

    class Meta:
        icon = "list-ol"


class LessonFigureBlock(blocks.StructBlock):
    image = ImageChooserBlock(required=False, label=_("Picture"))
    caption = blocks.TextBlock(rows=1, label=_("Caption"))
    description = blocks.TextBlock(
        rows=2, label=_("What the picture shows"), help_text=_("Read to those who do not see it")
    )

    class Meta:
        icon = "image"


def sop_choices() -> list[tuple[str, str]]:
    return [(sop.number, f"{sop.number} {sop.title}") for sop in Sop.objects.order_by("number")]


class StepBlock(blocks.FieldBlock):
    """The stable id of a step.

    With scripts, it is chosen by number and text from the effective version of the SOP beside it.
    """

    def __init__(self, **kwargs: Any) -> None:
        attrs = {
            "data-controller": "sop-step",
            "data-sop-step-url-value": reverse_lazy("step_choices"),
            "data-sop-step-empty-value": _("Choose a step"),
        }
        self.field = forms.CharField(max_length=64, widget=forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)


class SopStepBlock(blocks.StructBlock):
    """A step shown live from the effective version: number of the SOP, stable id of its block, what to look for."""

    sop = blocks.ChoiceBlock(choices=sop_choices, label=_("SOP"))
    block = StepBlock(label=_("Step"))
    topic = blocks.CharBlock(required=False, label=_("Topic"))
    note = blocks.TextBlock(required=False, rows=1, label=_("What to look for"))

    def clean(self, value: Any) -> Any:
        """Refuses a step that the effective version does not contain: the lesson would show nothing."""
        cleaned = super().clean(value)
        steps = steps_in_force(Sop.objects.filter(number=cleaned["sop"]).first())
        if cleaned["block"] not in dict(steps):
            why = (
                _("The version in force has no such step. Choose one of its steps.")
                if steps
                else _("This SOP has no version in force yet.")
            )
            raise blocks.StructBlockValidationError(block_errors={"block" if steps else "sop": ValidationError(why)})
        return cleaned

    class Meta:
        icon = "link"


class LessonBody(blocks.StreamBlock):
    paragraph = blocks.TextBlock(label=_("Paragraph"), icon="pilcrow")
    list = LessonListBlock(label=_("List"))
    figure = LessonFigureBlock(label=_("Figure"))
    key_points = blocks.ListBlock(blocks.TextBlock(rows=1), label=_("Key points"), icon="tick")
    sop_step = SopStepBlock(label=_("Step of an SOP"))
