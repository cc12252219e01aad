"""Text that the file holds otherwise than it is shown, or not at all: a computed number, a sign of a symbol font, a formula, a raised word.

While a document is read, such text carries both forms. At the end the content keeps the form shown, and the proof (`sops.word.coverage`)
compares the form in the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

# Characters that no text may hold (Unicode "noncharacters"); they never leave this package.
_BEGIN, _FILE, _FORMULA, _END, _UP, _DOWN = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4", "\ufdd5"
_ALL = "".join(chr(code) for code in range(0xFDD0, 0xFDF0))
_SPAN = re.compile(f"{_BEGIN}([^{_ALL}]*)(?:([{_FILE}{_FORMULA}])([^{_BEGIN}{_FILE}{_FORMULA}{_END}]*))?{_END}")
STRAY = str.maketrans("", "", _ALL)
_HEIGHTS = {"sup": _UP, "sub": _DOWN}
_DASHES = str.maketrans({"−": "-", "–": "-", "‐": "-", "‑": "-"})
_LEVELLED = "+-=()"


def generated(text: str) -> str:
    """Text that Word computes or draws: no text node of the file holds it."""
    return f"{_BEGIN}{text}{_END}"


def printed(text: str, original: str) -> str:
    """Text that stands in the file as `original`."""
    return f"{_BEGIN}{text}{_FILE}{original}{_END}"


def rearranged(text: str, original: str) -> str:
    """A formula in one line; `original` are its text nodes in the order of the file."""
    return f"{_BEGIN}{text}{_FORMULA}{original}{_END}"


def shown(text: str) -> str:
    """The text as the content holds it."""
    return _SPAN.sub(r"\1", text).translate(STRAY) if _BEGIN in text else text


def leading(text: str) -> tuple[str, str]:
    """The sign a text begins with where no text node holds it, and the rest; ("", text) for any other beginning."""
    span = _SPAN.match(text)
    return (span[1], text[span.end() :]) if span is not None and not span[2] else ("", text)


def in_file(text: str) -> str:
    """The text as the file holds it, with marks of height before raised and lowered characters."""
    return _SPAN.sub(lambda span: span[3] or "", text)


def formulas(text: str) -> list[tuple[str, str]]:
    """Formulas of a text: as shown, and their text nodes."""
    return [(span[1], span[3]) for span in _SPAN.finditer(text) if span[2] == _FORMULA]


def lacks(shown_text: str, nodes: str) -> bool:
    """Whether a formula in one line has lost a letter or digit of its text nodes."""
    there, here = (
        Counter(char for char in unicodedata.normalize("NFKC", text) if char.isalnum()) for text in (nodes, shown_text)
    )
    return bool(there - here)


def at_height(text: str, script: str) -> str:
    """`text` with a mark before each letter, digit and sign that is raised ("sup") or lowered ("sub")."""
    mark = _HEIGHTS.get(script, "")
    return "".join(mark + level if (level := _level(char)) else char for char in text) if mark else text


def bare(text: str) -> str:
    """`text` without marks of height."""
    return text.translate(STRAY)


def heights(text: str) -> str:
    """`text` with raised and lowered Unicode characters (³, ₂) in the same way as `at_height` writes them."""
    return text.translate(_RAISED)


def _level(char: str) -> str:
    """A character as it is compared when raised; empty for one that reads the same raised or not, and for one that is raised already."""
    if ord(char) in _RAISED:
        return ""
    plain = unicodedata.normalize("NFKC", char).translate(_DASHES)
    return plain if plain.isalnum() or plain in _LEVELLED else ""


def _raised_characters() -> dict[int, str]:
    """Every Unicode character that is another one raised or lowered, as that one with a mark of height."""
    found = {}
    for code in [*range(0xA0, 0x3000), *range(0xA600, 0xAC00), *range(0x10780, 0x107C0)]:
        kind, _space, codes = unicodedata.decomposition(chr(code)).partition(" ")
        if kind in ("<super>", "<sub>") and " " not in codes:
            found[code] = (_UP if kind == "<super>" else _DOWN) + chr(int(codes, 16)).translate(_DASHES)
    return found


_RAISED = _raised_characters()
