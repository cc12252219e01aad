"""The last pass over the blocks: captions to their tables, ids, the numbers as printed against the numbers as computed, places of losses."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from sops.document.content import KATAKANA, labels, section_of
from sops.word.assemble import Assembler, Block
from sops.word.origin import shown
from sops.word.result import Loss, WordImport

_PARTS = {"table": ("table", "figure"), "figure": ("figure", "table"), "any": ("table", "figure")}


def finish(walker: Assembler, result: WordImport) -> None:
    """Fill `result` from what the walker found."""
    moved = _captions(walker.blocks)
    walker.blocks = [_tidy(block) for block in walker.blocks if block["type"] != "caption"]
    marked = [_show(block) for block in walker.blocks]
    _identify(walker.blocks)
    result.in_file |= {
        block["id"] + path: text
        for block, found in zip(walker.blocks, marked, strict=True)
        for path, text in found.items()
    }
    result.content["blocks"] = [
        {name: value for name, value in block.items() if not name.startswith("_")} for block in walker.blocks
    ]
    result.numbers = {block["id"]: block["_label"] for block in walker.blocks if block.get("_label")}
    places = _places(result.content)
    for loss, block in walker.losses:
        target = moved.get(id(block), block)
        if target is not None and "id" in target:
            loss.block = target["id"]
            loss.where = places.get(loss.block, "")
        result.losses.append(loss)
    for change, block in walker.tracked:
        target = moved.get(id(block), block)
        if target is not None and "id" in target:
            change.block, change.where = target["id"], places.get(target["id"], "")
        result.tracked.append(change)
    result.losses += _renumbered(walker.blocks, labels(result.content), places)


def _show(block: Block) -> dict[str, str]:
    """Leave in a block its texts as they are shown. Returns, by the path in the block, those that the file holds otherwise."""
    slots: list[tuple[str, Any, str]] = [
        (f".{name}", block, name) for name in ("title", "text", "caption", "alt") if name in block
    ]
    slots += [(f".r{r}c{c}", cell, "text") for r, row in enumerate(block.get("rows", ())) for c, cell in enumerate(row)]
    found = {}
    for path, holder, name in slots:
        text = holder[name]
        holder[name] = shown(text)
        if holder[name] != text:
            found[path] = text
    return found


def _captions(blocks: list[Block]) -> dict[int, Block]:
    """Join captions to the table below or the picture above; a caption that belongs to nothing becomes a paragraph."""
    moved: dict[int, Block] = {}
    below = _neighbours(reversed(blocks), but=("footnote",))
    above = _neighbours(blocks, but=("footnote", "note"))
    for block in blocks:
        if block["type"] != "caption":
            continue
        sides = (above.get(id(block)), below.get(id(block)))
        for kind in _PARTS[block["of"]]:
            ordered = sides if block["of"] == "figure" else sides[::-1]
            target = next((b for b in ordered if b is not None and b["type"] == kind and not b["caption"]), None)
            if target is not None:
                target["caption"] = block["text"]
                moved[id(block)] = target
                break
        else:
            block["type"] = "paragraph"
            del block["of"]
    return moved


def _neighbours(blocks: Iterable[Block], *, but: tuple[str, ...]) -> dict[int, Block]:
    """The block passed last before each caption, by the identity of the caption."""
    found: dict[int, Block] = {}
    last: Block | None = None
    for block in blocks:
        if block["type"] == "caption" and last is not None:
            found[id(block)] = last
        if block["type"] not in but:
            last = block
    return found


def _tidy(block: Block) -> Block:
    if block["type"] == "warning" and block["title"] and not block["text"]:
        block["title"], block["text"] = "", block["title"]
    return block


def _identify(blocks: list[Block]) -> None:
    """Ids from type and words: the same text keeps its id in the next revision of the file, wherever it stands."""
    seen: dict[str, int] = {}
    for block in blocks:
        words = [str(block.get(name, "")) for name in ("title", "text", "caption", "image", "mark")]
        words += [cell["text"] for row in block.get("rows", ())[:1] for cell in row]
        key = hashlib.sha256("\x00".join([block["type"], *words]).encode()).hexdigest()[:8]
        seen[key] = seen.get(key, 0) + 1
        block["id"] = f"w{key}" if seen[key] == 1 else f"w{key}-{seen[key]}"


def _places(content: Block) -> dict[str, str]:
    """Where each block stands, as a reader would say it: 6.4 (2)."""
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


def _renumbered(blocks: list[Block], computed: dict[str, str], places: dict[str, str]) -> list[Loss]:
    """Numbers that read differently here than on the paper: cross references in the text may mean the paper's."""
    losses: list[Loss] = []
    forms: dict[str, str] = {}
    for block in blocks:
        printed = _digits(block.get("_printed", ""))
        if not printed:
            continue
        label = computed[block["id"]]
        if block["type"] == "section":
            numbers = re.search(r"\d+(?:[.\-]\d+)*", printed)
            if numbers and numbers.group().replace("-", ".") != label:
                losses.append(
                    Loss("number", places[block["id"]], detail=f"{printed} → {label}", block=block["id"], kept=True)
                )
        elif block.get("_value") and block["_value"] != _value(label):
            losses.append(
                Loss("number", places[block["id"]], detail=f"{printed} → {label}", block=block["id"], kept=True)
            )
        elif block["_printed"].strip(" \t\u3000.") != label and _shape(printed) != _shape(label):
            forms.setdefault(f"{block['_printed'].strip()} → {label}", block["id"])
    if forms:
        block_id = next(iter(forms.values()))
        losses.append(
            Loss("number_form", places[block_id], detail="; ".join(list(forms)[:8]), block=block_id, kept=True)
        )
    return losses


def _digits(text: str) -> str:
    return re.sub(
        r"[\s.．、]+$",
        "",
        "".join(unicodedata.normalize("NFKC", c) if not 0x2460 <= ord(c) <= 0x24FF else c for c in text),
    ).strip()


def _value(label: str) -> int:
    if label in KATAKANA:
        return KATAKANA.index(label) + 1
    if len(label) == 1 and 0x2460 <= ord(label) <= 0x2473:
        return ord(label) - 0x245F
    digits = re.sub(r"\D", "", label)
    return int(digits) if digits else 0


def _shape(label: str) -> str:
    return (
        re.sub(
            r"\d+",
            "1",
            "①" if label[:1] and 0x2460 <= ord(label[0]) <= 0x2473 else "ア" if label[:1] in KATAKANA else label,
        )
        .replace("（", "(")
        .replace("）", ")")
    )
