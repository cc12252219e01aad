"""What continuing education is counted in, as the law and the conversion rows write it, in the language of the reader
(domain (g)).

A unit that an institution enters itself is shown as it was entered.
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
    """The unit of a regime: 74 credit hours."""
    return str(_HOURS.get(unit, unit))


def unit_of_activity(unit: str) -> str:
    """The unit of a conversion row: so many hours for one session, one paper, one year."""
    return str(_ACTIVITY.get(unit, unit))
