"""Text is stored in NFC, searched in a folded form, and names are sorted in Vietnamese order."""

from __future__ import annotations

import re
import unicodedata

# Vietnamese alphabet: ă â after a, đ after d, ê after e, ô ơ after o, ư after u; tones only break ties (TCVN 6909).
_LETTERS = {c: i for i, c in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_BASE_MARKS = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex, horn belong to the letter


def nfc(text: str) -> str:
    """Returns `text` in Unicode normal form C, the only form that is stored."""
    return unicodedata.normalize("NFC", text)


def has_japanese(text: object) -> bool:
    """Whether kana or kanji occur, so that the element gets `lang="ja"` and the page the Japanese fonts."""
    return bool(re.search(r"[\u3040-\u30ff\u3400-\u9fff]", str(text)))


def fold(text: str) -> str:
    """Returns the form compared in search: NFKC, casefold, đ→d, marks stripped, so that `te bao goc` matches `Tế bào
    gốc` and `ＣＯ２` matches `CO₂`.
    """
    text = unicodedata.normalize("NFKC", text).casefold().replace("đ", "d")
    out = []
    for char in unicodedata.normalize("NFD", text):
        # kana voicing marks are combining too, and carry meaning: が is not か
        if unicodedata.combining(char) and char not in "\u3099\u309a":
            continue
        out.append(char)
    return unicodedata.normalize("NFC", "".join(out))


def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Sort key for words by the Vietnamese alphabet, tones second."""
    letters: list[int] = []
    tones: list[int] = []
    for char in nfc(text).casefold():
        base, tone = _split(char)
        letters.append(_LETTERS.get(base, -1000 + ord(" ") if base.isspace() else 1000 + ord(base[0])))
        tones.append(tone)
    return tuple(letters), tuple(tones)


def name_key(full_name: str) -> tuple[object, ...]:
    """Sort key for people: given name (last word) first, then family and middle names, as Vietnamese lists do."""
    words = full_name.split()
    if not words or not _is_latin(full_name):
        return ((1,), sort_key(full_name))
    return ((0,), sort_key(words[-1]), sort_key(" ".join(words[:-1])))


def _split(char: str) -> tuple[str, int]:
    tone = 0
    kept = ""
    for part in unicodedata.normalize("NFD", char):
        if part in _TONES:
            tone = _TONES[part]
        elif unicodedata.combining(part) and part not in _BASE_MARKS:
            continue
        else:
            kept += part
    return unicodedata.normalize("NFC", kept) or char, tone


def _is_latin(text: str) -> bool:
    return all(ord(c) < 0x2000 for c in text)
