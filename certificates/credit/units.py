"""Units of continuing education, as in the law and the conversion rows, in the reader's language (domain (g)).

A unit entered by an institution itself is shown as entered.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

_HOURS = {"giờ tín chỉ": _("credit hours"), "tiết": _("periods")}
_ACTIVITY = {
    "tiết": pgettext_lazy("unit of an activity", "period"),
    "buổi": pgettext_lazy("unit of an activity", "session"),
    "báo cáo": pgettext_lazy("unit of an activity", "talk"),
    "bài": pgettext_lazy("unit of an activity", "paper"),
    "luận văn": pgettext_lazy("unit of an activity", "thesis"),
    "năm": pgettext_lazy("unit of an activity", "year"),
    "hội đồng": pgettext_lazy("unit of an activity", "council"),
    "đề tài": pgettext_lazy("unit of an activity", "task"),
    "quy trình": pgettext_lazy("unit of an activity", "procedure"),
    "văn bản": pgettext_lazy("unit of an activity", "legal text"),
}


def unit_of_hours(unit: str) -> str:
    """Returns the unit of a regime: 74 credit hours."""
    return str(_HOURS.get(unit, unit))


def unit_of_activity(unit: str) -> str:
    """Returns the unit of a conversion row: hours per session, paper, year."""
    return str(_ACTIVITY.get(unit, unit))
