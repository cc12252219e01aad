"""The register of documents: filters, search in every text, paging."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core import clock
from core.dated import in_language
from core.markup import lang_of
from core.text import fold, nfc, sort_key
from sops.enums import Product, Stage
from sops.queries import Row, matching, register, search
from staff.permissions import May, can
from staff.views.access import needs

PER_PAGE = 30
# filter word -> label; all but the first are for those who write, release or inspect
STATES = {
    "effective": _("Effective"),
    "approved": _("Approved, not yet effective"),
    "in_review": _("In review"),
    "draft": _("Draft only"),
    "withdrawn": _("Withdrawn"),
}
WRITERS = (May.DRAFT_SOP, May.TRANSLATE, May.VERIFY_TRANSLATION, May.REVIEW_SOP, May.APPROVE_SOP, May.READ_TRAIL)


@needs(May.READ_SOPS)
def register_page(request: HttpRequest) -> HttpResponse:
    """Lists the documents as of today. The number of queries is the same for one document and for hundreds."""
    user: Any = request.user
    sees_all = any(can(user, right) for right in WRITERS)
    asked = {name: request.GET.get(name, "") for name in ("stage", "product", "state", "q", "sort")}
    state = asked["state"] if asked["state"] in STATES or asked["state"] == "all" else "effective"
    if not sees_all and state not in {"effective", "approved", "withdrawn"}:
        state = "effective"
    query = nfc(asked["q"]).replace("\0", "").strip()[:200]
    stage = asked["stage"] if asked["stage"] in Stage.values else ""
    product = asked["product"] if asked["product"] in Product.values else ""
    rows = register(clock.today(), stage=stage, product=product)
    if not sees_all:
        rows = [row for row in rows if row.states & {"effective", "approved", "withdrawn"}]
    total = len(rows)
    if state != "all":
        rows = [row for row in rows if state in row.states]
    if query:
        rows = _found(rows, query)
    rows.sort(key=_order(asked["sort"]))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    hits = search(query, [pk for row in page if (pk := shown_version(row))]) if query else {}
    language = get_language() or "vi"
    entries = [
        {
            "row": row,
            "title": in_language(row.titles, language),
            "source_title": row.titles.get("ja", ""),
            "hits": hits.get(shown_version(row) or 0, []),
        }
        for row in page
    ]
    context = {
        "page": page,
        "entries": entries,
        "total": total,
        "q": query,
        "asked": format_html("<span{}>{}</span>", lang_of(query), query),
        "stage": stage,
        "product": product,
        "state": state,
        "sort": asked["sort"],
        "stages": Stage.choices,
        "products": Product.choices,
        "states": [
            (key, label) for key, label in STATES.items() if sees_all or key in {"effective", "approved", "withdrawn"}
        ],
        "sees_all": sees_all,
        "may_translate": can(user, May.TRANSLATE) or can(user, May.VERIFY_TRANSLATION),
        "may_release": any(can(user, right) for right in (May.DRAFT_SOP, May.REVIEW_SOP, May.APPROVE_SOP)),
        "japanese": True,
    }
    return render(request, "sops/list.html", context)


def shown_version(row: Row) -> int | None:
    """Returns the key of the version shown in this row."""
    status = row.effective or row.upcoming or row.newest
    return status.version.pk if status else None


def _found(rows: list[Row], query: str) -> list[Row]:
    """Returns the rows whose number, or a text of whose version, contains the query. One query."""
    needle = " ".join(fold(query).split())
    versions = [pk for row in rows if (pk := shown_version(row))]
    with_text = (
        set(matching(needle, versions).order_by().values_list("version_id", flat=True).distinct()) if needle else set()
    )
    return [
        row
        for row in rows
        if needle in fold(row.sop.number)
        or needle in fold(row.sop.source_number)
        or shown_version(row) in with_text
        or (shown_version(row) is None and any(needle in fold(title) for title in row.titles.values()))
    ]


def _order(sort: str) -> Any:
    if sort == "title":
        return lambda row: (sort_key(in_language(row.titles)), row.sop.number)
    order = {stage: position for position, stage in enumerate(Stage.values)}
    return lambda row: (order[row.sop.stage], row.sop.number)
