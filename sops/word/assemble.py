"""From paragraphs and tables to blocks: the walk through the body, and what each paragraph becomes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sops.word import typed
from sops.word.boxes import Boxes, frame_of, kind_of
from sops.word.builder import Block, ImportBuilder
from sops.word.cells import CellReader
from sops.word.cover import cover_line
from sops.word.headings import DEEPEST, Heading, Headings, NumberedSentence
from sops.word.lines import Line, flat, joined, one_line
from sops.word.names import R, W, attribute, chosen_branch, first_child, local_name, text_of
from sops.word.numbering import Number, with_number
from sops.word.origin import shown, split_generated
from sops.word.paragraphs import ParagraphReader
from sops.word.result import Loss
from sops.word.steps import StepLevels, form_of
from sops.word.tablereader import TableReader
from sops.word.tables import LOOSE

MAX_CAPTION = 120
DEEPEST_STEP = 3  # levels of steps in an SOP here (docs/content.md)
DEEPEST_ITEM = 3


class Assembler:
    """Walks through the body and decides what each paragraph is (see `sops.word.walker.Walker`)."""

    def __init__(self, reader: ParagraphReader, builder: ImportBuilder, cells: CellReader, headings: Headings) -> None:
        self._reader = reader
        self._builder = builder
        self._cells = cells
        self._headings = headings
        self._boxes = Boxes(reader, builder)
        self._tables = TableReader(reader, builder, cells, self._boxes)
        self._steps = StepLevels()
        self._carried: list[Line] = []  # lines whose paragraph mark is deleted: they run on into the next paragraph

    @property
    def on_cover(self) -> bool:
        """Whether no section has begun yet."""
        return self._headings.level == 0

    # --- the walk ----------------------------------------------------------------------------------------------

    def walk(self, parent: Iterable[Any]) -> None:
        """Add the blocks of the children of a body, cell or text box, in order.

        Unknown wrappers are walked through; a run outside any paragraph is a paragraph.
        """
        for child in parent:
            name = local_name(child)
            if name == "p":
                self._read_paragraph(child)
            elif name == "tbl":
                self._tables.read(child, self)
            elif name == "sdt":
                self._walk_control(child)
            elif name == "AlternateContent":
                self.walk(chosen_branch(child))
            elif name in ("altChunk", "subDoc"):
                mark = self._reader.package.fingerprint(self._reader.part, child.get(R + "id", ""))
                self._builder.record_loss(Loss("embedded_document", mark=mark))
            elif name in LOOSE:
                self._read_loose_run(child)
            elif name.endswith("Pr"):
                self._reader.losses.add_misplaced(child)
            else:
                self.walk(child)

    def end(self) -> None:
        """Add what is still open at the end of the body, and record notes and comments that nothing refers to."""
        if self._carried:
            line, self._carried = joined(self._carried), []
            text = self._reader.text(line).strip()
            if text:
                self._builder.add_block({"type": "paragraph", "text": flat(text)}, line)
        self._add_notes()
        self._builder.settle(self._builder.last_block)
        self._builder.record_losses(self._reader.notes.unused(), None)

    def _walk_control(self, control: Any) -> None:
        """Walk through a content control; one that holds the table of contents is recorded instead."""
        gallery = attribute(control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"))
        if gallery != "Table of Contents":
            self.walk(control)
            return
        for paragraph in control.iter(W + "p"):
            self._reader.line(paragraph)  # for the fields that begin here and end later
            self._reader.losses.take()
            if text_of(paragraph).strip():
                self._builder.record_loss(Loss("contents", text=text_of(paragraph)))

    # --- paragraphs --------------------------------------------------------------------------------------------

    def _read_paragraph(self, paragraph: Any) -> None:
        line = self._reader.line(paragraph)
        if self._runs_on(paragraph):
            self._carried.append(line)
            return
        line = self._with_carried(line)
        text = self._reader.text(line)
        number = self._reader.number(paragraph, line, text)
        self._add_paragraph(paragraph, line, text, number)

    def _read_loose_run(self, run: Any) -> None:
        line = self._with_carried(self._reader.loose_run(run))
        self._add_paragraph(run, line, self._reader.text(line), None)

    def _with_carried(self, line: Line) -> Line:
        if not self._carried:
            return line
        carried, self._carried = self._carried, []
        return joined([*carried, line])

    def _runs_on(self, paragraph: Any) -> bool:
        """Whether an open change takes away the end of this paragraph in the chosen reading."""
        properties = first_child(paragraph, W + "pPr")
        mark = first_child(properties, W + "rPr") if properties is not None else None
        if mark is None:
            return False
        absent = ("del", "moveFrom") if self._reader.accept else ("ins", "moveTo")
        return any(mark.find(W + name) is not None for name in absent)

    def _add_paragraph(self, paragraph: Any, line: Line, text: str, number: Number | None) -> None:
        if line.contents or self._reader.styles.role(paragraph).contents:
            if text.strip():
                self._reader.losses.add("contents", text.strip())
            self._builder.settle(None)
            return
        if text.strip():
            self._classify(paragraph, line, text.strip(), number)
        else:
            if not line.boxes:
                self._boxes.close()
            self._builder.record_changes(line.changes, None)
        self._boxes.add_drawings(line, self, has_text=bool(text.strip()))

    def _classify(self, paragraph: Any, line: Line, text: str, number: Number | None) -> None:
        """Add a paragraph with text as the block it is."""
        if number is not None and number.words:
            text, number = with_number(text, number), None
        frame = frame_of(self._reader.styles, paragraph)
        if self._boxes.continue_open(text, frame, number, line):
            return
        self._boxes.close()
        level = self._headings.level_of(paragraph)
        if self._belongs_to_cover(paragraph, text, line, level):
            return
        if typed.is_end_mark(text) and number is None:
            self._reader.losses.add("end_mark", text)
            self._builder.settle(None)
        elif heading := self._headings.read(text, number, level):
            self._add_heading(heading, line)
        elif number is not None and not number.is_bullet:
            self._add_numbered_step(text, number, line)
        elif self._is_caption(paragraph, text):
            block: Block = {"type": "caption", "text": one_line(text), "of": typed.caption(text) or "any"}
            self._builder.add_block(block, line)
        elif kind := self._kind_of_box(paragraph, text, frame, number):
            self._boxes.add(kind, [text], line, frame=frame)
        elif number is not None:
            block = {"type": "list_item", "level": min(number.level + 1, DEEPEST_ITEM), "text": flat(text)}
            self._builder.add_block(block, line)
        else:
            self._add_plain(text, line)

    def _belongs_to_cover(self, paragraph: Any, text: str, line: Line, level: int) -> bool:
        """Whether a paragraph on the cover is part of the header of the document, and has been added to it."""
        is_title = self._headings.is_title(paragraph)
        if not self.on_cover or (level and not is_title):
            return False
        found = cover_line(
            text,
            is_title=is_title or self._reader.styles.role(paragraph).title,
            may_be_organisation=not self._builder.organisation and not self._builder.titles,
        )
        if found is not None:
            self._builder.add_cover_line(found, line)
        return found is not None

    def _kind_of_box(self, paragraph: Any, text: str, frame: str, number: Number | None) -> str:
        styled = self._reader.styles.role(paragraph).kind
        return kind_of(shown(text), number, styled=styled, frame=frame, on_cover=self.on_cover)

    def _is_caption(self, paragraph: Any, text: str) -> bool:
        in_caption_style = self._reader.styles.role(paragraph).caption and len(text) <= MAX_CAPTION
        return bool(typed.caption(text)) or in_caption_style

    def _add_plain(self, text: str, line: Line) -> None:
        """Add a paragraph that Word marks as nothing: its number or bullet may be typed, or drawn in a symbol font."""
        drawn, rest = split_generated(text)
        section, step, item = typed.section(text), typed.step(drawn + rest), typed.bullet(drawn + rest)
        step = self._steps.resolved(step) if step is not None else None
        if section is not None and section.path:
            is_next_step = step is not None and self._steps.continues(step)
            if heading := self._headings.read_typed(section, is_next_step=is_next_step):
                self._add_heading(heading, line)
                return
        if step is not None and not self.on_cover and self._steps.accepts(step):
            level = self._steps.add(step.form, step.value)
            # a drawn number is no text of the file, so nothing is taken off the text
            label = "" if drawn else step.label
            self._add_step(step.rest, step.value, step.form, level, line, label=label, printed=step.label)
        elif item is not None and not self.on_cover:
            block = {"type": "list_item", "level": 1, "text": flat(item.rest), "_label": "" if drawn else item.label}
            self._builder.add_block(block, line)
        else:
            self._builder.add_block({"type": "paragraph", "text": flat(text)}, line)

    # --- sections and steps ------------------------------------------------------------------------------------

    def _add_heading(self, heading: Heading | NumberedSentence, line: Line) -> None:
        if isinstance(heading, NumberedSentence):
            level = self._steps.add(heading.form, heading.value, depth=heading.depth)
            labels = {"label": heading.label, "printed": heading.printed}
            self._add_step(heading.text, heading.value, heading.form, level, line, **labels)
            return
        self._add_notes()
        if heading.depth > DEEPEST:
            self._reader.losses.add("level", kept=True, detail=f"{heading.depth} → {DEEPEST}")
        block = {"type": "section", "level": heading.level, "title": heading.title}
        self._builder.add_block(block | {"_label": heading.label, "_printed": heading.printed}, line)
        self._steps = StepLevels()

    def _add_numbered_step(self, text: str, number: Number, line: Line) -> None:
        form = form_of(number)
        level = self._steps.add(form, number.value, depth=number.level, origin=number.definition, indent=number.indent)
        self._add_step(text, number.value, form, level, line, printed=number.text)

    def _add_step(
        self, text: str, value: int, form: str, level: int, line: Line, *, label: str = "", printed: str = ""
    ) -> None:
        """Add a step. `sops.word.finish` compares the keys with an underscore with the number computed here."""
        if level > DEEPEST_STEP:
            self._reader.losses.add("level", kept=True, detail=f"{level} → {DEEPEST_STEP}")
        level = min(level, DEEPEST_STEP)
        block = {"type": "step", "level": level, "title": "", "text": flat(text), "parameters": []}
        self._builder.add_block(block | {"_label": label, "_printed": printed, "_value": value, "_form": form}, line)

    def _add_notes(self) -> None:
        """Add the notes that the text has referred to: they stand at the end of their section."""
        for kind, note_id in self._builder.take_note_references():
            note = self._reader.notes.take((kind, note_id))
            if note is None:
                continue
            part, element = note
            with self._reader.in_part(part):
                content = self._cells.read(element)
            mark = self._reader.notes.mark(kind, note_id)
            self._builder.add_block({"type": "footnote", "mark": mark, "text": content.text})
            for key, description in content.pictures:
                self._builder.add_figure(key, description, moved=True)
