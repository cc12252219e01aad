"""The glyphs of a large table: drawn once in the page, then only referred to."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.dated import in_language
from core.icons import ICONS
from core.labels import CHIPS, state_word

register = template.Library()
register.filter("state_word", state_word)

# ground of a cell: quiet states have none, so that problems stand out
GROUND = {"amber": "amber", "fill-plum": "plum"}
COLOUR = {"jade": "text-jade", "amber": "text-amber", "fill-plum": "text-plum"}


@register.simple_tag
def sprite(*states: str) -> SafeString:
    """The glyphs of these states, for `glyph` to refer to."""
    names = dict.fromkeys(CHIPS[state][2] for state in states)
    symbols = format_html_join(
        "", '<symbol id="i-{}" viewBox="0 0 16 16">{}</symbol>', ((name, mark_safe(ICONS[name])) for name in names)
    )
    return format_html('<svg class="visually-hidden" width="0" height="0" aria-hidden="true">{}</svg>', symbols)


@register.simple_tag
def glyph(state: str, size: int = 15) -> SafeString:
    """The silhouette of a state; its word stands beside it or in the label of its cell."""
    _word, tone, name = CHIPS[state]
    return format_html(
        '<svg width="{0}" height="{0}" aria-hidden="true" class="{1}"><use href="#i-{2}"/></svg>',
        size,
        COLOUR.get(tone, "text-dim"),
        name,
    )


@register.filter
def ground(state: str) -> str:
    """The tone class of a cell in this state."""
    return GROUND.get(CHIPS[state][1], "")


@register.filter
def reader_language(names: dict[str, str]) -> str:
    """The text for the reader, of one in several languages."""
    return in_language(names)


@register.filter
def at(values: dict[str, str], key: str) -> str:
    """The value of a key that is itself a value."""
    return values.get(key, "")
