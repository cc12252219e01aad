"""Reads demo/content/*.yaml; pure: no database, no clock.

Days in the files count from the day of loading, negative = past.
"""

from __future__ import annotations

import copy
import datetime as dt
import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from core.days import vietnamese_day
from core.text import nfc
from sops.document.content import segments

ROOT = Path(__file__).resolve().parent / "content"
LANGUAGES = ("ja", "vi", "en")
_DAY = re.compile(r"\{day:(-?\d+)\}")

try:  # the C parser reads the 1 MB of YAML ten times faster
    _Loader: Any = yaml.CSafeLoader
except AttributeError:  # pragma: no cover - libyaml is missing on some machines
    _Loader = yaml.SafeLoader


@functools.cache
def read(name: str) -> Any:
    """One file of the demo as plain data, every string in NFC. Read once and shared: nobody changes it."""
    return _nfc(yaml.load((ROOT / name).read_text(encoding="utf-8"), Loader=_Loader))  # noqa: S506  # a safe loader, see above


def read_all(folder: str) -> list[Any]:
    """Every file of a folder, by name."""
    return [read(f"{folder}/{path.name}") for path in sorted((ROOT / folder).glob("*.yaml"))]


def _nfc(value: Any) -> Any:
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, list):
        return [_nfc(item) for item in value]
    if isinstance(value, dict):
        return {key: _nfc(item) for key, item in value.items()}
    return value


@dataclass(frozen=True)
class Calendar:
    """Turns days of the files into dates, as seen from the day of loading."""

    today: dt.date

    def on(self, day: int | dt.date | None) -> dt.date | None:
        """The date of a day; a full date in the files is fixed, null stays open."""
        if day is None or isinstance(day, dt.date):
            return day
        return self.today + dt.timedelta(days=day)

    def date(self, day: int | dt.date) -> dt.date:
        """The date of a day that must be there."""
        found = self.on(day)
        assert found is not None
        return found

    def fill(self, text: str, day: int | dt.date = 0) -> str:
        """{year} and {yy} of the document's own day, {day:N} as DD/MM/YYYY."""
        date = self.date(day)
        text = text.replace("{year}", str(date.year)).replace("{yy}", f"{date.year % 100:02d}")
        return _DAY.sub(lambda match: vietnamese_day(self.date(int(match[1]))), text)

    def fill_all(self, texts: dict[str, str], day: int | dt.date = 0) -> dict[str, str]:
        """The same for a text in several languages; Japanese and English write dates their own way."""
        return {language: self._dates(text, language, day) for language, text in texts.items()}

    def _dates(self, text: str, language: str, day: int | dt.date) -> str:
        patterns = {"ja": "{0.year}年{0.month}月{0.day}日", "en": "{0:%d %B %Y}"}
        if pattern := patterns.get(language):
            text = _DAY.sub(lambda match: pattern.format(self.date(int(match[1]))), text)
        return self.fill(text, day)


@dataclass(frozen=True)
class Version:
    """One version of a demo SOP with its whole frozen content (docs/content.md, every text in ja, vi and en)."""

    number: int
    source_version: str
    effective: int | None
    state: str  # "", "submitted", "in_review", "withdrawn" or "draft"
    change_class: str  # "" = as the comparison says; else what the author and the approver agreed on
    change_reason: dict[str, str]
    withdrawn_reason: dict[str, str]
    content: dict[str, Any]
    workbench: list[dict[str, Any]]  # of a draft: texts whose translation is under way


@dataclass(frozen=True)
class DemoSop:
    number: str
    stage: str
    products: list[str]
    source: dict[str, str]
    title: dict[str, str]
    versions: list[Version]


def sops() -> list[DemoSop]:
    """Every SOP of the demo, versions patched and in order."""
    return [_sop(data) for data in read_all("sops")]


def _sop(data: dict[str, Any]) -> DemoSop:
    sections: dict[int, list[dict[str, Any]]] = {}
    versions = []
    for row in data["versions"]:
        number = row["version"]
        sections[number] = patch(sections[row["base"]], row) if "base" in row else row["sections"]
        versions.append(
            Version(
                number=number,
                source_version=row["source_version"],
                effective=row.get("effective"),
                state=row.get("state", ""),
                change_class=row.get("change_class", ""),
                change_reason=row["change_reason"],
                withdrawn_reason=row.get("withdrawn_reason", {}),
                content=content(data, row, sections[number]),
                workbench=row.get("workbench", []),
            )
        )
    return DemoSop(data["number"], data["stage"], data["products"], data["source"], data["title"], versions)


def patch(sections: list[dict[str, Any]], change: dict[str, Any]) -> list[dict[str, Any]]:
    """The sections of a version that only says what differs: known ids replace, new ids stand after `after`,
    then removals, then moves.
    """
    sections = copy.deepcopy(sections)
    for block in change.get("blocks", []):
        block = dict(block)
        after = block.pop("after", None)
        if (place := _find(sections, block["id"])) is not None:
            place[0]["blocks"][place[1]] = block
        else:
            _insert(sections, block, after)
    for block_id in change.get("removed", []):
        _take(sections, block_id)
    for move in change.get("moved", []):
        _insert(sections, _take(sections, move["id"]), move["after"])
    return sections


def _find(sections: list[dict[str, Any]], block_id: str) -> tuple[dict[str, Any], int] | None:
    for section in sections:
        for index, block in enumerate(section["blocks"]):
            if block["id"] == block_id:
                return section, index
    return None


def _take(sections: list[dict[str, Any]], block_id: str) -> dict[str, Any]:
    place = _find(sections, block_id)
    if place is None:
        raise ValueError(f"{block_id} is not in the version it is taken from")
    return place[0]["blocks"].pop(place[1])


def _insert(sections: list[dict[str, Any]], block: dict[str, Any], after: str | None) -> None:
    place = _find(sections, after) if after else None
    if place is None:
        raise ValueError(f"{block['id']} should stand after {after}, which is not there")
    place[0]["blocks"].insert(place[1] + 1, block)


def content(data: dict[str, Any], row: dict[str, Any], sections: list[dict[str, Any]]) -> dict[str, Any]:
    """The frozen content of one version."""
    blocks: list[dict[str, Any]] = []
    for section in sections:
        blocks.append({"id": section["id"], "type": "section", "level": 1, "title": section["title"]})
        blocks += [_block(block) for block in section["blocks"]]
    return {
        "schema": 1,
        "number": data["number"],
        "title": data["title"],
        "source": {**data["source"], "version": row["source_version"]},
        "blocks": blocks,
    }


def _block(block: dict[str, Any]) -> dict[str, Any]:
    kind = block["type"]
    if kind == "step":
        return {
            "id": block["id"],
            "type": kind,
            "level": 1,
            "title": block["title"],
            "text": block["text"],
            "parameters": [_parameter(p) for p in block.get("parameters", [])],
        }
    if kind == "warning":
        return {"id": block["id"], "type": kind, "kind": "warning", "title": "", "text": block["text"]}
    if kind == "table":
        rows = [block["header"], *block["rows"]]
        cells = [[{"text": cell if isinstance(cell, dict) else _same(cell)} for cell in line] for line in rows]
        return {"id": block["id"], "type": kind, "caption": block["caption"], "head_rows": 1, "rows": cells}
    return {"id": block["id"], "type": kind, "text": block["text"]}


def _parameter(data: dict[str, Any]) -> dict[str, Any]:
    keys = ("value", "low", "high", "tolerance")
    return {
        "id": data["id"],
        "name": data["name"],
        "comparator": data["comparator"],
        **{key: data.get(key) for key in keys},
        "unit": data["unit"],
    }


def _same(text: str) -> dict[str, str]:
    """A number, a code or nothing: the same in every language."""
    return dict.fromkeys(LANGUAGES, text)


def in_one_language(value: Any, language: str) -> Any:
    """A content with every text in one language: the source content of a draft.

    A text that lacks the language is empty.
    """
    if isinstance(value, dict):
        if is_text(value):
            return value.get(language, "")
        return {key: in_one_language(item, language) for key, item in value.items()}
    if isinstance(value, list):
        return [in_one_language(item, language) for item in value]
    return value


def is_text(value: dict[str, Any]) -> bool:
    """A text in its languages; the source is always there, a translation under way may be missing."""
    return "ja" in value and set(value) <= set(LANGUAGES)


def texts_by_path(value: dict[str, Any], language: str) -> dict[str, str]:
    """Every text of a content in `language`, by the path of its segment; those missing are left out."""
    return {
        segment.path: segment.text
        for segment in segments(in_one_language(value, language))
        if isinstance(segment.text, str)
    }
