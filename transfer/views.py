"""The transfer board, and the trial lots behind it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core import clock
from core.errors import Refused
from sops.enums import Product, Stage
from sops.waiting import Work
from staff.permissions import May, can
from staff.views.access import actor, needs
from transfer.board import CHAIN, FAMILIES, CellState, ProductRow, board
from transfer.bottlenecks import bottlenecks, leads_to, open_texts
from transfer.domain.lots import enter_trial_lot, judge_trial_lot
from transfer.forms import JudgeForm, TrialLotForm
from transfer.models import TrialLot

# state -> (class of the node, icon, word)
NODES: dict[CellState, tuple[str, str, Any]] = {
    CellState.READY: ("fill-done", "check", gettext_lazy("Ready")),
    CellState.CONDITIONAL: ("amber", "exp", gettext_lazy("Ready for now")),
    CellState.UNDER_WAY: ("", "review", gettext_lazy("Under way")),
    CellState.BLOCKED: ("late", "x", gettext_lazy("Blocked")),
    CellState.NOT_BEGUN: ("off", "na", gettext_lazy("Not begun")),
}
JAPANESE = {Stage.ISO: "分離", Stage.CUL: "培養", Stage.QC: "品質管理", Stage.CRY: "保存", Stage.STO: "保管"}


@needs(May.READ_TRANSFER)
def transfer(request: HttpRequest) -> HttpResponse:
    """Products × five stages, and the bottlenecks."""
    found = board()
    inside = can(request.user, May.SEE_CANDIDATES)
    context = {
        "board": found,
        "rows": [
            {"row": row, "tag": _tag(row), "cells": [(cell, NODES[cell.state], _notes(cell)) for cell in row.cells]}
            for row in found.rows
        ],
        "stages": [(stage, JAPANESE[stage]) for stage in CHAIN],
        "holding": bottlenecks(found, inside=inside),
        "stale": _stale(found.work, found, inside),
        "today": clock.site_date(found.at),
    }
    return render(request, "transfer/board.html", context)


def _tag(row: ProductRow) -> tuple[str, str, str]:
    """The state under the name of a product: words, tone, icon."""
    if row.state == CellState.READY:
        return _("Ready to produce"), "fill-jade", "effective"
    if row.state == CellState.CONDITIONAL:
        return _("Ready for now"), "amber", "exp"
    if row.state == CellState.BLOCKED:
        cell = next(cell for cell in row.cells if cell.state == CellState.BLOCKED)
        return _("Blocked at %(stage)s") % {"stage": cell.stage.label.lower()}, "plum", "x"
    if row.state == CellState.NOT_BEGUN:
        return _("Not begun"), "dashed", "na"
    return _("Under way"), "", "review"


def _notes(cell: Any) -> list[str]:
    said = [_("%(sop)s waits for signatures") % {"sop": document.sop.number} for document in cell.waiting]
    said += [_("%(sop)s was withdrawn") % {"sop": document.sop.number} for document in cell.ended]
    if cell.failed:
        said.append(_("lot %(lot)s did not pass") % {"lot": cell.failed.lot})
    said += [
        _("%(ready)s of %(people)s ready for %(sop)s v%(version)s")
        % {"ready": row.ready, "people": row.people, "sop": row.release.sop.number, "version": row.release.number}
        for row in cell.unready
    ]
    return said


def _stale(work: list[Work], found: Any, inside: bool) -> list[dict[str, Any]]:
    """Documents whose source was revised: the translation in force follows an older source (R-09)."""
    effective = {document.sop.pk: document.effective for document in found.documents if document.effective}
    by_sop: dict[int, list[Work]] = {}
    for row in work:
        if row.sop.pk in effective:
            by_sop.setdefault(row.sop.pk, []).append(row)
    rows = [
        {
            "sop": rows[0].sop,
            "in_force": effective[pk].number,
            "since": clock.site_date(rows[0].draft.saved_at),
            "open": open_texts(rows),
            "url": leads_to("sop_translate", rows[0].sop, rows[0].language, inside=inside),
        }
        for pk, rows in by_sop.items()
    ]
    rows += [
        {
            "sop": row.version.sop,
            "in_force": effective[row.version.sop_id].number,
            "since": clock.site_date(row.version.submitted_at),
            "open": "",
            "url": leads_to("sop_release", row.version.sop, inside=inside),
        }
        for row in found.candidates
        if row.version.sop_id in effective and row.version.sop_id not in by_sop
    ]
    return sorted(rows, key=lambda row: (row["since"], row["sop"].number))


@needs(May.READ_TRANSFER)
def transfer_lots(request: HttpRequest) -> HttpResponse:
    """Trial lots, limited to a stage of a product by the query string; for those who may, a form to enter one."""
    product, stage = request.GET.get("product", ""), request.GET.get("stage", "")
    here = {"product": product if product in Product.values else "", "stage": stage if stage in Stage.values else ""}
    form, status = _lot_form(request, here), 200
    if request.method == "POST" and form.is_valid():
        try:
            lot = enter_trial_lot(by=actor(request), **form.cleaned_data)
        except Refused as refusal:
            if refusal.status == 403:
                raise
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            status = refusal.status
        else:
            messages.success(request, _("Lot %(lot)s is on the board.") % {"lot": lot.lot})
            return redirect(_lots_url(lot))
    lots = (
        TrialLot.objects.filter(**{name: value for name, value in here.items() if value})
        .select_related("by")
        .order_by("-made_on", "-pk")
    )
    context = {
        "lots": [(lot, _label(Product, lot.product), _label(Stage, lot.stage)) for lot in lots],
        "product": _label(Product, here["product"]),
        "stage": _label(Stage, here["stage"]),
        "form": form,
        "may_edit": can(request.user, May.EDIT_TRANSFER),
    }
    return render(request, "transfer/lots.html", context, status=400 if form.is_bound and status == 200 else status)


@require_POST
@needs(May.EDIT_TRANSFER)
def trial_lot_judge(request: HttpRequest, id: int) -> HttpResponse:
    """Records the result of a lot, or its correction with a reason."""
    lot = get_object_or_404(TrialLot, pk=id)
    form = JudgeForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose the result."))
    judge_trial_lot(lot, by=actor(request), passed=form.cleaned_data["passed"], reason=form.cleaned_data["reason"])
    messages.success(request, _("Recorded."))
    return redirect(_lots_url(lot))


def _lot_form(request: HttpRequest, here: dict[str, str]) -> TrialLotForm:
    products = [(product.value, product.label) for product in FAMILIES]
    stages = [(stage.value, stage.label) for stage in CHAIN]
    return TrialLotForm(
        request.POST or None, products=products, stages=stages, initial={**here, "made_on": clock.today()}
    )


def _lots_url(lot: TrialLot) -> str:
    return reverse("transfer_lots") + f"?product={lot.product}&stage={lot.stage}"


def _label(words: Any, value: str) -> str:
    return str(words(value).label) if value else ""
