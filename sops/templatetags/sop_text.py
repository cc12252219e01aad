"""Text of a document as HTML: escaped, quantities kept together, with footnote marks, superscripts and subscripts."""

from __future__ import annotations

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from core.numbers import quantity
from sops.document.stream import page_content
from sops.models import SopPage
from sops.queries import Hit
from sops.reading.drawing import draw
from sops.reading.reading import read

register = template.Library()

_FOOTNOTE = re.compile(r"\[\*([^\]\s]{1,8})\]")
_RAISED = re.compile(r"\^\(([^()]*)\)")
_LOWERED = re.compile(r"_\(([^()]*)\)")
ROOM = 70  # characters shown before and after a found word


@register.filter
def sop_text(text: str) -> SafeString:
    """Renders one text of a document.

    `[*1]` links to its footnote; `^(…)` and `_(…)` are characters without a Unicode superscript or subscript.
    """
    html = str(escape(quantity(text)))
    if "[*" in html:
        html = _FOOTNOTE.sub(r'<sup><a href="#fn-\1">*\1</a></sup>', html)
    if "(" in html:
        html = _LOWERED.sub(r"<sub>\1</sub>", _RAISED.sub(r"<sup>\1</sup>", html))
    return mark_safe(html.replace("\n", "<br>"))


@register.filter
def snippet(hit: Hit) -> SafeString:
    """Renders the sentence around a search result, with the found words marked."""
    text, start, end = hit.text, hit.start, hit.end
    if end == 0:
        return mark_safe(escape(text[: 2 * ROOM]) + ("…" if len(text) > 2 * ROOM else ""))
    left, right = max(0, start - ROOM), min(len(text), end + ROOM)
    if left and " " in text[left:start]:
        left = text.index(" ", left) + 1
    if right < len(text) and " " in text[end:right]:
        right = text.rindex(" ", end, right)
    return mark_safe(
        ("…" if left else "")
        + escape(text[left:start])
        + f"<mark>{escape(text[start:end])}</mark>"
        + escape(text[end:right])
        + ("…" if right < len(text) else "")
    )


@register.simple_tag
def draft_body(page: SopPage) -> SafeString:
    """Renders the draft as it is in the editor, saved or not, as shown to a reader in its source language."""
    return draw(read(page_content(page), [page.sop.source_language]))
