"""Source content (docs/content.md) ↔ raw StreamField JSON of the Wagtail draft.

Block, parameter and segment ids pass through unchanged.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.utils.translation import gettext as _

from core.errors import Refused
from core.text import nfc
from core.units import stored
from sops.document.parameters import NUMBERS, parameter_faults

Block = dict[str, Any]

SCHEMA = 1
LEVELS = {"section": 4, "step": 3, "list_item": 3}
# Fields of each block type and their content: text, required text, a level, a plain word, a count.
FIELDS: dict[str, tuple[str, ...]] = {
    "section": ("level", "title"),
    "paragraph": ("text",),
    "step": ("level", "title", "text"),
    "warning": ("kind", "title", "text"),
    "note": ("text",),
    "table": ("caption", "head_rows"),
    "figure": ("image", "caption", "alt"),
    "footnote": ("mark", "text"),
    "list_item": ("level", "text"),
}
DEFAULTS: dict[str, Any] = {"level": 1, "kind": "warning", "head_rows": 0}
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def plain(value: Any) -> str:
    """Returns the text as stored: NFC, one kind of line break, trimmed."""
    return nfc(str(value or "")).replace("\r\n", "\n").replace("\r", "\n").strip()


def normal(content: Mapping[str, Any], *, unfinished: bool = False) -> dict[str, Any]:
    """Returns the source content with every field present and every text in stored form, as a draft returns it.

    Raises Refused, naming the block, for an unknown type, a missing or repeated id, an invalid level, or a parameter
    whose numbers do not fit; these last are accepted in an `unfinished` draft: the editor saves automatically while
    they are being typed.
    """
    source = content.get("source") or {}
    return {
        "schema": SCHEMA,
        "number": plain(content.get("number")),
        "title": plain(content.get("title")),
        "source": {name: plain(source.get(name)) for name in ("organisation", "number", "version", "language")},
        "blocks": _normal_blocks(content.get("blocks") or [], unfinished),
    }


def _normal_blocks(blocks: Iterable[Mapping[str, Any]], unfinished: bool) -> list[Block]:
    made = [_normal_block(block, place, unfinished) for place, block in enumerate(blocks, 1)]
    seen: set[str] = set()
    for place, block in enumerate(made, 1):
        if block["id"] in seen:
            raise Refused(
                _("Block %(place)s: the id “%(id)s” is used twice.") % {"place": place, "id": block["id"]}, line=place
            )
        seen.add(block["id"])
    return made


def _normal_block(block: Mapping[str, Any], place: int, unfinished: bool) -> Block:
    kind = block.get("type", "")
    block_id = str(block.get("id") or "")
    if kind not in FIELDS:
        raise Refused(
            _("Block %(place)s: there is no kind of block “%(kind)s”.") % {"place": place, "kind": kind}, line=place
        )
    if not ID.fullmatch(block_id):
        raise Refused(_("Block %(place)s has no usable id.") % {"place": place}, line=place)
    made: Block = {"id": block_id, "type": kind}
    for name in FIELDS[kind]:
        value = block.get(name)
        made[name] = (
            _number(value, name, kind, place)
            if name in ("level", "head_rows")
            else plain(value or DEFAULTS.get(name, ""))
        )
    if kind == "warning" and made["kind"] not in ("warning", "caution"):
        raise Refused(_("Block %(place)s: a warning is “warning” or “caution”.") % {"place": place}, line=place)
    if kind == "step":
        made["parameters"] = _normal_parameters(block.get("parameters") or [], place, unfinished)
    if kind == "table":
        made["rows"] = [[_normal_cell(cell, place) for cell in row] for row in block.get("rows") or []]
    return made


def _number(value: Any, name: str, kind: str, place: int) -> int:
    try:
        number = int(value if value is not None else DEFAULTS[name])
    except (TypeError, ValueError):
        number = -1
    low, high = (1, LEVELS[kind]) if name == "level" else (0, 500)
    if not low <= number <= high:
        raise Refused(
            _("Block %(place)s: the level or count “%(value)s” is not possible.") % {"place": place, "value": value},
            line=place,
        )
    return number


def _normal_cell(cell: Mapping[str, Any] | str, place: int) -> Block:
    if isinstance(cell, str):
        cell = {"text": cell}
    return {
        "text": plain(cell.get("text")),
        **{name: max(int(cell.get(name) or 1), 1) for name in ("colspan", "rowspan")},
    }


def _normal_parameters(parameters: Iterable[Mapping[str, Any]], place: int, unfinished: bool) -> list[Block]:
    made: list[Block] = []
    for parameter in parameters:
        row: Block = {"id": str(parameter.get("id") or ""), "name": plain(parameter.get("name"))}
        row["comparator"] = plain(parameter.get("comparator"))
        row |= {name: plain(parameter.get(name)) or None for name in NUMBERS}
        row["unit"] = stored(plain(parameter.get("unit")))
        faults = parameter_faults(row)
        if not ID.fullmatch(row["id"]) or row["id"] in {other["id"] for other in made}:
            raise Refused(_("Block %(place)s: each parameter needs an id of its own.") % {"place": place}, line=place)
        if faults and not unfinished:
            sentence = next(iter(faults.values()))
            raise Refused(
                _("Block %(place)s, parameter “%(name)s”: %(fault)s")
                % {"place": place, "name": row["name"], "fault": sentence},
                line=place,
            )
        made.append(row)
    return made


# -- to Wagtail ------------------------------------------------------------------------------------------------------


def to_stream(content: Mapping[str, Any]) -> list[Block]:
    """Returns the raw StreamField JSON of a normal source content."""
    return [_block_out(block) for block in content["blocks"]]


def _block_out(block: Mapping[str, Any]) -> Block:
    value = {name: block[name] for name in FIELDS[block["type"]]}
    if "level" in value:
        value["level"] = str(value["level"])
    if block["type"] == "step":
        value["parameters"] = [
            _item({name: parameter[name] or "" for name in ("name", "comparator", *NUMBERS, "unit")}, parameter["id"])
            for parameter in block["parameters"]
        ]
    if block["type"] == "table":
        value["rows"] = [
            _item(
                [_item(dict(cell), _row_id(block["id"], r, c)) for c, cell in enumerate(row)], _row_id(block["id"], r)
            )
            for r, row in enumerate(block["rows"])
        ]
    if block["type"] == "figure":
        value["upload"] = None
    return {"type": block["type"], "value": value, "id": block["id"]}


def _item(value: Any, item_id: str) -> Block:
    return {"type": "item", "value": value, "id": item_id}


def _row_id(*parts: object) -> str:
    """Rows and cells have no id in a content; the editor needs one that is always the same."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, ":".join(map(str, parts))))


# -- from Wagtail ----------------------------------------------------------------------------------------------------


def from_stream(raw: Iterable[Mapping[str, Any]]) -> list[Block]:
    """Returns the blocks of a content from raw StreamField JSON.

    Unfinished parameters of a draft stay as typed; `normal` refuses them at submission.
    """
    return [_block_in(block) for block in raw if block["type"] in FIELDS]


def _block_in(raw: Mapping[str, Any]) -> Block:
    value = raw["value"]
    block: Block = {"id": raw["id"], "type": raw["type"]}
    for name in FIELDS[raw["type"]]:
        found = value.get(name)
        block[name] = int(found or DEFAULTS[name]) if name in ("level", "head_rows") else plain(found)
    if raw["type"] == "step":
        block["parameters"] = [_parameter_in(item) for item in value.get("parameters") or []]
    if raw["type"] == "table":
        block["rows"] = [[_cell_in(cell["value"]) for cell in row["value"]] for row in value.get("rows") or []]
    return block


def _parameter_in(item: Mapping[str, Any]) -> Block:
    value = item["value"]
    return {
        "id": item["id"],
        "name": plain(value.get("name")),
        "comparator": value.get("comparator") or "",
        **{name: plain(value.get(name)) or None for name in NUMBERS},
        "unit": plain(value.get("unit")),
    }


def _cell_in(value: Mapping[str, Any]) -> Block:
    return {
        "text": plain(value.get("text")),
        "colspan": int(value.get("colspan") or 1),
        "rowspan": int(value.get("rowspan") or 1),
    }


class DraftPage(Protocol):
    """The data of a draft page: its SOP, title, edition and blocks.

    Declared here because the models are above this module.
    """

    sop: Any
    title: Any
    source_version: Any
    body: Any


def page_content(page: DraftPage) -> dict[str, Any]:
    """Returns the source content of a draft page or of one of its revisions (`revision.as_object()`), as saved."""
    sop = page.sop
    return {
        "schema": 1,
        "number": sop.number,
        "title": nfc(page.title).strip(),
        "source": {
            "organisation": sop.source_organisation,
            "number": sop.source_number,
            "version": page.source_version,
            "language": sop.source_language,
        },
        "blocks": from_stream(page.body.get_prep_value()),
    }
