"""The first sentence of *today*: how many tasks, the urgent ones first and marked, and how long they take."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cms.today.spine import Spine


def lead(spine: Spine) -> SafeString:
    """“1 overdue task, 2 due today, 3 waiting” as HTML; empty where nothing is due soon."""
    late, today, waiting, near = (spine.counts[kind] for kind in ("late", "today", "waiting", "day"))
    parts = []
    if late:
        parts.append(ngettext("%(n)s overdue task", "%(n)s overdue tasks", late) % {"n": late})
    if today:
        parts.append(ngettext("%(n)s task for today", "%(n)s tasks for today", today) % {"n": today})
    if waiting:
        parts.append(ngettext("%(n)s task waiting", "%(n)s tasks waiting", waiting) % {"n": waiting})
    if near:
        parts.append(ngettext("%(n)s in the next 7 days", "%(n)s in the next 7 days", near) % {"n": near})
    return format_html_join(
        pgettext("between entries of a list", ", "),
        "{}",
        ((format_html("<b>{}</b>", part) if place == 0 else part,) for place, part in enumerate(parts)),
    )


def duration(minutes: int) -> str:
    """Minutes in words: `70` is 1 hour 10 minutes."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest}
    if not rest:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}
