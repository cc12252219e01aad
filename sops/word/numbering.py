"""Numbers that Word computes: no text node holds them, so they are counted here as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sops.word.names import W, attribute, first_child, local_name
from sops.word.origin import generated
from sops.word.styles import Styles

AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
KANJI = "〇一二三四五六七八九"
_WORDS = re.compile(r"[\u3041-\u30fa\u3400-\u9fff]|[^\W\d_]{2,}")
UNNUMBERED = ("bullet", "none", "")


@dataclass(frozen=True)
class Number:
    """The number printed before a paragraph."""

    text: str  # as printed: "6.4", "(1)", "①"
    value: int
    format: str  # Word's name: decimal, aiueoFullWidth, bullet
    pattern: str  # Word's level text: "(%1)"
    level: int  # 0–8
    definition: str  # id of the list definition, which several lists may share
    indent: int  # twentieths of a point

    @property
    def is_bullet(self) -> bool:
        """Whether the list prints the same before every paragraph, or nothing."""
        return self.format in UNNUMBERED or "%" not in self.pattern

    @property
    def words(self) -> str:
        """What a bullet list prints before its entries where that is a word: 警告：, 注）; else empty."""
        return self.pattern if self.is_bullet and _WORDS.search(self.pattern) else ""


@dataclass
class _Level:
    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    restart: int = -1  # count anew after a number of this level (from 1); 0: never; -1: after any higher level
    legal: bool = False  # all parts of the number in decimal digits
    indent: int = 0
    style: str = ""  # id of the paragraph style tied to the level


class Numbering:
    """The lists of a file, and the counts reached in each."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._links: dict[str, str] = {}  # abstract definition → numbering style it takes its levels from
        self._by_style: dict[str, str] = {}  # numbering style → abstract definition
        self._abstract_of: dict[str, str] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()  # lists and levels that have a number already
        self._of_styles: dict[str, tuple[str, str]] = {}
        if root is not None:
            self._read_definitions(root)

    def _read_definitions(self, root: Any) -> None:
        for abstract in root.findall(W + "abstractNum"):
            key = attribute(abstract, "abstractNumId")
            self._abstract[key] = {_integer(attribute(lvl, "ilvl")): _level(lvl) for lvl in abstract.findall(W + "lvl")}
            self._links[key] = attribute(abstract.find(W + "numStyleLink"))
            style = attribute(abstract.find(W + "styleLink"))
            if style:
                self._by_style[style] = key
        for num in root.findall(W + "num"):
            key, abstract = attribute(num, "numId"), attribute(num.find(W + "abstractNumId"))
            if self._links.get(abstract):
                abstract = self._by_style.get(self._links[abstract], abstract)
            levels = dict(self._abstract.get(abstract, {}))
            starts: dict[int, int] = {}
            for override in num.findall(W + "lvlOverride"):
                ilvl = _integer(attribute(override, "ilvl"))
                if override.find(W + "lvl") is not None:
                    levels[ilvl] = _level(override.find(W + "lvl"))
                if override.find(W + "startOverride") is not None:
                    starts[ilvl] = _integer(attribute(override.find(W + "startOverride")))
            self._abstract_of[key], self._levels[key], self._starts[key] = abstract, levels, starts

    def _list_and_level(self, paragraph: Any) -> tuple[str, int] | None:
        """List and level of a paragraph, from itself or its style; None where it has no number or switches it off."""
        properties = first_child(paragraph, W + "pPr")
        own = first_child(properties, W + "numPr") if properties is not None else None
        num_id = attribute(own.find(W + "numId")) if own is not None else ""
        ilvl = attribute(own.find(W + "ilvl")) if own is not None else ""
        style_id = self._styles.paragraph_style(paragraph)
        if not num_id:
            num_id, inherited_level = self._of_style(style_id)
            ilvl = ilvl or inherited_level
        if not num_id or num_id == "0" or num_id not in self._levels:
            return None
        return num_id, min(_integer(ilvl or "0"), 8)

    def _of_style(self, style_id: str) -> tuple[str, str]:
        """List and level of a paragraph style. A level that the list ties to the style overrides that of the style."""
        if style_id not in self._of_styles:
            self._of_styles[style_id] = self._find_of_style(style_id)
        return self._of_styles[style_id]

    def _find_of_style(self, style_id: str) -> tuple[str, str]:
        searched = []
        for style in self._styles.chain(style_id):
            searched.append(attribute(style, "styleId"))
            found = style.find(f"{W}pPr/{W}numPr")
            num_id = attribute(found.find(W + "numId")) if found is not None else ""
            if found is not None and num_id:
                tied = {level.style: str(n) for n, level in self._levels.get(num_id, {}).items() if level.style}
                return num_id, next(
                    (tied[name] for name in searched if name in tied), attribute(found.find(W + "ilvl"))
                )
        return "", ""

    def peek(self, paragraph: Any) -> Number | None:
        """The kind of number a paragraph has, with value 0 and no text: it is not counted."""
        found = self._list_and_level(paragraph)
        return self._number(*found, value=0, text="") if found else None

    def count(self, paragraph: Any) -> Number | None:
        """Count a paragraph and return its number; None where it has none.

        Call it once for each paragraph, in document order.
        """
        found = self._list_and_level(paragraph)
        if found is None:
            return None
        num_id, ilvl = found
        counts = self._counts.setdefault(self._abstract_of[num_id] or num_id, [None] * 9)
        level = self._level_of(num_id, ilvl)
        override = self._starts[num_id].get(ilvl)
        if override is not None and (num_id, ilvl) not in self._begun:
            counts[ilvl] = override
        else:
            current = counts[ilvl]
            counts[ilvl] = level.start if current is None else current + 1
        self._begun.add((num_id, ilvl))
        for above in range(ilvl):
            if counts[above] is None:
                counts[above] = self._level_of(num_id, above).start
        for below in range(ilvl + 1, 9):
            restart = self._level_of(num_id, below).restart
            if restart != 0 and (restart < 0 or ilvl < restart):
                counts[below] = None
        text = re.sub(
            r"%([1-9])", lambda part: self._part(num_id, counts, int(part[1]) - 1, level.legal), level.pattern
        )
        return self._number(num_id, ilvl, value=counts[ilvl] or 0, text=text)

    def _part(self, num_id: str, counts: list[int | None], ilvl: int, legal: bool) -> str:
        level = self._level_of(num_id, ilvl)
        return numeral(counts[ilvl] or level.start, "decimal" if legal else level.format)

    def _level_of(self, num_id: str, ilvl: int) -> _Level:
        return self._levels[num_id].get(ilvl) or _Level(pattern=f"%{ilvl + 1}.")

    def _number(self, num_id: str, ilvl: int, *, value: int, text: str) -> Number:
        level = self._level_of(num_id, ilvl)
        return Number(text, value, level.format, level.pattern, ilvl, self._abstract_of[num_id] or num_id, level.indent)


def with_number(text: str, number: Number | None) -> str:
    """The text with the number or bullet printed before it, marked as text that no text node holds."""
    if number is None or (number.is_bullet and not text):
        return text
    label = number.words or ("・" if number.is_bullet else number.text)
    marked = generated(label)
    return f"{marked}{text}" if number.is_bullet else f"{marked} {text}".strip()


def _level(element: Any) -> _Level:
    level = _Level()
    for child in element:
        name, value = local_name(child), attribute(child)
        if name == "start":
            level.start = _integer(value, 1)
        elif name == "numFmt":
            level.format = value
        elif name == "lvlText":
            level.pattern = value
        elif name == "lvlRestart":
            level.restart = _integer(value)
        elif name == "isLgl":
            level.legal = value not in ("0", "false")
        elif name == "pStyle":
            level.style = value
        elif name == "pPr":
            indent = child.find(W + "ind")
            level.indent = _integer(attribute(indent, "left") or attribute(indent, "start"))
        elif name == "AlternateContent":  # custom formats such as "01, 02": the fallback names a plain one
            fallback = next(child.iter(W + "numFmt"), None)
            level.format = attribute(fallback) if attribute(fallback) != "custom" else "decimal"
    return level


def numeral(value: int, kind: str) -> str:
    """A number as Word writes it in the format `kind`; decimal digits where the format is unknown or has no more."""
    if kind in UNNUMBERED:
        return ""
    if kind in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(0xFF10 + int(digit)) for digit in str(value))
    if kind in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= value <= 20:
        return chr(0x245F + value)
    if kind == "decimalEnclosedCircle" and 21 <= value <= 35:
        return chr(0x3251 + value - 21)
    if kind == "decimalEnclosedParen" and 1 <= value <= 20:
        return chr(0x2473 + value)
    if kind == "decimalEnclosedFullstop" and 1 <= value <= 20:
        return chr(0x2487 + value)
    if kind in ("aiueo", "aiueoFullWidth") and 1 <= value <= len(AIUEO):
        return AIUEO[value - 1]
    if kind in ("iroha", "irohaFullWidth") and 1 <= value <= len(IROHA):
        return IROHA[value - 1]
    if kind in ("lowerLetter", "upperLetter") and value >= 1:
        letter = chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman") and 1 <= value < 4000:
        return _roman(value) if kind == "lowerRoman" else _roman(value).upper()
    if kind == "decimalZero":
        return f"{value:02d}"
    if kind in (
        "japaneseCounting",
        "ideographDigital",
        "japaneseDigitalTenThousand",
        "chineseCounting",
        "chineseCountingThousand",
        "taiwaneseCounting",
    ):
        return _kanji(value)
    return str(value)


def _roman(value: int) -> str:
    numeral = ""
    for number, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    ):
        numeral += letters * (value // number)
        value %= number
    return numeral


def _kanji(value: int) -> str:
    if not 0 < value < 100:
        return "".join(KANJI[int(digit)] for digit in str(value))
    tens, ones = divmod(value, 10)
    return ("" if not tens else ("" if tens == 1 else KANJI[tens]) + "十") + (KANJI[ones] if ones else "")


def _integer(text: str, default: int = 0) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,9}", text or "") else default
