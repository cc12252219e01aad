"""The glyphs of a large table: drawn once in the page, then only referred to."""

from __future__ import annotations

import re

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.dated import in_language
from core.templatetags.icons import ICONS
from core.templatetags.ui import CHIPS, has_japanese

register = template.Library()

# ground of a cell: quiet states have none, so that problems stand out
GROUND = {"nghe": "nghe", "f-man": "man"}
JAPANESE = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uff00-\uff9f](?:[ \u3000]?[\u3000-\u30ff\u3400-\u9fff\uff00-\uff9f])*)")
COLOUR = {"ngoc": "g-ngoc", "nghe": "g-nghe", "f-man": "g-man"}


@register.simple_tag
def sprite(*states: str) -> SafeString:
    """The glyphs of these states, for `glyph` to refer to."""
    names = dict.fromkeys(CHIPS[state][2] for state in states)
    symbols = format_html_join("", '<symbol id="i-{}" viewBox="0 0 16 16">{}</symbol>', ((name, mark_safe(ICONS[name])) for name in names))
    return format_html('<svg class="vh" width="0" height="0" aria-hidden="true">{}</svg>', symbols)


@register.simple_tag
def glyph(state: str, size: int = 15) -> SafeString:
    """The silhouette of a state; its word stands beside it or in the label of its cell."""
    _word, tone, name = CHIPS[state]
    return format_html(
        '<svg width="{0}" height="{0}" aria-hidden="true" class="{1}"><use href="#i-{2}"/></svg>', size, COLOUR.get(tone, "g-dim"), name
    )


@register.filter
def ground(state: str) -> str:
    """The tone class of a cell in this state."""
    return GROUND.get(CHIPS[state][1], "")


@register.filter
def state_word(state: str) -> str:
    """The word of a state."""
    return str(CHIPS[state][0])


@register.filter
def mixed(text: str) -> SafeString:
    """A sentence that may hold Japanese names: they are marked as Japanese, so that they are drawn and read as such."""
    if get_language() == "ja" or not has_japanese(text):
        return conditional_escape(text)
    pieces = JAPANESE.split(text)  # every second one is Japanese
    return format_html_join(
        "", "{}", ((format_html('<span lang="ja">{}</span>', piece) if place % 2 else piece,) for place, piece in enumerate(pieces))
    )


@register.filter
def reader_language(names: dict[str, str]) -> str:
    """The text for the reader, of one in several languages."""
    return in_language(names)


@register.filter
def at(values: dict[str, str], key: str) -> str:
    """The value of a key that is itself a value."""
    return values.get(key, "")
