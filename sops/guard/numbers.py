"""Numbers of a text with sign, power, unit and comparator; codes and dates are separated from them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from core.units.reading import DEGREES, unit_after
from sops.guard.comparators import Comparison, comparison

_LATIN = "A-Za-zÀ-ÖØ-öø-ỹα-ωΑ-Ω"
_CODE = re.compile(rf"(?<![{_LATIN}\d^°])[A-Za-zα-ωΑ-Ω]+(?:[A-Za-zα-ωΑ-Ω\d]|[-_](?=[A-Z\d])|\.(?=\d)|\^[+\-−\d]+)*")
_NUMBER = re.compile(r"(?<![A-Za-z\d])(?<![A-Za-z]\^)\d+(?:[.,]\d+)*")
_POWER = re.compile(r"\s*[×x*]\s*10\^([+\-−]?\d{1,2})(?!\d)")
_EXPONENT = re.compile(r"\^([+\-−]?\d{1,2})(?!\d)")
_MINUS_WORD = re.compile(r"(?:マイナス|零下|氷点下|\b(?:âm|trừ|minus)\s)\s*$", re.IGNORECASE)
_DASH = re.compile(r"[-−–]\s?$")
_DEGREES = re.compile(rf"[\d.,]+\s*{DEGREES}", re.IGNORECASE)
_FRACTION = re.compile(r"/([2-9]|[1-9]\d{1,2})(?![\d/])")
_MULTIPLIERS: dict[str, dict[str, int]] = {
    "ja": {"千": 10**3, "万": 10**4, "億": 10**8},
    "vi": {"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9},
    "en": {"thousand": 10**3, "million": 10**6, "billion": 10**9},
}
_MULTIPLIER = re.compile(
    r"\s*(千|万|億|(?:nghìn|ngàn|vạn|triệu|tỷ(?!\s*(?:lệ|số))|tỉ(?!\s*(?:lệ|số))|thousand|million|billion)\b)",
    re.IGNORECASE,
)
_DIVISOR = re.compile(r"\s*/\s*\d+(?![.,]?\d)")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_ERA = {"令和": 2018, "平成": 1988, "昭和": 1925}
_LONGEST = 40  # digits; a longer run is an identifier, not a quantity


@dataclass
class Number:
    """One number of a text.

    `also`: other correct values (令和8年); `doubtful`: values only if misread (1.000).
    """

    raw: str
    start: int
    end: int
    value: Decimal
    also: set[Decimal] = field(default_factory=set)
    doubtful: set[Decimal] = field(default_factory=set)
    unit: str | None = None
    near_unit: str | None = None  # of the neighbour in a range or list
    strong: set[str] = field(default_factory=set)
    soft: set[str] = field(default_factory=set)
    foreign_separator: bool = False
    role: str = ""  # "lo" or "hi" in a range
    spans: list[tuple[int, int]] = field(default_factory=list)  # words of its comparators

    @property
    def values(self) -> set[Decimal]:
        return {self.value} | self.also


def compact(code: str) -> str:
    """Returns a code without case, hyphens and dots, as codes are compared: T-75 = T75."""
    return re.sub(r"[-_.\s]", "", code).upper()


@dataclass
class Code:
    """A code that contains a digit, with the comparator beside it (`P5以下`)."""

    token: str
    strong: set[str] = field(default_factory=set)
    soft: set[str] = field(default_factory=set)


def find_codes(text: str, language: str) -> tuple[list[Code], str]:
    """Returns codes that contain a digit (SOP-QC-003, CD73, MVD^2, [*1]) and the text with them blanked."""
    codes: list[Code] = []
    whole = text

    def take(match: re.Match[str]) -> str:
        token = match[0].rstrip("-_.")
        if not any(c.isdigit() for c in token) or re.match(r"[xX]\d", token):
            return match[0]
        unit, end = unit_after(token, 0)
        if unit and end == len(token):  # cm²: compared as a code anywhere, and with the number before it
            codes.append(Code(unit))
            return match[0]
        if token[:2] == "pH" and token[2:3].isdigit():
            return match[0]
        beside = comparison(whole, match.start(), match.start() + len(token), language)
        codes.append(Code(token, beside.strong, beside.soft))
        return "\uffff" * len(token) + match[0][len(token) :]

    def blank(match: re.Match[str], token: str) -> str:
        codes.append(Code(token))
        return "\uffff" * len(match[0])

    text = re.sub(r"\[\*\d+\]", lambda m: blank(m, m[0]), text)
    text = re.sub(r"\b[wvWV]\s*/\s*[wvWV]\b", lambda m: blank(m, m[0].lower().replace(" ", "")), text)
    text = _CODE.sub(take, text)
    text = re.sub(r"(?<=pH)(?=\d)", " ", text)
    # outline numbers with two points or more: 6.4.1
    text = re.sub(r"(?<![\d.,])\d{1,2}(?:\.\d{1,2}){2,}(?![\d.,]*\d)", lambda m: blank(m, f"§{m[0]}"), text)
    return codes, text


def read_number(token: str, language: str) -> tuple[Decimal, set[Decimal], bool] | None:
    """Returns the value of a written number in a language, its values if misread, and whether its separators are
    foreign; None if it is not a single number.

    Vietnamese writes 5.000 and 0,1; Japanese and English 5,000 and 0.1.
    """
    thousands, decimal = (".", ",") if language == "vi" else (",", ".")
    t, d = re.escape(thousands), re.escape(decimal)
    plain = token.replace(decimal, ".")
    if token.isdigit():
        return Decimal(token), set(), False
    if re.fullmatch(rf"[1-9]\d{{0,2}}(?:{t}\d{{3}})+(?:{d}\d+)?", token):
        value = Decimal(token.replace(thousands, "").replace(decimal, "."))
        single = token.count(thousands) == 1 and decimal not in token
        return value, {Decimal(token.replace(thousands, "."))} if single else set(), False
    if re.fullmatch(rf"\d+{d}\d+", token):
        whole, _, part = token.partition(decimal)
        misread = {Decimal(whole + part)} if len(part) == 3 and len(whole) <= 3 and whole[0] != "0" else set()
        return Decimal(plain), misread, False
    if re.fullmatch(rf"[1-9]\d{{0,2}}(?:{d}\d{{3}}){{2,}}", token):
        return Decimal(token.replace(decimal, "")), set(), True
    if re.fullmatch(rf"\d+{t}\d+", token):
        return Decimal(token.replace(thousands, ".")), set(), True
    return None


def find_numbers(text: str, language: str) -> list[Number]:
    """Returns the numbers of a normalised text whose codes and dates are blanked."""
    found: list[Number] = []
    at = 0
    while match := _NUMBER.search(text, at):
        at = match.end()
        token = match[0]
        parts = [(token, match.start())]
        if len(token) > _LONGEST or read_number(token, language) is None:
            parts = [(m[0][:_LONGEST], match.start() + m.start()) for m in re.finditer(r"\d+", token)]
        for part, start in parts:
            number = _number(text, part, start, language)
            if number:
                found.append(number)
                at = max(at, number.start + len(part))
        at = max(at, _past(text, match.end(), token))
    _share_units(text, found)
    _mark_ranges(text, found)
    return found


def _past(text: str, end: int, token: str) -> int:
    """Returns the end of what belongs to the number just read: its power, or the denominator of a fraction."""
    more = _POWER.match(text, end) or (_FRACTION.match(text, end) if token.isdigit() else None)
    if more is None and (exponent := _EXPONENT.match(text, end)) and _raises(exponent, token):
        more = exponent
    return more.end() if more else end


def _raises(exponent: re.Match[str], base: str) -> bool:
    """Whether an exponent is applied to the value before it; a larger one is read as a number of its own."""
    return base == "10" or abs(int(exponent[1].replace("−", "-"))) <= 12


def _number(text: str, token: str, start: int, language: str) -> Number | None:
    reading = read_number(token, language)
    if reading is None:
        return None
    value, doubtful, foreign = reading
    end = start + len(token)
    if power := _POWER.match(text, end):
        factor = Decimal(10) ** int(power[1].replace("−", "-"))
        value, doubtful, end = value * factor, set(), power.end()
    elif exponent := _EXPONENT.match(text, end):
        if _raises(exponent, token):
            value, doubtful = value ** int(exponent[1].replace("−", "-")) if value else value, set()
        end = exponent.end()
    also: set[Decimal] = set()
    if (fraction := _FRACTION.match(text, end)) and token.isdigit():
        value, doubtful, end = (value / Decimal(fraction[1])).quantize(Decimal("0.000001")), set(), fraction.end()
    if multiplier := _MULTIPLIER.match(text, end):
        times = next((t[multiplier[1].lower()] for t in _MULTIPLIERS.values() if multiplier[1].lower() in t), 1)
        value, doubtful, end = value * times, set(), multiplier.end()
    if ordinal := _ORDINAL.match(text, end):
        end = ordinal.end()
    sign, begin = _sign(text, start)
    if sign == "-":
        value, also, doubtful = -value, {-a for a in also}, {-d for d in doubtful}
    elif sign == "?":
        also = {-value}
    era = next((first for name, first in _ERA.items() if text[:start].rstrip().endswith(name)), 0)
    if era:
        also |= {value + era}
    if language == "ja" and re.search(r"午後\s*$", text[max(0, start - 4) : start]):
        also |= {value + 12}
    unit, unit_end = unit_after(text, end)
    # `1 CFU/4 h未満`: the limit is that of the quotient, represented by the 1
    below = _DIVISOR.match(text, unit_end)
    quotient_end = unit_after(text, below.end())[1] if below else unit_end
    compared = Comparison() if text[:begin].rstrip()[-1:] == "/" else comparison(text, begin, quotient_end, language)
    return Number(
        text[begin:unit_end].strip(), begin, unit_end, value, also, doubtful, unit,
        strong=compared.strong, soft=compared.soft, foreign_separator=foreign, spans=compared.spans,
    )  # fmt: skip


def _sign(text: str, start: int) -> tuple[str, int]:
    """Returns `-` for a negative number, `?` where a dash may be either, empty otherwise; and where the number
    begins.
    """
    if (word := _MINUS_WORD.search(text[max(0, start - 12) : start])) and _DEGREES.match(text, start):
        return "-", start - len(word[0])
    if (
        (dash := _DASH.search(text[:start]))
        and _DEGREES.match(text, start)
        and _below_zero(text[: dash.start()], dash[0])
    ):
        return "-", dash.start()
    if start and text[start - 1] in "-−":
        before = text[start - 2 : start - 1] if start > 1 else ""
        minus = text[start - 1] == "−"
        if not before or before.isspace() or before in "(~–≤≥<>=±/、。,:;「[・+→":
            return "-", start - 1
        if before.isdigit():
            return "", start
        if "\u3040" <= before <= "\u9fff":
            return ("-" if minus else "?"), start - (1 if minus else 0)
        return ("?" if minus else ""), start
    if start > 1 and text[start - 2 : start] == "− " and not text[: start - 2].rstrip()[-1:].isdigit():
        return "-", start - 2
    return "", start


def _below_zero(before: str, dash: str) -> bool:
    """Whether a dash before degrees is a minus: 保存温度-80℃, は– 80℃; not the one of a range (4°C-8°C)
    nor a spaced dash of Latin prose.
    """
    if not before.strip():
        return True
    last = before.rstrip()[-1]
    if "\u3040" <= last <= "\u9fff" or last in "、。:;「(~≥≤<>=±+→":
        return True
    return before[-1].isspace() and dash == dash.rstrip() and not (last.isdigit() or last in "°CFK%)")


_JOINER = re.compile(
    r"\s*(?:~|–|-|−|、|,|・|及び|又は|または|と|から|or|and|to|đến|tới|và|hoặc|:|/|±|×)\s*(?:−|-)?\s*$", re.IGNORECASE
)
_RANGE = re.compile(r"\s*(?:~|–|-|から|to|đến|tới)\s*(?:−|-)?\s*$", re.IGNORECASE)


def _share_units(text: str, numbers: list[Number]) -> None:
    for left, right in reversed(list(pairwise(numbers))):
        if left.unit is None and _JOINER.fullmatch(text[left.end : right.start] or " "):
            left.near_unit = right.unit or right.near_unit
    for left, right in pairwise(numbers):
        if right.unit is None and right.near_unit is None and _JOINER.fullmatch(text[left.end : right.start] or " "):
            right.near_unit = left.unit or left.near_unit


def _mark_ranges(text: str, numbers: list[Number]) -> None:
    for left, right in pairwise(numbers):
        between = text[left.end : right.start]
        if between.strip() in {"~", "–"} and _RANGE.fullmatch(between):
            left.role, right.role = "lo", "hi"
