"""Describes each change between two paired documents: position, old and new text, suggested class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sops.comparison import weight
from sops.comparison.alignment import Entry, match
from sops.comparison.change import Change
from sops.comparison.document import FIELDS, Document, form
from sops.comparison.inline import inline
from sops.comparison.pairing import Block, Pairing
from sops.comparison.references import renumbered
from sops.comparison.tables import TableChange, compare_tables
from sops.comparison.wording import (
    cell_texts,
    first_path,
    first_text,
    parameter_texts,
    row_texts,
    texts_of,
    whole_text,
)
from sops.document.content import text_of, value_text

Parameter = Mapping[str, Any]
_LIMITS = ("comparator", "value", "low", "high", "tolerance", "unit")


@dataclass(frozen=True)
class At:
    """Position of a change: the old and the new block, by index in their documents; None where there is none."""

    old: int | None = None
    new: int | None = None


@dataclass(frozen=True)
class Texts:
    """One text before and after: its position in both documents, and its wording, in one language or several."""

    path_old: str
    path_new: str
    old: Any
    new: Any


class Describer:
    """Lists the changes of a pairing, block by block."""

    def __init__(self, pairing: Pairing) -> None:
        self.pairing = pairing
        self.old, self.new, self.language = pairing.old, pairing.new, pairing.language

    def title(self) -> Iterator[Change]:
        """The title of the document."""
        texts = Texts("title", "title", self.old.content.get("title"), self.new.content.get("title"))
        yield from self._text("title", "title", texts, At())

    def block(self, before: int, after: int) -> Iterator[Change]:
        """Changes of a block that is in both documents."""
        at, old, new = At(before, after), self.old.blocks[before], self.new.blocks[after]
        if old["type"] != new["type"]:
            warns = "warning" in {old["type"], new["type"]}
            class_ = weight.CRITICAL if warns else weight.PROCEDURAL
            yield self._change("changed", class_, at, old["type"], new["type"], field="text", what="kind")
        elif self.pairing.relevelled(before, after):
            labels = self.old.labels[old["id"]], self.new.labels[new["id"]]
            yield self._change("changed", weight.PROCEDURAL, at, *labels, field="text", what="level")
        # a text moved between the fields of one block (title ↔ text) is compared over both fields
        for field in FIELDS:
            if field in old or field in new:
                texts = Texts(f"{old['id']}.{field}", f"{new['id']}.{field}", old.get(field), new.get(field))
                yield from self._text(field, new["type"], texts, at)
        yield from self._parameters(before, after)
        images = old.get("image", ""), new.get("image", "")
        if new["type"] == "figure" and images[0] != images[1]:
            yield self._change("changed", weight.PROCEDURAL, at, *images, field="image", what="figure")
        if "rows" in old and "rows" in new:
            for change in compare_tables(self.old, old, self.new, new):
                yield from self._table(change, at)
            yield from self._other_languages_in_cells(old, new, at)

    def removed(self, before: int) -> Iterator[Change]:
        """A block that was removed; nothing for an empty one."""
        block = self.old.blocks[before]
        if whole := self._whole(block, self.old):
            field, texts = self._field_and_texts(block, self.old)
            class_ = self._class_of(block, whole)
            yield self._change("removed", class_, At(old=before), whole, "", field=field, old_texts=texts)

    def added(self, after: int) -> Iterator[Change]:
        """A block that was added; nothing for an empty one."""
        block = self.new.blocks[after]
        if whole := self._whole(block, self.new):
            field, texts = self._field_and_texts(block, self.new)
            class_ = self._class_of(block, whole)
            yield self._change("added", class_, At(new=after), "", whole, field=field, new_texts=texts)

    def move(self, before: int, after: int) -> Change:
        """A block that moved; a section that moved with its steps is critical, as they are."""
        old, new = self.old.blocks[before], self.new.blocks[after]
        class_ = weight.of_move(new["type"])
        below = zip(self.new.blocks, self.new.parents, strict=True)
        if new["type"] == "section" and any(block["type"] == "step" and parent == after for block, parent in below):
            class_ = weight.CRITICAL
        field = _main_field(new, self.new)
        words = " ".join(self.old.forms(old).values()), " ".join(self.new.forms(new).values())
        return self._change(
            "moved",
            class_,
            At(before, after),
            *words,
            field=field,
            old_texts=texts_of(old.get(field), self.language),
            new_texts=texts_of(new.get(field), self.language),
        )

    # one text

    def _text(self, field: str, kind: str, texts: Texts, at: At) -> Iterator[Change]:
        """A text in the source language; if that is unchanged, each changed translation."""
        was, now = (form(text_of(value, self.language), field) for value in (texts.old, texts.new))
        if was != now and self._renumbered(was, at) != now:
            careful = kind == "warning" or (at.old is not None and self.old.blocks[at.old]["type"] == "warning")
            yield self._changed(was, now, kind, texts, at, careful=careful)
            return
        old, new = texts_of(texts.old, self.language), texts_of(texts.new, self.language)
        for language in old.keys() & new.keys() - {self.language}:
            was, now = form(old[language]), form(new[language])
            if was != now:
                change = self._changed(was, now, kind, texts, at, careful=kind == "warning", language=language)
                # the source is unchanged: a better translation, unless its figures changed
                yield change if change.class_ == weight.CRITICAL else replace(change, class_=weight.EDITORIAL)

    def _renumbered(self, text: str, at: At) -> str:
        section = self.old.section_labels.get(self.old.blocks[at.old]["id"], "") if at.old is not None else ""
        return renumbered(text, self.pairing.numbers, section)

    def _changed(
        self, was: str, now: str, kind: str, texts: Texts, at: At, *, careful: bool, language: str = "", **given: Any
    ) -> Change:
        language = language or self.language
        if not was or not now:
            class_ = weight.of_presence(was or now, kind, language)
        else:
            class_ = weight.of_change(was, now, kind, language, careful=careful)
        return self._change(
            "changed",
            class_,
            at,
            was,
            now,
            inline=inline(was, now),
            language=language,
            path_old=texts.path_old,
            path_new=texts.path_new,
            old_texts=texts_of(texts.old, self.language),
            new_texts=texts_of(texts.new, self.language),
            **given,
        )

    # parameters

    def _parameters(self, before: int, after: int) -> Iterator[Change]:
        """The critical parameters of a step; every change of a limit is critical."""
        old = list(self.old.blocks[before].get("parameters", ()))
        new = list(self.new.blocks[after].get("parameters", ()))
        if not old and not new:
            return
        entries = [self._entry(one, self.old) for one in old], [self._entry(one, self.new) for one in new]
        new_of = match(*entries, by_id=self.pairing.by_id)
        old_of = {now: was for was, now in new_of.items()}
        for index, now in enumerate(new):
            if index in old_of:
                yield from self._parameter(old[old_of[index]], now, before, after)
            else:
                path, texts = self._path_and_texts(now, self.new.blocks[after])
                yield self._parameter_change(
                    "added", At(new=after), "", self._value(now, self.new), path_new=path, new_texts=texts
                )
        for index, was in enumerate(old):
            if index not in new_of:
                path, texts = self._path_and_texts(was, self.old.blocks[before])
                yield self._parameter_change(
                    "removed", At(old=before), self._value(was, self.old), "", path_old=path, old_texts=texts
                )

    def _parameter(self, old: Parameter, new: Parameter, before: int, after: int) -> Iterator[Change]:
        at = At(before, after)
        path_old, old_texts = self._path_and_texts(old, self.old.blocks[before])
        path_new, new_texts = self._path_and_texts(new, self.new.blocks[after])
        was, now = self._value(old, self.old), self._value(new, self.new)
        if was != now or any(old.get(key) != new.get(key) for key in _LIMITS):
            yield self._parameter_change(
                "changed",
                at,
                was,
                now,
                inline=inline(was, now),
                path_old=path_old,
                path_new=path_new,
                old_texts=old_texts,
                new_texts=new_texts,
            )
        else:
            yield from self._text("name", "parameter", Texts(path_old, path_new, old.get("name"), new.get("name")), at)

    def _parameter_change(self, kind: str, at: At, old: str, new: str, **given: Any) -> Change:
        return self._change(kind, weight.CRITICAL, at, old, new, what="parameter", block_kind="parameter", **given)

    def _entry(self, parameter: Parameter, document: Document) -> Entry:
        name = document.say(parameter.get("name"))
        return Entry(parameter["id"], "p", (name, value_text(parameter, self.language)), name)

    def _path_and_texts(self, parameter: Parameter, block: Block) -> tuple[str, dict[str, str]]:
        return f"{block['id']}.p.{parameter['id']}", parameter_texts(parameter, self.language)

    def _value(self, parameter: Parameter, document: Document) -> str:
        name = document.say(parameter.get("name"))
        value = value_text(parameter, self.language)
        return f"{name}: {value}" if name else value

    # tables

    def _table(self, change: TableChange, at: At) -> Iterator[Change]:
        """A changed cell, or a row or column that was added, removed or moved."""
        paths = first_path(change.old), first_path(change.new)
        if change.what == "cell":
            was, now = first_text(change.old), first_text(change.new)
            if self._renumbered(was, at) != now:
                cells = cell_texts(change.old, self.language), cell_texts(change.new, self.language)
                yield self._changed(was, now, "table", Texts(*paths, *cells), at, careful=False, row=change.name)
            return
        was, now = (" | ".join(place.text for place in places if place.text) for places in (change.old, change.new))
        if change.kind == "moved":
            class_ = weight.of_move("step") if change.numbered else weight.EDITORIAL
        else:
            class_ = weight.of_presence(was or now, "table", self.language)
        yield self._change(
            change.kind,
            class_,
            at,
            was,
            now,
            what=change.what,
            path_old=paths[0],
            path_new=paths[1],
            old_texts=row_texts(change.old, self.language),
            new_texts=row_texts(change.new, self.language),
        )

    def _other_languages_in_cells(self, old: Block, new: Block, at: At) -> Iterator[Change]:
        """Translations of cells whose source is unchanged; cells are matched by position only if the tables
        are alike.
        """
        if self.old.cells(old) != self.new.cells(new):
            return
        for row, (old_row, new_row) in enumerate(zip(old["rows"], new["rows"], strict=True)):
            for column, (was, now) in enumerate(zip(old_row, new_row, strict=True)):
                if isinstance(was.get("text"), dict) and was.get("text") != now.get("text"):
                    path = f".r{row}c{column}"
                    texts = Texts(old["id"] + path, new["id"] + path, was.get("text"), now.get("text"))
                    yield from self._text("text", "table", texts, at)

    # whole blocks

    def _whole(self, block: Block, document: Document) -> str:
        """Everything a block shows: its text, the rows of its table, its parameters; of a figure without text, its
        picture.
        """
        words = " ".join(document.forms(block).values())
        rows = [" | ".join(cell for cell in row if cell) for row in document.cells(block)]
        values = [self._value(parameter, document) for parameter in block.get("parameters", ())]
        return "\n".join([words, *rows, *values]).strip() or block.get("image", "")

    def _class_of(self, block: Block, whole: str) -> str:
        if block["type"] == "section":
            return weight.PROCEDURAL
        return weight.of_presence(whole, "parameter" if block.get("parameters") else block["type"], self.language)

    def _field_and_texts(self, block: Block, document: Document) -> tuple[str, dict[str, str]]:
        field = _main_field(block, document)
        return field, {language: whole_text(block, language) for language in texts_of(block.get(field), self.language)}

    def _change(self, kind: str, class_: str, at: At, old: str, new: str, *, field: str = "", **given: Any) -> Change:
        """Returns a change with the block's own description; `given` adds to it or overrides it.

        In the approval block and the revision history every change is editorial.
        """
        was = self.old.blocks[at.old] if at.old is not None else None
        now = self.new.blocks[at.new] if at.new is not None else None
        block, document = now or was, self.new if now else self.old
        block_id = block["id"] if block else ""
        formal = self.new.formal(at.new) if at.new is not None else at.old is not None and self.old.formal(at.old)
        told: dict[str, Any] = {
            "kind": kind,
            "class_": weight.EDITORIAL if formal else class_,
            "language": self.language,
            "path_old": f"{was['id']}.{field}" if was and field else "",
            "path_new": f"{now['id']}.{field}" if now and field else "",
            "block_id": block_id,
            "block_kind": block["type"] if block else "title",
            "section": document.section_labels.get(block_id, ""),
            "label": _step_label(document, block),
            "section_old": self.old.section_labels.get(was["id"], "") if was else "",
            "label_old": _step_label(self.old, was),
            "old": old,
            "new": new,
            "formal": formal,
        }
        return Change(**{**told, **given})


def _main_field(block: Block, document: Document) -> str:
    """The field with the main text of a block."""
    wanted = ("text", "title", "caption", "alt")
    return next((field for field in wanted if document.say(block.get(field)).strip()), "text")


def _step_label(document: Document, block: Block | None) -> str:
    return document.labels.get(block["id"], "") if block and block["type"] == "step" else ""
