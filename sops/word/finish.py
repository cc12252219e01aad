"""The last pass over the blocks: captions joined to their tables, ids, and numbers compared with those on paper."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from sops.document.content import KATAKANA, labels, section_of
from sops.word.builder import Block, ImportBuilder
from sops.word.origin import shown
from sops.word.result import Loss, Tracked, WordImport

# Where a caption looks for the block it belongs to, by what the caption says of it.
_TARGETS = {"table": ("table", "figure"), "figure": ("figure", "table"), "any": ("table", "figure")}
MAX_FORMS = 8  # pairs of number forms in one entry of the loss report


def finish(builder: ImportBuilder, result: WordImport) -> None:
    """Fill `result` with the blocks, losses and open changes that the builder has collected."""
    targets = _join_captions(builder.blocks)
    blocks = [_tidy(block) for block in builder.blocks if block["type"] != "caption"]
    in_file = [_show(block) for block in blocks]
    _identify(blocks)
    for block, texts in zip(blocks, in_file, strict=True):
        result.in_file |= {block["id"] + path: text for path, text in texts.items()}
    result.content["blocks"] = [
        {name: value for name, value in block.items() if not name.startswith("_")} for block in blocks
    ]
    result.numbers = {block["id"]: block["_label"] for block in blocks if block.get("_label")}
    locations = _locations(result.content)
    entries: list[tuple[Loss | Tracked, Block | None]] = [*builder.losses, *builder.tracked]
    for entry, subject in entries:
        target = targets.get(id(subject), subject)
        if target is not None and "id" in target:
            entry.block, entry.where = target["id"], locations.get(target["id"], "")
    result.losses = [loss for loss, _block in builder.losses]
    result.losses += _renumbered(blocks, labels(result.content), locations)
    result.tracked = [change for change, _block in builder.tracked]


def _show(block: Block) -> dict[str, str]:
    """Replace marked texts of a block by the form shown. Returns those the file holds otherwise, by path in it."""
    texts: list[tuple[str, Any, str]] = [
        (f".{name}", block, name) for name in ("title", "text", "caption", "alt") if name in block
    ]
    rows = enumerate(block.get("rows", ()))
    texts += [(f".r{row}c{column}", cell, "text") for row, cells in rows for column, cell in enumerate(cells)]
    in_file = {}
    for path, holder, name in texts:
        marked = holder[name]
        holder[name] = shown(marked)
        if holder[name] != marked:
            in_file[path] = marked
    return in_file


def _join_captions(blocks: list[Block]) -> dict[int, Block]:
    """Give each caption to the table below or the picture above; one without either becomes a paragraph.

    Returns the table or picture by the identity of its caption.
    """
    targets: dict[int, Block] = {}
    below = _neighbours(reversed(blocks), skip=("footnote",))
    above = _neighbours(blocks, skip=("footnote", "note"))
    for block in blocks:
        if block["type"] != "caption":
            continue
        sides = (above.get(id(block)), below.get(id(block)))
        nearest_first = sides if block["of"] == "figure" else sides[::-1]
        target = _target_of(block, nearest_first)
        if target is not None:
            target["caption"] = block["text"]
            targets[id(block)] = target
        else:
            block["type"] = "paragraph"
            del block["of"]
    return targets


def _target_of(caption: Block, sides: tuple[Block | None, ...]) -> Block | None:
    for kind in _TARGETS[caption["of"]]:
        for block in sides:
            if block is not None and block["type"] == kind and not block["caption"]:
                return block
    return None


def _neighbours(blocks: Iterable[Block], *, skip: tuple[str, ...]) -> dict[int, Block]:
    """The block before each caption, by the identity of the caption; blocks of the types in `skip` do not count."""
    found: dict[int, Block] = {}
    last: Block | None = None
    for block in blocks:
        if block["type"] == "caption" and last is not None:
            found[id(block)] = last
        if block["type"] not in skip:
            last = block
    return found


def _tidy(block: Block) -> Block:
    """A warning that is only a title gets it as its text."""
    if block["type"] == "warning" and block["title"] and not block["text"]:
        block["title"], block["text"] = "", block["title"]
    return block


def _identify(blocks: list[Block]) -> None:
    """Give each block an id from its type and text: the same text keeps its id in the next revision of the file."""
    seen: dict[str, int] = {}
    for block in blocks:
        words = [str(block.get(name, "")) for name in ("title", "text", "caption", "image", "mark")]
        words += [cell["text"] for row in block.get("rows", ())[:1] for cell in row]
        key = hashlib.sha256("\x00".join([block["type"], *words]).encode()).hexdigest()[:8]
        seen[key] = seen.get(key, 0) + 1
        block["id"] = f"w{key}" if seen[key] == 1 else f"w{key}-{seen[key]}"


def _locations(content: Block) -> dict[str, str]:
    """Section and step of each block, by its id, as a reader would cite them: 6.4 (2)."""
    numbers, sections = labels(content), section_of(content)
    last_step = ""
    found: dict[str, str] = {}
    for block in content["blocks"]:
        if block["type"] == "section":
            last_step = ""
        elif block["type"] == "step":
            last_step = numbers[block["id"]]
        step = last_step if block["type"] in ("step", "warning", "note", "paragraph", "figure", "list_item") else ""
        found[block["id"]] = f"{sections[block['id']]} {step}".strip()
    return found


def _renumbered(blocks: list[Block], computed: dict[str, str], locations: dict[str, str]) -> list[Loss]:
    """Numbers that differ here from those on paper: a cross reference in the text may mean the paper's."""
    losses: list[Loss] = []
    forms: dict[str, str] = {}  # the two forms of a number → the first block with it
    for block in blocks:
        printed = _number_of(block.get("_printed", ""))
        if not printed:
            continue
        block_id, label = block["id"], computed[block["id"]]
        if _differs(block, printed, label):
            detail = f"{printed} → {label}"
            losses.append(Loss("number", locations[block_id], detail=detail, block=block_id, kept=True))
        elif block["type"] == "step" and _differs_in_form(block["_printed"], printed, label):
            forms.setdefault(f"{block['_printed'].strip()} → {label}", block_id)
    if forms:
        block_id, detail = next(iter(forms.values())), "; ".join(list(forms)[:MAX_FORMS])
        losses.append(Loss("number_form", locations[block_id], detail=detail, block=block_id, kept=True))
    return losses


def _differs(block: Block, printed: str, label: str) -> bool:
    if block["type"] == "section":
        number = re.search(r"\d+(?:[.\-]\d+)*", printed)
        return number is not None and number.group().replace("-", ".") != label
    return bool(block.get("_value")) and block["_value"] != _value(label)


def _differs_in_form(as_printed: str, printed: str, label: str) -> bool:
    return as_printed.strip(" \t\u3000.") != label and _shape(printed) != _shape(label)


def _number_of(printed: str) -> str:
    """A printed number in plain digits, without the stop after it; circled numbers stay."""
    plain = "".join(char if _is_circled(char) else unicodedata.normalize("NFKC", char) for char in printed)
    return re.sub(r"[\s.．、]+$", "", plain).strip()


def _is_circled(char: str) -> bool:
    return 0x2460 <= ord(char) <= 0x24FF


def _value(label: str) -> int:
    if label in KATAKANA:
        return KATAKANA.index(label) + 1
    if len(label) == 1 and 0x2460 <= ord(label) <= 0x2473:
        return ord(label) - 0x245F
    digits = re.sub(r"\D", "", label)
    return int(digits) if digits else 0


def _shape(label: str) -> str:
    """The form of a number whatever its value: (1), ①, ア."""
    if label[:1] and 0x2460 <= ord(label[0]) <= 0x2473:
        return "①"
    if label[:1] in KATAKANA:
        return "ア"
    return re.sub(r"\d+", "1", label).replace("（", "(").replace("）", ")")
