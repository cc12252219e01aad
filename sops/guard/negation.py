"""Negation and prohibition: しないこと, 禁止 ↔ không, cấm ↔ do not, never.

Comparators that contain a negation (`không quá 5`) are not counted here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

# expressions that look like a negation but are not
_FALSE = {
    "ja": re.compile(
        r"なければ(?:ならない|なりません|いけない)|なくては(?:ならない|いけない)|ねばならない|少な(?:い|く)|少ない"
        r"|かもしれない|だけで(?:は)?なく|のみならず"
        r"|に(?:かか|関|拘)わらず|に拘らず|に(?:は)?よらず|を?問わず|にとどまらず|やむを得ない|差し支えない|ないし"
        r"|いずれ|必ず(?:しも)?|まず|はず|ずつ|ずれ|きず|みず|くず|わずか|たずね|"
        r"有無|可否|要否|適否|良否|成否|しなくても?よい|なくてよい|危ない|遅滞なく|まもなく|間もなく|なくす"
    ),
    "vi": re.compile(
        r"\bkhông\s+(?:khí|gian|quân|phận)|\b(?:chân|hàng|hư)\s+không|\b(?:hay|hoặc)\s+không(?!\s+(?:được|có|phải|thể"
        r"|đạt))|có\s+[^.;]{1,60}?\s+không\s*\?"
        r"|không\s+(?:chỉ|những)|không\s+kể|không\s+chậm\s+trễ|không\s+đồng\s+(?:nhất|đều)|âm\s+tính",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"not\s+only|whether\s+or\s+not|no\.\s*\d|\bno\.(?=\s|$)|cannot\s+be\s+ruled|without\s+delay", re.IGNORECASE
    ),
}
_STRONG = {
    "ja": re.compile(
        r"ない|なかった|なく(?!な)|ません|[せれえわらびりめげべてけけば]ず(?!つ|れ)|[かみきちにいさま]ず(?=[、,。に)\s]"
        r"|$)|ずに|べからず|禁止|禁ず|禁じ|厳禁|不可(?!欠|避|逆)|なし(?!く|と)|無し|してはならぬ"
    ),
    "vi": re.compile(
        r"\b(?:không|chưa|cấm|đừng|chớ|tuyệt\s+đối\s+không|nghiêm\s+cấm|miễn(?!\s+dịch))\b", re.IGNORECASE
    ),
    "en": re.compile(
        r"\b(?:not|never|no|none|nor|neither|without|cannot|hardly|barely|scarcely|prohibited|forbidden|nothing"
        r"|nobody)\b|n['’]t\b",
        re.IGNORECASE,
    ),
}
_OTHER = {
    "ja": re.compile(r"不|未(?!満)|非|無(?!菌)|以外|対象外|避け|防|欠|否|限る|のみ|なくな|フリー|陰性"),
    "vi": re.compile(
        r"\b(?:tránh|trừ|bất|vô\s+hiệu|ngăn|chỉ(?!\s+(?:đạo|định|báo|thị|số|huy|tiêu|dẫn))|ra\s+ngoài|miễn(?!\s+dịch)"
        r"|âm\s+tính)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:un(?!til|it|der|ion)|non-?|in(?:valid|suffic|complete|cap|correct|approp|activ)|dis(?:qual|contin)"
        r"|im(?:poss|proper)|ir(?!rad)|hetero)[a-z-]*|-free\b"
        r"|\bfree\s+(?:of|from)|\b(?:avoid\w*|fail\w*|refrain\w*|outside|except|only|other\s+than|unless|absen\w*"
        r"|exclu\w*|lack\w*|prevent\w*|negative|regardless|instead)\b",
        re.IGNORECASE,
    ),
}
_WEAK = {
    "ja": re.compile(
        r"不|未(?!満)|非|無|以外|対象外|外れ|除|避|防|欠|否|限り|のみ|異常|省略|中止|解除|失|別途|絶対|だけ|前に|まで"
        r"|陰性|検出|フリー|なくな"
    ),
    "vi": re.compile(
        r"\b(?:ngoài|trừ|phi|bất|vô|tránh|thiếu|ngoại|loại|bỏ|ngừng|chỉ|khác|âm\s+tính|kém|ngăn|thôi|dừng|mất|hỏng"
        r"|miễn(?!\s+dịch)|sai|trước\s+khi)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:un|non|in|im|ir|il|dis|mis)[a-z-]{3,}|-free\b|\bfree\s+(?:of|from)|\b(?:avoid\w*|fail\w*|refrain\w*"
        r"|outside|except|only|other\s+than|unless|absen\w*"
        r"|exclu\w*|lack\w*|prevent\w*|omit\w*|stop\w*|negative|instead|before|until|neither|beyond|any)\b",
        re.IGNORECASE,
    ),
}


_ENGLISH = re.compile(r"[a-z]{3,} [a-z]{2,}", re.IGNORECASE)
_IN_LIMIT = re.compile(r"ない|ず|ぬ|ません|ならない|không|chưa|\bnot?\b|never|cannot", re.IGNORECASE)
_SENTENCE = re.compile(r"[。!?！？\n]+|\.(?=\s|$)")


@dataclass(frozen=True)
class Negations:
    """Negations of one sentence: certain ones, paraphrases of one, words that may lead to one, and limits (`30分以内` =
    `không quá`).
    """

    strong: int
    other: int  # tránh, invalid, 不適合: may translate a negation of the source
    weak: int  # wider: explains a negation in the translation
    limits: int


def negations(text: str, language: str, spans: list[tuple[int, int]]) -> list[Negations]:
    """Returns the negations of a normalised text by sentence; `spans` are the words of comparators beside a number."""
    bounds = [
        0,
        *(m.end() for m in _SENTENCE.finditer(text) if m.end() < len(text) and text[m.end() :].strip()),
        len(text),
    ]
    found = []
    for start, end in pairwise(bounds):
        inside = [(a - start, b - start) for a, b in spans if start <= a < end]
        found.append(_count(text[start:end], language, inside))
    return found


def _count(text: str, language: str, spans: list[tuple[int, int]]) -> Negations:
    denied = 0
    for start, end in spans:
        denied += bool(_IN_LIMIT.search(text[start:end]))
        text = text[:start] + " " * (end - start) + text[end:]
    if language in _FALSE:
        text = _FALSE[language].sub(lambda m: " " * len(m[0]), text)
    strong, weak = _STRONG.get(language), _WEAK.get(language)
    certain = len(strong.findall(text)) if strong else 0
    perhaps = len(weak.findall(text)) if weak else 0
    other = len(_OTHER[language].findall(text)) if language in _OTHER else 0
    if language != "en" and _ENGLISH.search(text):  # an English phrase inside a Japanese or Vietnamese text
        english = len(_STRONG["en"].findall(text))
        perhaps, other = perhaps + english, other + english
    return Negations(certain, other + denied, perhaps + denied, len(spans))
