"""From paragraphs and tables to blocks: the walk through the document, and what each paragraph becomes."""

from __future__ import annotations

from typing import Any

from sops.word import typed
from sops.word.boxes import joins_box, kind_of, numbered, of_frame, text_box
from sops.word.cover import belongs_to_cover
from sops.word.headings import Headings
from sops.word.lines import Line, flat, joined, one_line
from sops.word.names import R, W, first_child, local, told, val, words
from sops.word.numbering import Number, Numbering
from sops.word.origin import leading, shown
from sops.word.reader import Reader
from sops.word.result import Loss, Tracked
from sops.word.steps import StepLevels, form_of
from sops.word.styles import Styles
from sops.word.tablereader import cell_text, table_block
from sops.word.tables import LOOSE

Block = dict[str, Any]
MAX_CAPTION = 120


class Assembler:
    """Walks the body and makes blocks. Ids are given at the end (`sops.word.finish`); until then a loss points at the block itself."""

    def __init__(self, reader: Reader, styles: Styles, numbering: Numbering) -> None:
        self.reader = reader
        self.styles = styles
        self.numbering = numbering
        self.headings = Headings(self)
        self.blocks: list[Block] = []
        self.losses: list[tuple[Loss, Block | None]] = []
        self.tracked: list[tuple[Tracked, Block | None]] = []
        self.raw: list[dict[str, str]] = []
        self.titles: list[str] = []
        self.organisation = ""
        self.steps = StepLevels()
        self.open_box: tuple[Block, str] | None = None  # a frame that the next paragraph may continue
        self._carried: list[Line] = []  # lines whose paragraph mark is deleted: they run on into the next paragraph
        self._notes: list[tuple[str, str]] = []
        self._taken: list[Tracked] = []

    @property
    def in_front(self) -> bool:
        """Still on the cover: no section has begun."""
        return self.headings.level == 0

    # --- the walk --------------------------------------------------------------------------------------------------

    def walk(self, parent: Any) -> None:
        """Blocks of a body, cell or text box, in order. An unknown wrapper is looked into; loose runs are a paragraph."""
        for child in parent:
            name = local(child)
            if name == "p":
                self.paragraph(child)
            elif name == "tbl":
                self.open_box = None
                table_block(self, child)
            elif name == "sdt":
                self._control(child)
            elif name == "AlternateContent":
                self.walk(told(child))
            elif name in ("altChunk", "subDoc"):
                self.lose(
                    Loss(
                        "embedded_document",
                        mark=self.reader.package.fingerprint(self.reader.part, child.get(R + "id", "")),
                    )
                )
            elif name in LOOSE:
                self.paragraph(child, only=child)
            elif name.endswith("Pr"):
                self.reader.lose_misplaced(child)
            else:
                self.walk(child)

    def end(self) -> None:
        """Close what is still open at the end of the file."""
        if self._carried:
            line, self._carried = joined(self._carried), []
            text = self.reader.text(line).strip()
            if text:
                self.emit({"type": "paragraph", "text": flat(text)}, line)
        self.flush_notes()
        self.settle(self.blocks[-1] if self.blocks else None)
        for loss in self.reader.notes.unused(self.reader.seen_comments):
            self.lose(loss)

    def _control(self, sdt: Any) -> None:
        gallery = val(sdt.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"))
        if gallery != "Table of Contents":
            self.walk(sdt)
            return
        for paragraph in sdt.iter(W + "p"):
            self.reader.line(paragraph)  # keeps the state of fields that begin here
            self.reader.pending.clear()
            if words(paragraph).strip():
                self.lose(Loss("contents", text=words(paragraph)))

    # --- emitting --------------------------------------------------------------------------------------------------

    def emit(self, block: Block, line: Line | None = None) -> Block:
        self.blocks.append(block)
        self.settle(block)
        if block["type"] == "figure" and block["image"]:
            self.lose(Loss("picture_words", detail=block["alt"]), block)
        if line is not None:
            self.tracked += [(change, block) for change in line.changes]
            self._notes += line.notes
        return block

    def settle(self, block: Block | None) -> None:
        """What was lost while reading belongs to this block."""
        self.losses += [(loss, block) for loss in self.reader.pending]
        self.reader.pending.clear()
        self.tracked += [(change, block) for change in self._taken]
        self._taken.clear()

    def take(self, line: Line) -> None:
        """Notes and tracked changes of a line that is part of the block to come."""
        self._taken += line.changes
        self._notes += line.notes

    def lose(self, loss: Loss, block: Block | None = None) -> None:
        self.losses.append((loss, block))

    # --- paragraphs ------------------------------------------------------------------------------------------------

    def paragraph(self, paragraph: Any, *, only: Any = None) -> None:
        """Make a block of a paragraph, or of `only`, a run that stands outside any."""
        line = self.reader.line(paragraph) if only is None else self.reader.loose(only)
        if only is None and self._runs_on(paragraph):
            self._carried.append(line)
            return
        if self._carried:
            line = joined([*self._carried, line])
            self._carried = []
        text = self.reader.text(line)
        number = self.count(paragraph, line, text) if only is None else None
        if self._is_contents(paragraph, line):
            if text.strip():
                self.reader.lose("contents", text.strip())
            self.settle(None)
            return
        if text.strip():
            self._classify(paragraph, line, text.strip(), number)
        else:
            self.open_box = self.open_box if line.boxes else None
            self.tracked += [(change, None) for change in line.changes]
        self.aside(line, has_text=bool(text.strip()))

    def count(self, paragraph: Any, line: Line, text: str) -> Number | None:
        """The number Word prints before a paragraph; none when nothing of the paragraph is left in this reading."""
        gone = not text.strip() and any(token.text.strip() for token in line.tokens)
        return None if gone else self.numbering.count(paragraph)

    def _runs_on(self, paragraph: Any) -> bool:
        """Whether the end of this paragraph does not stand in the chosen reading."""
        properties = first_child(paragraph, W + "pPr")
        mark = first_child(properties, W + "rPr") if properties is not None else None
        if mark is None:
            return False
        gone = ("del", "moveFrom") if self.reader.accept else ("ins", "moveTo")
        return any(mark.find(W + name) is not None for name in gone)

    def _is_contents(self, paragraph: Any, line: Line) -> bool:
        return line.contents or self.styles.role(paragraph).contents

    def _classify(self, paragraph: Any, line: Line, text: str, number: Number | None) -> None:
        if number is not None and number.words:
            text, number = numbered(self, text, number), None
        frame = of_frame(self.styles, paragraph)
        if joins_box(self, text, frame, number, line):
            return
        self.open_box = None
        level = self.headings.level_of(paragraph)
        if (
            self.in_front
            and (not level or paragraph is self.headings.title)
            and belongs_to_cover(self, paragraph, text, line)
        ):
            return
        if typed.is_end(text) and number is None:
            self.reader.lose("end_mark", text)
            self.settle(None)
        elif self.headings.take(text, number, level, line):
            return
        elif number is not None and not number.is_bullet:
            self.step(text, number.value, form_of(number), line, printed=number.text, number=number)
        elif self._is_caption(paragraph, text):
            self.emit({"type": "caption", "text": one_line(text), "of": typed.caption(text) or "any"}, line)
        elif kind := kind_of(self, paragraph, shown(text), frame, number):
            self.box(kind, [text], line, frame=frame)
        elif number is not None:
            self.emit({"type": "list_item", "level": min(number.level + 1, 3), "text": flat(text)}, line)
        else:
            self._plain(text, line)

    def _plain(self, text: str, line: Line) -> None:
        """A paragraph without any mark of Word's: perhaps with a number or bullet that was typed, or drawn in a symbol font."""
        drawn, rest = leading(text)
        section, step, item = typed.section(text), typed.step(drawn + rest), typed.bullet(drawn + rest)
        step = self.steps.resolved(step) if step is not None else None
        goes_on = step is not None and self.steps.goes_on(step)
        if section is not None and section.path and self.headings.take_typed(section, line, in_steps=goes_on):
            return
        if step is not None and not self.in_front and self.steps.accepts(step):
            self.step(step.rest, step.value, step.form, line, label="" if drawn else step.label, printed=step.label)
        elif item is not None and not self.in_front:
            self.emit(
                {"type": "list_item", "level": 1, "text": flat(item.rest), "_label": "" if drawn else item.label}, line
            )
        else:
            self.emit({"type": "paragraph", "text": flat(text)}, line)

    def step(
        self, text: str, value: int, form: str, line: Line, *, label: str = "", printed: str = "", depth: int = 0, number: Number | None = None
    ) -> None:  # fmt: skip
        if number is None:
            level = self.steps.place(form, value, depth=depth)
        else:
            level = self.steps.place(form, value, depth=number.level, origin=number.definition, indent=number.indent)
        if level > 3:
            self.reader.lose("level", kept=True, detail=f"{level} → 3")
        block = {"type": "step", "level": min(level, 3), "title": "", "text": flat(text), "parameters": []}
        self.emit(block | {"_label": label, "_printed": printed, "_value": value, "_form": form}, line)

    def box(self, kind: str, texts: list[str], line: Line | None, *, frame: str = "") -> Block:
        """A warning or note of one or more paragraphs. A first one that is only a word of warning is the title."""
        title = ""
        if len(texts) > 1 and typed.keyword(texts[0], alone=True):
            title, texts = one_line(texts[0]), texts[1:]
        text = "\n".join(flat(part) for part in texts)
        if kind == "note":
            block: Block = {"type": "note", "text": f"{title}\n{text}" if title else text}
        else:
            block = {"type": "warning", "kind": kind, "title": title, "text": text}
        self.emit(block, line)
        if frame:
            self.open_box = (block, frame)
        return block

    def _is_caption(self, paragraph: Any, text: str) -> bool:
        return bool(typed.caption(text)) or (self.styles.role(paragraph).caption and len(text) <= MAX_CAPTION)

    # --- what hangs on a paragraph ---------------------------------------------------------------------------------

    def aside(self, line: Line, *, has_text: bool) -> None:
        """Pictures and text boxes of a paragraph follow it."""
        for key, alt in line.pictures:
            self.figure(key, alt, moved=has_text)
        for box in line.boxes:
            text_box(self, box)
        if self.reader.pending:
            self.settle(self.blocks[-1] if self.blocks else None)

    def figure(self, key: str, alt: str, *, moved: bool) -> None:
        if moved:
            self.reader.lose("picture_moved", kept=True, detail=alt)
        self.emit({"type": "figure", "image": key, "caption": "", "alt": alt})

    def flush_notes(self) -> None:
        """Footnotes stand at the end of the section that refers to them."""
        notes, self._notes = self._notes, []
        for key in notes:
            found = self.reader.notes.elements.pop(key, None)
            if found is None:  # given already, or missing in the file
                continue
            pictures: list[tuple[str, str]] = []
            home, self.reader.part = self.reader.part, found[0]
            text = cell_text(self, found[1], pictures)
            self.reader.part = home
            self.emit({"type": "footnote", "mark": self.reader.notes.marks[key], "text": text})
            for picture, alt in pictures:
                self.figure(picture, alt, moved=True)
