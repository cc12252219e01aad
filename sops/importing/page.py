"""What the import page shows of a Word file: every text accounted for, what did not come through by kind,
changes left open, what would change.
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
    """Losses of one kind. `kept`: their words are in the text all the same."""

    label: str
    kept: bool
    rows: list[Mapping[str, Any]]


@dataclass(frozen=True)
class Open:
    """A change somebody left open in the file: the sentence without it against the sentence with it."""

    where: str
    block: str
    pieces: Pieces
    author: str
    day: str


@dataclass(frozen=True)
class Counted:
    """Where the texts of the file are."""

    preview: int
    header: int
    report: int

    @property
    def total(self) -> int:
        return self.preview + self.header + self.report


def counted(read: Told) -> Counted:
    """How many texts stand in the preview, in the header block and,
    because the content does not hold them, in the report.
    """
    return Counted(
        read["texts"] if "texts" in read else len(segments(read["content"])),
        sum(1 for pair in read["header"]["raw"] if pair["value"] or pair["label"]),
        sum(1 for loss in read["losses"] if loss["text"] and not loss["kept"]),
    )


def groups(losses: Iterable[Mapping[str, Any]]) -> list[Group]:
    """Losses by kind: what is missing first, then what is there but not as it looked."""
    found: dict[tuple[bool, str], list[Mapping[str, Any]]] = {}
    for loss in losses:
        found.setdefault((bool(loss["kept"]), loss["kind"]), []).append({**loss, "where": _place(loss["where"])})
    return [
        Group(str(LossKind(kind).label), kept, rows)
        for (kept, kind), rows in sorted(found.items(), key=lambda item: (item[0][0], _ORDER[item[0][1]]))
    ]


def _place(where: str) -> str:
    """Part of the file, or section and step, as the report says it."""
    return {"header": _("Page header"), "footer": _("Page footer")}.get(where, where)


def open_changes(tracked: Iterable[Mapping[str, str]]) -> list[Open]:
    """Changes left open, one entry for each sentence they touch."""
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
    """The title block: what the header of the file says."""
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
    """Changes from one source content to the next as drawn, and how many look critical."""
    rows = rows_of([change.as_row() for change in classify(old, new)], [language], new, old)
    return rows, sum(row.change_class == ChangeClass.CRITICAL for row in rows)
