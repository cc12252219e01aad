"""Warnings and notes, however they are built.

A shaded cell, a label beside its text, a framed paragraph, a text box, a style, or the first word.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from sops.word import typed
from sops.word.builder import Block, ImportBuilder
from sops.word.lines import Line, flat, joined, one_line
from sops.word.names import attribute, local_name, misplaced_text, text_of
from sops.word.numbering import Number, with_number
from sops.word.paragraphs import ParagraphReader
from sops.word.result import Loss
from sops.word.styles import Styles
from sops.word.tables import LOOSE, RawRow, children, is_filled
from sops.word.walker import Walker

_SIDES = ("top", "left", "bottom", "right", "start", "end")
MAX_PARAGRAPHS = 15  # more is a part of the document that happens to have a frame
MAX_LABEL = 20


def frame_of(styles: Styles, paragraph: Any) -> str:
    """A signature of a paragraph's frame or background; empty without one. Word draws equal neighbours as one box."""
    border = styles.paragraph_property(paragraph, "pBdr")
    sides = [attribute(side) for side in border if local_name(side) in _SIDES] if border is not None else []
    framed = sum(1 for side in sides if side not in ("", "nil", "none")) >= 3
    shade = styles.paragraph_property(paragraph, "shd")
    filled = shade is not None and is_filled(shade.getparent())
    if not framed and not filled:
        return ""
    return f"{sorted(sides)}{attribute(shade, 'fill') if filled else ''}{styles.paragraph_style(paragraph)}"


def kind_of(text: str, number: Number | None, *, styled: str, frame: str, on_cover: bool) -> str:
    """warning, caution or note; empty for an ordinary paragraph. `styled`: the kind by the paragraph's style."""
    kind = typed.keyword(text)
    if kind or (number is not None and number.pattern == "※"):
        return kind or "note"
    if styled:
        return styled
    if not frame or on_cover or (len(text) <= MAX_LABEL and not text.endswith("。")):
        return ""
    return "caution" if typed.warns(text) else "note"


class Boxes:
    """Adds warnings and notes, and keeps the framed one that the next paragraph may continue."""

    def __init__(self, reader: ParagraphReader, builder: ImportBuilder) -> None:
        self._reader = reader
        self._builder = builder
        self._open: tuple[Block, str] | None = None  # with the frame of its paragraphs

    def close(self) -> None:
        """Let the next framed paragraph begin a box of its own."""
        self._open = None

    def continue_open(self, text: str, frame: str, number: Number | None, line: Line) -> bool:
        """Add a paragraph to the open box. Returns False where it is no part of that box."""
        if self._open is None or not frame or self._open[1] != frame or typed.keyword(text):
            return False
        block = self._open[0]
        if block["text"].count("\n") >= MAX_PARAGRAPHS:
            return False
        self._builder.extend_block(block, with_number(text, number), line)
        return True

    def add(self, kind: str, texts: list[str], line: Line | None, *, frame: str = "") -> Block:
        """Add a warning or note of one or more paragraphs. A first one that is a keyword alone is the title."""
        title = ""
        if len(texts) > 1 and typed.keyword(texts[0], alone=True):
            title, texts = one_line(texts[0]), texts[1:]
        text = "\n".join(flat(part) for part in texts)
        if kind == "note":
            block: Block = {"type": "note", "text": f"{title}\n{text}" if title else text}
        else:
            block = {"type": "warning", "kind": kind, "title": title, "text": text}
        self._builder.add_block(block, line)
        if frame:
            self._open = (block, frame)
        return block

    def add_drawings(self, line: Line, walker: Walker, *, has_text: bool) -> None:
        """Add the pictures and text boxes of a paragraph, after its text."""
        for key, description in line.pictures:
            self._builder.add_figure(key, description, moved=has_text)
        for box in line.boxes:
            self._read_text_box(box, walker)
        if self._reader.losses:
            self._builder.settle(self._builder.last_block)

    def read_table(self, rows: list[RawRow], walker: Walker) -> bool:
        """Add a table that only frames a warning, a note or a part of the text. Returns False for any other table."""
        cells = [cell.element for row in rows for cell in row.cells]
        if len(cells) == 1:
            self._read_cell(cells[0], walker)
            return True
        if len(cells) != 2:
            return False
        texts = [text_of(cell).strip() for cell in cells]
        with_text = [text for text in texts if text]
        if len(with_text) == 2 and typed.keyword(texts[0], alone=True) and all(map(_has_only_paragraphs, cells)):
            self._read_labelled(cells[0], cells[1], typed.keyword(texts[0]), walker)
            return True
        if len(rows) == 1 and len(with_text) == 1 and typed.keyword(with_text[0]):
            for cell, text in zip(cells, texts, strict=True):
                if text:
                    self._read_cell(cell, walker)
                else:
                    walker.walk(cell)
            return True
        return False

    def _read_text_box(self, box: Any, walker: Walker) -> None:
        """Add a text box: as a warning or note where it begins like one, else as paragraphs of their own."""
        paragraphs = list(children(box, "p"))
        kind = typed.keyword(_first_text(paragraphs))
        plain = _has_only_paragraphs(box) and not any(
            self._reader.numbering.peek(paragraph) or self._reader.styles.heading_level(paragraph)
            for paragraph in paragraphs
        )
        self.close()
        if plain and len(paragraphs) <= MAX_PARAGRAPHS and kind:
            self._add_paragraphs(paragraphs, kind, walker)
        else:
            before = len(self._builder.blocks)
            walker.walk(box)
            if len(self._builder.blocks) > before:
                self._builder.record_loss(Loss("text_box", kept=True), self._builder.blocks[before])
        self.close()

    def _read_cell(self, cell: Any, walker: Walker) -> None:
        """Add the only cell of a frame: as a box, or as parts of the document where it holds headings or tables."""
        reader = self._reader
        paragraphs = list(islice(children(cell, "p"), MAX_PARAGRAPHS + 1))
        if (
            len(paragraphs) > MAX_PARAGRAPHS
            or not _has_only_paragraphs(cell)
            or any(map(reader.styles.heading_level, paragraphs))
        ):
            walker.walk(cell)
            return
        first = _first_text(paragraphs)
        kind = typed.keyword(first)
        numbers = [number for paragraph in paragraphs if (number := reader.numbering.peek(paragraph)) is not None]
        has_steps = any(not number.is_bullet for number in numbers)
        if not first or (not kind and (has_steps or walker.on_cover)):
            walker.walk(cell)
        else:
            self._add_paragraphs(paragraphs, kind, walker)

    def _read_labelled(self, label: Any, body: Any, kind: str, walker: Walker) -> None:
        """Add a warning or note whose keyword stands in a cell of its own, beside or above the text."""
        builder, reader = self._builder, self._reader
        lines = [reader.line(paragraph) for paragraph in children(label, "p")]
        title = one_line(" ".join(reader.text(line).strip() for line in lines))
        losses_of_label = reader.losses.take()
        before = len(builder.blocks)
        self._add_paragraphs(list(children(body, "p")), kind, walker)
        if len(builder.blocks) == before:
            block = self.add(kind, [title], None)
        else:
            block = builder.blocks[before]
            builder.add_title(block, title)
        builder.record_losses(losses_of_label, block)
        for line in lines:
            builder.hold(line)
            self.add_drawings(line.drawings(), walker, has_text=True)

    def _add_paragraphs(self, paragraphs: list[Any], kind: str, walker: Walker) -> None:
        """Add the paragraphs of a frame as one warning or note."""
        reader = self._reader
        lines = [reader.line(paragraph) for paragraph in paragraphs]
        texts: list[str] = []
        for paragraph, line in zip(paragraphs, lines, strict=True):
            text = reader.text(line).strip()
            if text:
                texts.append(with_number(text, reader.number(paragraph, line, text)))
        if texts:
            self.add(kind or ("caution" if typed.warns(texts[0]) else "note"), texts, joined(lines))
        else:
            self._builder.hold(joined(lines))
        for line in lines:
            self.add_drawings(line.drawings(), walker, has_text=bool(texts))


def _first_text(paragraphs: list[Any]) -> str:
    return next((text for paragraph in paragraphs if (text := text_of(paragraph).strip())), "")


def _has_only_paragraphs(parent: Any) -> bool:
    """Whether a cell or text box holds nothing but paragraphs: no table, no loose run, no text in its properties."""
    broken = any(misplaced_text(child) for child in parent if local_name(child).endswith("Pr"))
    return not broken and not any(True for _other in children(parent, "tbl", *LOOSE))
