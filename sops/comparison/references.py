"""Numbers a text is referred to by. A section that is now 6.5 instead of 6.4 has not changed, nor has `6.4項参照` that became `6.5項参照`."""

from __future__ import annotations

import re

_TYPED = re.compile(r"^\s*[第]?[\d０-９]+(?:[.．][\d０-９]+)*[.．)）章節項]?[\s\u3000]+(?=\S)")
_CAPTION = re.compile(r"^\s*(?:表|図|Bảng|Hình|Table|Figure|Fig\.)\s*[\d０-９]+(?:[-‐.．][\d０-９]+)*\s*[.:：．　]?\s*", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?P<before>第\s?|表\s?|図\s?|(?:mục|Mục|section|Section|bảng|Bảng|table|Table|hình|Hình|figure|Figure)\s)?"
    r"(?P<number>[\d０-９]+(?:[.．][\d０-９]+)*)"
    r"(?P<after>\s*(?:項|節|章|に従|による|によ|を?参照|のとおり|に示す))?"
)
_TABLE, _FIGURE = re.compile("表|bảng|table", re.IGNORECASE), re.compile("図|hình|figure", re.IGNORECASE)


def bare_title(text: str) -> str:
    """A heading without a typed number in front (`６．１　準備`)."""
    return _TYPED.sub("", text)


def bare_caption(text: str) -> str:
    """A caption without its number (`表1　…`)."""
    return _CAPTION.sub("", text)


def caption_number(text: str) -> str:
    found = _CAPTION.match(text)
    digits = re.search(r"[\d０-９]+(?:[-‐.．][\d０-９]+)*", found[0]) if found else None
    return digits[0] if digits else ""


def renumbered(text: str, sections: dict[str, str], tables: dict[str, str], figures: dict[str, str]) -> str:
    """The old text with every reference to a section, table or figure put to its new number."""

    def put(match: re.Match[str]) -> str:
        before, number, after = match["before"] or "", match["number"], match["after"] or ""
        if not before and not after:
            return match[0]
        numbers = tables if _TABLE.match(before) else figures if _FIGURE.match(before) else sections
        return before + numbers.get(number, number) + after

    return _REFERENCE.sub(put, text)
