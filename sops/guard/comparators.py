"""Comparators beside a number, in words and symbols: 以上 = ≥ = từ … trở lên = at least (domain (c) 5).

*Strong* ones must be on both sides; *soft* ones (`trên`, `within`, `まで`) may also have another meaning, so they only
match a strong one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass
class Comparison:
    strong: set[str] = field(default_factory=set)
    soft: set[str] = field(default_factory=set)
    spans: list[tuple[int, int]] = field(
        default_factory=list
    )  # words matched here are not counted as negation elsewhere (`không quá`)


def _rules(*rows: tuple[str, str, str]) -> list[tuple[str, bool, re.Pattern[str]]]:
    return [(sign, weight == "strong", re.compile(pattern, re.IGNORECASE)) for sign, weight, pattern in rows]


_SIGN = re.compile(r"([≥≤<>±=])\s*$")
_ABOUT = (
    r"(?:\s+(?:là|bằng|mức|ngưỡng|khoảng|đạt|cho|of|last|next|first|about|approximately|a|the|total|to|is"
    r"|at))*\s*:?\s*$"
)

# Text before the number; the first match ends the search, so negated and longer ones come first.
_BEFORE: dict[str, list[tuple[str, bool, re.Pattern[str]]]] = {
    "vi": _rules(
        (
            "≤",
            "strong",
            r"\b(?:không|chưa|đừng|chớ|cấm)\s+(?:được\s+|thể\s+|nên\s+|phép\s+)*(?:để\s+)?(?:kéo dài\s+)?"
            r"(?:vượt\s+quá|vượt|quá|trên|(?:lớn\s+|cao\s+|nhiều\s+|lâu\s+|dài\s+|muộn\s+|chậm\s+)?hơn)" + _ABOUT,
        ),
        (
            "≥",
            "strong",
            r"\bkhông\s+(?:được\s+|thể\s+|nên\s+)*(?:dưới|(?:ít|nhỏ|thấp|ngắn|kém|sớm)\s+hơn|kém)" + _ABOUT,
        ),
        # `không ngâm quá 30 giây`, but `không xử lý mô đã quá 24 giờ`: a verb in between makes it ambiguous
        (
            "≤>",
            "soft",
            r"\b(?:không|chưa|đừng|chớ|cấm)\s+(?:[^\s\d.;:,]+\s+){1,5}(?:vượt\s+quá|vượt|quá|(?:lâu\s+|nhiều\s+"
            r"|cao\s+)?hơn)" + _ABOUT,
        ),
        (
            "≤",
            "strong",
            r"(?:\b(?:nhỏ|thấp|ít|ngắn)\s+hơn\s+hoặc\s+bằng|\bdưới\s+hoặc\s+bằng|\bbằng\s+hoặc\s+(?:(?:nhỏ|thấp|ít"
            r"|ngắn)\s+hơn|dưới))" + _ABOUT,
        ),
        (
            "≥",
            "strong",
            r"(?:\b(?:lớn|cao|nhiều|lâu|dài)\s+hơn\s+hoặc\s+bằng|\btrên\s+hoặc\s+bằng|\bbằng\s+hoặc\s+(?:(?:lớn|cao"
            r"|nhiều)\s+hơn|trên))" + _ABOUT,
        ),
        ("≤", "strong", r"\b(?:tối\s+đa|(?:nhiều|lâu|cao|dài|muộn|chậm|lớn)\s+nhất)" + _ABOUT),
        ("≥", "strong", r"\b(?:tối\s+thiểu|(?:ít|thấp|sớm|ngắn|nhỏ)\s+nhất)" + _ABOUT),
        ("<", "strong", r"\b(?:dưới|(?:nhỏ|thấp|ít|ngắn|kém|sớm)\s+hơn|(?:chưa|không)\s+(?:đến|đạt|đủ|tới))" + _ABOUT),
        (">", "strong", r"\b(?:vượt\s+quá|vượt|quá|(?:lớn|cao|nhiều|dài|lâu|muộn)\s+hơn|hơn)" + _ABOUT),
        (">", "soft", r"\btrên" + _ABOUT),
        ("≤", "soft", r"\b(?:trong\s+vòng|trong|lên\s+đến|đến|tới|giới\s+hạn\s+trên)" + _ABOUT),
        ("≥", "soft", r"\b(?:từ|đủ|giới\s+hạn\s+dưới|sau)" + _ABOUT),
    ),
    "en": _rules(
        (
            "≤",
            "strong",
            r"\b(?:not|cannot|no|never|without|nor|neither)\s+(?:be\s+|to\s+|allowed\s+to\s+|last\s+|for\s+)*"
            r"(?:exceed(?:s|ed|ing)?|above|over|(?:more|greater|higher|longer|later|larger|warmer)\s+than)" + _ABOUT,
        ),
        (
            "≥",
            "strong",
            r"\b(?:not|no|never)\s+(?:be\s+)?(?:below|under|(?:less|fewer|lower|shorter|earlier|smaller)\s+than)"
            + _ABOUT,
        ),
        (
            "≤>",
            "soft",
            r"\b(?:not|never|n['’]t|no)\s+(?:[^\s\d.;:,]+\s+){1,5}(?:exceed\w*|beyond|over|(?:more|greater|higher"
            r"|longer|later)\s+than)" + _ABOUT,
        ),
        (
            "≤",
            "strong",
            r"\b(?:(?:less|lower|fewer|smaller)\s+than\s+or\s+equal\s+to|equal\s+to\s+or\s+(?:less|lower|fewer"
            r"|below)(?:\s+than)?|at\s+or\s+below)" + _ABOUT,
        ),
        (
            "≥",
            "strong",
            r"\b(?:(?:more|greater|higher)\s+than\s+or\s+equal\s+to|equal\s+to\s+or\s+(?:more|greater|higher"
            r"|above)(?:\s+than)?|at\s+or\s+above)" + _ABOUT,
        ),
        ("≤", "strong", r"\b(?:at\s+most|at\s+the\s+latest|maximum|max\.?)" + _ABOUT),
        ("≥", "strong", r"\b(?:at\s+least|at\s+the\s+earliest|minimum|min\.)" + _ABOUT),
        ("<", "strong", r"\b(?:below|under|(?:less|fewer|lower|shorter|smaller|colder)\s+than)" + _ABOUT),
        (
            ">",
            "strong",
            r"\b(?:exceed(?:s|ed|ing)?|beyond|in\s+excess\s+of|(?:more|greater|higher|longer|later|larger"
            r"|warmer)\s+than)" + _ABOUT,
        ),
        (">", "soft", r"\b(?:above|over|after|past)" + _ABOUT),
        ("≤", "soft", r"\b(?:within|up\s+to|until|upper\s+limit)" + _ABOUT),
        ("≥", "soft", r"\b(?:from|lower\s+limit|reaches)" + _ABOUT),
    ),
    "ja": _rules(
        ("≤", "soft", r"(?:最大|上限|最高|最長|多くとも|遅くとも)(?:値|温度|時間)?[はがをで]?[::]?\s*$"),
        ("≥", "soft", r"(?:最小|下限|最低|最短|少なくとも)(?:値|温度|時間)?[はがをで]?[::]?\s*$"),
    ),
}

_OR_SO = r"(?:\s+[^\s\d.;:,()]+){0,6}?"
_COUNTER = r"(?:[一-龥々ァ-ヶー]{1,4}?(?=\s*\(?(?:以|未)))?"  # a counter the unit list lacks: 5視野以上
# Text after number and unit.
_AFTER: dict[str, list[tuple[str, bool, re.Pattern[str]]]] = {
    "vi": _rules(
        ("≥", "strong", _OR_SO + r"\s+(?:trở|đổ)\s+lên\b"),
        ("≤", "strong", _OR_SO + r"\s+(?:trở|đổ)\s+(?:xuống|lại)\b"),
        ("≥", "strong", _OR_SO + r"\s*\(?hoặc\s+(?:(?:cao|nhiều|lớn|lâu|dài|muộn)\s+)?hơn\b(?!\s*\d)"),
        ("≤", "strong", _OR_SO + r"\s*\(?hoặc\s+(?:(?:thấp|ít|nhỏ|ngắn|sớm)\s+hơn|dưới)\b(?!\s*\d)"),
    ),
    "en": _rules(
        (
            "≥",
            "strong",
            _OR_SO
            + r"\s*\(?,?\s*or\s+(?:more|greater|higher|above|over|longer|later|larger|warmer)\b(?!\s*(?:than\b|\d))",
        ),
        (
            "≤",
            "strong",
            _OR_SO
            + r"\s*\(?,?\s*or\s+(?:less|lower|below|under|fewer|shorter|earlier|smaller|colder)\b(?!\s*(?:than\b|\d))",
        ),
        ("≤", "strong", r"\s+(?:maximum|max\.?|at\s+most)(?![A-Za-z])"),
        ("≥", "strong", r"\s+(?:minimum|at\s+least)(?![A-Za-z])"),
    ),
    "ja": _rules(
        ("≥", "strong", _COUNTER + r"\s*\(?以上"),
        ("≤", "strong", _COUNTER + r"\s*\(?(?:以下|以内)"),
        (
            "<",
            "strong",
            _COUNTER
            + r"\s*\(?未満|\s*(?:を下回(?!らない|らず|らぬ|ってはならない)|に満たない|に達しない|に達していない)",
        ),
        (
            "≤",
            "strong",
            r"\s*を?超(?:えない|えず|えぬ|えません|えては(?:ならない|いけない|なりません|いけません)|過しない|過せず"
            r"|過してはならない)",
        ),
        ("≤", "strong", r"\s*を上回(?:らない|らず|らぬ|ってはならない)"),
        ("≥", "strong", r"\s*を下回(?:らない|らず|らぬ|ってはならない)"),
        (">", "strong", r"\s*(?:を?超(?!音|純|低|高|速|遠|微)|を上回|を越え)"),
        (">", "strong", r"\s*より(?:大き|高|多|長|遅)"),
        ("<", "strong", r"\s*より(?:小さ|低|少な|短|早)"),
        ("≤", "soft", r"\s*(?:まで|に限|限り|だけ|のみ|内(?!部|容|側|壁)|時点)"),
        ("≥", "soft", r"\s*(?:以降|以後|から)"),
    ),
}


def comparison(text: str, start: int, end: int, language: str) -> Comparison:
    """Returns the comparators of the number at start:end (unit included) of a normalised text."""
    found = Comparison()
    window = max(0, start - 60)
    before = text[window:start]
    sign = _SIGN.search(before)
    if sign and sign[1] != "=":
        found.strong.add(sign[1])
    elif not sign:
        # another number in between claims the words before it
        clear = re.split(r"\d", before)[-1]
        offset = start - len(clear)
        for comparator, strong, rule in _BEFORE.get(language, ()):
            if match := rule.search(clear):
                (found.strong if strong else found.soft).update(comparator)
                if comparator != "≤>":
                    found.spans.append((offset + match.start(), offset + match.end()))
                break
    for comparator, strong, rule in _AFTER.get(language, ()):
        if match := rule.match(text, end):
            (found.strong if strong else found.soft).add(comparator)
            found.spans.append((match.start(), match.end()))
            break
    return found
