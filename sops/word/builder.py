"""The result of an import while it grows: blocks, header pairs, and the losses and open changes of each block."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sops.word.cover import CoverLine
from sops.word.header import Pair
from sops.word.lines import Line
from sops.word.pending import PendingLosses
from sops.word.result import Loss, Tracked

Block = dict[str, Any]


class ImportBuilder:
    """Collects what the readers find, in the order of the file; nothing else writes its fields.

    Blocks get their ids at the end (`sops.word.finish`). Until then a loss or open change refers to the block itself,
    or to None where it belongs to no block.
    """

    def __init__(self, pending: PendingLosses) -> None:
        self.blocks: list[Block] = []
        self.losses: list[tuple[Loss, Block | None]] = []
        self.tracked: list[tuple[Tracked, Block | None]] = []
        self.header_pairs: list[dict[str, str]] = []
        self.titles: list[str] = []
        self.organisation = ""
        self._pending = pending
        self._pending_changes: list[Tracked] = []
        self._note_references: list[tuple[str, str]] = []

    @property
    def last_block(self) -> Block | None:
        """The block added last; None before the first."""
        return self.blocks[-1] if self.blocks else None

    # --- blocks ------------------------------------------------------------------------------------------------

    def add_block(self, block: Block, line: Line | None = None) -> Block:
        """Add a block with the pending losses and changes, and those of `line`, the paragraph it is made of."""
        self.blocks.append(block)
        self.settle(block)
        if block["type"] == "figure" and block["image"]:
            self.record_loss(Loss("picture_words", detail=block["alt"]), block)
        if line is not None:
            self.record_changes(line.changes, block)
            self._note_references += line.notes
        return block

    def add_figure(self, key: str, description: str, *, moved: bool) -> None:
        """Add a picture. `moved`: it stood inside text and now follows it."""
        if moved:
            self._pending.add("picture_moved", kept=True, detail=description)
        self.add_block({"type": "figure", "image": key, "caption": "", "alt": description})

    def extend_block(self, block: Block, text: str, line: Line) -> None:
        """Add a paragraph to the text of a block that is there already."""
        block["text"] = f"{block['text']}\n{text}".strip("\n")
        self.hold(line)
        self.settle(block)

    def add_title(self, block: Block, title: str) -> None:
        """Put a title before that of a warning, or before the text of any other block."""
        if block["type"] == "warning":
            block["title"] = f"{title} {block['title']}".strip()
        else:
            block["text"] = f"{title}\n{block['text']}"

    def remove_block(self, block: Block) -> None:
        """Remove a block that turned out to be the title of the document."""
        self.blocks.remove(block)

    # --- losses, open changes and note references ---------------------------------------------------------------

    def settle(self, block: Block | None, *, where: str = "") -> None:
        """Assign all pending losses and changes to a block. `where`: the part of the file, outside the body."""
        for loss in self._pending.take():
            loss.where = where or loss.where
            self.losses.append((loss, block))
        self.record_changes(self._pending_changes, block)
        self._pending_changes = []

    def hold(self, line: Line) -> None:
        """Keep open changes and note references of a line pending: its block, such as a table, is added later."""
        self._pending_changes += line.changes
        self._note_references += line.notes

    def record_loss(self, loss: Loss, block: Block | None = None) -> None:
        """Record a loss of a block, or of none."""
        self.losses.append((loss, block))

    def record_losses(self, losses: Iterable[Loss], block: Block | None) -> None:
        """Record several losses of one block."""
        self.losses += [(loss, block) for loss in losses]

    def record_changes(self, changes: Iterable[Tracked], block: Block | None) -> None:
        """Record open changes of a block, or of none."""
        self.tracked += [(change, block) for change in changes]

    def take_note_references(self) -> list[tuple[str, str]]:
        """The notes that the text has referred to since the last call: (footnote or endnote, id)."""
        taken, self._note_references = self._note_references, []
        return taken

    # --- header of the document --------------------------------------------------------------------------------

    def add_header_pairs(self, pairs: Iterable[Pair], part: str) -> None:
        """Add pairs of the header block. `part`: header, footer or body, where the file holds them."""
        self.header_pairs += [pair.as_dict(part) for pair in pairs]

    def add_cover_line(self, found: CoverLine, line: Line) -> None:
        """Add what a line of the cover says of the document; its losses and changes belong to no block."""
        self.titles += found.titles
        self.organisation = found.organisation or self.organisation
        self.add_header_pairs(found.pairs, "body")
        self.hold(line)
        self.settle(None)
