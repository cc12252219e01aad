"""Calendar days and instants: counted on by months and years, and written the way the reader's language writes them."""

from __future__ import annotations

import calendar
import datetime as dt
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

VIETNAMESE = "%d/%m/%Y"
# What a form field accepts: what the browser's own calendar sends, and what people type.
TYPED = ["%Y-%m-%d", VIETNAMESE]

_WEEKDAYS_VI = (
    "Thứ Hai",
    "Thứ Ba",
    "Thứ Tư",
    "Thứ Năm",
    "Thứ Sáu",
    "Thứ Bảy",
    "Chủ Nhật",
)  # Django's catalogue has "Thứ 2"


@lru_cache(maxsize=8192)  # the matrix asks for the same few days once per person and SOP
def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month `months` later; the last of the month where it has no such day.

    31 January and one month are 28 February.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_years(day: dt.date, years: int) -> dt.date:
    """The same day `years` later (or earlier, negative); 29 February becomes 28 February in a common year."""
    return add_months(day, 12 * years)


def vietnamese_day(day: dt.date | str | None) -> str:
    """A calendar day as Vietnamese documents write it, whatever the reader's language: 15/06/2026; "" for none.

    A stored ISO date may be given.
    """
    if not day:
        return ""
    return f"{dt.date.fromisoformat(day) if isinstance(day, str) else day:{VIETNAMESE}}"


def daydate(value: dt.date | None) -> str:
    """A calendar day for the reader: 15/06/2026, 2026年06月15日, 15 Jun 2026; of an instant, its day at the site."""
    if not value:
        return ""
    if isinstance(value, dt.datetime):
        value = _local(value)
    language = get_language() or "vi"
    if language.startswith("ja"):
        return f"{value:%Y年%m月%d日}"
    return date_format(value, "j M Y") if language.startswith("en") else vietnamese_day(value)


def longdate(value: dt.date) -> str:
    """A calendar day with its weekday, for the head of a page: Thứ Hai, 15 tháng 6, 2026."""
    language = get_language() or "vi"
    if language.startswith("ja"):
        return f"{value.year}年{value.month}月{value.day}日（{weekday(value)[0]}）"
    if language.startswith("en"):
        return date_format(value, "l, j F Y")
    return f"{weekday(value)}, {value.day} tháng {value.month}, {value.year}"


def weekday(value: dt.date) -> str:
    """The name of a day of the week: Thứ Hai, 月曜日, Monday."""
    language = get_language() or "vi"
    return date_format(value, "l") if language.startswith(("ja", "en")) else _WEEKDAYS_VI[value.weekday()]


def moment(value: dt.datetime | None, detail: str = "") -> str:
    """An instant in the time of the site: 15/06/2026 09:42.

    `detail` "zone" adds (GMT+7) as legal pages need, "seconds" the seconds (R-36).
    """
    if not value:
        return ""
    local = _local(value)
    text = f"{daydate(local)} {local:%H:%M:%S}" if "seconds" in detail else f"{daydate(local)} {local:%H:%M}"
    return f"{text} ({gmt(local)})" if "zone" in detail else text


def clocktime(value: dt.datetime) -> str:
    """The time of day at the site, to the second: 09:52:07."""
    return f"{_local(value):%H:%M:%S}"


def gmt(value: dt.datetime) -> str:
    """The offset of an instant from Greenwich at the site: GMT+7."""
    offset = _local(value).utcoffset() or dt.timedelta()
    hours, rest = divmod(int(offset.total_seconds()) // 60, 60)
    return f"GMT{hours:+d}" + (f":{rest:02}" if rest else "")


def _local(value: dt.datetime) -> dt.datetime:
    return timezone.localtime(value, timezone.get_default_timezone()) if timezone.is_aware(value) else value
