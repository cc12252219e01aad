"""The CME office: the register of certificates (sổ gốc), its export, and claims of hours to verify."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from audit.trail import record
from certificates.credit.forms import RejectForm
from certificates.credit.policies import can_decide_claim, can_read_claim
from certificates.credit.queries import open_claims
from certificates.credit.scans import CONTENT_TYPES
from certificates.domain.credit import reject_credit, verify_credit
from certificates.enums import CertificateKind
from certificates.forms import RegisterFilter
from certificates.models import CreditClaim
from certificates.queries import REGISTER_COLUMNS, register, register_row
from core import clock
from core.errors import Refused
from core.tables import as_csv, as_xlsx
from staff.permissions import May
from staff.views.access import actor, for_every_account, needs

PER_PAGE = 50
EXPORT_LIMIT = 20_000


@needs(May.VERIFY_CME)
def cme_register(request: HttpRequest) -> HttpResponse:
    """Shows the register in the order of numbers, below the pending claims."""
    chosen, today = _chosen(request), clock.today()
    page = Paginator(register(**chosen), PER_PAGE).get_page(request.GET.get("page"))
    claims = [{"claim": claim, "may_decide": can_decide_claim(claim, actor(request))} for claim in open_claims()[:100]]
    lines = [
        (row.pk, row.state_on(today), register_row(place, row, today))
        for place, row in enumerate(page, page.start_index())
    ]
    context = {
        "page": page,
        "lines": lines,
        "columns": REGISTER_COLUMNS,
        "filter": chosen,
        "claims": claims,
        "reject_form": RejectForm(),
    }
    return render(request, "certificates/register.html", context)


@needs(May.VERIFY_CME)
def cme_register_export(request: HttpRequest, format: str) -> HttpResponse:
    """Returns the register as a file; the export is recorded in the audit trail (domain (e))."""
    rows, today = register(**_chosen(request))[:EXPORT_LIMIT], clock.today()
    table = [
        list(REGISTER_COLUMNS),
        *(register_row(place, row, today) for place, row in enumerate(rows.iterator(500), 1)),
    ]
    record("register_exported", by=actor(request), object_name=f"register.{format}", rows=len(table) - 1)
    data, kind = (as_csv(table), "text/csv; charset=utf-8") if format == "csv" else (as_xlsx(table), _XLSX)
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="so-goc-{today:%Y%m%d}.{format}"'
    return answer


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(May.VERIFY_CME)
@require_POST
def claim_decide(request: HttpRequest, id: int) -> HttpResponse:
    """Verifies or rejects hours from elsewhere."""
    claim = get_object_or_404(CreditClaim.objects.select_related("person", "row"), pk=id)
    try:
        if "reject" in request.POST:
            form = RejectForm(request.POST)
            reject_credit(claim, by=actor(request), reasons={"vi": form.data.get("reason", "")})
            messages.success(request, _("The claim is rejected; the person sees why."))
        else:
            verify_credit(claim, by=actor(request))
            messages.success(request, _("The hours are in the ledger."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("cme_register")


@for_every_account
def claim_scan(request: HttpRequest, id: int) -> FileResponse:
    """Returns the scan to its owner and its verifiers; never as a page of this site."""
    claim = get_object_or_404(CreditClaim, pk=id)
    if not claim.scan.name or not can_read_claim(claim, actor(request)):
        raise Http404
    extension = claim.scan.name.rsplit(".", 1)[-1]
    answer = FileResponse(claim.scan.open("rb"), content_type=CONTENT_TYPES.get(extension, "application/octet-stream"))
    answer["Content-Disposition"] = f'attachment; filename="scan-{claim.pk}.{extension}"'
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _chosen(request: HttpRequest) -> dict[str, Any]:
    """Returns the filter from the query string; the CME register shows CME certificates unless another kind is
    chosen.
    """
    chosen = RegisterFilter.read(request.GET)
    return chosen | {"kind": chosen["kind"] or CertificateKind.CME}
