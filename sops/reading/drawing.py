"""The sections of a document as HTML."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.markup import icon
from sops.reading.reading import Reading


def draw(reading: Reading, *, hollow: bool = False, pictures: str = "") -> SafeString:
    """Returns the sections of `reading` as HTML. `hollow`: nodes of a version that is no longer effective. `pictures`:
    URL of pictures that are not stored yet, by key.
    """
    first, second = reading.languages[0], reading.languages[-1]
    context = {
        "reading": reading,
        "hollow": hollow,
        "at": lang_attribute(first),
        "beside": mark_safe(f' lang="{second}"'),
        "key_icon": icon("key", 14),
        "bar_icon": icon("rbar", 14),
        "mark_tone": "amber" if hollow else "",
        "pictures": pictures,
    }
    return mark_safe(render_to_string("sops/reader/_body.html", context))


def lang_attribute(language: str) -> str:
    """Returns the attribute of a text in `language`, on a page in another language."""
    return "" if language == get_language() else mark_safe(f' lang="{language}"')
