"""Navigation: the groups and entries that each role sees."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from staff.permissions import May


@dataclass(frozen=True)
class Entry:
    """One entry of the navigation: label, URL name, icon, who sees it; `under` lists the pages that belong to it."""

    label: str | Promise
    url_name: str
    icon: str
    needs: tuple[May, ...]
    under: tuple[str, ...] = ()
    query: str = ""
    tab: str | Promise = ""  # shorter word for the four tabs of a phone


SOP_PAGES = ("sop_detail", "sop_version", "sop_compare", "sop_lab", "sop_acknowledge")

GROUPS: tuple[tuple[str | Promise, tuple[Entry, ...]], ...] = (
    (
        _("Learning"),
        (
            Entry(_("Today"), "home", "today", (May.LEARN,)),
            Entry(_("Courses"), "course_list", "book", (May.LEARN,), ("course_detail", "lesson", "quiz", "attempt")),
            Entry(_("Effective SOPs"), "sop_list", "doc", (May.READ_SOPS,), SOP_PAGES, tab=_("SOPs")),
            Entry(_("My record"), "me", "user", (May.LEARN,), ("my_proof", "claim_add")),
        ),
    ),
    (
        _("Writing and release"),
        (
            Entry(
                _("Import from Word"), "sop_import", "dl", (May.DRAFT_SOP,), ("sop_import_file", "sop_import_accept")
            ),
            Entry(
                _("Translations"),
                "sop_list",
                "ja",
                (May.TRANSLATE, May.VERIFY_TRANSLATION),
                ("sop_translate",),
                "?state=draft",
            ),
            Entry(
                _("Releases"),
                "sop_list",
                "pen",
                (May.DRAFT_SOP, May.REVIEW_SOP, May.APPROVE_SOP),
                ("sop_release",),
                "?state=in_review",
            ),
        ),
    ),
    (
        _("Training"),
        (
            Entry(
                _("Quizzes and checklists"),
                "desk",
                "pen",
                (May.MANAGE_COURSES,),
                ("quiz_add", "quiz_edit", "question_edit", "question_retire", "checklist_add"),
            ),
            Entry(_("Practice"), "practice_list", "lab", (May.ASSESS_PRACTICE,), ("practice_assess",)),
            Entry(_("Plan of practice"), "practice_plan", "today", (May.ASSESS_PRACTICE,)),
            Entry(
                _("Certificates"),
                "certificate_list",
                "cert",
                (May.PREPARE_CERTIFICATE, May.SIGN_CERTIFICATE),
                ("certificate",),
            ),
            Entry(_("CME register"), "cme_register", "log", (May.VERIFY_CME,)),
        ),
    ),
    (
        _("Overview"),
        (
            Entry(
                _("Qualification matrix"),
                "audit_matrix",
                "grid",
                (May.READ_MATRIX,),
                ("audit_person",),
                tab=_("Matrix"),
            ),
            Entry(
                _("Technology transfer"),
                "transfer",
                "flow",
                (May.READ_TRANSFER,),
                ("transfer_lots",),
                tab=_("Transfer"),
            ),
            Entry(_("Audit trail"), "audit_trail", "log", (May.READ_TRAIL,), tab=_("Trail")),
            Entry(_("Evidence packs"), "audit_packs", "dl", (May.READ_TRAIL,)),
        ),
    ),
    (
        _("Administration"),
        (
            Entry(_("Editor"), "wagtailadmin_home", "pen", (May.USE_WAGTAIL,)),
            Entry(
                _("People"),
                "people",
                "user",
                (May.MANAGE_PEOPLE,),
                ("person", "person_add", "person_act", "access_matrix"),
            ),
            Entry(_("Values"), "value_list", "log", (May.MANAGE_SETTINGS,), ("value_edit",)),
        ),
    ),
)


@dataclass
class Item:
    """An entry as one page shows it."""

    label: str | Promise
    url: str
    icon: str
    active: bool


@dataclass
class Group:
    label: str | Promise
    items: list[Item]


def rail(allowed: set[May], url_name: str, query: str = "") -> list[Group]:
    """The groups for somebody who may do `allowed`, on the page `url_name` with this query string."""
    groups = []
    for label, entries in GROUPS:
        items = [
            Item(entry.label, reverse(entry.url_name) + entry.query, entry.icon, _is_here(entry, url_name, query))
            for entry in entries
            if allowed.intersection(entry.needs)
        ]
        if items:
            groups.append(Group(label, items))
    return groups


def tabs(groups: list[Group]) -> list[Item]:
    """The four entries at the bottom of a phone: the first four of the role."""
    short = {entry.label: entry.tab for _label, entries in GROUPS for entry in entries if entry.tab}
    return [
        Item(short.get(item.label, item.label), item.url, item.icon, item.active)
        for group in groups
        for item in group.items
    ][:4]


def _is_here(entry: Entry, url_name: str, query: str) -> bool:
    if url_name == entry.url_name:
        return query == entry.query.lstrip("?") if entry.query else not query.startswith("state=")
    return url_name in entry.under
