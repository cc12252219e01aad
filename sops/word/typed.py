"""Numbers, bullets and keywords typed at the start of a paragraph: 6.1, (1), ①, ア, ・, 警告: – not dates or values."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from core.units.reading import BOUND, LEADING
from sops.word.numbering import AIUEO, IROHA

_DIGITS = r"[0-9０-９]{1,3}"
_DOT = r"[.．・‐-]"
_GAP = r"[\s\u3000]"
# What makes a number before it a value or a date: a unit, a counter, an operator. Compared after NFKC.
_VALUE = re.compile(rf"(?:[%‰°℃℉±~〜～–—×x*/+,:]|-\s*\d|\d|{BOUND}|以|未満|超|ヶ|{LEADING})")
_COUNTED = re.compile(
    r"(?:ヶ月|か月|カ月|ヵ月|以|未満|超|.)(?:間|以|未|程|経|後|前|目|頃|[のをにでまとはず、。~〜-]|\s|$)"
)
_SECTION = re.compile(
    rf"(?P<label>(?P<number>{_DIGITS}(?:[-－‐‑]{_DIGITS}){{1,3}}|{_DIGITS}(?:[.．]{_DIGITS}){{0,4}})"
    rf"(?P<stop>[.．、,)）:：]?))(?P<gap>(?:{_GAP})*)(?P<rest>.*)",
    re.DOTALL,
)
_ARTICLE = re.compile(
    rf"(?P<label>第{_GAP}?(?P<number>{_DIGITS}|[一二三四五六七八九十]{{1,3}}){_GAP}?(?P<kind>章|節|条|項|編|部))"
    rf"(?P<gap>(?:{_GAP})*)(?P<rest>.*)",
    re.DOTALL,
)
_KANJI = re.compile(
    rf"(?P<label>(?P<number>[一二三四五六七八九十]{{1,3}})[.．、]?)(?P<gap>{_GAP}*)(?P<rest>.*)", re.DOTALL
)
_CIRCLED = (
    {chr(0x2460 + n): n + 1 for n in range(20)}
    | {chr(0x3251 + n): n + 21 for n in range(15)}
    | {chr(0x2776 + n): n + 1 for n in range(10)}
    | {chr(0x3280 + n): n + 1 for n in range(10)}
)
_PARENTHESISED = {chr(first + n): n + 1 for first, count in ((0x2474, 20), (0x3220, 10)) for n in range(count)}
_ROMAN = {char: n + 1 for start in (0x2160, 0x2170) for n, char in enumerate(chr(start + k) for k in range(12))}
_HALF_KANA = str.maketrans(
    dict(
        zip(
            "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎ",
            "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ",
            strict=True,
        )
    )
)
_STEP = re.compile(
    rf"(?P<label>"
    rf"[(（]{_GAP}?(?P<paren>{_DIGITS}|[ア-ンｱ-ﾝ]|[a-zａ-ｚ]|[一二三四五六七八九十]{{1,3}}|[ivx]{{1,4}}){_GAP}?[)）]"
    rf"|(?P<closed>{_DIGITS}|[ア-ン]|[a-zａ-ｚ])[)）]"
    rf"|(?P<stopped>{_DIGITS})[.．、](?={_GAP}|[^\d０-９])"
    rf"|(?P<kana>[アイウエオカキクケコイロハニホヘト])(?=[\t\u3000．.、]){_DOT}?、?"
    rf"|(?P<letter>[a-zａ-ｚ])[.．](?={_GAP})"
    rf"|(?:手順|工程|Bước){_GAP}?(?P<named>{_DIGITS})[.．]?[:：\s\u3000]"
    rf"|Step{_GAP}?(?P<english>{_DIGITS})[:.：]?"
    rf")(?P<gap>(?:{_GAP})*)(?P<rest>.+)",
    re.DOTALL | re.IGNORECASE,
)
_BULLET = re.compile(
    r"(?P<label>[・･•●○◯■◆◇▪▶►➢‣⁃]|[-–—－‐✓✗*](?=[\s\u3000]))(?P<gap>[\s\u3000]*)(?P<rest>.+)", re.DOTALL
)

WARNING_WORDS = ("警告", "危険", "禁忌", "禁止", "厳禁", "禁止事項", "禁忌・禁止", "WARNING", "DANGER", "CẢNH BÁO")
CAUTION_WORDS = (
    "注意",
    "注意事項",
    "重要",
    "要注意",
    "留意事項",
    "留意点",
    "使用上の注意",
    "取扱い上の注意",
    "CAUTION",
    "IMPORTANT",
    "ATTENTION",
    "THẬN TRỌNG",
    "CHÚ Ý",
)
NOTE_WORDS = (
    "注記",
    "注",
    "備考",
    "参考",
    "補足",
    "メモ",
    "ポイント",
    "ヒント",
    "備考欄",
    "NOTE",
    "NOTES",
    "REMARK",
    "REMARKS",
    "MEMO",
    "GHI CHÚ",
    "LƯU Ý",
)
_KINDS = {
    word: kind
    for kind, words in (("warning", WARNING_WORDS), ("caution", CAUTION_WORDS), ("note", NOTE_WORDS))
    for word in words
}
_OPENING = "!！⚠☠✋⚡❗‼▲△◎★☆■●◆◇※*＊<＜〈《【〔［[「『(（ \ufe0f\u3000\t"
_CLOSING = "!！>＞〉》】〕］]」』)） \u3000\t"
_HEAD = re.compile(
    rf"(?P<open>[{re.escape(_OPENING)}]*)(?P<word>{'|'.join(sorted(map(re.escape, _KINDS), key=len, reverse=True))})"
    rf"(?P<number>{_GAP}?{_DIGITS})?(?P<close>[{re.escape(_CLOSING)}]*)(?P<stop>[:：.．、。\n]?)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    rf"(?P<kind>表|図|写真|別表|別図|Table|Figure|Fig\.?|Bảng|Hình){_GAP}*[-‐－]?{_GAP}*"
    rf"(?P<number>{_DIGITS}(?:[-.－．‐]{_DIGITS})*)(?P<after>[\s\u3000:：.．、）)]|$)",
    re.IGNORECASE,
)
_END = re.compile(
    r"[-－―—─*＊〜~\s\u3000(（【<＜]*(?:以\s*上|END|ENDOFDOCUMENT|文書終わり"
    r"|文書の終わり)[-－―—─*＊〜~\s\u3000)）】>＞。]*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Typed:
    """A number or bullet typed at the start of a text."""

    label: str  # as typed, with the blanks after it
    rest: str  # the text without it
    path: tuple[int, ...] = ()  # the parts of a section number
    form: str = ""  # how a step or bullet is written, (1) or ア; which kind of article a section is, 章 or 条
    value: int = 0
    iroha: int = 0  # value of a kana in the traditional order イロハ, which shares its characters with アイウ
    certain: bool = True  # False: only the numbers before it can tell whether it is one


def section(text: str) -> Typed | None:
    """A section number (６．１　準備; 第1条（目的）; 1.目的); None for dates, values with a unit and ranges."""
    if match := _ARTICLE.fullmatch(text):
        rest = match["rest"]
        if rest.strip() and not rest.startswith(
            ("第", "に", "の", "を", "は", "が", "で", "と", "及", "又", "か", "、", "項", "条", "号")
        ):
            value = _integer(match["number"])
            return Typed(match["label"] + match["gap"], rest, (value,), form=match["kind"], value=value)
        return None
    match = _KANJI.fullmatch(text)
    if match is not None and match["rest"].strip() and (match["gap"] or match["label"] != match["number"]):
        return Typed(
            match["label"] + match["gap"],
            match["rest"],
            (_integer(match["number"]),),
            value=_integer(match["number"]),
            certain=False,
        )
    match = _SECTION.fullmatch(text)
    if match is None or not match["rest"].strip():
        return None
    rest, gap, stop = match["rest"], match["gap"], match["stop"]
    plain = unicodedata.normalize("NFKC", rest)
    # 2.1.2 37℃で静置する。 2.2 回収: what looks like a value may be the start of the text; the numbers before it decide
    like_value = _VALUE.match(plain)
    undecided = (
        bool(like_value and gap)
        and not match["number"].isdecimal()
        and (plain[0].isdecimal() or ("\u3040" < plain[0] < "\ua000" and not _COUNTED.match(plain)))
    )
    if stop in (",", ")", "）", ":", "：") or (like_value and not undecided):
        return None
    path = tuple(_integer(part) for part in re.split(r"[.．\-－‐‑]", match["number"]))
    hyphens = re.search(r"[-－‐‑]", match["number"]) is not None
    if hyphens and (not gap or stop):  # 2-1 may be a range, or the number of a form
        return None
    if any(part > 99 for part in path) or (not gap and not stop and rest[0].isascii()):
        return None
    certain = bool(stop and stop != "、") or "\t" in gap or "\u3000" in gap or (len(path) > 1 and bool(gap))
    return Typed(match["label"] + gap, rest, path, value=path[-1], certain=certain and not hyphens and not undecided)


def step(text: str) -> Typed | None:
    """A step number: (1), 1), ①, ア, a., 1．; None for 1.5 mL, (注) and a number inside a sentence."""
    first = text[:1]
    for table, form in ((_CIRCLED, "①"), (_PARENTHESISED, "(1)"), (_ROMAN, "Ⅰ")):
        if first in table:
            rest = text[1:]
            stripped = rest.lstrip(" \u3000\t.．、")
            # "①と②を混合する" mentions numbers; "① 混合する" has one
            if not stripped or (rest == stripped and rest[0] in "とのはをがに〜～~–-、,及又もでか"):
                return None
            return Typed(text[: len(text) - len(stripped)], stripped, form=form, value=table[first])
    match = _STEP.fullmatch(text)
    if match is None:
        return None
    rest = match["rest"]
    doubtful = bool(match["stopped"]) and bool(_VALUE.match(unicodedata.normalize("NFKC", rest)))
    if doubtful and not match["gap"]:
        return None
    for group, form in (
        ("paren", "(1)"),
        ("closed", "1)"),
        ("stopped", "1."),
        ("kana", "ア"),
        ("letter", "a."),
        ("named", "Step 1"),
        ("english", "Step 1"),
    ):
        if match[group]:
            written = unicodedata.normalize("NFKC", match[group].translate(_HALF_KANA))
            value, script = _value(written)
            if not value:
                return None
            shape = form if script == "1" or form in ("ア", "a.") else form.replace("1", script)
            certain = not doubtful and (bool(match["gap"]) or form in ("(1)", "1)", "ア"))
            iroha = IROHA.find(written) + 1 if script == "ア" else 0
            return Typed(match["label"] + match["gap"], rest, form=shape, value=value, certain=certain, iroha=iroha)
    return None


def bullet(text: str) -> Typed | None:
    """A bullet (・, ■, –); None for a dash before a figure, which may be a minus."""
    match = _BULLET.fullmatch(text)
    if (
        match is not None
        and match["label"] in "-–—－‐"
        and unicodedata.normalize("NFKC", match["rest"])[:1].isdecimal()
    ):
        return None
    return Typed(match["label"] + match["gap"], match["rest"], form="・") if match else None


def keyword(text: str, *, alone: bool = False) -> str:
    """warning, caution or note for a text that begins with such a keyword (警告：…, ！注意　…, ※…); else empty.

    With `alone` only for a text that is nothing but the keyword.
    """
    plain = text.strip()
    match = _HEAD.match(plain)
    if match is None:
        return "note" if plain.startswith("※") and not alone and len(plain) > 1 else ""
    kind = _KINDS[match["word"].upper()]
    rest = plain[match.end() :]
    if not rest.strip():
        return kind
    if alone:
        return ""
    opened = any(char in match["open"] for char in "<＜〈《【〔［[「『(（")
    closed = bool(match["stop"]) or any(char in match["close"] for char in "!！>＞〉》】〕］]」』)） \u3000\t")
    # "注意して操作する" is no warning; "注 1" without a stop is the mark of a footnote
    if match["stop"] == "、" or (match["word"].isascii() and not match["stop"] and not opened):
        return ""
    return kind if closed else ""


def warns(text: str) -> bool:
    """Whether a framed text without a keyword forbids or warns."""
    return any(
        word in text for word in ("禁止", "ならない", "危険", "厳禁", "絶対に", "必ず", "警告", "注意", "しないこと")
    )


def caption(text: str) -> str:
    """table or figure for a caption (表1　…, 図 2-1 …); empty for a sentence about one (表1に示す。)."""
    match = _CAPTION.match(text.strip())
    if match is None or len(text) > 120 or text.rstrip().endswith(("。", "．")):
        return ""
    return "table" if match["kind"].lower() in ("表", "別表", "table", "bảng") else "figure"


def is_end_mark(text: str) -> bool:
    """Whether a text only marks the end of the document (以上, END)."""
    return bool(_END.fullmatch(text.strip())) if text.strip() else False


def follows(path: tuple[int, ...], current: tuple[int, ...]) -> bool:
    """Whether section number `path` may follow `current` (() before the first): 6.1 after 6, 7 after 6.4.2."""
    if not current:
        return path in ((1,), (0,), (1, 1))
    if len(path) > len(current):
        return path[: len(current)] == current and all(part in (0, 1) for part in path[len(current) :])
    kept = current[: len(path)]
    return path[:-1] == kept[:-1] and path[-1] == kept[-1] + 1


def _value(written: str) -> tuple[int, str]:
    if written.isdecimal():
        return int(written), "1"
    if written in AIUEO:
        return AIUEO.index(written) + 1, "ア"
    if len(written) == 1 and "a" <= written.lower() <= "z":
        return ord(written.lower()) - 96, "a"
    if written[0] in "一二三四五六七八九十":
        return _integer(written), "一"
    if written in IROHA:
        return IROHA.index(written) + 1, "ア"
    return 0, ""


def _integer(text: str) -> int:
    text = unicodedata.normalize("NFKC", text)
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    numerals = "〇一二三四五六七八九"
    return (
        (numerals.find(tens) if tens else 1) * 10 + (numerals.find(ones) if ones else 0)
        if ten
        else max(numerals.find(text), 0)
    )
