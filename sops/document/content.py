"""The content document of an SOP: one shape from Word import to frozen version, with its texts, numbering and printed
values.

In a *source* content a text is a string; in a *frozen* content a dict of languages. Every function here accepts
both.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.numbers import vi_decimal
from core.text import nfc
from core.units import symbol

NBSP = "\u00a0"
STRUCK = ("〔取り消し線：", "〕")  # around words that the author of a Word file crossed out
KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"

Text = str | dict[str, str]


@dataclass(frozen=True)
class SegmentText:
    """One text of a content: the unit of translation and comparison."""

    path: str
    block_id: str
    kind: str
    text: Text
    critical: bool


@dataclass(frozen=True)
class _Slot:
    """Location of a text: `holder[key]`."""

    path: str
    block_id: str
    kind: str
    critical: bool
    holder: Any
    key: Any


def _slots(content: Mapping[str, Any]) -> Iterator[_Slot]:
    yield _Slot("title", "", "title", False, content, "title")
    for block in content.get("blocks", ()):
        block_id, kind = block["id"], block["type"]
        critical = kind == "warning" or bool(block.get("parameters"))
        for field in ("title", "text", "caption", "alt"):
            if field in block:
                yield _Slot(f"{block_id}.{field}", block_id, kind, critical, block, field)
        for r, row in enumerate(block.get("rows", ())):
            for c, cell in enumerate(row):
                yield _Slot(f"{block_id}.r{r}c{c}", block_id, kind, False, cell, "text")
        for parameter in block.get("parameters", ()):
            yield _Slot(f"{block_id}.p.{parameter['id']}", block_id, "parameter", True, parameter, "name")


def segments(content: Mapping[str, Any]) -> list[SegmentText]:
    """Returns every non-empty text in document order.

    Paths: `title`, `<block>.title|text|caption|alt`, `<block>.p.<parameter>`, and `<block>.r<row>c<n>` for the n-th
    cell written in a row (from 0; cells covered by a merged one are not written and not counted).
    """
    found = []
    for slot in _slots(content):
        value = slot.holder.get(slot.key) or ""
        if isinstance(value, str):
            value = nfc(value)
            empty = not value.strip()
        else:
            empty = not any(text.strip() for text in value.values())
        if not empty:
            found.append(SegmentText(slot.path, slot.block_id, slot.kind, value, slot.critical))
    return found


def text_hash(text: str) -> str:
    """Returns SHA-256 (hex) of the text in NFC, which binds a translation to its source (domain (c) 1)."""
    return hashlib.sha256(nfc(text).encode()).hexdigest()


def text_of(value: Text | None, language: str) -> str:
    """Returns the text in `language`, whichever shape the content has; empty where a frozen text lacks that
    language.
    """
    if not value:
        return ""
    return value if isinstance(value, str) else value.get(language, "")


def source_language(content: Mapping[str, Any]) -> str:
    """Returns the language in which the SOP was written; Japanese where the content has none."""
    return content.get("source", {}).get("language") or "ja"


def languages(content: Mapping[str, Any]) -> list[str]:
    """Returns the languages of a frozen content, source first; a source content has one."""
    first = source_language(content)
    title = content.get("title")
    others = [lang for lang in title if lang != first] if isinstance(title, dict) else []
    return [first, *others]


def join(source: Mapping[str, Any], translations: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Returns the frozen shape: every text becomes {language: text}, from the source and from
    `translations[language][path]`.

    A language without a path lacks that text; source text never replaces a translation (domain (c) 2). An empty text
    is {}.
    """
    frozen = copy.deepcopy(dict(source))
    first = source_language(source)
    for slot in _slots(frozen):
        value = slot.holder.get(slot.key) or ""
        if not value.strip():
            slot.holder[slot.key] = {}
            continue
        texts = {first: nfc(value)}
        for language, by_path in translations.items():
            if by_path.get(slot.path):
                texts[language] = nfc(by_path[slot.path])
        slot.holder[slot.key] = texts
    return frozen


def in_language(content: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Returns the content with plain strings of one language (a text missing there is empty)."""
    plain = copy.deepcopy(dict(content))
    for slot in _slots(plain):
        slot.holder[slot.key] = text_of(slot.holder.get(slot.key), language)
    return plain


def labels(content: Mapping[str, Any]) -> dict[str, str]:
    """Returns the numbers of sections (`6.4`) and steps (`(1)`, `ア`, `①`) by block id, computed from position (the
    content never stores them).

    Steps restart in every section; an outer step list continues after a sub-list, and a sub-list restarts under each
    outer step.
    """
    found: dict[str, str] = {}
    sections: list[int] = []
    steps: list[int] = []
    for block in content.get("blocks", ()):
        if block["type"] == "section":
            sections = _count(sections, int(block.get("level") or 1))
            # a level left out in the document (1 → 1.0.1) counts as its first
            found[block["id"]] = ".".join(str(max(n, 1)) for n in sections)
            steps = []
        elif block["type"] == "step":
            level = int(block.get("level") or 1)
            steps = _count(steps, level)
            found[block["id"]] = step_label(level, steps[-1])
    return found


def _count(counters: list[int], level: int) -> list[int]:
    counters = counters[:level] + [0] * (level - len(counters))
    counters[level - 1] += 1
    return counters


def step_label(level: int, number: int) -> str:
    """(1), then ア, then ①; plain numbers beyond the range of a script."""
    if level == 2 and number <= len(KATAKANA):
        return KATAKANA[number - 1]
    if level >= 3 and number <= 20:
        return chr(0x245F + number)
    return f"({number})"


def section_of(content: Mapping[str, Any]) -> dict[str, str]:
    """Returns the label of the section that contains each block (a section's own label for the section itself), by
    block id.
    """
    numbers = labels(content)
    current, found = "", {}
    for block in content.get("blocks", ()):
        if block["type"] == "section":
            current = numbers[block["id"]]
        found[block["id"]] = current
    return found


def value_text(parameter: Mapping[str, Any], language: str) -> str:
    """Returns the typed value of a critical parameter in `language`: `37 ± 0,5 °C`, `30–45 phút`, `≥ 80 %`, with
    no-break spaces (domain (c) 6).
    """

    def num(key: str) -> str:
        return vi_decimal(parameter.get(key) or "", language)

    comparator = parameter.get("comparator") or "="
    if comparator == "±":
        text = f"{num('value')}{NBSP}±{NBSP}{num('tolerance')}"
    elif comparator == "range":
        text = f"{num('low')}–{num('high')}"
    elif comparator == "=":
        text = num("value")
    else:
        text = f"{comparator}{NBSP}{num('value')}"
    unit = symbol((parameter.get("unit") or "").strip(), language)
    if not unit:
        return text
    if unit == "pH":
        return f"pH{NBSP}{text}"
    return text + unit.replace(" ", NBSP) if unit.startswith("×") else text + NBSP + unit.replace(" ", NBSP)


def parameter_text(parameter: Mapping[str, Any], language: str) -> str:
    """Returns name and value of a parameter: `Nhiệt độ: 37 ± 0,5 °C`."""
    name = text_of(parameter.get("name"), language)
    value = value_text(parameter, language)
    return f"{name}: {value}" if name else value
