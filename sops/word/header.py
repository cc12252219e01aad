"""The header block of a document: number, title, version, dates; in the page header, on the first page, or in both."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

KEYS: dict[str, tuple[str, ...]] = {
    "number": (
        "文書番号", "文書no", "文書管理番号", "管理文書番号", "sop番号", "sopno", "手順書番号", "手順書no",
        "標準書番号", "規程番号", "規格番号",
        "documentno", "documentnumber", "docno", "doc.no", "sopnumber", "文書コード", "sốhiệu", "mãsốtàiliệu",
        "mãtàiliệu", "mãsố",
    ),
    "title": (
        "表題", "標題", "題名", "題目", "文書名", "文書名称", "件名", "タイトル", "手順書名", "標準書名", "名称",
        "title", "documenttitle",
        "têntàiliệu", "tênquytrình",
    ),
    "version": (
        "版数", "版", "版番号", "版no", "版次", "改訂版数", "改訂番号", "改定番号", "改訂no", "rev", "rev.no", "revno",
        "revision",
        "version", "ver", "バージョン", "lầnbanhành",
    ),
    "established": (
        "制定日", "制定年月日", "初版制定日", "制定", "作成日", "作成年月日", "発行日", "発行年月日", "dateestablished",
        "issued", "issuedate",
        "dateofissue", "ngàybanhành",
    ),
    "revised": (
        "改訂日", "改訂年月日", "改定日", "改定年月日", "改正日", "改正年月日", "最終改訂日", "daterevised",
        "revisiondate",
        "dateofrevision", "ngàysửađổi",
    ),
    "effective": (
        "施行日", "施行年月日", "発効日", "発効年月日", "適用日", "適用開始日", "有効日", "effectivedate", "effective",
        "dateeffective",
        "ngàyhiệulực",
    ),
    "department": (
        "制定部署", "制定部門", "主管部署", "主管部門", "所管部署", "所管部門", "所管", "作成部署", "作成部門",
        "担当部署", "発行部署", "管理部署",
        "department", "issuingdepartment", "bộphậnbanhành",
    ),
    "pages": (
        "頁", "頁数", "ページ", "ページ数", "総ページ数", "page", "pages", "trang",
    ),
}  # fmt: skip
_WORDS = {word: key for key, words in KEYS.items() for word in words}
KIND_WORDS = {
    "標準作業手順書",
    "作業手順書",
    "標準手順書",
    "標準操作手順書",
    "手順書",
    "作業標準書",
    "標準書",
    "standardoperatingprocedure",
    "sop",
    "標準作業手順書(sop)",
}
ORGANISATION = re.compile(
    r"(?:株式会社|有限会社|合同会社|医療法人|財団法人|社団法人|独立行政法人|大学|病院|クリニック|研究所|センター|施設"
    r"|工場|"
    r"Holdings|Inc\.?|Co\.|Ltd|Corporation|GmbH)",
    re.IGNORECASE,
)
_APART = re.compile(r"\u3000+|\t+| {2,}")
_INLINE = re.compile(
    r"(?P<label>[^:：\s\u3000][^:：\t\n]{0,14}?)[\s\u3000]*(?P<between>[:：])[\s\u3000]*"
    r"(?P<value>[^\t\n]*?)(?=[\s\u3000]+[^:：\s\u3000]{1,12}[\s\u3000]*[:：]|\t|\n|$)"
)
MAX_LINE = 400  # characters; a longer line is prose


@dataclass(frozen=True)
class Pair:
    """A label and its value as written, and the colon between them where there is one."""

    label: str
    value: str
    between: str = ""

    def as_dict(self, part: str) -> dict[str, str]:
        """The pair as JSON. `part`: header, footer or body, where the file holds it."""
        return {"part": part, "label": self.label, "between": self.between, "value": self.value}


def key_of(label: str) -> str:
    """The header field a label names; empty for any other text."""
    return _WORDS.get(_plain(label).rstrip(":."), "")


def is_kind_word(text: str) -> bool:
    """Whether a line of the cover only says what kind of document it is."""
    return _plain(text) in KIND_WORDS


def inline_pairs(text: str) -> list[Pair]:
    """Pairs written in one line: 文書番号：SOP-001　版数：第1版 or 文書番号　SOP-001.

    Empty unless a label is known; where only blanks separate label and value, every label must be.
    """
    if len(text) > MAX_LINE:
        return []
    apart = [piece for piece in _APART.split(text.strip()) if piece] if _APART.search(text) else []
    labels, values = apart[::2], apart[1::2]
    if apart and len(labels) == len(values) and all(map(key_of, labels)) and not any(map(key_of, values)):
        return [Pair(label, value) for label, value in zip(labels, values, strict=True)]
    pairs = [
        Pair(match["label"].strip(), match["value"].strip(), match["between"])
        for match in _INLINE.finditer(text.strip())
    ]
    if not any(key_of(pair.label) for pair in pairs):
        return []
    covered = sum(len(_plain(pair.label + pair.value)) + 1 for pair in pairs)
    return pairs if covered >= len(_plain(text)) - 1 else []


def table_pairs(grid: list[list[str]]) -> list[Pair]:
    """Pairs of a table, given as rows of cell texts: each label left of its value, or above it.

    A text without a label is a pair with no value, so that every text of the table is in some pair.
    """
    across, down = _across(grid), _down(grid)
    return across if _known(across) >= _known(down) else down


def is_header(pairs: list[Pair]) -> bool:
    """Whether pairs are the header block of a document: number or title, with another known field or alone."""
    filled = [pair for pair in pairs if pair.label.strip() or pair.value.strip()]
    keys = {key_of(pair.label) for pair in filled if pair.value.strip()} - {""}
    alone = len(filled) == 1 and bool(filled[0].value.strip())
    return bool(keys & {"number", "title"}) and (len(keys) >= 2 or alone)


def _known(pairs: list[Pair]) -> int:
    return sum(1 for pair in pairs if key_of(pair.label) and pair.value.strip() and not key_of(pair.value))


def _across(grid: list[list[str]]) -> list[Pair]:
    pairs: list[Pair] = []
    for row in grid:
        cells = [cell.strip() for cell in row if cell.strip()]
        labels, values = cells[::2], cells[1::2]
        if len(labels) == len(values) and any(map(key_of, labels)) and not any(map(key_of, values)):
            pairs += [Pair(label, value) for label, value in zip(labels, values, strict=True)]
            continue
        column = 0
        while column < len(cells):
            cell = cells[column]
            if key_of(cell) and column + 1 < len(cells) and not key_of(cells[column + 1]):
                pairs.append(Pair(cell, cells[column + 1]))
                column += 2
                continue
            pairs += inline_pairs(cell) or [Pair(cell, "")]
            column += 1
    return pairs


def _down(grid: list[list[str]]) -> list[Pair]:
    pairs: list[Pair] = []
    row = 0
    while row < len(grid):
        labels = [cell.strip() for cell in grid[row]]
        below = [cell.strip() for cell in grid[row + 1]] if row + 1 < len(grid) else []
        known = sum(1 for label in labels if key_of(label))
        if len(below) == len(labels) and (known >= 2 or (known == len(labels) == 1 and not key_of(below[0]))):
            pairs += [Pair(label, value) for label, value in zip(labels, below, strict=True) if label or value]
            row += 2
            continue
        pairs += [Pair(cell, "") for cell in labels if cell]
        row += 1
    return pairs


def gather(raw: list[dict[str, str]]) -> dict[str, Any]:
    """The header of an import: the first value found for each field, and every pair as written (`raw`)."""
    found: dict[str, Any] = {key: "" for key in KEYS if key != "pages"}
    for pair in raw:
        key = key_of(pair["label"])
        if key in found and not found[key]:
            found[key] = pair["value"]
    return {**found, "raw": raw}


def _plain(text: str) -> str:
    return re.sub(r"[\s\u3000]+", "", unicodedata.normalize("NFKC", text)).lower().rstrip(":")
