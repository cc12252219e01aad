"""Characters of symbol fonts as Unicode.

In the font Symbol an "m" is printed µ: read as m, a dose would be a thousand times too large.
"""

from __future__ import annotations

_SYMBOL = (  # 0x20–0x7E
    " !∀#∃%&∍()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
)
_SYMBOL_HIGH = {
    0xA1: "ϒ", 0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xA6: "ƒ", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥",
    0xAA: "♠", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″",
    0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈",
    0xBC: "…", 0xC5: "⊕", 0xC4: "⊗", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xC9: "⊃", 0xCA: "⊇", 0xCB: "⊄",
    0xCC: "⊂", 0xCD: "⊆", 0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD1: "∇", 0xD2: "®", 0xD3: "©", 0xD4: "™",
    0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐", 0xDD: "⇑",
    0xDE: "⇒", 0xDF: "⇓", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫",
    0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xE0: "→", 0xDF: "←",
    0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x28: "☎",
    0x29: "✆", 0x4A: "☺", 0x46: "☞", 0x21: "✏", 0x22: "✂", 0x4E: "☠",
}  # fmt: skip
for _unicode, _code in ((0x2460, 0x81), (0x2776, 0x8C)):  # ①–⑩ and ❶–❿
    _WINGDINGS |= {_code + offset: chr(_unicode + offset) for offset in range(10)}
_WINGDINGS_2 = {0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x51: "☒", 0xA3: "□", 0x54: "☒"}
UNKNOWN = "〓"  # the mark of Japanese printers for a missing character


def is_symbol_font(font: str) -> bool:
    """Whether the characters of a font are known here."""
    return font.lower() in ("symbol", "wingdings", "wingdings 2")


def symbol(font: str, code: int) -> str:
    """The character that `font` prints for `code` (0xF0xx is the same as 0xxx); empty where it is not known."""
    if 0xF000 <= code <= 0xF0FF:
        code -= 0xF000
    name = font.lower()
    if name == "symbol":
        return _SYMBOL[code - 0x20] if 0x20 <= code <= 0x7E else _SYMBOL_HIGH.get(code, "")
    if name == "wingdings":
        return _WINGDINGS.get(code, "")
    if name == "wingdings 2":
        return _WINGDINGS_2.get(code, "")
    return ""


def in_font(text: str, font: str) -> str:
    """`text` as a symbol font prints it; unknown characters stay."""
    return "".join(
        char
        if char.isspace() or not (ord(char) < 0x100 or 0xF000 <= ord(char) <= 0xF0FF)
        else symbol(font, ord(char)) or char
        for char in text
    )
