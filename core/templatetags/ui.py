"""What every template says: icons, state chips, form controls,
and numbers and dates the way their language writes them.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput, RadioSelect, Select
from django.forms.widgets import CheckboxSelectMultiple
from django.template.defaultfilters import stringfilter
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from core import days, labels, markup, numbers, request_id, text

register = template.Library()
for write in (days.daydate, days.longdate, days.weekday, days.moment, days.clocktime, days.gmt):
    register.filter(write.__name__, write)
register.filter("vi_decimal", numbers.vi_decimal)
register.filter("hours", numbers.short_decimal)
register.filter("quantity", stringfilter(numbers.quantity), is_safe=True)
register.filter("sign_method", labels.sign_method)
register.filter("has_japanese", text.has_japanese)
register.filter("lang_of", markup.lang_of)
register.filter("mixed", markup.mixed)
register.simple_tag(markup.icon, name="icon")


@register.simple_tag
def request_code() -> str:
    """The code of this request, for an error page to name; "" outside of any."""
    code = request_id.current()
    return "" if code == request_id.NONE else code


@register.simple_tag
def styles(japanese: bool) -> SafeString:
    """The links to the style sheets every page has; Japanese ones bring the Japanese fonts."""
    return _styles(japanese) if not settings.DEBUG else _styles.__wrapped__(japanese)


@functools.cache
def _styles(japanese: bool) -> SafeString:
    return mark_safe(render_to_string("components/_styles.html", {"japanese": japanese}))


@register.inclusion_tag("components/chip.html")
def chip(state: str, text: str = "") -> dict[str, Any]:
    """The label of a document state or a qualification state: silhouette, word and tone. `text` replaces the word."""
    word, tone, shape = labels.CHIPS[state]
    return {"text": text or word, "tone": tone, "shape": shape}


@register.simple_tag
def control(field: BoundField, **attrs: Any) -> SafeString:
    """The widget of a form field, drawn as ours and tied to its hint and its error for screen readers.

    Attributes may be given with underscores: `{% control form.lot inputmode="numeric" %}`.
    """
    given = {name.replace("_", "-"): value for name, value in attrs.items()}
    widget = field.field.widget
    if not isinstance(widget, CheckboxInput | RadioSelect | CheckboxSelectMultiple) or isinstance(widget, Select):
        given["class"] = " ".join(filter(None, ["input", widget.attrs.get("class", ""), given.get("class", "")]))
    if "placeholder" not in given:
        widget.attrs.pop(
            "placeholder", None
        )  # the label stands above the field; a word inside it would vanish when one types
    described = [f"{field.auto_id}_hint"] if field.help_text else []
    if field.errors:
        described.append(f"{field.auto_id}_error")
        given["aria-invalid"] = "true"
    if described:
        given["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=given)


@register.filter
def initials(name: str) -> str:
    """What a name stamp shows: the family name of a Japanese, P.Q.B of a Vietnamese."""
    words = [word for word in name.replace(".", ". ").split() if not word.endswith(".")]
    if not words:
        return ""
    if re.match(r"[\u3040-\u9fff]", words[0]):
        return words[0][:3]
    return ".".join(word[0].upper() for word in words[-3:])


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The query string of this page with some parts changed, `None` removing one:
    an auditor can copy the address of what is seen.
    """
    params = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            params.pop(name, None)
        else:
            params[name] = value
    return "?" + params.urlencode()


@register.filter
def lines(text: str) -> SafeString:
    """Text of several paragraphs joined by line ends, as lines of one paragraph."""
    return mark_safe("<br>".join(conditional_escape(line) for line in str(text).split("\n")))
