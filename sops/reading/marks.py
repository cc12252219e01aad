"""Differences between two versions as shown to a reader: marks on the page, lines in the side column, inserted and
deleted words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from sops.comparison.compare import compare
from sops.comparison.inline import inline
from sops.enums import ChangeClass
from sops.reading.reading import Mark

Pieces = list[tuple[str, str]]

_OPS = {"equal": "=", "delete": "-", "insert": "+"}
ROOM = 16  # characters kept around a difference in the side column


@dataclass(frozen=True)
class Line:
    """One changed block, for the list of what changed."""

    anchor: str  # empty if the block was removed
    label: str
    critical: bool
    kind: str
    pieces: Pieces


def place_name(section: str, block: str) -> str:
    """Returns the position of a change in words: "6 (10)", as stored with the changes, is step 10 of section 6; no
    block at all is the title.
    """
    number, _space, step = section.partition(" ")
    if not number:
        return _("First page") if block else _("Title")
    if step:
        return _("Section %(section)s, step %(step)s") % {"section": number, "step": step.strip("()")}
    return _("Section %(section)s") % {"section": number}


def pieces(old: str, new: str) -> Pieces:
    """Returns the pieces of a text: ("=", kept), ("-", deleted), ("+", inserted), in reading order."""
    return [(_OPS[op], text) for op, text in inline(old, new)]


def short(found: Pieces) -> Pieces:
    """Returns the differences with a few words around them."""
    out: Pieces = []
    for index, (op, text) in enumerate(found):
        if op != "=" or len(text) <= 2 * ROOM + 4:
            out.append((op, text))
            continue
        head = _head(text) if index else ""
        tail = _tail(text) if index < len(found) - 1 else ""
        out.append((op, f"{head}…" if not tail else f"…{tail}" if not head else f"{head} … {tail}"))
    return out


def _head(text: str) -> str:
    """Returns the first letters of a text, whole words where it has spaces."""
    cut = text[:ROOM]
    return cut if text[ROOM].isspace() or " " not in cut.strip() else cut[: cut.rindex(" ")]


def _tail(text: str) -> str:
    cut = text[-ROOM:]
    return cut if text[-ROOM - 1].isspace() or " " not in cut.strip() else cut[cut.index(" ") + 1 :]


def marks(rows: Iterable[Mapping[str, Any]], languages: list[str], *, version: int, against: int) -> dict[str, Mark]:
    """Returns marks of the blocks that changed in `version`, from its classified changes (`SopVersion.changes`)."""
    found: dict[str, Mark] = {}
    for block, changes in _by_block(rows).items():
        kinds = {change["kind"] for change in changes}
        if not block or kinds == {"removed"}:
            continue
        new = kinds == {"added"}
        label = _("New in v%(version)s") if new else _("Changed in v%(version)s")
        found[block] = Mark(
            "added" if new else "changed",
            any(change["class"] == ChangeClass.CRITICAL for change in changes),
            {} if new else _by_language(changes, languages),
            label % {"version": version},
            _("Against v%(version)s") % {"version": against},
        )
    return found


def differences(old: Mapping[str, Any], new: Mapping[str, Any], *, live: int, url: str) -> dict[str, Mark]:
    """Returns marks on the `old`, no longer effective content where the version in force differs, with links to it."""
    found: dict[str, Mark] = {}
    for change in compare(old, new):
        block = change.path_old.split(".")[0] if "." in change.path_old else ""
        if not block or block in found:
            continue
        gone = change.kind == "removed" and change.what not in {"parameter", "row", "column"}
        text = _("v%(version)s no longer has this.") if gone else _("See what v%(version)s says.")
        found[block] = Mark(
            "removed" if gone else "changed",
            label=_("Differs from v%(version)s") % {"version": live},
            link=url if gone else f"{url}#b-{change.block_id}",
            link_text=text % {"version": live},
        )
    return found


def lines(rows: Iterable[Mapping[str, Any]], language: str) -> list[Line]:
    """Returns the changes, a line for each block, the critical ones marked."""
    found = []
    for block, changes in _by_block(rows).items():
        parts: Pieces = []
        for change in changes:
            parts += ([("=", " · ")] if parts else []) + pieces(
                change["old"].get(language, ""), change["new"].get(language, "")
            )
        kinds = {change["kind"] for change in changes}
        kind = kinds.pop() if len(kinds) == 1 else "changed"
        if kind == "moved" and not any(op != "=" for op, _text in parts):
            parts = [("=", _("moved"))]
        critical = any(change["class"] == ChangeClass.CRITICAL for change in changes)
        found.append(
            Line(
                "" if kind == "removed" else block,
                place_name(changes[0]["section"], block),
                critical,
                kind,
                short(parts),
            )
        )
    return found


def _by_block(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["block_id"], []).append(row)
    return found


def _by_language(changes: list[Mapping[str, Any]], languages: list[str]) -> dict[str, Pieces]:
    found: dict[str, Pieces] = {}
    for language in languages:
        parts: Pieces = []
        for change in changes:
            old, new = change["old"].get(language, ""), change["new"].get(language, "")
            if old != new:
                parts += ([("=", " · ")] if parts else []) + pieces(old, new)
        if parts:
            found[language] = parts
    return found
