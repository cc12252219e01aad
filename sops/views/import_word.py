"""Word import: a file is uploaded, previewed, then accepted as a draft or discarded.

No document is changed before acceptance.
"""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core import clock
from core.errors import Refused
from sops.domain.import_word import accept_upload, discard_upload, stage_upload
from sops.forms import AcceptForm, NewNumberForm, NextDraftForm, UploadForm
from sops.importing.page import cells, changed_rows, counted, groups, open_changes
from sops.importing.sources import (
    base_content,
    busy_editors,
    draft_hash,
    is_handmade,
    last_hand,
    next_draft,
    present_draft,
    reading_hash,
    staged_picture,
    with_ids,
)
from sops.models import Sop, WordSource, WordUpload
from sops.numbering import next_numbers, stage_in
from sops.policies import check_can_take_upload
from sops.reading.drawing import draw
from sops.reading.reading import read as reading_of
from sops.releasing.candidates import open_candidate
from sops.word.read import READINGS
from staff.permissions import May, can
from staff.views.access import actor, needs

NEW = "new"
PER_PAGE = 20

logger = logging.getLogger(__name__)


@needs(May.DRAFT_SOP)
def import_page(request: HttpRequest) -> HttpResponse:
    """Uploads a file and redirects to its preview; lists the person's uploads."""
    form = UploadForm(request.POST or None, request.FILES or None) if request.method == "POST" else UploadForm()
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                upload = stage_upload(file.read(), file.name, by=actor(request))
            except Refused as refused:
                logger.warning("Word file of %s bytes refused, account %s", file.size, actor(request).pk)
                form.add_error("file", str(refused))
                status = refused.status
            else:
                return redirect("sop_import_file", upload.pk)
    own = WordUpload.objects.filter(by=actor(request).person_id or 0).defer("data", "readings")
    page = Paginator(own, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "sops/import.html",
        {"form": form, "page": page, "limit": settings.WORD_UPLOAD_BYTES // 1024**2, "japanese": True},
        status=status,
    )


@needs(May.SEE_CANDIDATES)
def file_page(request: HttpRequest, id: int) -> HttpResponse:
    """Shows an upload as a future draft, to whoever uploaded it; an accepted one as evidence, to all who see drafts."""
    upload = get_object_or_404(WordUpload, pk=id)
    if upload.accepted_at:
        return _evidence(request, upload)
    check_can_take_upload(upload, by=actor(request))
    return _preview(request, upload, request.GET.get("into", ""), request.GET.get("tracked", ""))


@require_POST
@needs(May.DRAFT_SOP)
def accept(request: HttpRequest, id: int) -> HttpResponse:
    """Accepts what was shown and redirects to the editor of the draft."""
    upload, user = get_object_or_404(WordUpload, pk=id), actor(request)
    check_can_take_upload(upload, by=user)
    into, tracked = request.POST.get("into", NEW), request.POST.get("tracked", "")
    form = _form(upload, _target(upload, into), tracked, request.POST)
    status = 400
    if form.is_valid():
        try:
            source = accept_upload(upload, by=user, **form.arguments())
        except Refused as refused:
            form.add_error(
                refused.field
                if refused.field in form.fields and not form.fields[refused.field].widget.is_hidden
                else None,
                str(refused),
            )
            status = refused.status
        else:
            messages.success(request, _("The file is now the draft of %(number)s.") % {"number": source.sop.number})
            return redirect("wagtailadmin_pages:edit", source.sop.page.pk)
    return _preview(request, upload, into, tracked, form=form, status=status)


@require_POST
@needs(May.DRAFT_SOP)
def discard(request: HttpRequest, id: int) -> HttpResponse:
    """Discards an upload."""
    upload = get_object_or_404(WordUpload, pk=id)
    discard_upload(upload, by=actor(request))
    messages.success(request, _("%(file)s is thrown away. Nothing was written.") % {"file": upload.filename})
    return redirect("sop_import")


@needs(May.SEE_CANDIDATES)
def original(request: HttpRequest, id: int) -> HttpResponse:
    """Returns the file as it was uploaded, byte for byte."""
    upload = get_object_or_404(WordUpload.objects.select_related("source"), pk=id)
    if not upload.accepted_at:
        check_can_take_upload(upload, by=actor(request))
    data = upload.source.data if upload.accepted_at else upload.data
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    response = HttpResponse(bytes(data), content_type=kind)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=upload.filename)
    return response


@needs(May.DRAFT_SOP)
def staged_picture_page(request: HttpRequest, id: int, key: str) -> HttpResponse:
    """Returns a picture of an upload, which is not stored elsewhere yet."""
    upload = get_object_or_404(WordUpload, pk=id)
    check_can_take_upload(upload, by=actor(request))
    found = staged_picture(upload, key)
    if found is None:
        raise Http404
    return HttpResponse(found[0], content_type=found[1], headers={"Cache-Control": "private, max-age=3600"})


def _form(upload: WordUpload, sop: Sop | None, tracked: str, data: Any = None) -> AcceptForm:
    """Returns the form of acceptance as a new document or into `sop`, prefilled from the file."""
    read = _reading(upload, tracked)
    losses = len(read["losses"])
    source = read["content"]["source"]
    start: dict[str, Any] = {"into": sop.number if sop else NEW, "seen": reading_hash(read), "tracked": tracked}
    form: AcceptForm
    if sop:
        start["draft_seen"] = draft_hash(present_draft(sop))
        form = NextDraftForm(data, initial=start)
    else:
        numbers, stage = next_numbers(), stage_in(source["number"])
        start |= {"number": numbers.get(stage, ""), "stage": stage, "languages": ["vi"]}
        start |= {"organisation": source["organisation"], "source_number": source["number"][:64]}
        form = NewNumberForm(data, initial=start, source_language=source["language"], numbers=numbers)
    label = ngettext(
        "I read the entry of what did not come through",
        "I read the %(count)s entries of what did not come through",
        losses,
    )
    form.fields["losses_read"].label = label % {"count": losses}
    return form


def _reading(upload: WordUpload, tracked: str) -> dict[str, Any]:
    return upload.read[tracked if tracked in upload.read else READINGS[0]]


def _target(upload: WordUpload, into: str) -> Sop | None:
    """Returns the target document; by default the one created from the same number of the sending unit, else a
    new one.
    """
    if into == NEW:
        return None
    if into:
        return get_object_or_404(Sop, number=into)
    number = _reading(upload, "")["header"]["number"]
    same = list(Sop.objects.filter(source_number=number)[:2]) if number else []
    return same[0] if len(same) == 1 else None


def _preview(
    request: HttpRequest,
    upload: WordUpload,
    into: str,
    tracked: str,
    *,
    form: AcceptForm | None = None,
    status: int = 200,
) -> HttpResponse:
    sop = _target(upload, into)
    tracked = tracked if tracked in upload.read and len(upload.read) > 1 else ""
    read = _reading(upload, tracked)
    told = with_ids(read, revised := next_draft(sop, read["content"], day=clock.today()))
    content, language = told["content"], told["content"]["source"]["language"]
    here = reverse("sop_import_file", args=[upload.pk])
    context = {
        "upload": upload,
        "here": here,
        "sop": sop,
        "into": sop.number if sop else NEW,
        "tracked": tracked,
        "undecided": bool(read["tracked"]) and not tracked,
        "title": content["title"],
        "language": language,
        "cells": cells(told),
        "raw": told["header"]["raw"],
        "counted": counted(told),
        "unproved": told["unproved"],
        "groups": groups(told["losses"]),
        "losses": len(told["losses"]),
        "open": open_changes(told["tracked"]),
        "left": revised.left,
        "kept": revised.kept,
        "blocks": len(content["blocks"]),
        "other": revised.kept * 2 < len(content["blocks"]),
        "form": form or _form(upload, sop, tracked),
        "sops": Sop.objects.only("number", "titles"),
        "show": request.GET.get("show", ""),
        "japanese": True,
    } | (_against(sop, content, language) if sop else {})  # fmt: skip
    if not context.get("rows") or context["show"] == "text":
        context["show"] = "text"
        context["body"] = draw(reading_of(content, [language]), pictures=f"{here}pictures/")
    return render(request, "sops/import/preview.html", context, status=status)


def _against(sop: Sop, content: dict[str, Any], language: str) -> dict[str, Any]:
    """Returns the changes of the file to an existing document, and the obstacles to accepting it."""
    base, before = base_content(sop, clock.today())
    draft = present_draft(sop)
    old = before or draft
    rows, critical = changed_rows(old, content, language) if old else ([], 0)
    handmade = is_handmade(sop, draft)
    return {
        "base": base.release if base else None,
        "compared": old is not None,
        "rows": rows,
        "critical": critical,
        "languages": [language],
        "candidate": open_candidate(sop),
        "other_language": language != sop.source_language,
        "last_hand": last_hand(sop) if handmade else None,
        "busy": busy_editors(sop, at=clock.now()),
    }


def _evidence(request: HttpRequest, upload: WordUpload) -> HttpResponse:
    source = get_object_or_404(
        WordSource.objects.select_related("sop__page", "accepted_by").defer("data"), upload=upload
    )
    told = source.told
    context = {
        "upload": upload,
        "source": source,
        "sop": source.sop,
        "title": told["content"]["title"],
        "language": told["content"]["source"]["language"],
        "cells": cells(told),
        "raw": told["header"]["raw"],
        "counted": counted(told),
        "groups": groups(told["losses"]),
        "losses": len(told["losses"]),
        "open": open_changes(told["tracked"]),
        "tracked": told["reading"],
        "left": told["left"],
        "may_draft": can(actor(request), May.DRAFT_SOP),
        "japanese": True,
    }
    return render(request, "sops/import/accepted.html", context)
