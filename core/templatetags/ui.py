"""What every template says: icons, state chips, form controls, and numbers and dates the way their language writes them."""

from __future__ import annotations

import datetime as dt
import functools
import re
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput, RadioSelect, Select
from django.forms.widgets import CheckboxSelectMultiple
from django.template.defaultfilters import stringfilter
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from core.templatetags.icons import ICONS

register = template.Library()

# state -> (word, tone class, icon). Every state of every app stands here; a test asks the enums.
CHIPS: dict[str, tuple[Any, str, str]] = {
    # documents
    "draft": (gettext_lazy("Draft"), "dashed", "draft"),
    "in_review": (gettext_lazy("In review"), "indigo", "review"),
    "reviewed": (gettext_lazy("Awaiting approval"), "vermilion", "await"),
    "rejected": (gettext_lazy("Returned to draft"), "dashed", "draft"),
    "await": (gettext_lazy("Awaiting signature"), "vermilion", "await"),
    "approved": (gettext_lazy("Approved"), "indigo", "approved"),
    "effective": (gettext_lazy("Effective"), "fill-jade", "effective"),
    "superseded": (gettext_lazy("Superseded"), "hatched", "superseded"),
    "withdrawn": (gettext_lazy("Withdrawn"), "", "retired"),
    # segments of a translation
    "untranslated": (gettext_lazy("Not translated"), "dashed", "draft"),
    "translated": (gettext_lazy("Translated"), "indigo", "review"),
    "returned": (gettext_lazy("Returned"), "amber", "flag"),
    "verified": (gettext_lazy("Verified"), "jade", "effective"),
    # qualifications and certificates
    "valid": (gettext_lazy("Qualified"), "jade", "ok"),
    "expiring": (gettext_lazy("Expiring soon"), "amber", "exp"),
    "expired": (gettext_lazy("Expired"), "amber", "exp"),
    "retraining": (gettext_lazy("Retraining needed"), "amber", "redo"),
    "not_trained": (gettext_lazy("Not qualified"), "dashed", "no"),
    "suspended": (pgettext_lazy("state of a right", "Suspended"), "fill-plum", "rev"),
    "disqualified": (gettext_lazy("Disqualified"), "fill-plum", "rev"),
    "revoked": (pgettext_lazy("state of a right or certificate", "Revoked"), "fill-plum", "rev"),
    "not_required": (gettext_lazy("Not required"), "", "na"),
}

SIGN_METHODS = {
    "password": gettext_lazy("password"),
    "password+totp": gettext_lazy("password and code"),
    "password+recovery_codes": gettext_lazy("password and recovery code"),
    "demo": gettext_lazy("loaded with the demonstration"),
}

_WEEKDAYS_VI = (
    "Thứ Hai",
    "Thứ Ba",
    "Thứ Tư",
    "Thứ Năm",
    "Thứ Sáu",
    "Thứ Bảy",
    "Chủ Nhật",
)  # Django's catalogue has "Thứ 2"

_VIETNAMESE = re.compile(
    r"[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵẠ-ỹ]", re.IGNORECASE
)  # letters that neither English nor Japanese has

_NB = "\u00a0"
_WJ = "\u2060"
_UNITS = (
    r"°C|℃|%|‰|[µμnm]?[mMlLgA](?![^\W\d_])|kg|cm[²³]?|mm[²³]?|m[²³]|[µm]?[lL]/|mg/|ng/|m/s|rpm|min|hours?|days?|k?Pa|kV|Hz|CFU|EU|IU|U/|ppm|CO₂|O₂"
    r"|phút|giờ|giây|ngày|tuần|tháng|năm|lần|vòng/phút|tế bào|cells"
)
_JAPANESE = re.compile(
    r"([\u3040-\u30ff\u3400-\u9fff\uff00-\uff9f](?:[ \u3000]?[\u3000-\u30ff\u3400-\u9fff\uff00-\uff9f])*)"
)
_NUMBER = re.compile(r"[\d%×]")  # most texts hold neither a number nor a sign: they are not looked through five times
_SIGN = re.compile("[±–×≥≤<>]")
_UNIT_SPACE = re.compile(rf"(?<=\d) (?=(?:{_UNITS}))|(?<=%) (?=CO₂|O₂)")
_SIGN_SPACE = re.compile(r"(?<=\d) (±|–|×) (?=[\dg])")
_FORCE = re.compile(r"(?<=\d)[ \u00a0]?×[ \u00a0]?(?=g\b)")
_LEADING_SIGN = re.compile(r"([≥≤<>±×]) (?=[\dg])")
_RANGE = re.compile(r"(?<=\d)–(?=\d)")


@register.simple_tag
def styles(japanese: bool) -> SafeString:
    """The links to the style sheets every page has; Japanese ones bring the Japanese fonts."""
    return _styles(japanese) if not settings.DEBUG else _styles.__wrapped__(japanese)


@functools.cache
def _styles(japanese: bool) -> SafeString:
    return mark_safe(render_to_string("components/_styles.html", {"japanese": japanese}))


@register.simple_tag
@functools.cache
def icon(name: str, size: int = 16, css: str = "") -> SafeString:
    """The drawn icon as inline SVG, hidden from screen readers: a word always stands beside it."""
    return format_html(
        '<svg width="{0}" height="{0}" viewBox="0 0 16 16" aria-hidden="true"{1}>{2}</svg>',
        size,
        format_html(' class="{}"', css) if css else "",
        mark_safe(ICONS[name]),
    )


@register.inclusion_tag("components/chip.html")
def chip(state: str, text: str = "") -> dict[str, Any]:
    """The label of a document state or a qualification state: silhouette, word and tone. `text` replaces the word."""
    word, tone, shape = CHIPS[state]
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


@register.filter(is_safe=True)
@stringfilter
def quantity(text: str) -> str:
    """Keeps a number with its unit and its sign: no-break spaces in `37 ± 0,5 °C`, word joiners around the dash of `30–45`."""
    if not _NUMBER.search(text):
        return text
    text = _UNIT_SPACE.sub(_NB, text)
    if not _SIGN.search(text):
        return text
    text = _FORCE.sub(f"{_NB}×{_NB}", text)
    text = _SIGN_SPACE.sub(rf"{_NB}\1{_NB}", text)
    text = _LEADING_SIGN.sub(rf"\1{_NB}", text)
    return _RANGE.sub(f"{_WJ}–{_WJ}", text)


@register.filter
def vi_decimal(value: object, language: str = "") -> str:
    """A stored decimal (`0.5`, `5000`) as the reader writes it: `0,5` and `5.000` in Vietnamese, `0.5` and `5,000` elsewhere."""
    text = str(value)
    if not re.fullmatch(r"[-−+]?\d+(\.\d+)?", text):
        return text
    point, comma = (",", ".") if (language or get_language() or "vi").startswith("vi") else (".", ",")
    whole, _, fraction = text.partition(".")
    sign = whole[0] if whole[0] in "-−+" else ""
    digits = whole[len(sign) :]
    if len(digits) > 3:
        digits = f"{int(digits):,}".replace(",", comma)
    return sign.replace("-", "−") + digits + (point + fraction if fraction else "")


@register.filter
def daydate(value: dt.date | None) -> str:
    """A calendar day: 15/06/2026, 2026年06月15日, 15 Jun 2026. An instant is shown as its day at the site."""
    if not value:
        return ""
    if isinstance(value, dt.datetime):
        value = _local(value)
    language = get_language() or "vi"
    if language.startswith("ja"):
        return f"{value:%Y年%m月%d日}"
    return date_format(value, "j M Y") if language.startswith("en") else f"{value:%d/%m/%Y}"


@register.filter
def longdate(value: dt.date) -> str:
    """A calendar day with its weekday, for the head of a page: Thứ Hai, 15 tháng 6, 2026."""
    language = get_language() or "vi"
    if language.startswith("ja"):
        return f"{value.year}年{value.month}月{value.day}日（{weekday(value)[0]}）"
    if language.startswith("en"):
        return date_format(value, "l, j F Y")
    return f"{weekday(value)}, {value.day} tháng {value.month}, {value.year}"


@register.filter
def weekday(value: dt.date) -> str:
    """The name of a day of the week: Thứ Hai, 月曜日, Monday."""
    language = get_language() or "vi"
    return date_format(value, "l") if language.startswith(("ja", "en")) else _WEEKDAYS_VI[value.weekday()]


@register.filter
def moment(value: dt.datetime | None, detail: str = "") -> str:
    """An instant in the time of the site: 15/06/2026 09:42; `:"zone"` adds (GMT+7) as legal pages need, `:"seconds"` the seconds (R-36)."""
    if not value:
        return ""
    local = _local(value)
    text = f"{daydate(local)} {local:%H:%M:%S}" if "seconds" in detail else f"{daydate(local)} {local:%H:%M}"
    return f"{text} ({gmt(local)})" if "zone" in detail else text


@register.filter
def clocktime(value: dt.datetime) -> str:
    """The time of day at the site, to the second: 09:52:07."""
    return f"{_local(value):%H:%M:%S}"


@register.filter
def gmt(value: dt.datetime) -> str:
    """The offset of an instant from Greenwich at the site: GMT+7."""
    offset = _local(value).utcoffset() or dt.timedelta()
    hours, rest = divmod(int(offset.total_seconds()) // 60, 60)
    return f"GMT{hours:+d}" + (f":{rest:02}" if rest else "")


@register.filter
def sign_method(method: str) -> str:
    """How a signer was identified, in words."""
    return str(SIGN_METHODS.get(method, method))


@register.filter
def initials(name: str) -> str:
    """What a name stamp shows: the family name of a Japanese, P.Q.B of a Vietnamese."""
    words = [word for word in name.replace(".", ". ").split() if not word.endswith(".")]
    if not words:
        return ""
    if re.match(r"[\u3040-\u9fff]", words[0]):
        return words[0][:3]
    return ".".join(word[0].upper() for word in words[-3:])


@register.filter
def has_japanese(text: object) -> bool:
    """Whether kana or kanji occur, so that the element gets `lang="ja"` and the page the Japanese fonts."""
    return bool(re.search(r"[\u3040-\u30ff\u3400-\u9fff]", str(text)))


@register.filter
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


@register.filter
def lang_of(text: object) -> SafeString:
    """The `lang` attribute of a name or title that may be Japanese, or Vietnamese, on a page that is not."""
    here = (get_language() or "vi")[:2]
    language = "ja" if has_japanese(text) else "vi" if _VIETNAMESE.search(str(text)) else here
    return mark_safe(f' lang="{language}"') if language != here else mark_safe("")


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The query string of this page with some parts changed, `None` removing one: an auditor can copy the address of what is seen."""
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


def _local(value: dt.datetime) -> dt.datetime:
    return timezone.localtime(value, timezone.get_default_timezone()) if timezone.is_aware(value) else value
