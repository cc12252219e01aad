"""Small pieces of HTML that pages are put together from: icons, and marks of the language a text is in."""

from __future__ import annotations

import functools
import re

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.icons import ICONS
from core.text import has_japanese

_VIETNAMESE = re.compile(
    r"[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵẠ-ỹ]", re.IGNORECASE
)  # letters that neither English nor Japanese has
_JAPANESE = re.compile(
    r"([\u3040-\u30ff\u3400-\u9fff\uff00-\uff9f](?:[ \u3000]?[\u3000-\u30ff\u3400-\u9fff\uff00-\uff9f])*)"
)


@functools.cache
def icon(name: str, size: int = 16, css: str = "") -> SafeString:
    """The drawn icon as inline SVG, hidden from screen readers: a word always stands beside it."""
    return format_html(
        '<svg width="{0}" height="{0}" viewBox="0 0 16 16" aria-hidden="true"{1}>{2}</svg>',
        size,
        format_html(' class="{}"', css) if css else "",
        mark_safe(ICONS[name]),
    )


def mixed(text: str) -> SafeString:
    """A sentence that may hold Japanese names: they are marked as Japanese, so that they are drawn and read as such."""
    if get_language() == "ja" or not has_japanese(text):
        return conditional_escape(text)
    pieces = _JAPANESE.split(text)  # every second one is Japanese
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<span lang="ja">{}</span>', piece) if place % 2 else piece,)
            for place, piece in enumerate(pieces)
        ),
    )


def lang_of(text: object) -> SafeString:
    """The `lang` attribute of a name or title that may be Japanese, or Vietnamese, on a page that is not."""
    here = (get_language() or "vi")[:2]
    language = "ja" if has_japanese(text) else "vi" if _VIETNAMESE.search(str(text)) else here
    return mark_safe(f' lang="{language}"') if language != here else mark_safe("")
