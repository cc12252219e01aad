"""Marks on text whose form in the file differs from the form shown, such as a computed number or a formula.

While a document is read, such text carries both forms. The content keeps the form shown; the proof
(`sops.word.coverage`) compares the form in the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

# Unicode "noncharacters", which no text may hold; they never leave this package.
_BEGIN, _FILE, _FORMULA, _END, _UP, _DOWN = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4", "\ufdd5"
_ALL = "".join(chr(code) for code in range(0xFDD0, 0xFDF0))
_SPAN = re.compile(f"{_BEGIN}([^{_ALL}]*)(?:([{_FILE}{_FORMULA}])([^{_BEGIN}{_FILE}{_FORMULA}{_END}]*))?{_END}")
STRAY = str.maketrans("", "", _ALL)
_HEIGHTS = {"sup": _UP, "sub": _DOWN}
_DASHES = str.maketrans({"−": "-", "–": "-", "‐": "-", "‑": "-"})
_OPERATORS = "+-=()"


def generated(text: str) -> str:
    """Mark text that Word computes or draws: no text node of the file holds it."""
    return f"{_BEGIN}{text}{_END}"


def printed(text: str, original: str) -> str:
    """Mark text that the file holds as `original`."""
    return f"{_BEGIN}{text}{_FILE}{original}{_END}"


def rearranged(text: str, original: str) -> str:
    """Mark a formula written in one line; `original` are its text nodes in the order of the file."""
    return f"{_BEGIN}{text}{_FORMULA}{original}{_END}"


def shown(text: str) -> str:
    """Marked text in the form shown."""
    return _SPAN.sub(r"\1", text).translate(STRAY) if _BEGIN in text else text


def split_generated(text: str) -> tuple[str, str]:
    """The generated text that a marked text begins with, and the rest; ("", text) where it begins with other text."""
    span = _SPAN.match(text)
    return (span[1], text[span.end() :]) if span is not None and not span[2] else ("", text)


def in_file(text: str) -> str:
    """Marked text in its form in the file, with marks of height before raised and lowered characters."""
    return _SPAN.sub(lambda span: span[3] or "", text)


def formulas(text: str) -> list[tuple[str, str]]:
    """The formulas of a marked text: (form shown, text nodes)."""
    return [(span[1], span[3]) for span in _SPAN.finditer(text) if span[2] == _FORMULA]


def lacks_characters(shown_text: str, nodes: str) -> bool:
    """Whether a formula written in one line has lost a letter or digit of its text nodes."""
    in_nodes, in_shown = (
        Counter(char for char in unicodedata.normalize("NFKC", text) if char.isalnum()) for text in (nodes, shown_text)
    )
    return bool(in_nodes - in_shown)


def with_height(text: str, script: str) -> str:
    """`text` with a mark before each letter, digit and operator that is raised ("sup") or lowered ("sub")."""
    mark = _HEIGHTS.get(script, "")
    return "".join(mark + plain if (plain := _comparable(char)) else char for char in text) if mark else text


def without_heights(text: str) -> str:
    """`text` without marks of height."""
    return text.translate(STRAY)


def unified_heights(text: str) -> str:
    """`text` with raised and lowered Unicode characters (³, ₂) written as `with_height` writes them."""
    return text.translate(_RAISED)


def _comparable(char: str) -> str:
    """A raised or lowered character as it is compared.

    Empty for a character that reads the same at any height, and for a Unicode character that is raised itself.
    """
    if ord(char) in _RAISED:
        return ""
    plain = unicodedata.normalize("NFKC", char).translate(_DASHES)
    return plain if plain.isalnum() or plain in _OPERATORS else ""


def _raised_characters() -> dict[int, str]:
    """Every Unicode character that is another one raised or lowered → mark of height and that other character."""
    found = {}
    for code in [*range(0xA0, 0x3000), *range(0xA600, 0xAC00), *range(0x10780, 0x107C0)]:
        kind, _space, codes = unicodedata.decomposition(chr(code)).partition(" ")
        if kind in ("<super>", "<sub>") and " " not in codes:
            found[code] = (_UP if kind == "<super>" else _DOWN) + chr(int(codes, 16)).translate(_DASHES)
    return found


_RAISED = _raised_characters()
