"""Raised and lowered text as Unicode characters: 3×10 with a raised 3 is 3×10³, never 3×103."""

from __future__ import annotations

UP = dict(
    zip(
        "0123456789+-=()ABDEGHIJKLMNOPRTUVWabcdefghijklmnoprstuvwxyz",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
        strict=True,
    )
)
DOWN = dict(zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
# The same character in the forms in which people type it.
SAME = {chr(0xFF10 + n): str(n) for n in range(10)} | {
    "−": "-",
    "－": "-",
    "–": "-",
    "‐": "-",
    "‑": "-",
    "＋": "+",
    "＝": "=",
    "（": "(",
    "）": ")",
}
# Characters that read the same at any height: marks, spaces, and digits that are raised already.
INDIFFERENT = set(" \u00a0\u3000®™℠©°′″℃、。，,．.\n\t") | set(UP.values()) | set(DOWN.values())


def script_text(text: str, script: str) -> tuple[str, bool]:
    """`text` raised ("sup") or lowered ("sub"), and whether Unicode has all its characters; else `^(…)` or `_(…)`."""
    if not script or all(char in INDIFFERENT for char in text):
        return text, True
    table = UP if script == "sup" else DOWN
    written = []
    for char in text:
        plain = SAME.get(char, char)
        if plain in table:
            written.append(table[plain])
        elif char in INDIFFERENT:
            written.append(char)
        else:
            return f"{'^' if script == 'sup' else '_'}({text})", False
    return "".join(written), True
