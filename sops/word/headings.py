"""Which paragraphs are headings, and at which level: by style, by a numbered list of headings, or by a typed number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sops.word import typed
from sops.word.headingmarks import MAX_TITLE, TITLES, HeadingMarks, is_sentence
from sops.word.lines import one_line
from sops.word.numbering import Number
from sops.word.styles import Styles

DEEPEST = 4  # levels of sections in an SOP here (docs/content.md)


@dataclass(frozen=True)
class Heading:
    """The heading of a section."""

    level: int  # 1–DEEPEST
    depth: int  # the level in the file, which may be deeper
    title: str
    label: str = ""  # the number as typed, with the blanks after it
    printed: str = ""  # the number as printed on paper


@dataclass(frozen=True)
class NumberedSentence:
    """A whole sentence numbered like a section (6.1.1 …を確認する。), which is a step."""

    text: str
    value: int
    form: str
    depth: int  # 0 for a step directly below its section
    label: str = ""
    printed: str = ""


class Headings:
    """Tells headings from other paragraphs. It keeps the open section, so ask it once for each paragraph, in order."""

    def __init__(self, marks: HeadingMarks, styles: Styles) -> None:
        self._marks = marks
        self._styles = styles
        self._last_article: dict[str, int] = {}
        self._path: tuple[int, ...] = ()  # number of the open section
        self.level = 0  # of the open section; 0 on the cover

    def is_title(self, paragraph: Any) -> bool:
        """Whether a paragraph is the one heading above all others: the title of the document."""
        return paragraph is self._marks.title

    def level_of(self, paragraph: Any) -> int:
        """Level of a heading by style, or 1 for one by bold type or a marker; 0 for any other paragraph."""
        return self._styles.heading_level(paragraph) or int(paragraph in self._marks.unstyled)

    def read(self, text: str, number: Number | None, level: int) -> Heading | NumberedSentence | None:
        """What a paragraph with a heading level, or with a number computed by Word, is; None where it is no heading."""
        numbered = number if number is not None and not number.is_bullet else None
        if not level:
            if numbered is None or not self._is_in_list_of_headings(numbered, text):
                return None
            level = numbered.level + 1
        if numbered is not None:
            return self._numbered(text, numbered, level)
        marker = self._marks.marker
        if marker is not None and (marked := marker.fullmatch(text)):
            return self._open(1, marked["rest"], label=marked["label"], printed=marked["label"].strip())
        return self._styled(text, level)

    def read_typed(self, section: typed.Typed, *, is_next_step: bool) -> Heading | NumberedSentence | None:
        """What a plain paragraph with a typed section number is; None for neither heading nor numbered sentence.

        `is_next_step`: the number would also be the next one of the steps above.
        """
        title = section.rest.strip()
        if section.form:
            return self._article(section, is_short=not is_sentence(title))
        if not typed.follows(section.path, self._path):
            return None
        several_parts = len(section.path) > 1
        if not is_sentence(title) and (several_parts or not self._marks.styled):
            if not several_parts and not TITLES.fullmatch(title) and (is_next_step or not section.certain):
                return None
            return self._open_typed(len(section.path), section)
        if several_parts and self.level:
            return self._numbered_sentence(section)
        return None

    def _styled(self, text: str, level: int) -> Heading | NumberedSentence:
        """A heading by style, whose number, if any, is typed."""
        top = self._marks.top
        section, step = typed.section(text), typed.step(text)
        if section is not None and section.path and (section.certain or typed.follows(section.path, self._path)):
            if section.form:
                return self._open_typed(self._article_level(section), section)
            if len(section.path) > 1 and section.rest.rstrip().endswith("。"):
                return self._numbered_sentence(section)
            return self._open_typed(len(section.path), section)
        if step is not None and step.certain and level > top:
            return self._open(level - top + 1, step.rest, label=step.label)
        return self._open(level - top + 1, text)

    def _article(self, section: typed.Typed, *, is_short: bool) -> Heading | None:
        """第2章, 第3条: articles are counted through all chapters. One that is a whole sentence stays a paragraph."""
        last = self._last_article.get(section.form, 0)
        if self._marks.styled or section.value not in (1, last + 1):
            return None
        self._last_article[section.form] = section.value
        return self._open_typed(self._article_level(section), section) if is_short else None

    def _article_level(self, section: typed.Typed) -> int:
        articles = self._marks.articles
        return articles.index(section.form) + 1 if section.form in articles else 1

    def _numbered(self, text: str, number: Number, level: int) -> Heading | NumberedSentence:
        """A heading with a number computed by Word; below the top level a whole sentence is a step."""
        top = self._marks.top
        outline = re.fullmatch(r"(?:第?\s?)%1((?:[.．\-]%\d)*)[.．、)）章節条項\s]*", number.pattern)
        depth = len(re.findall(r"%\d", number.pattern)) if outline else level - top + 1
        if level > top and text.endswith("。"):
            below = max(depth - self.level - 1, 0)
            return NumberedSentence(text, number.value, f"n{depth}", below, printed=number.text)
        return self._open(depth, text, printed=number.text)

    def _numbered_sentence(self, section: typed.Typed) -> NumberedSentence:
        depth = max(len(section.path) - self.level, 1)
        self._path = section.path
        return NumberedSentence(
            section.rest, section.value, f"n{depth}", depth - 1, label=section.label, printed=section.label
        )

    def _is_in_list_of_headings(self, number: Number, text: str) -> bool:
        if len(text) > MAX_TITLE or text.endswith("。"):
            return False
        levels = {level for definition, level in self._marks.lists if definition == number.definition}
        if not levels or number.level <= max(levels):
            return bool(levels)
        return re.match(r"%1[.．\-]%\d", number.pattern) is not None

    def _open_typed(self, depth: int, section: typed.Typed) -> Heading:
        return self._open(depth, section.rest, label=section.label, printed=section.label)

    def _open(self, depth: int, title: str, *, label: str = "", printed: str = "") -> Heading:
        """Open a section: its number is the typed one, where that fits its level, else the next one."""
        level = max(min(depth, DEEPEST), 1)
        counters = list(self._path[:level]) + [0] * (level - len(self._path))
        counters[-1] += 1
        written = typed.section(label + "x目") if label else None
        if written is not None and not written.form and len(written.path) == level:
            self._path = written.path
        else:
            self._path = tuple(max(counter, 1) for counter in counters)
        self.level = level
        return Heading(level, depth, one_line(title), label, printed)
