"""Numbers written as words: 二人, 2回 = twice = hai lần. They match a figure on the other side, and are no finding by
themselves.
"""

from __future__ import annotations

import re
from decimal import Decimal

_VI = {
    "không": 0, "một": 1, "mốt": 1, "mỗi": 1, "từng": 1, "duy nhất": 1, "nhất": 1, "đầu tiên": 1, "lần đầu": 1,
    "hai": 2, "đôi": 2, "cả hai": 2, "nhì": 2,
    "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
    "tá": 12, "trăm": 100, "nghìn": 1000,
    "ngàn": 1000, "triệu": 10**6, "giêng": 1, "chạp": 12,
}  # fmt: skip
_EN = {
    "zero": 0, "one": 1, "a": 1, "an": 1, "once": 1, "single": 1, "first": 1, "per": 1, "each": 1, "every": 1, "two": 2,
    "twice": 2, "second": 2,
    "double": 2, "both": 2, "pair": 2, "duplicate": 2, "three": 3, "third": 3, "thrice": 3, "triple": 3,
    "triplicate": 3, "four": 4, "fourth": 4, "five": 5,
    "fifth": 5, "six": 6, "sixth": 6, "seven": 7, "seventh": 7, "eight": 8, "eighth": 8, "nine": 9, "ninth": 9,
    "ten": 10, "tenth": 10, "tenfold": 10,
    "twofold": 2, "threefold": 3, "eleven": 11, "twelve": 12, "dozen": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
    "hundred": 100, "thousand": 1000, "million": 10**6, "january": 1, "february": 2, "march": 3, "april": 4, "may": 5,
    "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
}  # fmt: skip
_KANJI = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"両": 2}
_KANJI_NUMBER = re.compile(
    r"(?<![同統均唯第画単])([一二三四五六七八九十百両]{1,4})(?=名|人|回|本(?!日|書|手|作|体|来)|枚|日間|日以|週|か月"
    r"|ヶ月|年|箇所|か所|種|点|個|台|つ|段|分の|名|度目|者|倍|階)"
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}


def kanji_value(text: str) -> int:
    """十二 → 12, 二十 → 20, 百五十 → 150."""
    total = current = 0
    for char in text:
        if char in "十百":
            total += (current or 1) * (10 if char == "十" else 100)
            current = 0
        else:
            current = _KANJI[char]
    return total + current


def kanji_numbers(text: str) -> list[tuple[str, Decimal]]:
    """Returns kanji numerals before a counter: these are numbers (一部, 一定, 同一 are not)."""
    return [(m[0], Decimal(kanji_value(m[1]))) for m in _KANJI_NUMBER.finditer(text)]


_COUNTED = {
    "vi": re.compile(
        r"(?<!\w)(hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+(?:người|lần|ống|bình|lọ|mẫu|đĩa|túi|nhân\s+viên|bác\s+sĩ"
        r"|kỹ\s+thuật)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(two|three|four|five|six|seven|eight|nine|ten)\s+(?:persons?|people|operators?|times|tubes|vials|bags"
        r"|samples|staff)\b",
        re.IGNORECASE,
    ),
}


def counted_words(text: str, language: str) -> set[Decimal]:
    """Returns number words that count persons, times or vessels: `ba người`, `three times`."""
    table = _VI if language == "vi" else _EN
    rule = _COUNTED.get(language)
    return {Decimal(table[m.lower()]) for m in rule.findall(text)} if rule else set()


def word_values(text: str, language: str) -> set[Decimal]:
    """Returns every value that a word of the text may have."""
    found: set[int] = {_ROMAN[m] for m in re.findall(r"\b[IVX]{1,4}\b", text) if m in _ROMAN}
    lowered = text.lower()
    if language == "ja":
        found |= {kanji_value(m) for m in re.findall(r"[一二三四五六七八九十百両]{1,5}", text)}
        found |= {2} if re.search(r"双方|両方|再度", text) else set()
        found |= {1} if re.search(r"毎|各|当たり|初回|最初|につき|元年|ごと", text) else set()
    else:
        found |= _latin_words(lowered, language)
    values = {Decimal(v) for v in found}
    if re.search(r"半|\bnửa\b|\bhalf\b", lowered):
        values.add(Decimal("0.5"))
    return values


def _latin_words(lowered: str, language: str) -> set[int]:
    table = _VI if language == "vi" else _EN
    found = {value for word, value in table.items() if re.search(rf"(?<![^\W\d_]){word}(?![^\W\d_])", lowered)}
    # compounds: hai mươi lăm, mười hai, twenty-five
    if language == "vi":
        units = {
            w: v
            for w, v in _VI.items()
            if 1 <= v <= 9 and w not in {"mỗi", "từng", "đôi", "cả hai", "duy nhất", "nhất"}
        }
        for tens, unit in re.findall(r"(?:(\w+)\s+)?(?:mươi|mười)(?:\s+(\w+))?", lowered):
            found |= {10 * units.get(tens, 1) + units.get(unit, 0), 10 * units.get(tens, 1)}
    else:
        for tens, unit in re.findall(r"\b(\w+ty)[-\s](\w+)", lowered):
            if tens in _EN and 1 <= _EN.get(unit, 0) <= 9:
                found.add(_EN[tens] + _EN[unit])
    return found
