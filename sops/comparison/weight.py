"""The suggested class of a change; a person decides (domain (b), (f))."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from sops.document.content import STRUCK
from sops.guard.check import check, read

CRITICAL, PROCEDURAL, EDITORIAL = "critical", "procedural", "editorial"

_FACTS = frozenset({"number", "unit", "comparator", "range", "negation", "separator"})
# spellings of one word, and politeness, in Japanese instructions
_VARIANTS = [
    ("および", "及び"), ("または", "又は"), ("もしくは", "若しくは"), ("おこな", "行"), ("行な", "行"),
    ("すべて", "全て"), ("したが", "従"), ("ごと", "毎"),
    ("できる", "出来る"), ("ください", "下さい"), ("とき", "時"), ("ため", "為"), ("さらに", "更に"), ("かつ", "且つ"),
    ("あらかじめ", "予め"),
]  # fmt: skip
_POLITE_JA = re.compile(
    r"(?:を)?(?:するものとする|することとする|すること|するもの|して下さい|しましょう|します|した上で|する)"
    r"|(?<=[うくぐすつぬぶむる])(?:こと|ものとする)(?=$)|であること|である|です|ます|下さい|を|お(?=[行願])"
)
_POLITE = re.compile(r"\b(?:please|kindly|vui lòng|hãy|xin)\b", re.IGNORECASE)
_POINTS = re.compile(r"[\s、。，．,.・「」『』“”\"'’‘()（）\[\]:：;；!！?？…]+")
_DASHES = re.compile(r"\s*[‐‑–—―−~〜～-]+\s*")
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉]+")
# words that turn an instruction or a result into its opposite
_TURNING = re.compile(
    r"不合格|合格|不適合|適合|不良|良好|陰性|陽性|非滅菌|未滅菌|滅菌|未処理|禁止|推奨|必ず|てもよい|前|後|内|外|開|閉|○"
    r"|×|(?<=CD\d)[-−+]|(?<=CD\d\d)[-−+]|\b[wv]/[wv]\b"
    r"|\b(?:dương tính|âm tính|trước|sau|bắt buộc|nên|được phép|positive|negative|before|after|must|may|should|pass"
    r"|fail)\b",
    re.IGNORECASE,
)


def of_change(old: str, new: str, kind: str, language: str, *, careful: bool = False) -> str:
    """Critical: a number, unit, limit or negation changed, or the text is a warning or parameter; editorial: only
    punctuation or politeness.
    """
    if old.count(STRUCK[0]) != new.count(STRUCK[0]):
        return of_presence(f"{old} {new}", kind, language)  # words were crossed out, or restored
    findings = check(old, new, language, language) + check(new, old, language, language)
    if any(finding.kind in _FACTS for finding in findings) or _turned(old, new, language):
        return CRITICAL
    if polished(old, language) == polished(new, language):
        return EDITORIAL
    return CRITICAL if careful or kind in {"warning", "parameter"} else PROCEDURAL


def _turned(old: str, new: str, language: str) -> bool:
    """The same figures in another order or superscript, or a word that reverses the meaning: not covered by the guard
    of translations.
    """

    was, now = (unicodedata.normalize("NFKC", text) for text in (old, new))
    if Counter(_TURNING.findall(was)) - Counter(
        _TURNING.findall(now)
    ):  # removed or replaced; an added one alone reverses nothing
        return True
    figures = ([(number.value, number.unit) for number in read(text, language).numbers] for text in (old, new))
    if len({tuple(found) for found in figures}) > 1:
        return True
    return "^" not in was + now and _RAISED.findall(old) != _RAISED.findall(new)


def of_presence(text: str, kind: str, language: str) -> str:
    """Class of an added or removed piece: critical if it is a warning or contains a quantity, else procedural."""
    if kind in {"warning", "parameter"}:
        return CRITICAL
    facts = read(text, language)
    quantities = [n for n in facts.numbers if n.unit is not None or n.near_unit or n.strong]
    return CRITICAL if quantities else PROCEDURAL


def of_move(kind: str) -> str:
    """Class of a move: critical for steps and warnings, whose order matters."""
    return CRITICAL if kind in {"step", "warning"} else PROCEDURAL


def polished(text: str, language: str) -> str:
    """Returns the text without punctuation, blanks and politeness: する, すること and します are equivalent."""
    plain = _DASHES.sub(_dash, unicodedata.normalize("NFKC", text))
    if language != "ja":
        return _POINTS.sub(" ", _POLITE.sub("", plain)).casefold().strip()
    for kana, kanji in _VARIANTS:
        plain = plain.replace(kana, kanji)
    sentences = [_POLITE_JA.sub("", _POINTS.sub("", sentence)) for sentence in re.split(r"[。\n]", plain)]
    return "".join(sentences)


def _dash(dash: re.Match[str]) -> str:
    """Beside a digit a dash is a minus or a range, elsewhere punctuation."""
    beside = dash.string[: dash.start()][-1:] + dash.string[dash.end() :][:1]
    return "-" if any(char.isdigit() for char in beside) else " "
