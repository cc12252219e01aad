"""Field codes: formulas, symbols and the addresses of links, which have no text node."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from sops.word.symbols import symbol

_RUBY = re.compile(
    r"\\o\s*\\a[dclr]?\s*\(\s*\\s\\up\s*-?\d*\s*\((?P<reading>[^()]*)\)\s*[,;]\s*(?P<base>[^()]*)\)", re.IGNORECASE
)
_OVER = re.compile(r"\\o\s*(?:\\a[clrd]\s*)?\(\s*(?P<ring>[○〇◯])\s*[,;]\s*(?P<inner>[^()]{1,3})\)", re.IGNORECASE)
_FRACTION = re.compile(r"\\f\s*\(\s*(?P<top>[^(),;]*)\s*[,;]\s*(?P<bottom>[^(),;]*)\)", re.IGNORECASE)
_UP = re.compile(r"\\s\s*\\up\s*\d*\s*\((?P<inner>[^()]*)\)", re.IGNORECASE)
_DOWN = re.compile(r"\\s\s*\\do\s*\d*\s*\((?P<inner>[^()]*)\)", re.IGNORECASE)
PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION")


@dataclass
class Field:
    """A field that has begun: its code, and whether the reader has reached its result."""

    code: list[str] = field(default_factory=list)
    in_result: bool = False
    end: Any = None  # the mark that ends it
    form_value: str = ""  # what a legacy form field shows: ☑, ☐, an entry of a list

    @property
    def name(self) -> str:
        """The first word of the code in capitals: PAGE, TOC, HYPERLINK."""
        words = "".join(self.code).split()
        return words[0].upper() if words else ""

    @property
    def text(self) -> str:
        """The whole code."""
        return "".join(self.code).strip()


@dataclass(frozen=True)
class FieldFormula:
    """An EQ field written in one line."""

    text: str
    script: str = ""  # "sup" or "sub" where the text is raised or lowered
    reading: str = ""  # of furigana, which older versions of Word wrote as a formula


def link_address(code: str) -> str:
    """The address of a HYPERLINK field; empty for a link to another part of the document."""
    match = re.match(r'\s*HYPERLINK\s+(?!\\l)"?([^"\s]+)', code, re.IGNORECASE)
    return match.group(1) if match else ""


def formula(code: str) -> FieldFormula | None:
    """An EQ field as text: furigana, a ringed character, a fraction, raised or lowered characters; None for others."""
    body = re.sub(r'\\\*\s*(?:jc\d|hps\d+|"[^"]*")\s*', "", re.sub(r"^\s*eq\s*", "", code, flags=re.IGNORECASE)).strip()
    if match := _RUBY.search(body):
        return FieldFormula(match["base"], reading=match["reading"])
    if match := _OVER.fullmatch(body):
        inner = match["inner"].strip()
        if inner.isdecimal() and 1 <= int(inner) <= 20:
            return FieldFormula(chr(0x245F + int(inner)))
        return FieldFormula(f"({inner})")
    if match := _FRACTION.fullmatch(body):
        return FieldFormula(f"{match['top']}/{match['bottom']}")
    if match := _UP.fullmatch(body):
        return FieldFormula(match["inner"], "sup")
    if match := _DOWN.fullmatch(body):
        return FieldFormula(match["inner"], "sub")
    return None


def symbol_field(code: str) -> str:
    """The character of a SYMBOL field; empty where it is not known."""
    match = re.match(r'\s*SYMBOL\s+(0x[0-9a-f]+|\d+)(?:.*\\f\s+"?([^"\\]+))?', code, re.IGNORECASE)
    if not match:
        return ""
    number = int(match.group(1), 0)
    font = (match.group(2) or "").strip()
    return symbol(font, number) or (chr(number) if not font and 0x20 <= number < 0x10000 else "")
