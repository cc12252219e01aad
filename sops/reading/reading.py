"""A version as shown to a reader: sections, steps on the spine with their content, critical values, marks of change.

Pure: from a frozen content and the marks of its changes to the input of templates and PDF.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sops.document.content import labels, text_of, value_text

# "A. 準備" above steps: a heading without heading style, as in procedures of the sending unit
GROUP = re.compile(r"[A-ZＡ-Ｚ][.．)）][ \u3000]?\S.{0,79}(?<![.。:：;；])")


@dataclass
class Mark:
    """A block that differs from the compared version.

    `before` and `after` show the difference as pieces (op, text), by language.
    """

    kind: str  # changed, added, removed, moved
    critical: bool = False
    pieces: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    label: str = ""  # Changed in v3
    summary: str = ""  # Against v2
    link: str = ""
    link_text: str = ""


@dataclass
class Value:
    """A critical parameter: its name in one or two languages and its typed value."""

    name: str
    second: str
    value: str
    parameter: Mapping[str, Any]


@dataclass
class Part:
    """Content other than a step: paragraph, warning, note, table, figure, list; the second text is the other
    language.
    """

    kind: str
    id: str
    text: str = ""
    second: str = ""
    title: str = ""
    second_title: str = ""
    tone: str = ""
    rows: list[list[dict[str, Any]]] = field(default_factory=list)
    head_rows: int = 0
    image: str = ""
    alt: str = ""
    items: list[Part] = field(default_factory=list)
    level: int = 1
    mark: Mark | None = None


@dataclass
class Step:
    """One step on the spine, with the warnings, tables and remarks before the next."""

    id: str
    label: str
    level: int
    title: str
    second_title: str
    text: str
    second: str
    values: list[Value]
    parts: list[Part] = field(default_factory=list)
    mark: Mark | None = None
    section: str = ""

    @property
    def short(self) -> str:
        """The label as shown in the node: 4 for (4)."""
        return self.label.strip("()")

    @property
    def critical(self) -> bool:
        return bool(self.values)


@dataclass
class Section:
    """A numbered section, or a group of steps inside one: a heading without a number."""

    id: str
    label: str
    level: int
    title: str
    second_title: str
    lead: list[Part] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    mark: Mark | None = None

    @property
    def heading(self) -> int:
        """Level of its HTML heading: the title of the page is 1."""
        return 2 if self.level == 1 else 3


@dataclass
class Reading:
    """A document in one language, or in two side by side."""

    languages: list[str]
    title: str
    second_title: str
    sections: list[Section]
    footnotes: list[Part]

    @property
    def steps(self) -> list[Step]:
        return [step for section in self.sections for step in section.steps]

    @property
    def critical(self) -> list[tuple[str, str]]:
        """Name of the step and its critical values, for the side column."""
        return [
            (step.title or f"{step.section} {step.label}".strip(), " · ".join(v.value for v in step.values))
            for step in self.steps
            if step.values
        ]


def read(content: Mapping[str, Any], languages: list[str], marks: Mapping[str, Mark] | None = None) -> Reading:
    """Returns `content` in `languages` (one, or two for reading side by side), its changed blocks marked."""
    first, second = languages[0], languages[1] if len(languages) > 1 else ""
    marks = marks or {}
    numbers = labels(content)

    def two(value: Any) -> tuple[str, str]:
        return text_of(value, first), text_of(value, second) if second else ""

    title, second_title = two(content["title"])
    opening = Section("", "", 1, "", "")
    sections = [opening]
    footnotes: list[Part] = []
    blocks = content["blocks"]
    for place, block in enumerate(blocks):
        kind, mark = block["type"], marks.get(block["id"])
        if kind == "section":
            sections.append(
                Section(
                    block["id"], numbers[block["id"]], int(block.get("level") or 1), *two(block["title"]), mark=mark
                )
            )
        elif kind == "step":
            values = [Value(*two(p.get("name")), value_text(p, first), p) for p in block.get("parameters", ())]
            sections[-1].steps.append(
                Step(
                    block["id"],
                    numbers[block["id"]],
                    min(int(block.get("level") or 1), 3),
                    *two(block.get("title")),
                    *two(block.get("text")),
                    values,
                    mark=mark,
                    section=next((s.label for s in reversed(sections) if s.label), ""),
                )
            )
        elif kind == "paragraph" and _before_step(blocks, place) and GROUP.fullmatch(two(block["text"])[0]):
            above = sections[-1]
            sections.append(Section(block["id"], "", above.level + bool(above.label), *two(block["text"]), mark=mark))
        elif kind == "footnote":
            footnotes.append(Part("footnote", block["id"], *two(block.get("text")), title=block.get("mark", "")))
        else:
            _place(sections[-1], _part(block, two, mark))
    return Reading(
        languages, title, second_title, [s for s in sections if s is not opening or s.lead or s.steps], footnotes
    )


def _before_step(blocks: list[Mapping[str, Any]], place: int) -> bool:
    return place + 1 < len(blocks) and blocks[place + 1]["type"] == "step"


def _part(block: Mapping[str, Any], two: Any, mark: Mark | None) -> Part:
    kind = block["type"]
    text, second = two(block.get("caption") if kind in {"table", "figure"} else block.get("text"))
    title, second_title = two(block.get("title"))
    part = Part(kind, block["id"], text, second, title, second_title, mark=mark)
    part.tone = block.get("kind", "")
    part.level = int(block.get("level") or 1)
    if kind == "table":
        part.head_rows = int(block.get("head_rows") or 0)
        part.rows = [[_cell(cell, two, r < part.head_rows) for cell in row] for r, row in enumerate(block["rows"])]
    if kind == "figure":
        part.image, part.alt = block.get("image", ""), two(block.get("alt"))[0]
    return part


def _cell(cell: Mapping[str, Any], two: Any, head: bool) -> dict[str, Any]:
    text, second = two(cell.get("text"))
    return {
        "text": text,
        "second": second if second != text else "",  # a number is written once
        "colspan": int(cell.get("colspan") or 1),
        "rowspan": int(cell.get("rowspan") or 1),
        "head": head,
    }


def _place(section: Section, part: Part) -> None:
    """Adds a part to the step above it, so that the spine continues; before the first step, to the section."""
    home = section.steps[-1].parts if section.steps else section.lead
    if part.kind == "list_item":
        if not home or home[-1].kind != "list":
            home.append(Part("list", part.id))
        home[-1].items.append(part)
        return
    home.append(part)
