"""The public check: by code, by QR, by the PDF itself. No log-in, minimal personal data, counted without recording who
asked.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from certificates.domain.lookup import check_rate, count_lookup
from certificates.enums import CertificateState
from certificates.forms import CodeForm, FileForm
from certificates.models import Certificate
from certificates.numbering import read_code
from certificates.queries import ALTERED, UNKNOWN, Verdict, signature_of, verify_by_code, verify_by_file
from certificates.seal.sealing import folder
from core import clock
from core.dated import in_language
from core.days import daydate
from core.errors import Refused
from staff.views.access import open_to_public

MAX_BYTES = 5 * 1024 * 1024


@open_to_public
@never_cache
def verify(request: HttpRequest) -> HttpResponse:
    """Accepts a code or an uploaded PDF."""
    if typed := request.GET.get("ma", "").strip():
        return HttpResponseRedirect(reverse("verify_code", args=[read_code(typed) or typed.replace("/", " ")[:40]]))
    form = FileForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return render(request, "certificates/verify.html", {"form": form}, status=400 if form.is_bound else 200)
    check_rate(request.META.get("REMOTE_ADDR", ""))
    file = form.cleaned_data["file"]
    if file.size > MAX_BYTES:
        form.add_error(
            "file", _("The file is larger than %(n)d MB. Certificates of ours are smaller than that.") % {"n": 5}
        )
        return render(request, "certificates/verify.html", {"form": form}, status=413)
    return _answer(request, verify_by_file(file.read(), clock.today()))


@open_to_public
@never_cache
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """The address in the QR code."""
    check_rate(request.META.get("REMOTE_ADDR", ""))
    return _answer(request, verify_by_code(code, clock.today()))


@open_to_public
@never_cache
def verify_json(request: HttpRequest, code: str) -> HttpResponse:
    """The same result as JSON; 404 for an unknown code, 429 for too many checks."""
    try:
        check_rate(request.META.get("REMOTE_ADDR", ""))
    except Refused as refusal:
        return JsonResponse({"detail": str(refusal)}, status=refusal.status)
    verdict = verify_by_code(code, clock.today())
    count_lookup(verdict.state, verdict.certificate, day=clock.today())
    return JsonResponse(as_json(verdict), status=404 if verdict.state == UNKNOWN else 200)


@open_to_public
def authority(request: HttpRequest) -> HttpResponse:
    """Returns the certificate of our authority, to be imported where PDF seals are to be trusted."""
    path = folder() / "ca.crt"
    if not path.exists():
        return HttpResponse(status=404)
    answer = HttpResponse(path.read_bytes(), content_type="application/x-pem-file")
    answer["Content-Disposition"] = 'attachment; filename="mescells-ca.crt"'
    return answer


def as_json(verdict: Verdict) -> dict[str, Any]:
    """Returns the state and the printed facts; no birth date, no workplace, no internal reason."""
    answer: dict[str, Any] = {
        "state": verdict.state,
        "code": verdict.code,
        "checked_at": clock.now().isoformat(timespec="seconds"),
    }
    certificate = verdict.certificate
    if certificate is None:
        return answer
    facts = certificate.facts
    answer |= {
        "number": certificate.number,
        "kind": certificate.kind,
        "name": facts["person"]["name"],
        "titles": facts["subject"]["titles"],
        "hours": facts["hours"],
        "issued_on": certificate.issued_on.isoformat(),
        "valid_to": facts["valid_to"],
        "issuer": facts["issuer"]["name"],
        "seal": {"intact": verdict.seal.intact, "trusted": verdict.seal.trusted},
    }
    if verdict.state == CertificateState.REVOKED:
        revocation = certificate.revocation
        answer |= {
            "revoked_on": revocation.revoked_on.isoformat(),
            "reasons": revocation.public_reasons,
            "document": revocation.document,
        }
    if verdict.state == CertificateState.SUPERSEDED:
        answer["superseded_by"] = certificate.superseded_by.number
    return answer


# state -> (tone of the head, icon)
LOOK = {
    CertificateState.VALID: ("fill-jade", "effective"),
    CertificateState.EXPIRED: ("amber", "exp"),
    CertificateState.SUPERSEDED: ("hatched", "superseded"),
    CertificateState.REVOKED: ("fill-plum", "rev"),
    ALTERED: ("fill-plum", "rev"),
    UNKNOWN: ("dashed", "no"),
}


def _answer(request: HttpRequest, verdict: Verdict) -> HttpResponse:
    count_lookup(verdict.state, verdict.certificate, day=clock.today())
    tone, icon = LOOK[verdict.state]
    certificate = verdict.certificate
    context: dict[str, Any] = {
        "verdict": verdict,
        "tone": tone,
        "icon": icon,
        "checked_at": clock.now(),
        "code_form": CodeForm(initial={"ma": verdict.code}),
        "form": FileForm(),
        "typed": verdict.code,
    }
    if certificate is not None:
        context |= {
            "certificate": certificate,
            "facts": certificate.facts,
            "signature": signature_of(certificate),
            "cells": _cells(certificate, verdict.state),
            "expires_on": certificate.valid_to,
        }
    return render(request, "certificates/verdict.html", context, status=404 if verdict.state == UNKNOWN else 200)


def _cells(certificate: Certificate, state: str) -> list[dict[str, Any]]:
    """Returns the facts to compare with the printed certificate."""
    facts = certificate.facts
    cells: list[dict[str, Any]] = [{"label": _("Number"), "value": certificate.number, "code": True}]
    if certificate.hours:
        lost = _("does not count") if state == CertificateState.REVOKED else ""
        cells.append({"label": _("Credit hours"), "value": facts["hours"], "more": lost, "dim": True})
    else:
        cells.append(
            {"label": _("Valid until"), "value": daydate(certificate.valid_to) if certificate.valid_to else _("no end")}
        )
    cells.append({"label": _("Issued on"), "value": daydate(certificate.issued_on)})
    if state == CertificateState.REVOKED:
        cells.append({"label": _("Revoked on"), "value": daydate(certificate.revocation.revoked_on)})
    elif state == CertificateState.SUPERSEDED:
        cells.append({"label": _("Replaced by"), "value": certificate.superseded_by.number, "code": True})
    else:
        cells.append({"label": _("Issued by"), "value": in_language(facts["issuer"]["name"])})
    return cells
