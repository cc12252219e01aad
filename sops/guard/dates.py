"""Calendar dates of three languages: 令和8年4月1日 = 2026年4月1日 = 01/04/2026 = 1 April 2026 (domain (c) 7)."""

from __future__ import annotations

import re

_ERA = {"令和": 2018, "平成": 1988, "昭和": 1925, "": 0}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_JA = re.compile(r"(令和|平成|昭和)?\s*(\d{1,4}|元)\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?")
_VI = re.compile(r"(?:ngày\s+(\d{1,2})\s+)?tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_SLASH = re.compile(r"(?<![\d/.])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\d/])")
_ISO = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_EN_DAY = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\s*,?\s+(\d{{4}})(?!\d)", re.IGNORECASE)
_EN_MONTH = re.compile(rf"\b{_MONTH}\s+(?:(\d{{1,2}})(?:st|nd|rd|th)?\s*,\s*)?(\d{{4}})(?!\d)", re.IGNORECASE)

Day = tuple[int, int, int]  # year, month, day; day 0 where only the month is written


def find_dates(text: str, language: str) -> tuple[list[tuple[str, set[Day]]], str]:
    """Returns dates as written, each with the days it may mean, and the text with them blanked. In English 04/01/2026
    may be either.
    """
    found: list[tuple[str, set[Day]]] = []

    def keep(match: re.Match[str], *days: Day) -> str:
        good = {d for d in days if 1 <= d[1] <= 12 and 0 <= d[2] <= 31}
        if not good:
            return match[0]
        found.append((match[0].strip(), good))
        return "\uffff" * len(match[0])

    def japanese(m: re.Match[str]) -> str:
        year = 1 if m[2] == "元" else int(m[2])
        return keep(m, (_ERA[m[1] or ""] + year, int(m[3]), int(m[4] or 0)))

    def slash(m: re.Match[str]) -> str:
        a, b, year = int(m[1]), int(m[3]), int(m[4])
        return keep(m, (year, b, a), *([(year, a, b)] if language == "en" else []))

    def month(m: re.Match[str]) -> int:
        return _MONTHS.index(next(g for g in m.groups() if g and g[:3].lower() in _MONTHS)[:3].lower()) + 1

    text = _JA.sub(japanese, text)
    text = _VI.sub(lambda m: keep(m, (int(m[3]), int(m[2]), int(m[1] or 0))), text)
    text = _ISO.sub(lambda m: keep(m, (int(m[1]), int(m[3]), int(m[4]))), text)
    text = _SLASH.sub(slash, text)
    text = _EN_DAY.sub(lambda m: keep(m, (int(m[3]), month(m), int(m[1]))), text)
    text = _EN_MONTH.sub(lambda m: keep(m, (int(m[3]), month(m), int(m[2] or 0))), text)
    return found, text
