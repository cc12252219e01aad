"""Sections: by heading style, by a numbered list of headings, or by a number the author typed."""

from __future__ import annotations

import re
import weakref
from typing import TYPE_CHECKING, Any

from sops.word import typed
from sops.word.lines import Line, one_line
from sops.word.names import W, words
from sops.word.numbering import Number
from sops.word.steps import StepLevels

if TYPE_CHECKING:
    from sops.word.assemble import Assembler

# Titles that Japanese SOPs give their sections: a numbered list that holds one of them is a list of headings.
TITLES = re.compile(
    r"[（(]?(?:本書の|本手順書の|本規程の)?(?:目的|適用範囲|範囲|用語|用語の定義|用語及び定義|定義|総則|責任|責任者|責任と権限|責任及び権限|職責|使用機器|機器|設備|器具|器材|試薬|資材|材料|原料|準備|"
    r"手順|作業手順|操作手順|操作|実施手順|方法|試験方法|管理値|判定|判定基準|異常時の?(?:措置|処置|対応)|逸脱|記録|記録の保管|保管|関連文書|関連規程|参考文献|引用文書|改訂履歴|改定履歴|附則|添付資料|別紙|"
    r"安全上の注意|教育訓練|Purpose|Scope|Definitions?|Responsibilit(?:y|ies)|Procedures?|References?|Records?|Materials?|Equipment|"
    r"Mục đích|Phạm vi(?: áp dụng)?|Định nghĩa|Trách nhiệm|Nội dung|Quy trình|Các bước|Hồ sơ|Biểu mẫu|Tài liệu liên quan|Lịch sử sửa đổi)(?:[・、及びと].{0,16})?[）)]?",
    re.IGNORECASE,
)
ARTICLES = ("編", "部", "章", "節", "条", "項")  # from the outside in
# Signs that some houses put before every title and nothing else: ■目的, Ⅰ．目的, A．目的, 【目的】
SIGNS = [
    re.compile(r"(?P<label>)(?P<rest>【[^】]+】)"),
    re.compile(r"(?P<label>[Ⅰ-Ⅻ][\s\u3000.．、]+)(?P<rest>.+)"),
    re.compile(r"(?P<label>[A-ZＡ-Ｚ][.．][\s\u3000]*)(?P<rest>.+)"),
    re.compile(r"(?P<label>[■◆●][\s\u3000]*)(?P<rest>.+)"),
]
SIGNED = "【ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ■◆●"
MAX_TITLE = 60
DEEPEST = 4


class Headings:
    """How this document marks its headings, and which section is open."""

    def __init__(self, walker: Assembler) -> None:
        self._walker: Assembler = weakref.proxy(walker)  # no circle: the XML is freed as soon as it has been read
        self._styled = False
        self._lists: set[tuple[str, int]] = set()  # (list, level of Word's) of automatic lists that number headings
        self._articles: list[str] = []  # kinds of articles the document has: 章, 条
        self._last_article: dict[str, int] = {}
        self._top = 1
        self._bold: set[Any] = set()  # paragraphs that are headings by their look alone
        self._sign: re.Pattern[str] | None = None  # the sign before their titles
        self.title: Any = None  # the one heading above all others: the title of the document
        self.level = 0  # of the open section; 0 on the cover
        self.path: tuple[int, ...] = ()

    def look_over(self, document: Any) -> None:
        """Learn how this document marks its headings before reading it."""
        headings: list[tuple[int, Any]] = []
        articles: set[str] = set()
        bold: list[Any] = []
        signed: dict[re.Pattern[str], list[Any]] = {}
        titled = typed_sections = False
        path: tuple[int, ...] = ()  # of the last number that may be a section's
        numbered = 0  # how many follow one upon the other
        for paragraph in document.iter(W + "p"):
            text = words(paragraph).strip()
            if not text:
                continue
            level = self._walker.styles.heading_level(paragraph)
            titled = titled or self._walker.styles.role(paragraph).title
            if level and not any(True for _cell in paragraph.iterancestors(W + "tc")):
                headings.append((level, paragraph))
            number = self._walker.numbering.peek(paragraph)
            if number is not None and not number.is_bullet and not level and TITLES.fullmatch(text):
                self._lists.add((number.definition, number.level))
            section = typed.section(text)
            if section is not None and section.form:
                articles.add(section.form)
            if section is not None and not section.form and section.path and typed.follows(section.path, path):
                path, numbered = section.path, numbered + 1
            typed_sections = typed_sections or (section is not None and bool(TITLES.fullmatch(section.rest.strip())))
            if number is None and section is None and self._looks_like_one(paragraph, text):
                bold.append(paragraph)
            if number is None and (text[0] in SIGNED or text[1:2] in (".", "．")):
                sign = next((sign for sign in SIGNS if sign.fullmatch(text)), None)
                if sign is not None and self._may_be_one(paragraph, text):
                    signed.setdefault(sign, []).append(paragraph)
        if not (headings or self._lists or articles or typed_sections):
            self._sign = (
                next((sign for sign in SIGNS if self._titles(signed.get(sign, []), sign)), None)
                if numbered < 2
                else None
            )
            self._bold = self._titles(signed[self._sign], self._sign) if self._sign else self._titles(bold)
        self._styled = len(headings) >= 2
        self._articles = [kind for kind in ARTICLES if kind in articles]
        levels = [level for level, _paragraph in headings]
        self._top = min(levels) if levels else 1
        if not titled and self._is_title(headings):
            self.title = headings[0][1]
            self._top = min(levels[1:])

    def level_of(self, paragraph: Any) -> int:
        """Level of a heading by its style, or by its look in a document that marks headings by nothing else; 0 for other paragraphs."""
        return self._walker.styles.heading_level(paragraph) or int(paragraph in self._bold)

    def _looks_like_one(self, paragraph: Any, text: str) -> bool:
        """Short, no sentence, outside tables, and all of it bold."""
        if not self._may_be_one(paragraph, text):
            return False
        runs = [run for run in paragraph.iter(W + "r") if words(run).strip()]
        bold = bool(runs) and all(self._walker.styles.is_bold(run, paragraph) for run in runs)
        return bold and not (typed.keyword(text) or typed.step(text) or typed.bullet(text))

    @staticmethod
    def _may_be_one(paragraph: Any, text: str) -> bool:
        sentence = len(text) > MAX_TITLE or text.endswith(("。", "．", "."))
        return not sentence and not any(True for _cell in paragraph.iterancestors(W + "tc", W + "txbxContent"))

    @staticmethod
    def _titles(lines: list[Any], sign: re.Pattern[str] | None = None) -> set[Any]:
        """Of lines that look alike, those from the first title of a section on; none unless two are titles that SOPs give their sections."""

        def title(paragraph: Any) -> str:
            text = words(paragraph).strip()
            match = sign.fullmatch(text) if sign is not None else None
            return match["rest"].strip("【】 \u3000") if match else text

        titles = [place for place, paragraph in enumerate(lines) if TITLES.fullmatch(title(paragraph))]
        return set(lines[titles[0] :]) if len(titles) > 1 else set()

    def _is_title(self, headings: list[tuple[int, Any]]) -> bool:
        """Whether the first heading stands alone above several others and is no section by its words or number."""
        if len(headings) < 3 or any(level <= headings[0][0] for level, _paragraph in headings[1:]):
            return False
        text = words(headings[0][1]).strip()
        next_level = min(level for level, _paragraph in headings[1:])
        several = sum(1 for level, _paragraph in headings[1:] if level == next_level) >= 2
        numbered = self._walker.numbering.peek(headings[0][1]) is not None or typed.section(text) is not None
        return several and not numbered and not TITLES.fullmatch(text)

    def take(self, text: str, number: Number | None, level: int, line: Line) -> bool:
        """Whether a paragraph with a heading style or a number of Word's is a heading; then it is emitted."""
        numbered = number is not None and not number.is_bullet
        if not level:
            if not numbered or number is None or not self._in_list_of_headings(number, text):
                return False
            level = number.level + 1
        if numbered and number is not None:
            self._numbered(text, number, level, line)
            return True
        if self._sign is not None and (signed := self._sign.fullmatch(text)):
            self._open(1, signed["rest"], line, label=signed["label"], printed=signed["label"].strip())
            return True
        section, step = typed.section(text), typed.step(text)
        if section is not None and section.path and (section.sure or typed.follows(section.path, self.path)):
            if section.form:
                self._open(self._article_level(section), section.rest, line, label=section.label, printed=section.label)
            elif len(section.path) > 1 and section.rest.rstrip().endswith("。"):
                self._as_step(section, line)
            else:
                self._open(len(section.path), section.rest, line, label=section.label, printed=section.label)
        elif step is not None and step.sure and level > self._top:
            self._open(level - self._top + 1, step.rest, line, label=step.label)
        else:
            self._open(level - self._top + 1, text, line)
        return True

    def take_typed(self, section: typed.Typed, line: Line, *, in_steps: bool) -> bool:
        """Whether a plain paragraph with a typed section number is a heading, or a step with such a number; then it is emitted.

        `in_steps`: the number would also be the next one of the steps above.
        """
        title = section.rest.strip()
        short = len(title) <= MAX_TITLE and not title.endswith(("。", "．", "."))
        if section.form:
            return self._take_article(section, line, short=short)
        if not typed.follows(section.path, self.path):
            return False
        if short and (len(section.path) > 1 or not self._styled):
            if len(section.path) == 1 and not TITLES.fullmatch(title) and (in_steps or not section.sure):
                return False
            self._open(len(section.path), section.rest, line, label=section.label, printed=section.label)
            return True
        if len(section.path) > 1 and self.level:
            self._as_step(section, line)
            return True
        return False

    def _take_article(self, section: typed.Typed, line: Line, *, short: bool) -> bool:
        """第2章, 第3条: the articles are counted through all chapters. One that is a whole sentence has no title and stays a paragraph."""
        last = self._last_article.get(section.form, 0)
        if self._styled or section.value not in (1, last + 1):
            return False
        self._last_article[section.form] = section.value
        if short:
            self._open(self._article_level(section), section.rest, line, label=section.label, printed=section.label)
        return short

    def _article_level(self, section: typed.Typed) -> int:
        return self._articles.index(section.form) + 1 if section.form in self._articles else 1

    def _numbered(self, text: str, number: Number, level: int, line: Line) -> None:
        outline = re.fullmatch(r"(?:第?\s?)%1((?:[.．\-]%\d)*)[.．、)）章節条項\s]*", number.pattern)
        depth = len(re.findall(r"%\d", number.pattern)) if outline else level - self._top + 1
        if level > self._top and text.endswith("。"):
            self._walker.step(
                text, number.value, f"n{depth}", line, depth=max(depth - self.level - 1, 0), printed=number.text
            )
        else:
            self._open(depth, text, line, printed=number.text)

    def _as_step(self, section: typed.Typed, line: Line) -> None:
        """A whole sentence numbered like a section (6.1.1 …を確認する。) is a step."""
        depth = max(len(section.path) - self.level, 1)
        self._walker.step(
            section.rest, section.value, f"n{depth}", line, label=section.label, printed=section.label, depth=depth - 1
        )
        self.path = section.path

    def _in_list_of_headings(self, number: Number, text: str) -> bool:
        if len(text) > MAX_TITLE or text.endswith("。"):
            return False
        levels = {level for definition, level in self._lists if definition == number.definition}
        if not levels or number.level <= max(levels):
            return bool(levels)
        return re.match(r"%1[.．\-]%\d", number.pattern) is not None

    def _open(self, level: int, title: str, line: Line, *, label: str = "", printed: str = "") -> None:
        walker = self._walker
        walker.flush_notes()
        if level > DEEPEST:
            walker.reader.lose("level", kept=True, detail=f"{level} → {DEEPEST}")
        level = max(min(level, DEEPEST), 1)
        walker.emit(
            {"type": "section", "level": level, "title": one_line(title), "_label": label, "_printed": printed}, line
        )
        counters = list(self.path[:level]) + [0] * (level - len(self.path))
        counters[-1] += 1
        written = typed.section(label + "x目") if label else None
        as_typed = written is not None and not written.form and len(written.path) == level
        self.path = written.path if written is not None and as_typed else tuple(max(n, 1) for n in counters)
        self.level = level
        walker.steps = StepLevels()
