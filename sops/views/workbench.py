"""The translation workbench: one selected text, saved while it is typed, verified by a second person."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from core.days import clocktime
from core.errors import Refused
from sops.document.stream import plain
from sops.domain import translation as acts
from sops.enums import Origin
from sops.forms import SegmentForm
from sops.models import Sop, Translation
from sops.queries import draft_content
from sops.translation.lines import memory, source_lines, target_languages
from sops.translation.workbench import checks_of, desk, filter_words, icon_of
from staff.models import User
from staff.permissions import May
from staff.views.access import actor, asks_in_json, needs


@needs(May.SEE_CANDIDATES)
def workbench(request: HttpRequest, number: str, lang: str) -> HttpResponse:
    """Shows the texts of the draft beside their translation; a POST performs one act on one of them (see `_act`)."""
    sop = get_object_or_404(Sop, number=number)
    if lang not in target_languages(sop):
        raise Http404
    if request.method != "POST":
        return _page(request, sop, lang)
    form = SegmentForm(request.POST)
    live = asks_in_json(request)
    try:
        if not form.is_valid():
            raise Refused(str(next(iter(form.errors.values()))[0]))
        row = _act(sop, lang, form.cleaned_data, actor(request))
    except Refused as refused:
        if live:
            return JsonResponse({"why": str(refused)}, status=refused.status)
        messages.error(request, str(refused))
        return _page(
            request, sop, lang, typed=request.POST.get("text"), at=request.POST.get("at", ""), status=refused.status
        )
    if live:
        return JsonResponse(_saved(sop, lang, row))
    _tell(request, form.cleaned_data, row, actor(request))
    return redirect(_address(request, sop, lang, form.cleaned_data, row))


def _act(sop: Sop, lang: str, data: dict[str, Any], by: User) -> Translation | None:
    """Performs the act of the form: save, save and continue, verify, return, override, take a suggestion, comment,
    close the questions.
    """
    path, act = data["at"], data["act"]
    if act in {"save", "next", "verify"} and data["text"] is not None:
        row = acts.save_translation(
            sop, lang, path, data["text"], by=by, source_hash=data["source_hash"], revision=data["revision"]
        ) if _differs(sop, lang, path, data) else None  # fmt: skip
        # whoever changes the wording while verifying has translated: another person verifies
        if act != "verify" or row is not None:
            return row
    if act == "verify":
        return acts.verify_segment(sop, lang, path, by=by, source_hash=data["source_hash"], revision=data["revision"])
    if act == "return":
        return acts.return_segment(sop, lang, path, by=by, comment=data["comment"])
    if act == "override":
        return acts.override_guard(sop, lang, path, by=by, reason=data["comment"])
    if act == "suggestion":
        return _take(sop, lang, path, data, by)
    if act == "comment":
        acts.comment_segment(sop, lang, path, by=by, text=data["comment"])
    elif act == "resolve":
        acts.resolve_comments(sop, lang, path, by=by)
    return None


def _differs(sop: Sop, lang: str, path: str, data: dict[str, Any]) -> bool:
    row = Translation.objects.filter(sop=sop, language=lang, path=path, source_hash=data["source_hash"]).first()
    return plain(data["text"]) != (row.text if row else "")


def _take(sop: Sop, lang: str, path: str, data: dict[str, Any], by: User) -> Translation:
    """Takes over a translation from memory; one whose figures are wrong here is neither offered nor accepted."""
    line = next((line for line in source_lines(draft_content(sop)) if line.path == path), None)
    known = memory(sop, lang, line.source) if line else []
    chosen = next((s for s in known if s.usable and s.text == data["text"]), None)
    if chosen is None:
        raise Refused(_("This suggestion does not fit the text: its figures differ."))
    return acts.save_translation(
        sop,
        lang,
        path,
        chosen.text,
        by=by,
        source_hash=data["source_hash"],
        revision=data["revision"],
        origin=Origin.MEMORY,
    )


def _saved(sop: Sop, lang: str, row: Translation | None) -> dict[str, Any]:
    if row is None:
        return {"saved": ""}
    checks = checks_of(row.source_text, row.text, sop.source_language, lang)
    context = {"checks": checks, "language": lang, "overridden": bool(row.override_reason)}
    return {
        "saved": clocktime(row.translated_at) if row.translated_at else "",
        "revision": row.revision,
        "state": row.state,
        "checks": render_to_string("sops/workbench/_checks.html", context),
        "terms": render_to_string("sops/workbench/_terms.html", context),
    }


def _tell(request: HttpRequest, data: dict[str, Any], row: Translation | None, by: User) -> None:
    if data["act"] == "verify" and row is not None and row.verified_by_id != by.person_id:
        messages.info(request, _("Your words are saved. Now somebody else must verify them."))
    elif data["act"] == "return":
        messages.success(request, _("Sent back with your comment."))
    elif data["act"] == "override":
        messages.success(request, _("The finding is overridden for this wording."))


def _address(request: HttpRequest, sop: Sop, lang: str, data: dict[str, Any], row: Translation | None) -> str:
    stays = data["act"] not in {"next", "verify"} or (
        data["act"] == "verify" and row is not None and not row.verified_by_id
    )
    keep = {key: request.GET[key] for key in ("show", "q") if request.GET.get(key)}
    at = data["at"] if stays else data["following"]
    return f"{reverse('sop_translate', args=[sop.number, lang])}?{urlencode({**keep, **({'at': at} if at else {})})}"


def _page(
    request: HttpRequest, sop: Sop, lang: str, *, typed: str | None = None, at: str = "", status: int = 200
) -> HttpResponse:
    made = desk(
        sop,
        lang,
        by=actor(request),
        show=request.GET.get("show", ""),
        at=at or request.GET.get("at", ""),
        query=request.GET.get("q", "")[:100],
    )
    names = dict(settings.LANGUAGES)
    filters = [(name, word, made.counts[name]) for name, word in filter_words().items()]
    context = {
        "sop": sop,
        "desk": made,
        "checks": made.checks,
        "language": lang,
        "language_name": str(names[lang]),
        "languages": [(code, str(names[code])) for code in made.others],
        "source_title": next((line.source for line in made.lines if line.path == "title"), ""),
        "title": next((line.text for line in made.lines if line.path == "title" and line.text), "") or sop.title,
        "typed": typed if typed is not None else (made.current.text if made.current else ""),
        "overridden": bool(made.current and made.current.row and made.current.row.override_reason),
        "lists": [line for line in filters if line[0] in made.own],
        "filters": [line for line in filters if line[0] not in made.own],
        "settled": bool(made.current and not made.current.open),
        "listed": [(line, *icon_of(line)) for line in made.window],
        "latest": max(
            (line.row.translated_at for line in made.lines if line.row and line.row.translated_at), default=None
        ),
        "japanese": sop.source_language == "ja",
    }
    return render(request, "sops/workbench.html", context, status=status)
