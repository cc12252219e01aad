"""Warnings and notes in all their builds: one shaded cell, a label beside its text, a framed paragraph, a text box, a style, a first word."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from sops.word import typed
from sops.word.lines import Line, joined, one_line
from sops.word.names import local, misplaced, val, words
from sops.word.numbering import Number
from sops.word.origin import generated
from sops.word.result import Loss
from sops.word.styles import Styles
from sops.word.tables import LOOSE, RawRow, children, is_filled

if TYPE_CHECKING:
    from sops.word.assemble import Assembler

_SIDES = ("top", "left", "bottom", "right", "start", "end")
MAX_PARAGRAPHS = 15  # more is a part of the document that happens to have a frame
MAX_LABEL = 20


def of_frame(styles: Styles, paragraph: Any) -> str:
    """A signature of the frame or background of a paragraph; empty without one. Neighbours of one signature are one box."""
    border = styles.paragraph_property(paragraph, "pBdr")
    sides = [val(side) for side in border if local(side) in _SIDES] if border is not None else []
    framed = sum(1 for side in sides if side not in ("", "nil", "none")) >= 3
    shade = styles.paragraph_property(paragraph, "shd")
    filled = shade is not None and is_filled(shade.getparent())
    if not framed and not filled:
        return ""
    return f"{sorted(sides)}{val(shade, 'fill') if filled else ''}{styles.paragraph_style(paragraph)}"


def joins_box(walker: Assembler, text: str, frame: str, number: Number | None, line: Line) -> bool:
    """Whether a paragraph continues the box above; then it is put there."""
    if walker.open_box is None or not frame or walker.open_box[1] != frame or typed.keyword(text):
        return False
    block = walker.open_box[0]
    if block["text"].count("\n") >= MAX_PARAGRAPHS:
        return False
    block["text"] = f"{block['text']}\n{numbered(walker, text, number)}".strip("\n")
    walker.take(line)
    walker.settle(block)
    return True


def kind_of(walker: Assembler, paragraph: Any, text: str, frame: str, number: Number | None) -> str:
    """warning, caution or note; empty for an ordinary paragraph."""
    kind = typed.keyword(text)
    if kind or (number is not None and number.pattern == "※"):
        return kind or "note"
    if styled := walker.styles.role(paragraph).kind:
        return styled
    if not frame or walker.in_front or (len(text) <= MAX_LABEL and not text.endswith("。")):
        return ""
    return "caution" if typed.warns(text) else "note"


def box_table(walker: Assembler, raw: list[RawRow]) -> bool:
    """Whether a table is only a frame around a warning, a note or a part of the text; then its content is emitted."""
    cells = [cell.element for row in raw for cell in row.cells]
    if len(cells) == 1:
        _one_cell(walker, cells[0])
        return True
    if len(cells) != 2:
        return False
    said = [words(cell).strip() for cell in cells]
    filled = [text for text in said if text]
    if len(filled) == 2 and typed.keyword(said[0], alone=True) and all(map(_only_paragraphs, cells)):
        _label_and_text(walker, cells[0], cells[1], typed.keyword(said[0]))
    elif len(raw) == 1 and len(filled) == 1 and typed.keyword(filled[0]):
        for cell, text in zip(cells, said, strict=True):
            if text:
                _one_cell(walker, cell)
            else:
                walker.walk(cell)
    else:
        return False
    return True


def text_box(walker: Assembler, box: Any) -> None:
    """A text box follows the paragraph it hangs on: as a warning where it begins like one, else as paragraphs of their own."""
    paragraphs = list(children(box, "p"))
    first = next((text for p in paragraphs if (text := words(p).strip())), "")
    plain = _only_paragraphs(box) and not any(
        walker.numbering.peek(p) or walker.styles.heading_level(p) for p in paragraphs
    )
    walker.open_box = None
    if plain and len(paragraphs) <= MAX_PARAGRAPHS and typed.keyword(first):
        boxed_paragraphs(walker, paragraphs, typed.keyword(first))
    else:
        before = len(walker.blocks)
        walker.walk(box)
        if len(walker.blocks) > before:
            walker.lose(Loss("text_box", kept=True), walker.blocks[before])
    walker.open_box = None


def boxed_paragraphs(walker: Assembler, paragraphs: list[Any], kind: str) -> None:
    """Paragraphs of a frame as one warning or note."""
    lines = [walker.reader.line(paragraph) for paragraph in paragraphs]
    texts: list[str] = []
    for paragraph, line in zip(paragraphs, lines, strict=True):
        text = walker.reader.text(line).strip()
        if text:
            texts.append(numbered(walker, text, walker.count(paragraph, line, text)))
    if texts:
        walker.box(kind or ("caution" if typed.warns(texts[0]) else "note"), texts, joined(lines))
    else:
        walker.take(joined(lines))
    for line in lines:
        walker.aside(Line(pictures=line.pictures, boxes=line.boxes), has_text=bool(texts))


def _one_cell(walker: Assembler, cell: Any) -> None:
    paragraphs = list(islice(children(cell, "p"), MAX_PARAGRAPHS + 1))
    if (
        len(paragraphs) > MAX_PARAGRAPHS
        or not _only_paragraphs(cell)
        or any(map(walker.styles.heading_level, paragraphs))
    ):
        walker.walk(cell)
        return
    first = next((text for p in paragraphs if (text := words(p).strip())), "")
    kind = typed.keyword(first)
    steps = any((number := walker.numbering.peek(p)) is not None and not number.is_bullet for p in paragraphs)
    if not first or (not kind and (steps or walker.in_front)):
        walker.walk(cell)
    else:
        boxed_paragraphs(walker, paragraphs, kind)


def _only_paragraphs(parent: Any) -> bool:
    """Whether nothing but paragraphs stands in a cell or text box: no table, no loose run, no words in its properties."""
    broken = any(misplaced(child) for child in parent if local(child).endswith("Pr"))
    return not broken and not any(True for _other in children(parent, "tbl", *LOOSE))


def _label_and_text(walker: Assembler, label: Any, body: Any, kind: str) -> None:
    lines = [walker.reader.line(p) for p in children(label, "p")]
    title = one_line(" ".join(walker.reader.text(line).strip() for line in lines))
    held, walker.reader.pending = walker.reader.pending, []
    before = len(walker.blocks)
    boxed_paragraphs(walker, list(children(body, "p")), kind)
    if len(walker.blocks) == before:
        block = walker.box(kind, [title], None)
    elif (block := walker.blocks[before])["type"] == "warning":
        block["title"] = f"{title} {block['title']}".strip()
    else:
        block["text"] = f"{title}\n{block['text']}"
    walker.losses += [(loss, block) for loss in held]
    for line in lines:
        walker.take(line)
        walker.aside(Line(pictures=line.pictures, boxes=line.boxes), has_text=True)


def numbered(walker: Assembler, text: str, number: Number | None) -> str:
    """The text with the number or bullet that Word prints before it, which the file does not hold."""
    if number is None or (number.is_bullet and not text):
        return text
    label = number.words or ("・" if number.is_bullet else number.text)
    marked = generated(label)
    return f"{marked}{text}" if number.is_bullet else f"{marked} {text}".strip()
