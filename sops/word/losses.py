"""Kinds of losses of an import, in the words of the loss report."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LossKind(models.TextChoices):
    """What was lost. `Loss.kept` says whether its text is in the content all the same."""

    # left open by the authors: a person must choose
    TRACKED_INSERT = "tracked_insert", _("Open change: inserted text")
    TRACKED_DELETE = "tracked_delete", _("Open change: deleted text")
    TRACKED_MOVE_TO = "tracked_move_to", _("Open change: text moved here")
    TRACKED_MOVE_FROM = "tracked_move_from", _("Open change: text moved away")
    TRACKED_FORMAT = "tracked_format", _("Open change: raised or lowered characters")
    COMMENT = "comment", _("Comment")
    # text that is not in the content
    HIDDEN = "hidden", _("Hidden text")
    RUBY = "ruby", _("Reading aid (furigana)")
    PLACEHOLDER = "placeholder", _("Placeholder of an empty form field")
    COVERED_CELL = "covered_cell", _("Text under a merged cell")
    NOTE_UNUSED = "note_unused", _("Footnote that nothing refers to")
    UNUSED = "unused", _("Words of a part that the document does not show")
    MISPLACED = "misplaced", _("Words in a place where Word shows none")
    CONTENTS = "contents", _("Table of contents: computed anew here")
    PAGE_NUMBER = "page_number", _("Page number of the paper")
    FIELD_CODE = "field_code", _("Field code")
    END_MARK = "end_mark", _("Mark of the end of the document")
    # things other than text
    PICTURE = "picture", _("Picture that no browser shows")
    PICTURE_OUTSIDE = "picture_outside", _("Picture that is not in the file")
    PICTURE_HEADER = "picture_header", _("Picture in the page header or footer")
    STAMP = "stamp", _("Approval stamp")
    OBJECT = "object", _("Embedded object")
    EMBEDDED_DOCUMENT = "embedded_document", _("Embedded document")
    CHART = "chart", _("Chart")
    DIAGRAM = "diagram", _("Diagram")
    DRAWING = "drawing", _("Drawing")
    WORD_ART = "word_art", _("Ornamental lettering")
    FIELD = "field", _("Field that runs something or reads another file")
    LINK = "link", _("Address of a link")
    # in the content, but not as it looked
    PICTURE_WORDS = "picture_words", _("Picture: words inside it are not read")
    PICTURE_MOVED = "picture_moved", _("Picture, now behind the text it stood in")
    TEXT_BOX = "text_box", _("Text box, its text now in the flow")
    NESTED_TABLE = "nested_table", _("Table inside a table, now told line by line")
    FORMULA = "formula", _("Formula, now in one line")
    FORM = "form", _("Check box, now a sign")
    SCRIPT = "script", _("Raised or lowered text without characters of its own")
    SYMBOL = "symbol", _("Character of a symbol font")
    SYMBOL_UNKNOWN = "symbol_unknown", _("Unknown character of a symbol font")
    STRIKE = "strike", _("Struck-out text, kept between brackets that say so")
    LEVEL = "level", _("Deeper level than an SOP has here")
    NUMBER = "number", _("Number that differs from the paper")
    NUMBER_FORM = "number_form", _("Numbers written in another way")
    TITLE_GUESSED = "title_guessed", _("Title taken from the first page or the file name")
    TITLE_DIFFERS = "title_differs", _("Title in the header differs from the title on the first page")
