"""The preview of a Word file: all its text accounted for, losses by kind, open tracked changes, changes to the
document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from sops.document.content import segments
from sops.enums import ChangeClass
from sops.reading.marks import Pieces, pieces
from sops.releasing.changes import classify
from sops.releasing.page import Row, rows_of
from sops.word import LossKind

Told = Mapping[str, Any]  # WordImport.as_dict(), or the report of a WordSource
_ORDER = {kind: place for place, kind in enumerate(LossKind.values)}


@dataclass(frozen=True)
class Group:
    """Losses of one kind. `kept`: their wording is in the text nevertheless."""

    label: str
    kept: bool
    rows: list[Mapping[str, Any]]


@dataclass(frozen=True)
class Open:
    """A tracked change left open in the file: the sentence without it and the sentence with it."""

    where: str
    block: str
    pieces: Pieces
    author: str
    day: str


@dataclass(frozen=True)
class Counted:
    """Number of texts of the file by location."""

    preview: int
    header: int
    report: int

    @property
    def total(self) -> int:
        return self.preview + self.header + self.report


def counted(read: Told) -> Counted:
    """Returns the number of texts in the preview, in the header block and, because the content does not contain them,
    in the report.
    """
    return Counted(
        read["texts"] if "texts" in read else len(segments(read["content"])),
        sum(1 for pair in read["header"]["raw"] if pair["value"] or pair["label"]),
        sum(1 for loss in read["losses"] if loss["text"] and not loss["kept"]),
    )


def groups(losses: Iterable[Mapping[str, Any]]) -> list[Group]:
    """Returns losses by kind: missing text first, then text with a changed appearance."""
    found: dict[tuple[bool, str], list[Mapping[str, Any]]] = {}
    for loss in losses:
        found.setdefault((bool(loss["kept"]), loss["kind"]), []).append({**loss, "where": _place(loss["where"])})
    return [
        Group(str(LossKind(kind).label), kept, rows)
        for (kept, kind), rows in sorted(found.items(), key=lambda item: (item[0][0], _ORDER[item[0][1]]))
    ]


def _place(where: str) -> str:
    """Part of the file, or section and step, as named in the report."""
    return {"header": _("Page header"), "footer": _("Page footer")}.get(where, where)


def open_changes(tracked: Iterable[Mapping[str, str]]) -> list[Open]:
    """Returns the open tracked changes, one entry for each sentence affected."""
    rows: dict[tuple[str, str, str], Mapping[str, str]] = {}
    for change in tracked:
        rows.setdefault((change["block"], change["rejected"], change["accepted"]), change)
    return [
        Open(
            row["where"],
            block,
            pieces(rejected, accepted) if rejected or accepted else [("=", row["text"])],
            row["author"],
            row["date"][:10],
        )
        for (block, rejected, accepted), row in rows.items()
    ]


def cells(told: Told) -> list[dict[str, Any]]:
    """Returns the title block: the fields in the header of the file."""
    header = told["header"]
    shown = [
        (_("Source document"), header["number"], True),
        (_("Edition"), header["version"], False),
        (_("Established"), header["established"], False),
        (_("Revised"), header["revised"], False),
        (_("Effective date"), header["effective"], False),
        (_("Department"), header["department"], False),
        (_("Sending unit"), told["content"]["source"]["organisation"], False),
    ]
    return [{"label": label, "value": value or "–", "code": code and bool(value)} for label, value, code in shown]


def changed_rows(old: Told, new: Told, language: str) -> tuple[list[Row], int]:
    """Returns the changes from one source content to the next as shown, and the number that look critical."""
    rows = rows_of([change.as_row() for change in classify(old, new)], [language], new, old)
    return rows, sum(row.change_class == ChangeClass.CRITICAL for row in rows)
