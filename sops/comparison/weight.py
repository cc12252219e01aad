"""Which class a change suggests; a person decides (domain (b), (f))."""

from __future__ import annotations

import re
import unicodedata

from sops.content import STRUCK
from sops.guard import check, read

CRITICAL, PROCEDURAL, EDITORIAL = "critical", "procedural", "editorial"

_FACTS = frozenset({"number", "unit", "comparator", "range", "negation", "separator"})
# spellings of one word, and politeness, in Japanese instructions
_VARIANTS = [
    ("および", "及び"), ("または", "又は"), ("もしくは", "若しくは"), ("おこな", "行"), ("行な", "行"), ("すべて", "全て"), ("したが", "従"), ("ごと", "毎"),
    ("できる", "出来る"), ("ください", "下さい"), ("とき", "時"), ("ため", "為"), ("さらに", "更に"), ("かつ", "且つ"), ("あらかじめ", "予め"),
]  # fmt: skip
_POLITE_JA = re.compile(
    r"(?:を)?(?:するものとする|することとする|すること|するもの|して下さい|しましょう|します|した上で|する)|(?<=[うくぐすつぬぶむる])(?:こと|ものとする)(?=$)|であること|である|です|ます|下さい|を|お(?=[行願])"
)
_POLITE = re.compile(r"\b(?:please|kindly|vui lòng|hãy|xin)\b", re.IGNORECASE)
_POINTS = re.compile(r"[\s、。，．,.・「」『』“”\"'’‘()（）\[\]:：;；!！?？…‐‑–—―−~〜～-]+")


def of_change(old: str, new: str, kind: str, language: str, *, careful: bool = False) -> str:
    """Critical: a number, unit, limit or negation changed, or the text is a warning or parameter; editorial: only points or politeness."""
    if old.count(STRUCK[0]) != new.count(STRUCK[0]):
        return of_presence(f"{old} {new}", kind, language)  # words were crossed out, or stand again
    findings = check(old, new, language, language) + check(new, old, language, language)
    if any(finding.kind in _FACTS for finding in findings):
        return CRITICAL
    if polished(old, language) == polished(new, language):
        return EDITORIAL
    return CRITICAL if careful or kind in {"warning", "parameter"} else PROCEDURAL


def of_presence(text: str, kind: str, language: str) -> str:
    """Class of a whole piece that came or went: critical where it is a warning or holds a quantity, else procedural."""
    if kind in {"warning", "parameter"}:
        return CRITICAL
    facts = read(text, language)
    quantities = [n for n in facts.numbers if n.unit is not None or n.near_unit or n.strong]
    return CRITICAL if quantities else PROCEDURAL


def of_move(kind: str) -> str:
    """The order of steps is critical; where a warning stands, too."""
    return CRITICAL if kind in {"step", "warning"} else PROCEDURAL


def polished(text: str, language: str) -> str:
    """The text without points, blanks and politeness: する, すること and します say the same."""
    plain = unicodedata.normalize("NFKC", text)
    if language != "ja":
        return _POINTS.sub(" ", _POLITE.sub("", plain)).casefold().strip()
    for kana, kanji in _VARIANTS:
        plain = plain.replace(kana, kanji)
    sentences = [_POLITE_JA.sub("", _POINTS.sub("", sentence)) for sentence in re.split(r"[。\n]", plain)]
    return "".join(sentences)
