"""Units and counters of three languages, each with one name: 分 = phút = min, ℃ = °C, ×g, µ = μ (domain (c) 5)."""

from __future__ import annotations

import re

# name: spellings. Latin spellings keep their case (mM is not mm); words are listed in small letters and match any case.
_SIGNS: dict[str, str] = {
    "°C": "°C|° C|oC|℃",
    "%": "%",
    "×g": r"× ?[gG](?![A-Za-z])|x ?g(?![A-Za-z])",
    "rpm": "rpm|r/min|rev/min",
    "mL": "mL|ml|cc", "µL": "μL|μl|uL", "L": "L|l|ℓ", "dL": "dL|dl", "nL": "nL",
    "g": "g", "mg": "mg", "µg": "μg|ug|mcg", "kg": "kg", "ng": "ng", "pg": "pg",
    "m": "m", "cm": "cm", "mm": "mm", "µm": "μm|um", "nm": "nm", "km": "km",
    "m²": r"m\^2", "cm²": r"cm\^2", "mm²": r"mm\^2", "m³": r"m\^3", "cm³": r"cm\^3",
    "M": "M", "mM": "mM", "µM": "μM|uM", "nM": "nM", "mol": "mol", "mmol": "mmol", "µmol": "μmol",
    "Pa": "Pa", "kPa": "kPa", "MPa": "MPa", "hPa": "hPa", "mmHg": "mmHg", "bar": "bar", "psi": "psi",
    "CFU": "CFU|cfu", "EU": "EU", "IU": "IU", "PFU": "PFU", "U": "U", "PDL": "PDL", "ppm": "ppm", "ppb": "ppb",
    "V": "V", "W": "W", "kW": "kW", "Hz": "Hz", "kHz": "kHz", "MHz": "MHz", "Gy": "Gy", "Bq": "Bq", "lx": "lx|lux", "dB": "dB", "kDa": "kDa",
    "s": "s|sec", "min": "min|mins", "h": "h|hr|hrs", "d": "d", "week": "wk|wks", "year": "yr|yrs",
}  # fmt: skip
_WORDS: dict[str, str] = {
    "°C": "độ c|degrees? c(?:elsius)?|deg\\.? c",
    "%": "phần trăm|percent|per cent",
    "rpm": "vòng ?/ ?phút|vòng mỗi phút|revolutions per minute|revolutions/min",
    "s": "giây|seconds?", "min": "phút|minutes?", "h": "giờ|tiếng|hours?", "d": "ngày|days?",
    "week": "tuần|weeks?", "month": "tháng|months?", "year": "năm|years?",
    "mL": "mililit|millilit(?:er|re)s?", "L": "lít|lit(?:er|re)s?", "µL": "microlit|microlit(?:er|re)s?",
    "g": "gam|grams?", "mg": "miligam|milligrams?", "kg": "kilogam|kilograms?", "µg": "micrograms?|microgam",
    "m": "mét|met(?:er|re)s?", "cm": "centimet|centimet(?:er|re)s?", "mm": "milimet|millimet(?:er|re)s?",
    "cells": "tế bào|cells?", "copies": "bản sao|copies|copy",
    # counters: known, so that a comparator behind them is found, but not compared
    "": "lần|người|ống|bình|lọ|đĩa|tấm|cái|chiếc|mẫu|lô|trường hợp|vi trường|bước|"
    "times?|persons?|people|operators?|tubes?|vials?|bottles?|plates?|fields?|cases?|units?|samples?|lots?|steps?",
}  # fmt: skip
_JAPANESE: dict[str, str] = {
    "°C": "度C|度(?=以上|以下|未満|に|で|の|～|、|。|$)",
    "%": "パーセント",
    "rpm": "回転/分|回転毎分|回転(?!倒)",
    "s": "秒間?|秒",
    "min": "分間|分(?!の|画|注|割|裂|離|子|量|類|配|取|岐|担|別|散)",
    "h": "時間|時(?!点|期)",
    "d": "営業日|日間|日目|日(?!本|常|程)",
    "week": "週間|週目|週",
    "month": "[かヶカヵケ箇ヵ]月間?|箇月間?|月",
    "year": "年間|年度?",
    "mL": "ミリリットル", "µL": "マイクロリットル", "L": "リットル", "g": "グラム", "mg": "ミリグラム", "m": "メートル", "cm": "センチメートル", "mm": "ミリメートル",
    "cells": "細胞(?=/|以上|以下|未満)|個(?=/)", "copies": "コピー",
    "": "回目|回|名|人|本|枚|個|台|点|種類|種|例|倍量|倍|つ|段階|工程|箇所|か所|ヶ所|検体|容器|平板|視野|ロット|項|版|部|件",
}  # fmt: skip
_LETTER_END = "(?![A-Za-zÀ-ÖØ-öø-ỹ])"


def _compile() -> tuple[re.Pattern[str], list[str]]:
    parts: list[tuple[str, str]] = []
    for table, flags, end in ((_WORDS, "(?i:", _LETTER_END), (_JAPANESE, "(?:", ""), (_SIGNS, "(?:", _LETTER_END)):
        for name, spellings in table.items():
            finish = "" if name in {"%", "×g"} and end and table is _SIGNS else end
            parts.append((name, f"{flags}{spellings}){finish}"))
    # longest spelling first is not needed: every Latin spelling must end at a letter border, and Japanese ones are ordered inside their row
    return re.compile("|".join(f"(?P<u{i}>{pattern})" for i, (_, pattern) in enumerate(parts))), [
        name for name, _ in parts
    ]


_UNIT, _NAMES = _compile()
_PER = re.compile(r"\s*/\s*|\s+per\s+", re.IGNORECASE)
_GAP = re.compile(r"\s*|-(?=[A-Za-z])")
_BASIS = re.compile(r"\s*\(\s*[wv]\s*/\s*[wv]\s*\)")


def unit_after(text: str, at: int) -> tuple[str | None, int]:
    """The unit that follows place `at`, and the place behind it. None: no known unit; "": a counter, which is not compared."""
    gap = _GAP.match(text, at)
    start = gap.end() if gap else at
    found = _UNIT.match(text, start)
    if not found:
        return None, at
    name, end = _NAMES[int((found.lastgroup or "u0")[1:])], found.end()
    while (per := _PER.match(text, end)) and (below := _UNIT.match(text, per.end())):
        divisor, end = _NAMES[int((below.lastgroup or "u0")[1:])], below.end()
        name = f"{name}/{divisor}" if divisor else name
    basis = _BASIS.match(text, end)
    return name, basis.end() if basis else end


def is_unit(token: str) -> bool:
    """Whether the whole token is a unit (`cm^2` is one, `CD73` is a code)."""
    found = _UNIT.match(token)
    return bool(found and found.end() == len(token))


def mentions(text: str, unit: str) -> bool:
    """Whether the unit occurs anywhere in a normalised text, also apart from a number (`tính bằng phút`)."""
    first = unit.split("/")[0]
    return any(_NAMES[int((m.lastgroup or "u0")[1:])] == first for m in _UNIT.finditer(text))
