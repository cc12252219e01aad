"""Wagtail blocks of an SOP draft.

Their shape is that of docs/content.md; `sops.document.stream` converts between the two.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from core.errors import Refused
from core.units import stored
from sops.document.parameters import parameter_faults
from sops.document.pictures import is_stored, picture_facts
from sops.enums import Comparator

TEXT = _("Text")


def levels(count: int) -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(choices=[(str(n), str(n)) for n in range(1, count + 1)], default="1", label=_("Level"))


def text(label: Any = TEXT, *, required: bool = True, rows: int = 3) -> blocks.TextBlock:
    return blocks.TextBlock(label=label, required=required, rows=rows)


class SectionBlock(blocks.StructBlock):
    level = levels(4)
    title = blocks.CharBlock(label=_("Heading"), max_length=500)

    class Meta:
        icon = "title"
        label = _("Section")


class ParagraphBlock(blocks.StructBlock):
    text = text(rows=4)

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")


class ParameterBlock(blocks.StructBlock):
    """A typed critical value: the same in every language, in quizzes and checklists (domain (c) 6)."""

    name = blocks.CharBlock(label=_("Quantity"), max_length=255)
    comparator = blocks.ChoiceBlock(choices=Comparator.choices, default=Comparator.PLUS_MINUS, label=_("Limit"))
    value = blocks.CharBlock(required=False, label=_("Value"), max_length=26)
    tolerance = blocks.CharBlock(required=False, label=_("Tolerance"), max_length=26)
    low = blocks.CharBlock(required=False, label=pgettext_lazy("limit", "From"), max_length=26)
    high = blocks.CharBlock(required=False, label=pgettext_lazy("limit", "To"), max_length=26)
    unit = blocks.CharBlock(required=False, label=pgettext_lazy("measure", "Unit"), max_length=64)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        cleaned["unit"] = stored(cleaned["unit"] or "")
        faults = parameter_faults(cleaned)
        if self.is_deferred_validation:  # a draft may be unfinished, not wrong
            faults = {name: sentence for name, sentence in faults.items() if cleaned[name]}
        if faults:
            raise blocks.StructBlockValidationError(
                {name: ValidationError(sentence) for name, sentence in faults.items()}
            )
        return cleaned

    class Meta:
        icon = "decimal"
        label = _("Critical parameter")


class StepBlock(blocks.StructBlock):
    level = levels(3)
    title = blocks.CharBlock(required=False, label=_("Short title"), max_length=500)
    text = text(rows=4)
    parameters = blocks.ListBlock(ParameterBlock(), default=[], label=_("Critical parameters"))

    class Meta:
        icon = "list-ol"
        label = _("Step")


class WarningBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        choices=[("warning", _("Warning")), ("caution", _("Caution"))], default="warning", label=_("Kind")
    )
    title = blocks.CharBlock(required=False, label=_("Short title"), max_length=500)
    text = text()

    class Meta:
        icon = "warning"
        label = _("Warning")


class NoteBlock(blocks.StructBlock):
    text = text()

    class Meta:
        icon = "info-circle"
        label = _("Note")


class CellBlock(blocks.StructBlock):
    text = text(required=False, rows=1)
    colspan = blocks.IntegerBlock(default=1, min_value=1, max_value=60, label=_("Columns it covers"))
    rowspan = blocks.IntegerBlock(default=1, min_value=1, max_value=500, label=_("Rows it covers"))

    class Meta:
        icon = "table"
        label = _("Cell")


class TableBlock(blocks.StructBlock):
    """A table; cells covered by a merged cell are omitted, as in HTML."""

    caption = blocks.CharBlock(required=False, label=_("Caption"), max_length=500)
    head_rows = blocks.IntegerBlock(default=1, min_value=0, max_value=20, label=_("Head rows"))
    rows = blocks.ListBlock(blocks.ListBlock(CellBlock(), label=_("Row")), default=[], label=_("Rows"), collapsed=True)

    class Meta:
        icon = "table"
        label = _("Table")


class FigureBlock(blocks.StructBlock):
    """A picture stored under the hash of its bytes; one chosen in the editor is stored when the draft is saved."""

    upload = ImageChooserBlock(required=False, label=_("Choose or upload a picture"))
    image = blocks.CharBlock(
        required=False,
        max_length=64,
        label=_("Stored picture"),
        help_text=_("Filled in when the draft is saved."),
    )
    caption = blocks.CharBlock(required=False, label=_("Caption"), max_length=500)
    alt = text(_("Description for those who cannot see it"), required=False, rows=2)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["upload"]:
            try:
                with cleaned["upload"].file.open("rb") as file:
                    picture_facts(file.read())
            except Refused as refused:
                raise blocks.StructBlockValidationError({"upload": ValidationError(str(refused))}) from refused
        if cleaned["image"] and not is_stored(cleaned["image"]):
            raise blocks.StructBlockValidationError({"image": ValidationError(_("There is no picture with this key."))})
        return cleaned

    class Meta:
        icon = "image"
        label = _("Figure")


class FootnoteBlock(blocks.StructBlock):
    mark = blocks.CharBlock(label=_("Mark"), max_length=8, help_text=_("The sentence refers to it as [*1]."))
    text = text()

    class Meta:
        icon = "anchor"
        label = _("Footnote")


class ListItemBlock(blocks.StructBlock):
    level = levels(3)
    text = text(rows=2)

    class Meta:
        icon = "list-ul"
        label = _("List item")


class SopBlocks(blocks.StreamBlock):
    section = SectionBlock()
    paragraph = ParagraphBlock()
    step = StepBlock()
    warning = WarningBlock()
    note = NoteBlock()
    table = TableBlock()
    figure = FigureBlock()
    footnote = FootnoteBlock()
    list_item = ListItemBlock()
