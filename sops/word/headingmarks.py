"""How a document marks its headings: by styles, numbered lists, typed numbers, markers before titles, or bold type."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from sops.word import typed
from sops.word.names import W, text_of
from sops.word.numbering import Numbering
from sops.word.styles import Styles

# Titles that SOPs give their sections: a numbered list with one of them as an entry is a list of headings.
_JAPANESE = (
    "目的|適用範囲|範囲|用語|用語の定義|用語及び定義|定義|総則|責任|責任者|責任と権限|責任及び権限|職責|"
    "使用機器|機器|設備|器具|器材|試薬|資材|材料|原料|準備|手順|作業手順|操作手順|操作|実施手順|方法|試験方法|"
    "管理値|判定|判定基準|異常時の?(?:措置|処置|対応)|逸脱|記録|記録の保管|保管|関連文書|関連規程|参考文献|引用文書|"
    "改訂履歴|改定履歴|附則|添付資料|別紙|安全上の注意|教育訓練"
)
_ENGLISH = "Purpose|Scope|Definitions?|Responsibilit(?:y|ies)|Procedures?|References?|Records?|Materials?|Equipment"
_VIETNAMESE = (
    "Mục đích|Phạm vi(?: áp dụng)?|Định nghĩa|Trách nhiệm|Nội dung|Quy trình|Các bước|Hồ sơ|Biểu mẫu|"
    "Tài liệu liên quan|Lịch sử sửa đổi"
)
TITLES = re.compile(
    r"[（(]?(?:本書の|本手順書の|本規程の)?"
    rf"(?:{_JAPANESE}|{_ENGLISH}|{_VIETNAMESE})"
    r"(?:[・、及びと].{0,16})?[）)]?",
    re.IGNORECASE,
)
ARTICLES = ("編", "部", "章", "節", "条", "項")  # from the outermost to the innermost
# Markers that some organisations write before every title and nothing else: ■目的, Ⅰ．目的, A．目的, 【目的】
MARKERS = (
    re.compile(r"(?P<label>)(?P<rest>【[^】]+】)"),
    re.compile(r"(?P<label>[Ⅰ-Ⅻ][\s\u3000.．、]+)(?P<rest>.+)"),
    re.compile(r"(?P<label>[A-ZＡ-Ｚ][.．][\s\u3000]*)(?P<rest>.+)"),
    re.compile(r"(?P<label>[■◆●][\s\u3000]*)(?P<rest>.+)"),
)
_MARKER_CHARACTERS = "【ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ■◆●"
MAX_TITLE = 60


@dataclass(frozen=True)
class HeadingMarks:
    """How one document marks its headings."""

    styled: bool = False  # by heading styles
    lists: frozenset[tuple[str, int]] = frozenset()  # (list definition, level) of lists that number headings
    articles: tuple[str, ...] = ()  # kinds of articles, outermost first: 章, 条
    top: int = 1  # the highest level of a heading style
    unstyled: frozenset[Any] = frozenset()  # paragraphs that are headings by bold type or a marker
    marker: re.Pattern[str] | None = None  # before the titles of those paragraphs
    title: Any = None  # the one heading above all others, which is the title of the document


def survey(document: Any, styles: Styles, numbering: Numbering) -> HeadingMarks:
    """How a document marks its headings, from all its paragraphs with text."""
    found = _Survey(styles, numbering)
    for paragraph in document.iter(W + "p"):
        if text := text_of(paragraph).strip():
            found.add(paragraph, text)
    return found.marks()


def is_sentence(text: str) -> bool:
    """Whether a text is too long for a title or ends like a sentence."""
    return len(text) > MAX_TITLE or text.endswith(("。", "．", "."))


@dataclass
class _Survey:
    styles: Styles
    numbering: Numbering
    headings: list[tuple[int, Any]] = field(default_factory=list)  # (level, paragraph) by style
    lists: set[tuple[str, int]] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    bold: list[Any] = field(default_factory=list)
    marked: dict[re.Pattern[str], list[Any]] = field(default_factory=dict)
    has_title_style: bool = False
    has_typed_titles: bool = False  # a known title after a typed number
    last_path: tuple[int, ...] = ()  # of the last typed number that may be a section's
    consecutive: int = 0  # how many such numbers follow one another

    def add(self, paragraph: Any, text: str) -> None:
        """Take note of a paragraph with text."""
        level = self.styles.heading_level(paragraph)
        self.has_title_style = self.has_title_style or self.styles.role(paragraph).title
        if level and not any(True for _cell in paragraph.iterancestors(W + "tc")):
            self.headings.append((level, paragraph))
        number = self.numbering.peek(paragraph)
        if number is not None and not number.is_bullet and not level and TITLES.fullmatch(text):
            self.lists.add((number.definition, number.level))
        section = typed.section(text)
        if section is not None:
            self._add_typed(section)
        if number is not None or not _may_be_title(paragraph, text):
            return
        if section is None and self._is_bold_title(paragraph, text):
            self.bold.append(paragraph)
        if text[0] in _MARKER_CHARACTERS or text[1:2] in (".", "．"):
            marker = next((marker for marker in MARKERS if marker.fullmatch(text)), None)
            if marker is not None:
                self.marked.setdefault(marker, []).append(paragraph)

    def _add_typed(self, section: typed.Typed) -> None:
        if section.form:
            self.articles.add(section.form)
        elif section.path and typed.follows(section.path, self.last_path):
            self.last_path, self.consecutive = section.path, self.consecutive + 1
        self.has_typed_titles = self.has_typed_titles or bool(TITLES.fullmatch(section.rest.strip()))

    def _is_bold_title(self, paragraph: Any, text: str) -> bool:
        runs = [run for run in paragraph.iter(W + "r") if text_of(run).strip()]
        bold = bool(runs) and all(self.styles.is_bold(run, paragraph) for run in runs)
        return bold and not (typed.keyword(text) or typed.step(text) or typed.bullet(text))

    def marks(self) -> HeadingMarks:
        """What the paragraphs so far say."""
        levels = [level for level, _paragraph in self.headings]
        title = self._title()
        marker, unstyled = self._unstyled()
        return HeadingMarks(
            styled=len(levels) >= 2,
            lists=frozenset(self.lists),
            articles=tuple(kind for kind in ARTICLES if kind in self.articles),
            top=min(levels if title is None else levels[1:], default=1),
            unstyled=unstyled,
            marker=marker,
            title=title,
        )

    def _unstyled(self) -> tuple[re.Pattern[str] | None, frozenset[Any]]:
        """Marker and paragraphs of the headings of a document that marks them by nothing else."""
        if self.headings or self.lists or self.articles or self.has_typed_titles:
            return None, frozenset()
        if self.consecutive < 2:
            for marker in MARKERS:
                if titles := _from_first_title(self.marked.get(marker, []), marker):
                    return marker, titles
        return None, _from_first_title(self.bold)

    def _title(self) -> Any:
        """The first heading, where it stands alone above several others and is no section by its text or number."""
        if self.has_title_style or len(self.headings) < 3:
            return None
        (level, first), *others = self.headings
        if any(other <= level for other, _paragraph in others):
            return None
        next_level = min(other for other, _paragraph in others)
        several = sum(1 for other, _paragraph in others if other == next_level) >= 2
        text = text_of(first).strip()
        numbered = self.numbering.peek(first) is not None or typed.section(text) is not None
        return first if several and not numbered and not TITLES.fullmatch(text) else None


def _may_be_title(paragraph: Any, text: str) -> bool:
    """Whether an unstyled paragraph is short, no sentence, and outside tables and text boxes."""
    return not is_sentence(text) and not any(True for _cell in paragraph.iterancestors(W + "tc", W + "txbxContent"))


def _from_first_title(paragraphs: list[Any], marker: re.Pattern[str] | None = None) -> frozenset[Any]:
    """Of paragraphs that look alike, those from the first known title on; none unless at least two are known titles."""

    def title(paragraph: Any) -> str:
        text = text_of(paragraph).strip()
        match = marker.fullmatch(text) if marker is not None else None
        return match["rest"].strip("【】 \u3000") if match else text

    known = [index for index, paragraph in enumerate(paragraphs) if TITLES.fullmatch(title(paragraph))]
    return frozenset(paragraphs[known[0] :]) if len(known) > 1 else frozenset()
