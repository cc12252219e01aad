"""The preview in Wagtail's editor: the draft as a reader would see it, in its source language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from sops.document.stream import DraftPage, page_content
from sops.reading.drawing import draw
from sops.reading.reading import read


@xframe_options_sameorigin
def draft_preview(request: HttpRequest, page: DraftPage) -> HttpResponse:
    """Draws `page` as it stands in the editor, saved or not."""
    content = page_content(page)
    reading = read(content, [page.sop.source_language])
    return render(
        request,
        "sops/draft_preview.html",
        {"reading": reading, "body": draw(reading), "sop": page.sop, "japanese": True},
    )
