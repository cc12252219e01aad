"""Open tasks of oversight: accounts, people and values for the administrator; entry points for auditors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.today.spine import Task
from cms.today.training import names
from cms.today.viewer import Viewer
from inspection.waiting import trail_review_due
from sops.waiting import without_training_plan
from staff.permissions import May
from staff.value_table import VALUES
from staff.values import value
from staff.waiting import accounts_without_access, values_not_confirmed


def tasks(viewer: Viewer) -> Iterator[Task]:
    if viewer.may(May.REVIEW_TRAIL):
        yield from _trail(viewer)
    if viewer.may(May.MANAGE_PEOPLE):
        yield from _people(viewer)
    if viewer.may(May.MANAGE_SETTINGS):
        yield from _values()


def _trail(viewer: Viewer) -> Iterator[Task]:
    due = trail_review_due(viewer.day)
    if due is None or due <= viewer.day + dt.timedelta(days=value("trail_review_warning_days", on=viewer.day)):
        yield Task(
            what=_("Review of the audit trail"),
            verb=_("Read and sign"),
            url=reverse("audit_trail_review"),
            due=due,
            about=_("by somebody who did not write it") if due else _("never reviewed yet"),
        )


def _people(viewer: Viewer) -> Iterator[Task]:
    locked_out = accounts_without_access(viewer.day)
    if locked_out:
        count = len(locked_out)
        yield Task(
            what=ngettext("%(n)s account without a role", "%(n)s accounts without a role", count) % {"n": count},
            verb=_("Give a role"),
            url=reverse("person", args=[locked_out[0].pk]) if count == 1 else reverse("people"),
            why=names(locked_out),
            blocks=_("Whoever has no role can log in and do nothing."),
        )
    unplanned = without_training_plan(viewer.day)
    if unplanned:
        count = len(unplanned)
        yield Task(
            what=ngettext("%(n)s person without a training plan", "%(n)s people without a training plan", count)
            % {"n": count},
            verb=_("Assign a job role"),
            url=reverse("person", args=[unplanned[0].pk]) if count == 1 else reverse("people"),
            about=_("no job role asks them to know an SOP"),
            why=names(unplanned),
        )


def _values() -> Iterator[Task]:
    open_values = values_not_confirmed()
    if open_values:
        count = len(open_values)
        yield Task(
            what=ngettext(
                "%(n)s value not confirmed by the institution", "%(n)s values not confirmed by the institution", count
            )
            % {"n": count},
            verb=_("Confirm"),
            url=reverse("value_list"),
            about=_("the default of the handbook holds meanwhile"),
            why="; ".join(str(VALUES[key].label) for key in open_values[:3]) + ("; …" if count > 3 else ""),
        )


@dataclass(frozen=True)
class Entry:
    """An entry point for somebody who inspects."""

    icon: str
    title: str
    text: str
    url: str


def entries(viewer: Viewer) -> list[Entry]:
    """Where an auditor begins: the answer, the person, the audit trail, the evidence pack."""
    found = []
    if viewer.may(May.READ_MATRIX):
        found.append(
            Entry(
                "grid",
                _("Qualification matrix"),
                _("Who was qualified for which SOP on a day, and how we know."),
                reverse("audit_matrix"),
            )
        )
    if viewer.may(May.READ_TRAIL):
        found.append(
            Entry(
                "log",
                _("Audit trail"),
                _("Who did what, when and why; whether the chain is unbroken."),
                reverse("audit_trail"),
            )
        )
        found.append(
            Entry(
                "dl",
                _("Evidence packs"),
                _("The proof of an answer as one file that checks itself."),
                reverse("audit_packs"),
            )
        )
    if viewer.may(May.READ_SOPS):
        found.append(
            Entry(
                "doc",
                _("Effective SOPs"),
                _("Every document with its versions, signatures and differences."),
                reverse("sop_list"),
            )
        )
    if viewer.may(May.READ_TRANSFER):
        found.append(
            Entry(
                "flow",
                _("Technology transfer"),
                _("How far each product has come, and what holds the chain."),
                reverse("transfer"),
            )
        )
    return found
