"""The qualification matrix of any day, on two clocks; each cell opens its chain of proof."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from audit.trail import record
from core.labels import state_word
from core.tables import as_csv
from inspection.matrix import STATES, Column, Line, Matrix, matrix
from inspection.pdf.matrix import draw_matrix
from inspection.tables import table
from inspection.views.asked import Asked, asked
from qualification.evidence import explain
from qualification.presenting import shown_state
from sops.enums import Product, Stage
from sops.models import Sop
from staff.models import JobRole, Person, Unit
from staff.permissions import May, can
from staff.policies import can_read_record
from staff.views.access import actor, needs

PEOPLE, SOPS = 40, 30  # on one page
KINDS = {"csv": "text/csv; charset=utf-8", "pdf": "application/pdf"}


@needs(May.READ_MATRIX)
def audit_matrix(request: HttpRequest) -> HttpResponse:
    """People × SOPs. `?person=&sop=` opens a cell; requested by htmx with target `#o`, only the cell is returned."""
    found = asked(request)
    if request.headers.get("HX-Target") == "o" and not request.headers.get("HX-History-Restore-Request"):
        answer = render(request, "inspection/matrix/_cell.html", {"asked": found, "cell": _cell(request, found)})
    else:
        answer = render(request, "inspection/matrix.html", _page(request, found), status=400 if found.refused else 200)
    patch_vary_headers(answer, ("HX-Target",))
    return answer


@needs(May.READ_MATRIX)
def audit_matrix_export(request: HttpRequest, format: str) -> HttpResponse:
    """The selection as CSV, one row per cell, or as PDF. The export is recorded (domain (e))."""
    found = asked(request)
    if found.refused:
        return render(request, "inspection/matrix.html", _page(request, found), status=400)
    whole = matrix(found.as_of, found.known_at, found.chosen)
    name = f"matrix-{found.as_of:%Y%m%d}.{format}"
    user = actor(request)
    cells = sum(cell.answer is not None for line in whole.lines for cell in line.cells)
    record(
        "matrix_exported",
        by=user,
        object_name=name,
        as_of=found.as_of,
        known_at=found.known_at,
        query=request.GET.urlencode(),
        cells=cells,
    )
    if format == "csv":
        data = as_csv(table(whole, found.as_of, found.known_at))
    else:
        data = draw_matrix(whole, found.as_of, found.known_at, by=str(user), made_at=found.now)
    answer = HttpResponse(data, content_type=KINDS[format])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _page(request: HttpRequest, found: Asked) -> dict[str, Any]:
    context: dict[str, Any] = {
        "asked": found,
        "japanese": True,  # a chain of proof may name people in Japan, and comes later than the page
        "chosen": found.chosen,
        "typed": request.GET,
        "stages": Stage.choices,
        "products": Product.choices,
        "units": Unit.objects.exclude(people=None),
        "roles": sorted(JobRole.objects.all(), key=lambda role: role.name),
        "states": [(state, state_word(state)) for state in STATES],
        "folded": [name for name in ("unit", "product", "state", "q", "known_at") if request.GET.get(name)],
        "may_read_people": can_read_record(by=actor(request)),
        "may_pack": can(actor(request), May.READ_TRAIL),
    }
    if found.refused:
        return context
    whole = matrix(found.as_of, found.known_at, found.chosen)
    people = Paginator(whole.lines, PEOPLE).get_page(request.GET.get("page"))
    columns = Paginator(whole.columns, SOPS).get_page(request.GET.get("cols"))
    first, left = max(people.start_index() - 1, 0), max(columns.start_index() - 1, 0)
    shown = whole.part(slice(left, left + SOPS), slice(first, first + PEOPLE))
    return context | {
        "matrix": shown,
        "page": people,
        "cols": columns,
        "lines": _lines(request, shown),
        "legend": [
            (state, whole.counts[state])
            for state in STATES
            if state in ("valid", "expiring", "retraining", "not_trained") or whole.counts[state]
        ],
        "cell": _cell(request, found),
    }


def _lines(request: HttpRequest, shown: Matrix) -> list[dict[str, Any]]:
    """Cells with their address and the text for screen readers; the first column of a stage is marked."""
    kept = request.GET.copy()
    open_person, open_sop = kept.pop("person", [""])[0], kept.pop("sop", [""])[0]
    address = "?" + "".join(f"{part}&" for part in [kept.urlencode()] if part)
    starts = [
        place == 0 or column.sop.stage != shown.columns[place - 1].sop.stage
        for place, column in enumerate(shown.columns)
    ]
    return [
        {
            "line": line,
            "cells": [
                {
                    "state": cell.state,
                    "held": cell.held,
                    "start": start,
                    "href": f"{address}person={line.person.pk}&sop={column.sop.number}#o",
                    "label": _label(line, column, cell.state, cell.held),
                    "open": open_person == str(line.person.pk) and open_sop == column.sop.number,
                }
                for cell, column, start in zip(line.cells, shown.columns, starts, strict=True)
            ],
        }
        for line in shown.lines
    ]


def _label(line: Line, column: Column, state: str, held: int | None) -> str:
    version = f" v{held}" if held else ""
    return f"{line.person.full_name}, {column.sop.number}{version}: {state_word(state)}"


def _cell(request: HttpRequest, found: Asked) -> dict[str, Any] | None:
    """The chain of proof behind the selected cell."""
    number, person = request.GET.get("sop", ""), request.GET.get("person", "")
    if not number or not person or found.refused:
        return None
    if not person.isdecimal() or len(person) > 18:
        raise Http404
    who, sop = get_object_or_404(Person, pk=person), get_object_or_404(Sop, number=number)
    explanation = explain(who, sop, found.as_of, found.known_at)
    may_read_people = can_read_record(by=actor(request))
    return {
        "found": explanation,
        "state": shown_state(explanation.answer),
        "may_read_people": may_read_people,
        "may_pack": can(actor(request), May.READ_TRAIL),
        "words": _("%(state)s on %(day)s"),
    }
